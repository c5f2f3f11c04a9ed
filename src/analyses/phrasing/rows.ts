import type { Store } from '../../store/store.ts'

/**
 * One row a post in a group. Quotations that credit their source make no copies: a group needs two posts that are none.
 * `first` is the one earliest post; where several share the earliest time, none is. A group is named after its
 * representative, so that its name stays when others join.
 */
const ROWS = `
  CREATE OR REPLACE TEMP TABLE phrasing_row AS
  WITH member AS (
    SELECT n.i, n.head, n.share, n.way, p.platform, p.post_id, p.account_id, p."at", p.kind, p.lang, c.credit,
      CASE WHEN p.account_id IS NULL THEN NULL ELSE p.platform || ':' || p.account_id END AS who
    FROM near_text AS n
    JOIN near_text_post AS p ON p.i = n.i
    LEFT JOIN (SELECT i, min(credit) AS credit FROM near_text_credit GROUP BY i) AS c ON c.i = n.i
  ),
  sized AS (
    SELECT head, min("at") AS first_at,
      sum(CASE WHEN credit = 'quotation' THEN 0 ELSE 1 END) AS own
    FROM member
    GROUP BY head
  ),
  firsts AS (
    SELECT m.head, count(*) AS firsts
    FROM member AS m JOIN sized AS s ON s.head = m.head AND s.first_at = m."at"
    GROUP BY m.head
  )
  SELECT 'text-' || substr(md5(h.platform || ':' || h.post_id), 1, 12) AS "group",
    m.platform, m.post_id, m.share AS similarity, m."at" = s.first_at AND f.firsts = 1 AS first,
    m.way, m.credit, m.i = m.head AS representative, m.account_id, m."at", m.kind, m.lang, m.who, m.i, m.head,
    s.own >= 2 AS copied
  FROM member AS m
  JOIN sized AS s ON s.head = m.head
  JOIN firsts AS f ON f.head = m.head
  JOIN near_text_post AS h ON h.i = m.head`

export const KEPT = `
  SELECT "group", platform, post_id, similarity, first, way, credit, representative, account_id, "at"
  FROM phrasing_row
  WHERE copied
  ORDER BY "group", i`

export async function findRows(store: Store): Promise<void> {
  await store.run(ROWS)
}

/** Groups in order of accounts, then posts. A post without an account counts as nobody's. */
const GROUPS = `
  WITH placed AS (
    SELECT *, row_number() OVER (PARTITION BY head ORDER BY i) AS place, count(*) OVER (PARTITION BY head) AS posts
    FROM phrasing_row
    WHERE copied
  ),
  variants AS (
    SELECT r.head, count(DISTINCT md5(p.text)) AS variants
    FROM phrasing_row AS r JOIN near_text_post AS p ON p.i = r.i
    WHERE r.copied
    GROUP BY r.head
  ),
  summed AS (
    SELECT "group", head, count(*) AS posts, count(DISTINCT who) AS accounts, count(DISTINCT platform) AS platforms,
      count(DISTINCT lang) AS langs, count(DISTINCT CASE WHEN kind = 'page' THEN who END) AS sites,
      sum(CASE WHEN kind = 'page' THEN 1 ELSE 0 END) AS pages,
      sum(CASE WHEN credit = 'wire' THEN 1 ELSE 0 END) AS wire, sum(CASE WHEN credit = 'quotation' THEN 1 ELSE 0 END) AS quotations,
      min("at") AS first_at, max("at") AS last_at, min(CASE WHEN place * 2 >= posts THEN "at" END) AS half_at,
      min(similarity) AS least_similarity
    FROM placed
    GROUP BY "group", head
  )
  SELECT s.*, v.variants, h.text, h.text AS said, h.lang, f.platform AS first_platform, f.post_id AS first_post_id,
    f.account_id AS first_account_id, profile.handle AS first_handle
  FROM summed AS s
  JOIN variants AS v ON v.head = s.head
  JOIN near_text_post AS h ON h.i = s.head
  LEFT JOIN phrasing_row AS f ON f.head = s.head AND f.first
  LEFT JOIN profile ON profile.platform = f.platform AND profile.account_id = f.account_id
  ORDER BY s.accounts DESC, s.posts DESC, s.head
  LIMIT $most`

export interface Group {
  group: string
  head: number
  posts: number
  accounts: number
  platforms: number
  langs: number
  sites: number
  pages: number
  wire: number
  quotations: number
  first_at: number
  last_at: number
  half_at: number
  least_similarity: number
  variants: number
  /** The representative's text, and what of it is shown as the group's. */
  text: string
  said: string
  lang: string | null
  first_platform: string | null
  first_post_id: string | null
  first_account_id: string | null
  first_handle: string | null
}

export const largestGroups = (store: Store, most: number): Promise<Group[]> =>
  store.rows<Group>(GROUPS, { most })

const MEMBERS = `
  SELECT r.i, r.platform, r.post_id, r."at", r.kind, r.lang, r.account_id, r.similarity, r.way, r.credit, r.first,
    r.representative, profile.handle, p.text, p.source, p."row"
  FROM phrasing_row AS r
  JOIN near_text_post AS p ON p.i = r.i
  LEFT JOIN profile ON profile.platform = r.platform AND profile.account_id = r.account_id
  WHERE r.head = $head
  ORDER BY r.i
  LIMIT $most`

export interface Member {
  i: number
  platform: string
  post_id: string
  at: number
  kind: string
  lang: string | null
  account_id: string | null
  similarity: number
  way: string
  credit: string | null
  first: boolean
  representative: boolean
  handle: string | null
  text: string
  source: string
  row: number
}

/** A group's posts in order of time, as many as can be shown. */
export const membersOf = (store: Store, head: number, most: number): Promise<Member[]> =>
  store.rows<Member>(MEMBERS, { head, most })

export interface Totals {
  /** Posts in groups of copies; groups; of these, those of several accounts. */
  posts: number
  groups: number
  shared: number
  quotations: number
  wire: number
}

export const totalsOf = (store: Store): Promise<Totals> =>
  store.row<Totals>(`
    WITH summed AS (
      SELECT head, count(*) AS posts, count(DISTINCT who) AS accounts,
        sum(CASE WHEN credit = 'wire' THEN 1 ELSE 0 END) AS wire
      FROM phrasing_row
      WHERE copied
      GROUP BY head
    )
    SELECT coalesce(sum(posts), 0) AS posts, count(*) AS groups, coalesce(sum(wire), 0) AS wire,
      coalesce(sum(CASE WHEN accounts > 1 THEN 1 ELSE 0 END), 0) AS shared,
      (SELECT count(*) FROM phrasing_row WHERE credit = 'quotation') AS quotations
    FROM summed`)

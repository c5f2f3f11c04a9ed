import type { Store } from '../../store/store.ts'

/** An original post, how many followers its account had, and its reposts within each window (`v60`, `v300` …). */
export interface Original extends Record<string, string | number | boolean | null> {
  platform: string
  post_id: string
  account_id: string | null
  at: number
  source: string
  row: number
  handle: string | null
  followers: number | null
  /** All captured reposts, whenever. */
  reposts: number
  /** The platform's own count, where it states one. */
  reposts_stated: number | null
  about: boolean
  /** When the capture of its platform ends: a window that reaches beyond is cut short. */
  until: number
}

export const column = (seconds: number) => `v${seconds}`

/** The case's originals (whatever is no repost). One join of reposts to the posts that they pass on, whose ids are unique. */
const ORIGINALS = (windows: readonly number[]) => `
  CREATE OR REPLACE TEMP TABLE velocity_original AS
  WITH capture AS (
    SELECT platform, max("at") AS until FROM post GROUP BY platform
  ),
  passed_on AS (
    SELECT
      o.platform, o.post_id, count(*) AS reposts,
      ${windows.map(s => `sum(CASE WHEN r."at" BETWEEN o."at" AND o."at" + ${s * 1000} THEN 1 ELSE 0 END) AS ${column(s)}`).join(', ')}
    FROM post AS o
    JOIN post AS r ON r.platform = o.platform AND r.parent_id = o.post_id
    WHERE o.kind <> 'repost' AND r.kind = 'repost'
    GROUP BY o.platform, o.post_id
  ),
  sighting AS (
    SELECT p.platform, p.post_id, max(a.followers) AS followers, max(a.handle) AS handle
    FROM post AS p
    JOIN account AS a ON a.source = p.source AND a."row" = p."row" AND a.platform = p.platform AND a.account_id = p.account_id
    WHERE p.kind <> 'repost'
    GROUP BY p.platform, p.post_id
  )
  SELECT
    p.platform, p.post_id, p.account_id, p."at", p.source, p."row", about_post.post_id IS NOT NULL AS about, until,
    coalesce(sighting.handle, profile.handle) AS handle, coalesce(sighting.followers, profile.followers) AS followers,
    p.reposts AS reposts_stated, coalesce(passed_on.reposts, 0) AS reposts,
    ${windows.map(s => `CAST(coalesce(passed_on.${column(s)}, 0) AS BIGINT) AS ${column(s)}`).join(', ')}
  FROM post AS p
  JOIN capture ON capture.platform = p.platform
  LEFT JOIN about_post ON about_post.platform = p.platform AND about_post.post_id = p.post_id
  LEFT JOIN passed_on ON passed_on.platform = p.platform AND passed_on.post_id = p.post_id
  LEFT JOIN sighting ON sighting.platform = p.platform AND sighting.post_id = p.post_id
  LEFT JOIN profile ON profile.platform = p.platform AND profile.account_id = p.account_id
  WHERE p.kind <> 'repost'`

export const measure = (store: Store, windows: readonly number[]) => store.run(ORIGINALS(windows))
export const forget = (store: Store) => store.run('DROP TABLE IF EXISTS velocity_original')

/** Platforms on which posts on the subject were passed on, the most reposts first; and reposts that lead nowhere. */
const PASSING = `
  SELECT
    r.platform, count(*) AS reposts,
    sum(CASE WHEN r.parent_id IS NOT NULL AND parent.post_id IS NULL THEN 1 ELSE 0 END) AS uncaptured,
    sum(CASE WHEN r.parent_id IS NULL THEN 1 ELSE 0 END) AS unstated
  FROM about_post AS r
  LEFT JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
  WHERE r.kind = 'repost'
  GROUP BY r.platform
  HAVING count(r.parent_id) > 0
  ORDER BY reposts DESC, r.platform`

export interface Passing {
  platform: string
  reposts: number
  /** Reposts of posts that were not captured: known about, but without a time to count from. */
  uncaptured: number
  /** Reposts that do not state what they pass on. */
  unstated: number
}
export const passing = (store: Store) => store.rows<Passing>(PASSING)

/** The first original on the subject on each platform; `same_time` counts those that carry the same time. */
const FIRST = `
  WITH ranked AS (
    SELECT *,
      row_number() OVER (PARTITION BY platform ORDER BY "at", post_id) AS place,
      count(*) OVER (PARTITION BY platform, "at") AS same_time
    FROM velocity_original
    WHERE about
  )
  SELECT * FROM ranked WHERE place = 1`

export type First = Original & { same_time: number }
export const firstOriginals = (store: Store) => store.rows<First>(FIRST)

/** Originals on the subject that were passed on within the longest window, the most first. */
const PASSED_ON = (longest: number) => `
  SELECT * FROM velocity_original
  WHERE about AND ${column(longest)} > 0
  ORDER BY ${column(longest)} DESC, "at", post_id`

export const passedOn = (store: Store, longest: number) => store.rows<Original>(PASSED_ON(longest))

/** Every n-th original on the subject in the order of time, so that at most `most` stand for all. */
const SAMPLE = `
  WITH ordered AS (
    SELECT *, row_number() OVER (ORDER BY "at", post_id) AS place, count(*) OVER () AS originals
    FROM velocity_original
    WHERE about AND platform = $platform AND followers IS NOT NULL
  )
  SELECT * FROM ordered WHERE (place - 1) % CAST(ceil(originals * 1.0 / $most) AS BIGINT) = 0`

export const sample = (store: Store, platform: string, most: number) =>
  store.rows<Original>(SAMPLE, { platform, most })

/** When the post was passed on: seconds after it, and the reposts until then. */
const CURVE = `
  WITH moments AS (
    SELECT "at", count(*) AS reposts
    FROM post
    WHERE kind = 'repost' AND platform = $platform AND parent_id = $post_id AND "at" BETWEEN $from_at AND $to_at
    GROUP BY "at"
  )
  SELECT ("at" - $from_at) / 1000.0 AS after_s, CAST(sum(reposts) OVER (ORDER BY "at") AS BIGINT) AS reposts
  FROM moments
  ORDER BY "at"`

export const curveOf = (store: Store, post: Original, seconds: number) =>
  store.rows<{ after_s: number; reposts: number }>(CURVE, {
    platform: post.platform,
    post_id: post.post_id,
    from_at: post.at,
    to_at: post.at + seconds * 1000,
  })

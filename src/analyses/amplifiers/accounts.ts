import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'

export const HALF_DAY = 43_200_000

/** An account on the subject: one that posted, or whose posts were passed on. */
export interface Account extends Row {
  platform: string
  account_id: string
  handle: string | null
  posts: number
  reposts_made: number
  /** Captured reposts of its posts, whether those were captured themselves or are only known about. */
  reposts_received: number
  /** The most seen with its posts on the subject, else the most seen in the case. */
  followers: number | null
  /** Posts × followers: no more deliveries than this. It says nothing of how many people read them. */
  deliveries_bound: number | null
  /** The largest h such that h of its posts were reposted at least h times each. */
  h_index: number
  /** Most posts in any closed 12 hours. */
  peak_12h: number
}

/** Every account on the subject. Sorted by reposts received, then by the bound on deliveries. */
const ACCOUNTS = `
  WITH made AS (
    SELECT platform, account_id, count(*) AS posts, sum(CASE WHEN kind = 'repost' THEN 1 ELSE 0 END) AS reposts_made
    FROM about_post
    WHERE account_id IS NOT NULL
    GROUP BY platform, account_id
  ),
  passed_on AS (
    SELECT r.platform, coalesce(r.parent_account_id, parent.account_id) AS account_id, r.parent_id, count(*) AS reposts
    FROM about_post AS r
    LEFT JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
    WHERE r.kind = 'repost' AND coalesce(r.parent_account_id, parent.account_id) IS NOT NULL
    GROUP BY r.platform, coalesce(r.parent_account_id, parent.account_id), r.parent_id
  ),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY platform, account_id ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE reposts END DESC) AS place
    FROM passed_on
  ),
  received AS (
    SELECT
      platform, account_id, sum(reposts) AS reposts_received,
      sum(CASE WHEN parent_id IS NOT NULL AND reposts >= place THEN 1 ELSE 0 END) AS h_index
    FROM placed
    GROUP BY platform, account_id
  ),
  half_days AS (
    SELECT
      platform, account_id,
      count(*) OVER (PARTITION BY platform, account_id ORDER BY "at" RANGE BETWEEN CURRENT ROW AND ${HALF_DAY} FOLLOWING) AS posts
    FROM about_post
    WHERE account_id IS NOT NULL
  ),
  peak AS (
    SELECT platform, account_id, max(posts) AS posts FROM half_days GROUP BY platform, account_id
  ),
  sighting AS (
    SELECT p.platform, p.account_id, max(a.followers) AS followers
    FROM about_post AS p
    JOIN account AS a ON a.source = p.source AND a."row" = p."row" AND a.platform = p.platform AND a.account_id = p.account_id
    GROUP BY p.platform, p.account_id
  ),
  known AS (
    SELECT platform, account_id FROM made
    UNION
    SELECT platform, account_id FROM received
  ),
  described AS (
    SELECT
      k.platform, k.account_id, profile.handle, coalesce(made.posts, 0) AS posts, coalesce(reposts_made, 0) AS reposts_made,
      coalesce(reposts_received, 0) AS reposts_received, coalesce(sighting.followers, profile.followers) AS followers,
      coalesce(h_index, 0) AS h_index, coalesce(peak.posts, 0) AS peak_12h
    FROM known AS k
    LEFT JOIN made ON made.platform = k.platform AND made.account_id = k.account_id
    LEFT JOIN received ON received.platform = k.platform AND received.account_id = k.account_id
    LEFT JOIN peak ON peak.platform = k.platform AND peak.account_id = k.account_id
    LEFT JOIN sighting ON sighting.platform = k.platform AND sighting.account_id = k.account_id
    LEFT JOIN profile ON profile.platform = k.platform AND profile.account_id = k.account_id
  )
  SELECT
    platform, account_id, handle, posts, CAST(reposts_made AS BIGINT) AS reposts_made,
    CAST(reposts_received AS BIGINT) AS reposts_received, followers, posts * followers AS deliveries_bound,
    CAST(h_index AS BIGINT) AS h_index, peak_12h
  FROM described
  ORDER BY reposts_received DESC, coalesce(posts * followers, -1) DESC, platform, account_id`

export const accountsOf = (store: Store) => store.rows<Account>(ACCOUNTS)

/** What the accounts' table cannot say: posts without an account, and reposts by what they state of their originals. */
const TOTALS = `
  SELECT
    r.platform, count(*) AS posts,
    sum(CASE WHEN r.account_id IS NULL THEN 1 ELSE 0 END) AS nameless,
    sum(CASE WHEN r.kind = 'repost' THEN 1 ELSE 0 END) AS reposts,
    sum(CASE WHEN r.kind = 'repost' AND coalesce(r.parent_account_id, parent.account_id) IS NOT NULL THEN 1 ELSE 0 END) AS credited
  FROM about_post AS r
  LEFT JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
  GROUP BY r.platform
  ORDER BY posts DESC, r.platform`

export interface Totals {
  platform: string
  posts: number
  /** Posts that state no account. */
  nameless: number
  reposts: number
  /** Reposts whose original's account is known. */
  credited: number
}
export const totalsOf = (store: Store) => store.rows<Totals>(TOTALS)

/** "x:123", as findings name an account. */
export const reference = ({ platform, account_id }: Account) => `${platform}:${account_id}`

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

/**
 * Every account on the subject, with its place by reposts received, then by the bound on deliveries. A repost is its
 * original's account's, which the original tells where the repost does not. Accounts that were always seen with the same
 * followers need no going through their sightings.
 */
const ACCOUNTS = `
  CREATE OR REPLACE TEMP TABLE amplifiers_account AS
  WITH credited AS (
    SELECT platform, parent_account_id AS account_id, parent_id
    FROM about_post
    WHERE kind = 'repost' AND parent_account_id IS NOT NULL
    UNION ALL
    SELECT r.platform, parent.account_id, r.parent_id
    FROM about_post AS r
    JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r.parent_account_id IS NULL AND parent.account_id IS NOT NULL
  ),
  passed_on AS (
    SELECT platform, account_id, parent_id, count(*) AS reposts FROM credited GROUP BY platform, account_id, parent_id
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
      poster.i,
      count(*) OVER (PARTITION BY poster.i ORDER BY p."at" RANGE BETWEEN CURRENT ROW AND ${HALF_DAY} FOLLOWING) AS posts
    FROM about_post AS p
    JOIN amplifiers_poster AS poster ON poster.platform = p.platform AND poster.account_id = p.account_id
  ),
  peak AS (
    SELECT i, max(posts) AS posts FROM half_days GROUP BY i
  ),
  sighting AS (
    SELECT p.platform, p.account_id, max(a.followers) AS followers
    FROM about_post AS p
    JOIN account AS a ON a.source = p.source AND a."row" = p."row" AND a.platform = p.platform AND a.account_id = p.account_id
    JOIN profile ON profile.platform = a.platform AND profile.account_id = a.account_id
    WHERE a.followers IS NOT NULL AND profile.followers_least < profile.followers
    GROUP BY p.platform, p.account_id
  ),
  known AS (
    SELECT platform, account_id FROM amplifiers_poster
    UNION
    SELECT platform, account_id FROM received
  ),
  described AS (
    SELECT
      k.platform, k.account_id, profile.handle, coalesce(made.posts, 0) AS posts, coalesce(reposts_made, 0) AS reposts_made,
      coalesce(reposts_received, 0) AS reposts_received, coalesce(sighting.followers, profile.followers) AS followers,
      coalesce(h_index, 0) AS h_index, coalesce(peak.posts, 0) AS peak_12h
    FROM known AS k
    LEFT JOIN amplifiers_poster AS made ON made.platform = k.platform AND made.account_id = k.account_id
    LEFT JOIN received ON received.platform = k.platform AND received.account_id = k.account_id
    LEFT JOIN peak ON peak.i = made.i
    LEFT JOIN sighting ON sighting.platform = k.platform AND sighting.account_id = k.account_id
    LEFT JOIN profile ON profile.platform = k.platform AND profile.account_id = k.account_id
  )
  SELECT
    platform, account_id, handle, posts, CAST(reposts_made AS BIGINT) AS reposts_made,
    CAST(reposts_received AS BIGINT) AS reposts_received, followers, posts * followers AS deliveries_bound,
    CAST(h_index AS BIGINT) AS h_index, peak_12h,
    row_number() OVER (ORDER BY reposts_received DESC, coalesce(posts * followers, -1) DESC, platform, account_id) AS place
  FROM described`

/** Who posted, numbered: posts are put in order by the number in half the time that their names take. */
const POSTERS = `
  CREATE OR REPLACE TEMP TABLE amplifiers_poster AS
  SELECT row_number() OVER () AS i, *
  FROM (
    SELECT platform, account_id, count(*) AS posts, sum(CASE WHEN kind = 'repost' THEN 1 ELSE 0 END) AS reposts_made
    FROM about_post
    WHERE account_id IS NOT NULL
    GROUP BY platform, account_id
  ) AS poster`

/** Makes the table that the others read; `forgetAccounts` drops it. */
export async function findAccounts(store: Store): Promise<void> {
  await store.run(POSTERS)
  await store.run(ACCOUNTS)
  await store.run('DROP TABLE amplifiers_poster')
}
export const forgetAccounts = (store: Store) => store.run('DROP TABLE IF EXISTS amplifiers_account')

const COLUMNS =
  'platform, account_id, handle, posts, reposts_made, reposts_received, followers, deliveries_bound, h_index, peak_12h'

/** All accounts, in the order of their places. */
export const ALL_ACCOUNTS = `SELECT ${COLUMNS} FROM amplifiers_account ORDER BY place`

/** The accounts most passed on, and the busiest, in the order of their places. */
export const leadingAccounts = (store: Store, passedOn: number, busiest: number) =>
  store.rows<Account>(`
    WITH busy AS (
      SELECT place FROM amplifiers_account ORDER BY peak_12h DESC, place LIMIT ${busiest}
    )
    SELECT ${COLUMNS} FROM amplifiers_account
    WHERE place <= ${passedOn} OR place IN (SELECT place FROM busy)
    ORDER BY place`)

/**
 * The account that posted with the most of something; among equals the one that posted most, then the first by platform
 * and id.
 */
export async function accountWithMost(
  store: Store,
  of: 'peak_12h' | 'followers',
): Promise<Account | undefined> {
  const [most] = await store.rows<Account>(`
    SELECT ${COLUMNS} FROM amplifiers_account
    WHERE posts > 0
    ORDER BY coalesce(${of}, -1) DESC, posts DESC, platform || ' ' || account_id
    LIMIT 1`)
  return most
}

/** How many posts each account made that posted, on one platform or on all, the busiest first. */
export async function postsByAccount(store: Store, platform: string | null = null): Promise<number[]> {
  const { posts } = await store.columns<'posts'>(
    'SELECT CAST(posts AS DOUBLE) AS posts FROM amplifiers_account WHERE posts > 0 AND platform = coalesce($platform, platform)',
    { platform },
  )
  return Array.from(posts.sort().reverse())
}

export async function repostsMade(store: Store, platform: string): Promise<number> {
  const { made } = await store.row<{ made: number }>(
    'SELECT CAST(coalesce(sum(reposts_made), 0) AS BIGINT) AS made FROM amplifiers_account WHERE platform = $platform',
    { platform },
  )
  return made
}

/** What the accounts' table cannot say: posts without an account, and reposts by what they state of their originals. */
const TOTALS = `
  WITH told AS (
    SELECT r.platform, count(*) AS reposts
    FROM about_post AS r
    JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r.parent_account_id IS NULL AND parent.account_id IS NOT NULL
    GROUP BY r.platform
  ),
  counted AS (
    SELECT
      platform, count(*) AS posts,
      sum(CASE WHEN account_id IS NULL THEN 1 ELSE 0 END) AS nameless,
      sum(CASE WHEN kind = 'repost' THEN 1 ELSE 0 END) AS reposts,
      sum(CASE WHEN kind = 'repost' AND parent_account_id IS NOT NULL THEN 1 ELSE 0 END) AS credited
    FROM about_post
    GROUP BY platform
  )
  SELECT c.platform, posts, nameless, c.reposts, credited + coalesce(told.reposts, 0) AS credited
  FROM counted AS c LEFT JOIN told ON told.platform = c.platform
  ORDER BY posts DESC, c.platform`

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

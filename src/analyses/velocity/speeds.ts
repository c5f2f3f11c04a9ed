import type { Store } from '../../store/store.ts'
import type { Subject } from '../../store/views.ts'

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

/** Originals that were passed on. One join of reposts to the posts that they pass on, whose ids are unique. */
const PASSED_ON = (windows: readonly number[]) => `
  CREATE OR REPLACE TEMP TABLE velocity_passed_on AS
  SELECT
    o.platform, o.post_id, count(*) AS reposts,
    ${windows.map(s => `CAST(sum(CASE WHEN r."at" BETWEEN o."at" AND o."at" + ${s * 1000} THEN 1 ELSE 0 END) AS BIGINT) AS ${column(s)}`).join(', ')}
  FROM post AS o
  JOIN post AS r ON r.platform = o.platform AND r.parent_id = o.post_id
  WHERE o.kind <> 'repost' AND r.kind = 'repost'
  GROUP BY o.platform, o.post_id`

/**
 * The case's originals (whatever is no repost), on the subject or not, as narrow as the baseline allows: those off the
 * subject are nameless. Followers are those seen with the very post, else the most seen in the case; where an account was
 * always seen with the same, the two are one, and the sightings need not be gone through.
 */
const ORIGINALS = (windows: readonly number[], about: readonly Subject[]) => `
  CREATE OR REPLACE TEMP TABLE velocity_original AS
  WITH sighting AS (
    SELECT a.source, a."row", a.platform, a.account_id, max(a.followers) AS followers
    FROM account AS a
    JOIN profile ON profile.platform = a.platform AND profile.account_id = a.account_id
    WHERE a.followers IS NOT NULL AND profile.followers_least < profile.followers
    GROUP BY a.source, a."row", a.platform, a.account_id
  ),
  original AS (
    SELECT p.platform, p.post_id, p.account_id, p."at", p.source, p."row",
      ${about.length === 0 ? 'true AS about' : 'about_post.post_id IS NOT NULL AS about'}
    FROM post AS p
    ${about.length === 0 ? '' : 'LEFT JOIN about_post ON about_post.platform = p.platform AND about_post.post_id = p.post_id'}
    WHERE p.kind <> 'repost'
  )
  SELECT
    o.platform, CASE WHEN about THEN o.post_id END AS post_id, o."at", about,
    coalesce(sighting.followers, profile.followers) AS followers, coalesce(passed_on.reposts, 0) AS reposts,
    ${windows.map(s => `coalesce(passed_on.${column(s)}, 0) AS ${column(s)}`).join(', ')}
  FROM original AS o
  LEFT JOIN velocity_passed_on AS passed_on ON passed_on.platform = o.platform AND passed_on.post_id = o.post_id
  LEFT JOIN sighting ON sighting.source = o.source AND sighting."row" = o."row"
    AND sighting.platform = o.platform AND sighting.account_id = o.account_id
  LEFT JOIN profile ON profile.platform = o.platform AND profile.account_id = o.account_id`

/** When the capture of each platform ends. */
const CAPTURES = `
  CREATE OR REPLACE TEMP TABLE velocity_capture AS SELECT platform, max("at") AS until FROM post GROUP BY platform`

/** Which tenth of its platform's originals a number of followers falls in; equal numbers share one. */
const TENTHS = `
  CREATE OR REPLACE TEMP TABLE velocity_tenth AS
  WITH sized AS (
    SELECT platform, followers, count(*) AS posts
    FROM velocity_original
    WHERE followers IS NOT NULL
    GROUP BY platform, followers
  ),
  summed AS (
    SELECT platform, followers, CAST(sum(posts) OVER (PARTITION BY platform ORDER BY followers) AS BIGINT) - posts AS fewer,
      CAST(sum(posts) OVER (PARTITION BY platform) AS BIGINT) AS originals
    FROM sized
  )
  SELECT platform, followers, CAST(floor(10.0 * fewer / originals) AS BIGINT) + 1 AS decile FROM summed`

/** Makes the tables that the other questions read. */
export async function measure(
  store: Store,
  windows: readonly number[],
  about: readonly Subject[],
): Promise<void> {
  await store.run(PASSED_ON(windows))
  await store.run(ORIGINALS(windows, about))
  await store.run('DROP TABLE velocity_passed_on')
  await store.run(CAPTURES)
  await store.run(TENTHS)
}

const MADE = ['passed_on', 'original', 'capture', 'tenth', 'reading', 'shown']

export async function forget(store: Store): Promise<void> {
  for (const name of MADE) await store.run(`DROP TABLE IF EXISTS velocity_${name}`)
}

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

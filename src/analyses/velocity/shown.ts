import type { Store } from '../../store/store.ts'
import { type KeptRows, keepRows } from '../rows.ts'
import { column, type Original } from './speeds.ts'

/**
 * The originals on the subject that are shown, with all that is said of them: those passed on within the longest
 * window, the first on each platform, and every n-th of the main platform in the order of time, so that at most $most
 * stand for all.
 */
const SHOWN = (windows: readonly number[]) => `
  CREATE OR REPLACE TEMP TABLE velocity_shown AS
  WITH earliest AS (
    SELECT platform, min("at") AS "at" FROM velocity_original WHERE about GROUP BY platform
  ),
  first_post AS (
    SELECT o.platform, min(o.post_id) AS post_id, count(*) AS same_time
    FROM velocity_original AS o JOIN earliest ON earliest.platform = o.platform AND earliest."at" = o."at"
    WHERE about
    GROUP BY o.platform
  ),
  ordered AS (
    SELECT platform, post_id, row_number() OVER (ORDER BY "at", post_id) AS place, count(*) OVER () AS originals
    FROM velocity_original
    WHERE about AND platform = $platform AND followers IS NOT NULL
  ),
  sampled AS (
    SELECT platform, post_id FROM ordered WHERE (place - 1) % CAST(ceil(originals * 1.0 / $most) AS BIGINT) = 0
  ),
  chosen AS (
    SELECT o.*, first_post.same_time, sampled.post_id IS NOT NULL AS sampled
    FROM velocity_original AS o
    LEFT JOIN first_post ON first_post.platform = o.platform AND first_post.post_id = o.post_id
    LEFT JOIN sampled ON sampled.platform = o.platform AND sampled.post_id = o.post_id
    WHERE about AND (${column(windows.at(-1) ?? 0)} > 0 OR first_post.post_id IS NOT NULL OR sampled.post_id IS NOT NULL)
  ),
  placed AS (
    SELECT c.*, p.account_id, p.source, p."row", p.reposts AS reposts_stated
    FROM chosen AS c JOIN post AS p ON p.platform = c.platform AND p.post_id = c.post_id
  ),
  sighting AS (
    SELECT p.platform, p.post_id, max(a.handle) AS handle
    FROM placed AS p
    JOIN account AS a ON a.source = p.source AND a."row" = p."row" AND a.platform = p.platform AND a.account_id = p.account_id
    GROUP BY p.platform, p.post_id
  )
  SELECT p.*, velocity_capture.until, velocity_tenth.decile, coalesce(sighting.handle, profile.handle) AS handle
  FROM placed AS p
  JOIN velocity_capture ON velocity_capture.platform = p.platform
  LEFT JOIN velocity_tenth ON velocity_tenth.platform = p.platform AND velocity_tenth.followers = p.followers
  LEFT JOIN sighting ON sighting.platform = p.platform AND sighting.post_id = p.post_id
  LEFT JOIN profile ON profile.platform = p.platform AND profile.account_id = p.account_id`

export const showOriginals = (store: Store, windows: readonly number[], platform: string, most: number) =>
  store.run(SHOWN(windows), { platform, most })

/** The first original on a platform; `same_time` counts those that carry the same time. */
export type First = Original & { same_time: number }
export const firstOriginals = (store: Store) =>
  store.rows<First>('SELECT * FROM velocity_shown WHERE same_time IS NOT NULL')

export const sample = (store: Store) =>
  store.rows<Original>('SELECT * FROM velocity_shown WHERE sampled ORDER BY "at", post_id')

/** Those passed on most within a window, on a platform or on any. */
export const fastestPosts = (store: Store, seconds: number, most: number, platform: string | null = null) =>
  store.rows<Original>(
    `SELECT * FROM velocity_shown
     WHERE ${column(seconds)} > 0 AND platform = coalesce($platform, platform)
     ORDER BY ${column(seconds)} DESC, "at", post_id
     LIMIT ${most}`,
    { platform },
  )

/** A post's reading within a window, where there is one: `velocity_reading` holds them by what they depend on. */
const readings = (seconds: number) => `
  velocity_reading AS r${seconds} ON r${seconds}.window_s = ${seconds} AND r${seconds}.platform = p.platform
    AND r${seconds}.decile = p.decile AND r${seconds}.v = p.${column(seconds)} AND p."at" + ${seconds * 1000} <= p.until`

/** How many posts on a platform were unusually fast within each window. */
export async function unusualCounts(
  store: Store,
  platform: string,
  windows: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const s of windows) {
    const { posts } = await store.row<{ posts: number }>(
      `SELECT count(*) AS posts FROM velocity_shown AS p JOIN ${readings(s)}
       WHERE p.platform = $platform AND r${s}.unusual = 1`,
      { platform },
    )
    counts.set(s, posts)
  }
  return counts
}

/** Unusually fast originals, those furthest above what is usual for their size first. */
export const unusualPosts = (
  store: Store,
  platform: string,
  seconds: number,
  longest: number,
  most: number,
) =>
  store.rows<Original>(
    `SELECT p.* FROM velocity_shown AS p JOIN ${readings(seconds)}
     WHERE p.platform = $platform AND r${seconds}.unusual = 1
     ORDER BY r${seconds}.times DESC, p.${column(longest)} DESC, p."at", p.post_id
     LIMIT ${most}`,
    { platform },
  )

/** The rows that the claims were drawn from: each original that was passed on, with its speeds and readings. */
export function speedRows(store: Store, windows: readonly number[]): Promise<KeptRows> {
  const longest = column(windows.at(-1) ?? 0)
  const columns = windows.map(s => `p.${column(s)}, r${s}.z AS z${s}, r${s}.unusual = 1 AS unusual${s}`)
  return keepRows(
    store,
    'velocity',
    `SELECT p.platform, p.post_id, p.account_id, p.handle, p."at", p.followers, p.reposts, ${columns.join(', ')}, p.source, p."row"
     FROM velocity_shown AS p
     ${windows.map(s => `LEFT JOIN ${readings(s)}`).join('\n')}
     WHERE p.${longest} > 0
     ORDER BY p.${longest} DESC, p."at", p.post_id`,
  )
}

import type { Store } from '../../store/store.ts'
import { column, type Original } from './speeds.ts'
import { type Count, type Usual, usual, zOf } from './usual.ts'

/** Originals by follower deciles of their platform, those with a whole window, counted by V; equal followers share a decile. */
const COUNTS = (windows: readonly number[]) => `
  WITH ranked AS (
    SELECT *,
      floor(10.0 * (rank() OVER (PARTITION BY platform ORDER BY followers) - 1) / count(*) OVER (PARTITION BY platform)) AS tenth
    FROM velocity_original
    WHERE followers IS NOT NULL
  ),
  counted AS (
    ${windows
      .map(
        s => `SELECT platform, tenth, ${s} AS window_s, ${column(s)} AS v, followers, about
    FROM ranked WHERE "at" + ${s * 1000} <= until`,
      )
      .join('\n    UNION ALL\n    ')}
  )
  SELECT
    platform, CAST(tenth AS BIGINT) + 1 AS decile, window_s, v, count(*) AS posts, sum(CASE WHEN about THEN 1 ELSE 0 END) AS about,
    min(followers) AS followers_from, max(followers) AS followers_to
  FROM counted
  GROUP BY platform, tenth, window_s, v
  ORDER BY platform, window_s, tenth, v`

interface Counted extends Count {
  platform: string
  decile: number
  window_s: number
  about: number
  followers_from: number
  followers_to: number
}

export interface Decile extends Usual {
  decile: number
  followers_from: number
  followers_to: number
  counts: readonly (Count & { about: number })[]
}

/** The deciles of one platform's originals for one window, by rising followers. */
export interface Baseline {
  n: number
  deciles: readonly Decile[]
}

/** By platform and window: `baselines.get('x 300')`. */
export type Baselines = ReadonlyMap<string, Baseline>
export const key = (platform: string, seconds: number) => `${platform} ${seconds}`

export async function baselinesOf(store: Store, windows: readonly number[]): Promise<Baselines> {
  const counted = await store.rows<Counted>(COUNTS(windows))
  const baselines = new Map<string, Baseline>()
  for (const [name, rows] of groups(counted, row => key(row.platform, row.window_s))) {
    const deciles = groups(rows, row => row.decile).map(([decile, counts]) => ({
      ...usual(counts),
      decile,
      followers_from: Math.min(...counts.map(row => row.followers_from)),
      followers_to: Math.max(...counts.map(row => row.followers_to)),
      counts,
    }))
    baselines.set(name, { n: deciles.reduce((sum, { n }) => sum + n, 0), deciles })
  }
  return baselines
}

/** Rows by a key, in the order of the rows. */
function groups<T, K>(rows: readonly T[], by: (row: T) => K): [K, T[]][] {
  const found = new Map<K, T[]>()
  for (const row of rows) {
    const group = found.get(by(row))
    if (group) group.push(row)
    else found.set(by(row), [row])
  }
  return [...found]
}

/** How a post's speed compares with what is usual for its account's size, or why that cannot be said. */
export type Reading =
  | { z: number; unusual: boolean; usual: Decile }
  | { z: null; unusual: false; because: 'followers' | 'late' | 'few' | 'alike'; n: number }

export function reading(baselines: Baselines, least: number, post: Original, seconds: number): Reading {
  const baseline = baselines.get(key(post.platform, seconds))
  const none = (because: 'followers' | 'late' | 'few' | 'alike'): Reading => ({
    z: null,
    unusual: false,
    because,
    n: baseline?.n ?? 0,
  })
  if (!baseline || baseline.n < least) return none('few')
  const { followers } = post
  if (followers === null) return none('followers')
  if (post.at + seconds * 1000 > post.until) return none('late')
  const decile =
    baseline.deciles.findLast(({ followers_from }) => followers_from <= followers) ?? baseline.deciles[0]
  const v = Number(post[column(seconds)])
  const z = decile ? zOf(decile, v) : null
  return decile && z !== null ? { z, unusual: v > decile.upper, usual: decile } : none('alike')
}

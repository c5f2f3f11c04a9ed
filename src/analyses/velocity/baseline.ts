import type { Store } from '../../store/store.ts'
import { column, type Original } from './speeds.ts'
import { type Count, type Usual, usual, zOf } from './usual.ts'

/** Originals by follower deciles of their platform, those with a whole window, counted by V. */
const COUNTS = (windows: readonly number[]) => `
  WITH counted AS (
    ${windows
      .map(
        s => `SELECT o.platform, ${s} AS window_s, ${column(s)} AS v, followers, count(*) AS posts, sum(CASE WHEN about THEN 1 ELSE 0 END) AS about
    FROM velocity_original AS o JOIN velocity_capture AS c ON c.platform = o.platform
    WHERE followers IS NOT NULL AND "at" + ${s * 1000} <= until
    GROUP BY o.platform, ${column(s)}, followers`,
      )
      .join('\n    UNION ALL\n    ')}
  )
  SELECT
    c.platform, decile, window_s, v, CAST(sum(posts) AS BIGINT) AS posts, CAST(sum(about) AS BIGINT) AS about,
    min(c.followers) AS followers_from, max(c.followers) AS followers_to
  FROM counted AS c JOIN velocity_tenth AS t ON t.platform = c.platform AND t.followers = c.followers
  GROUP BY c.platform, decile, window_s, v
  ORDER BY c.platform, window_s, decile, v`

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
  platform: string
  window_s: number
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
    const [{ platform, window_s }] = rows
    baselines.set(name, { platform, window_s, n: deciles.reduce((sum, { n }) => sum + n, 0), deciles })
  }
  return baselines
}

/** Rows by a key, in the order of the rows. */
function groups<T, K>(rows: readonly T[], by: (row: T) => K): [K, [T, ...T[]]][] {
  const found = new Map<K, [T, ...T[]]>()
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

/**
 * Every reading that the baselines allow, as the table `velocity_reading`: a post's depends on its platform, its
 * decile and its count alone. `times` is how many times the bound of the usual it is.
 */
export async function keepReadings(store: Store, baselines: Baselines, least: number): Promise<void> {
  await store.run(`
    CREATE OR REPLACE TEMP TABLE velocity_reading
      (platform VARCHAR, window_s BIGINT, decile BIGINT, v BIGINT, z DOUBLE, unusual BIGINT, times DOUBLE)`)
  await store.append('velocity_reading', readings(baselines, least))
}

function* readings(baselines: Baselines, least: number): Generator<(string | number)[]> {
  for (const { platform, window_s, n, deciles } of baselines.values()) {
    if (n < least) continue
    for (const usual of deciles)
      for (const { v } of usual.counts) {
        const z = zOf(usual, v)
        if (z !== null)
          yield [platform, window_s, usual.decile, v, z, v > usual.upper ? 1 : 0, (1 + v) / (1 + usual.upper)]
      }
  }
}

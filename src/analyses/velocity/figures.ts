import type { Row } from '../../model/finding.ts'
import { type Baselines, key, reading } from './baseline.ts'
import type { Original } from './speeds.ts'

/** The windows that the charts draw, whatever others are asked for. */
export const DRAWN = [60, 300] as const
const BAND = 300
const POSTS = 1500
export const UNUSUAL_SHOWN = 600
export const TOP_SHOWN = 50
export const SAMPLED = POSTS - UNUSUAL_SHOWN - TOP_SHOWN - 1
const STEPS = 300 - DRAWN.length

/** Originals by their account's followers and their speed: the first, the unusual, the fastest, and a sample of all. */
export function postsFigure(
  first: Original | undefined,
  unusual: readonly Original[],
  fastest: readonly Original[],
  sampled: readonly Original[],
  baselines: Baselines,
  least: number,
): Row[] {
  const chosen = new Map<string, Row>()
  const shown = [...(first ? [first] : []), ...unusual, ...fastest, ...sampled]
  for (const post of shown) {
    if (post.followers === null || chosen.has(post.post_id)) continue
    const { z, unusual: stands } = reading(baselines, least, post, BAND)
    const { platform, followers, post_id, handle, at } = post
    const place = post === first ? 'first' : stands ? 'unusual' : 'other'
    chosen.set(post_id, {
      platform,
      followers,
      v60: Number(post.v60),
      v300: Number(post.v300),
      z,
      post_id,
      handle,
      at,
      place,
    })
  }
  return [...chosen.values()]
}

/** What is usual within five minutes, by followers; nothing below the baseline's least size. */
export function baselineFigure(platform: string, baselines: Baselines, least: number): Row[] {
  const baseline = baselines.get(key(platform, BAND))
  if (!baseline || baseline.n < least) return []
  return baseline.deciles.map(({ decile, followers_from, followers_to, n, median, upper }) => ({
    decile,
    followers_from,
    followers_to,
    n,
    median: Math.expm1(median),
    upper: Number.isFinite(upper) ? upper : null,
  }))
}

/** The reposts of a post so far, thinned to a few hundred steps; the windows' ends are always among them. */
export function curveFigure(curve: readonly { after_s: number; reposts: number }[]): Row[] {
  if (curve.length === 0) return []
  const every = Math.ceil(curve.length / (STEPS - 2))
  const steps = curve.filter((_, at) => at % every === 0 || at === curve.length - 1)
  const until = curve.at(-1)?.after_s ?? 0
  const ends = DRAWN.filter(end => end <= until).map(end => ({
    after_s: end,
    reposts: curve.findLast(({ after_s }) => after_s <= end)?.reposts ?? 0,
  }))
  const rising = [{ after_s: 0, reposts: 0 }, ...steps, ...ends].sort(
    (a, b) => a.after_s - b.after_s || a.reposts - b.reposts,
  )
  return rising.filter((step, at) => rising[at + 1]?.after_s !== step.after_s || step.after_s === 0)
}

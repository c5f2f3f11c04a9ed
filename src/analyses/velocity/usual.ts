/** Above it a robust z is unusual (Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers). */
export const UNUSUAL = 3.5
/** 0.6745 and 1.2533 make the median and the mean absolute deviation of a normal distribution its standard deviation. */
const MEDIAN_DEVIATION = 1 / 0.6745
const MEAN_DEVIATION = 1.2533
/** Where the spread is the mean's, which a few reposts move, a post must also be as rare as this among its peers. */
const RARE = 0.01

/** How many posts of a decile have `v` reposts in the window. */
export interface Count {
  v: number
  posts: number
}

/** What is usual for log(1+V) in one decile and window; `scale` is null where all posts are alike. */
export interface Usual {
  n: number
  median: number
  scale: number | null
  /** Whether the scale is the mean absolute deviation's, as more than half of the posts have the same count. */
  fallback: boolean
  /** Unusual is what has more reposts than this. */
  upper: number
}

/**
 * The usual speed of a decile's posts. Where more than half of them have the same count (most often none), the median
 * absolute deviation is 0, and the mean absolute deviation stands in for it, as in IBM SPSS; one repost would then
 * often do to stand out, so a post must also have at most 1 % of the others as fast as itself.
 */
export function usual(counts: readonly Count[]): Usual {
  const rising = [...counts].sort((a, b) => a.v - b.v)
  const n = rising.reduce((sum, { posts }) => sum + posts, 0)
  const logs = rising.map(({ v, posts }) => ({ x: Math.log1p(v), posts }))
  const median = medianOf(logs)
  const away = logs.map(({ x, posts }) => ({ x: Math.abs(x - median), posts })).sort((a, b) => a.x - b.x)
  const typical = medianOf(away)
  const fallback = typical === 0
  const mean = away.reduce((sum, { x, posts }) => sum + x * posts, 0) / n
  const scale = fallback ? (mean > 0 ? mean * MEAN_DEVIATION : null) : typical * MEDIAN_DEVIATION
  const bound = scale === null ? Number.POSITIVE_INFINITY : Math.expm1(median + UNUSUAL * scale)
  return { n, median, scale, fallback, upper: fallback ? Math.max(bound, commonUpTo(rising, n)) : bound }
}

/** Robust z of `v` reposts; null where all posts are alike. */
export function zOf({ median, scale }: Usual, v: number): number | null {
  return scale === null ? null : (Math.log1p(v) - median) / scale
}

/** The largest count that more than 1 % of the other posts reach as well. */
function commonUpTo(rising: readonly Count[], n: number): number {
  let atLeast = 0
  for (const { v, posts } of rising.toReversed()) {
    atLeast += posts
    if (atLeast - 1 > n * RARE) return v
  }
  return 0
}

function medianOf(rising: readonly { x: number; posts: number }[]): number {
  const n = rising.reduce((sum, { posts }) => sum + posts, 0)
  const at = (place: number) => {
    let before = 0
    for (const { x, posts } of rising) {
      before += posts
      if (place < before) return x
    }
    return Number.NaN
  }
  return (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2
}

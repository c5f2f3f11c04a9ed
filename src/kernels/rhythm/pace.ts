const HOUR = 3_600_000

/** Most posts in any closed hour, t₀ ≤ t ≤ t₀ + 60 min. Times are ms UTC and ascend. */
export function peakPerHour(at: Float64Array): number {
  let most = 0
  let from = 0
  for (const [to, time] of at.entries()) {
    while (time - (at[from] ?? time) > HOUR) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}

/** Posts per hour of the clock: the median over the hours in which there was any. */
export function medianPerHour(at: Float64Array): number {
  const counts: number[] = []
  let hour = Number.NaN
  for (const time of at) {
    const own = Math.floor(time / HOUR)
    if (own === hour) counts[counts.length - 1] = (counts[counts.length - 1] ?? 0) + 1
    else counts.push(1)
    hour = own
  }
  return median(counts)
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

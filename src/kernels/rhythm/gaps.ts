const MINUTE = 60_000
/** Below this many minutes, gaps are those of one sitting; from a day on, of absence. */
export const SITTING = 5
const ABSENCE = 1440

/** Gaps between one post and the next, in whole minutes of the clock, so that finer times are judged as coarser ones. */
export function gapsOf(at: Float64Array): Float64Array {
  const gaps = new Float64Array(Math.max(0, at.length - 1))
  for (let i = 0; i < gaps.length; i++)
    gaps[i] = Math.floor((at[i + 1] ?? 0) / MINUTE) - Math.floor((at[i] ?? 0) / MINUTE)
  return gaps
}

/** So many pairs are added that say nothing, or a single coincidence among few posts would look like a habit. */
const SILENT_PAIRS = 400

/**
 * How likely two gaps, taken at random among those from 5 minutes to a day, are the same to the minute (Simpson's index),
 * drawn towards 0 where they are few. `among` says how many there are.
 */
export function gapRegularity(gaps: Float64Array): { same: number; among: number } {
  const lengths = new Map<number, number>()
  let among = 0
  for (const gap of gaps) {
    if (gap < SITTING || gap >= ABSENCE) continue
    lengths.set(gap, (lengths.get(gap) ?? 0) + 1)
    among++
  }
  return { same: pairsOf(lengths.values()) / (among * (among - 1) + SILENT_PAIRS), among }
}

/** Goh & Barabási 2008: (σ − μ) / (σ + μ) of the gaps; −1 of a clock, 0 of chance, towards 1 of bursts. */
export function burstiness(gaps: Float64Array): number {
  const { mean, deviation } = moments(gaps)
  return deviation + mean === 0 ? Number.NaN : (deviation - mean) / (deviation + mean)
}

/** Goh & Barabási 2008: the correlation of each gap with the next; NaN where gaps are all alike. */
export function memory(gaps: Float64Array): number {
  const first = moments(gaps.subarray(0, -1))
  const second = moments(gaps.subarray(1))
  if (first.deviation === 0 || second.deviation === 0) return Number.NaN
  let sum = 0
  for (let i = 0; i + 1 < gaps.length; i++)
    sum += ((gaps[i] ?? 0) - first.mean) * ((gaps[i + 1] ?? 0) - second.mean)
  return sum / (gaps.length - 1) / (first.deviation * second.deviation)
}

/**
 * How many times likelier than by chance two posts bear the same second of the minute: 1 where all seconds are alike, and
 * drawn towards 1 where posts are few.
 */
export function secondConcentration(at: Float64Array): number {
  const seconds = new Float64Array(60)
  for (const time of at) {
    const second = Math.floor(time / 1000) - 60 * Math.floor(time / MINUTE)
    seconds[second] = (seconds[second] ?? 0) + 1
  }
  return (60 * pairsOf(seconds) + SILENT_PAIRS) / (at.length * (at.length - 1) + SILENT_PAIRS)
}

function pairsOf(counts: Iterable<number>): number {
  let pairs = 0
  for (const count of counts) pairs += count * (count - 1)
  return pairs
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

import { activeHours, dailyRest, hourEntropy } from './day.ts'
import { burstiness, gapRegularity, gapsOf, memory, secondConcentration } from './gaps.ts'
import { medianPerHour, peakPerHour } from './pace.ts'

/** What an account's times alone tell; NaN where there are too few of them, or where they are too coarse. */
export interface Rhythm {
  posts_peak_hour: number
  posts_median_hour: number
  /** Of its own words: a repost takes no writing. */
  own_peak_hour: number
  daily_rest_h: number
  rest_ratio: number
  hour_entropy: number
  gap_regularity: number
  burstiness: number
  memory: number
  second_concentration: number
}

/** Fewest posts, days with one, hours with one, gaps, and gaps from 5 minutes to a day, from which something is told. */
export const LEAST = { posts: 10, days: 3, hours: 20, gaps: 20, spaced: 5 } as const
const MINUTE = 60_000
const HOUR = 3_600_000

/** @param at ms UTC, ascending. @param own those of own words. @param resolution of the times, in ms. */
export function rhythmOf(at: Float64Array, own: Float64Array, resolution: number): Rhythm {
  const { hours, active, days } = activeHours(at)
  const gaps = gapsOf(at)
  const { same, among } = gapRegularity(gaps)
  const rest = dailyRest(at, hours)
  const told = (enough: boolean, coarsest: number, value: () => number) =>
    enough && resolution <= coarsest ? value() : Number.NaN
  const rested = at.length >= LEAST.posts && days >= LEAST.days
  return {
    posts_peak_hour: told(at.length >= LEAST.posts, MINUTE, () => peakPerHour(at)),
    posts_median_hour: told(at.length >= LEAST.posts, HOUR, () => medianPerHour(at)),
    own_peak_hour: told(own.length >= LEAST.posts, MINUTE, () => peakPerHour(own)),
    daily_rest_h: told(rested, HOUR, () => rest.hours),
    rest_ratio: told(rested, HOUR, () => rest.ratio),
    hour_entropy: told(active >= LEAST.hours && days >= LEAST.days, HOUR, () => hourEntropy(hours)),
    gap_regularity: told(among >= LEAST.spaced, MINUTE, () => same),
    burstiness: told(gaps.length >= LEAST.gaps, MINUTE, () => burstiness(gaps)),
    memory: told(gaps.length >= LEAST.gaps, MINUTE, () => memory(gaps)),
    second_concentration: told(at.length >= LEAST.posts, 1000, () => secondConcentration(at)),
  }
}

import { PUBLISHED_FIRST_USE } from './clock.ts'
import { createRandom } from './random.ts'

/** The seed at which the published figures are met; others draw their own around them. */
export const PUBLISHED_SEED = 2017

/** What the simulation is conditioned on. Times are milliseconds UTC. */
export interface Targets {
  seed: number
  scale: number
  firstAt: number
  forumAt: number
  /** Reposts of the first post within 60 s and 300 s. */
  within60: number
  within300: number
  /** Posts within 3.5 h and 13 h of the first use, and in all. */
  within3h30: number
  within13h: number
  total: number
  /** The heaviest account's posts in its busiest 12 hours. */
  heaviest: number
  publisherPosts: number
  publisherAt: number
  frenchAt: number
  vicePresidentAt: number
  /** How much the pushed groups shrink at small scale: by the root, so that they stay groups. */
  groupScale: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export function drawTargets(seed: number, scale: number): Targets {
  const random = createRandom(`${seed}/targets`)
  const published = seed === PUBLISHED_SEED
  const around = (value: number, share: number) =>
    published ? value : value * random.between(1 - share, 1 + share)
  const lag = (value: number, from: number, to: number) => (published ? value : random.between(from, to))

  const firstAt = PUBLISHED_FIRST_USE + (published ? 0 : random.int(-240, 240) * 1000)
  const first60 = published ? 15 : random.poisson(15)
  const later = published ? 72 : random.poisson(72)
  const within60 = Math.max(3, Math.round(first60 * Math.sqrt(scale)))
  const within3h30 = Math.round(around(47_000, 0.1) * scale)
  const within13h = within3h30 + Math.round(around(103_000, 0.1) * scale)
  return {
    seed,
    scale,
    firstAt,
    forumAt: firstAt - Math.round(lag(15 * MINUTE + 20_000, 15 * MINUTE, 120 * MINUTE)),
    within60,
    within300: within60 + Math.max(6, Math.round(later * Math.sqrt(scale))),
    within3h30,
    within13h,
    total: within13h + Math.round(around(25_000, 0.1) * scale),
    heaviest: Math.max(60, Math.round(around(486, 0.15) * scale)),
    publisherPosts: published ? 17 : random.int(15, 20),
    publisherAt: firstAt + Math.round(lag(82 * MINUTE, 60 * MINUTE, 115 * MINUTE)),
    frenchAt: firstAt + Math.round(lag(38 * MINUTE, 20 * MINUTE, 55 * MINUTE)),
    vicePresidentAt: firstAt + Math.round(lag(2 * HOUR + 17 * MINUTE, 2 * HOUR, 3 * HOUR)),
    groupScale: Math.min(1, Math.sqrt(scale)),
  }
}

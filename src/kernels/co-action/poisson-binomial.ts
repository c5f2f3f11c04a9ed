import { millsRatio, normalDensity, normalTail } from '../normal-tail.ts'

/** Up to so many trials the tail is always exact. */
const EXACT_TRIALS = 300
/** And with more trials too while so few hits are asked for: it then costs no more than the saddlepoint. */
const EXACT_HITS = 16

/**
 * P(at least `least` hits) among independent trials with the chances `chance[0 … trials)`, each in [0, 1].
 * Exact, or by saddlepoint where there are more than 300 trials and more than 16 hits.
 */
export function hitsTail(chance: Float64Array, trials: number, least: number): number {
  if (least <= 0) return 1
  if (least > trials) return 0
  return trials <= EXACT_TRIALS || least <= EXACT_HITS
    ? exactTail(chance, trials, least)
    : saddlepointTail(chance, trials, least)
}

let table = new Float64Array(64)

/**
 * By dynamic programming over the hits so far; whoever comes to `least` stays there. Only positive terms are summed,
 * so that nothing is lost to cancellation however small the tail is.
 */
export function exactTail(chance: Float64Array, trials: number, least: number): number {
  if (least === 2) return tailOfTwo(chance, trials)
  if (table.length < least) table = new Float64Array(2 * least)
  const chanceOf = table
  // Indices below stay under `least`, and so inside the arrays.
  chanceOf.fill(0, 0, least)
  chanceOf[0] = 1
  let tail = 0
  for (let i = 0; i < trials; i++) {
    const p = chance[i] as number
    const miss = 1 - p
    tail += (chanceOf[least - 1] as number) * p
    for (let hits = Math.min(i + 1, least - 1); hits > 0; hits--)
      chanceOf[hits] = (chanceOf[hits] as number) * miss + (chanceOf[hits - 1] as number) * p
    chanceOf[0] = (chanceOf[0] as number) * miss
  }
  return Math.min(1, tail)
}

/** The same for two hits, of which most edges are made. */
function tailOfTwo(chance: Float64Array, trials: number): number {
  let none = 1
  let one = 0
  let tail = 0
  for (let i = 0; i < trials; i++) {
    const p = chance[i] as number // i < trials
    const miss = 1 - p
    tail += one * p
    one = one * miss + none * p
    none *= miss
  }
  return Math.min(1, tail)
}

/**
 * Lugannani & Rice (1980) with Daniels's second continuity correction for lattices (1987, doi:10.2307/1403269):
 * within a few per cent of the tail, mostly far closer. `0 < least ≤ trials`.
 */
export function saddlepointTail(chance: Float64Array, trials: number, least: number): number {
  const wanted = least - 0.5
  const tilt = tiltTo(chance, trials, wanted)
  const { variance, skew } = cumulants(chance, trials, tilt)
  // At the mean both terms of the formula have a pole; this is their limit.
  if (Math.abs(tilt) < 1e-4)
    return (
      0.5 - skew / (6 * variance ** 1.5 * Math.sqrt(2 * Math.PI)) - tilt * Math.sqrt(variance / (2 * Math.PI))
    )
  const generating = generatingFunction(chance, trials, tilt)
  const r = Math.sign(tilt) * Math.sqrt(Math.max(0, 2 * (tilt * wanted - generating)))
  const u = 2 * Math.sinh(tilt / 2) * Math.sqrt(variance)
  const correction = 1 / u - 1 / r
  return r > 0
    ? normalDensity(r) * (millsRatio(r) + correction)
    : normalTail(r) + normalDensity(r) * correction
}

/** The s at which the tilted trials have `wanted` hits in the mean: K′(s) = wanted, by Newton kept between bounds. */
function tiltTo(chance: Float64Array, trials: number, wanted: number): number {
  let low = -50
  let high = 50
  let tilt = 0
  for (let step = 0; step < 100; step++) {
    const { mean, variance } = cumulants(chance, trials, tilt)
    if (mean < wanted) low = tilt
    else high = tilt
    if (Math.abs(mean - wanted) < 1e-9 * wanted) break
    const next = tilt + (wanted - mean) / variance
    tilt = next > low && next < high ? next : (low + high) / 2
  }
  return tilt
}

/** K(s), the logarithm of the hits' moment generating function. */
function generatingFunction(chance: Float64Array, trials: number, tilt: number): number {
  const growth = Math.exp(tilt)
  let generating = 0
  for (let i = 0; i < trials; i++) {
    const p = chance[i] as number // i < trials
    generating += Math.log(1 - p + p * growth)
  }
  return generating
}

/** Its first three derivatives. */
function cumulants(chance: Float64Array, trials: number, tilt: number) {
  const growth = Math.exp(tilt)
  let mean = 0
  let variance = 0
  let skew = 0
  for (let i = 0; i < trials; i++) {
    const p = chance[i] as number // i < trials
    const total = 1 - p + p * growth
    const tilted = (p * growth) / total
    mean += tilted
    variance += tilted * (1 - tilted)
    skew += tilted * (1 - tilted) * (1 - 2 * tilted)
  }
  return { mean, variance, skew }
}

import { createHash } from 'node:crypto'

/** A seeded stream of chance. Every part of the scenario owns one, so that changing a part leaves the others alone. */
export interface Random {
  /** Uniform in [0, 1). */
  next: () => number
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number
  between: (from: number, to: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** One of the names, in proportion to its weight. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
  shuffled: <T>(list: readonly T[]) => T[]
  exponential: (mean: number) => number
  normal: (mean: number, deviation: number) => number
  lognormal: (median: number, sigma: number) => number
  poisson: (mean: number) => number
  /** Pareto from `min` with exponent `alpha`, truncated at `max` by inversion (no pile at the edge). */
  powerLaw: (min: number, alpha: number, max: number) => number
  /** A string of that many letters and digits. */
  token: (length: number) => string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * sfc32, the 128-bit small fast counting generator of PractRand (Chris Doty-Humphrey), started from the
 * SHA-256 of `name` so that streams of different names are unrelated.
 */
function sfc32(name: string): () => number {
  const digest = createHash('sha256').update(name).digest()
  let a = digest.readInt32LE(0)
  let b = digest.readInt32LE(4)
  let c = digest.readInt32LE(8)
  let counter = 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

/** The stream called `name`: the same name gives the same numbers everywhere. */
export function createRandom(name: string): Random {
  const next = sfc32(name)
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0)
      throw new RangeError(`The scenario's stream ${name} was asked to pick from nothing.`)
    return list[int(0, list.length - 1)] as T // inside the bounds that were just checked
  }
  const standard = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const normal = (mean: number, deviation: number) => mean + deviation * standard()
  const poisson = (mean: number): number => {
    if (mean > 60) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))))
    let count = 0
    for (let left = next(); left > Math.exp(-mean); left *= next()) count++
    return count
  }
  const weighted = <K extends string>(weights: Readonly<Record<K, number>>): K => {
    const names = Object.keys(weights) as K[] // keys of a record whose keys are K
    let rest = next() * names.reduce((sum, key) => sum + weights[key], 0)
    for (const key of names) {
      rest -= weights[key]
      if (rest < 0) return key
    }
    return pick(names)
  }
  return {
    next,
    int,
    pick,
    normal,
    poisson,
    weighted,
    between: (from, to) => from + next() * (to - from),
    chance: probability => next() < probability,
    shuffled: list => {
      const keyed = list.map(item => ({ item, key: next() }))
      return keyed.sort((x, y) => x.key - y.key).map(entry => entry.item)
    },
    exponential: mean => -mean * Math.log(1 - next()),
    lognormal: (median, sigma) => median * Math.exp(sigma * standard()),
    powerLaw: (min, alpha, max) => min * (1 - next() * (1 - (min / max) ** alpha)) ** (-1 / alpha),
    token: length => Array.from({ length }, () => ALPHABET[int(0, ALPHABET.length - 1)]).join(''),
  }
}

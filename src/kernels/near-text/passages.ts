import { Normalised } from './normalise.ts'
import { wordsOf } from './words.ts'

/** Words of a passage, at the least. */
export const PASSAGE_WORDS = 12
/** Words of a fingerprint. With windows of 5, every passage of 12 words has one (Schleimer et al. 2003). */
const FINGERPRINT = 8
const WINDOW = PASSAGE_WORDS - FINGERPRINT + 1
/** Places of one fingerprint that are looked at. */
const PLACES = 8

/** A text as passages are sought in it: its words' hashes, and the weight of all words before each. */
export interface Worded {
  words: Uint32Array
  before: Float64Array
}

export function worded(units: Uint16Array, from: number, to: number): Worded {
  const before = new Float64Array(to - from + 1)
  const words = wordsOf(units, from, to, before)
  return { words, before: before.slice(0, words.length + 1) }
}

/** A text as it was written, as passages are sought in it. */
export function wordedText(text: string): Worded {
  const one = new Normalised()
  one.read(text)
  return worded(one.units, 0, one.length)
}

export const weightOf = ({ before }: Worded, from: number, to: number): number =>
  (before[to] as number) - (before[from] as number)

/** The hash of each run of 8 words. */
export function runs(words: Uint32Array): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, words.length - FINGERPRINT + 1))
  for (let i = 0; i < hashes.length; i++) {
    let h = 0
    for (let k = 0; k < FINGERPRINT; k++) {
      h = Math.imul(h ^ (words[i + k] as number), 0x9e3779b1)
      h ^= h >>> 15
    }
    hashes[i] = h >>> 0
  }
  return hashes
}

/** The fingerprints that winnowing keeps: of each window the least, the last of equals. */
export function winnowed(hashes: Uint32Array): Set<number> {
  const kept = new Set<number>()
  if (hashes.length > 0 && hashes.length < WINDOW) kept.add(Math.min(...hashes))
  for (let from = 0; from + WINDOW <= hashes.length; from++) {
    let least = Number.POSITIVE_INFINITY
    for (let i = from; i < from + WINDOW; i++) if ((hashes[i] as number) <= least) least = hashes[i] as number
    kept.add(least)
  }
  return kept
}

/** Words [a, a + length) of one text are the words [b, b + length) of another. */
export interface Passage {
  a: number
  b: number
  length: number
}

/** The longest passages of at least 12 words that two texts share, in the order of the second, none over another. */
export function sharedPassages(one: Worded, other: Worded): Passage[] {
  const places = new Map<number, number[]>()
  for (const [a, hash] of runs(one.words).entries()) {
    const known = places.get(hash)
    if (!known) places.set(hash, [a])
    else if (known.length < PLACES) known.push(a)
  }
  const found: Passage[] = []
  const hashes = runs(other.words)
  for (let b = 0; b < hashes.length; ) {
    let longest: Passage | undefined
    for (const a of places.get(hashes[b] as number) ?? []) {
      const length = common(one.words, a, other.words, b)
      if (length >= FINGERPRINT && length > (longest?.length ?? 0)) longest = { a, b, length }
    }
    if (longest && weightOf(other, b, b + longest.length) >= PASSAGE_WORDS) {
      found.push(longest)
      b += longest.length
    } else b++
  }
  return found
}

function common(one: Uint32Array, a: number, other: Uint32Array, b: number): number {
  let length = 0
  while (a + length < one.length && b + length < other.length && one[a + length] === other[b + length])
    length++
  return length
}

/** How much of the shorter text stands in passages that the longer has too, 0–1. */
export function passageShare(one: Worded, other: Worded): number {
  const total = (text: Worded) => weightOf(text, 0, text.words.length)
  const [shorter, longer] = total(one) <= total(other) ? [one, other] : [other, one]
  const passages = sharedPassages(longer, shorter)
  const covered = passages.reduce((sum, { b, length }) => sum + weightOf(shorter, b, b + length), 0)
  return total(shorter) === 0 ? 0 : covered / total(shorter)
}

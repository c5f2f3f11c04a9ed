import { isUnspaced, SIGNS_A_WORD } from './normalise.ts'

const SPACE = 32

/** The words of normalised `units[from … to)`, hashed, in order. Of scripts without blanks, each sign is one. */
export function wordHashes(units: Uint16Array, from: number, to: number): Uint32Array {
  return wordsOf(units, from, to, null)
}

/** The same; `before`, with room for one more than there are units, gets the weight of all words before each. */
export function wordsOf(
  units: Uint16Array,
  from: number,
  to: number,
  before: Float64Array | null,
): Uint32Array {
  const hashes = new Uint32Array(to - from)
  let n = 0
  let weight = 0
  eachWord(units, from, to, (start, end, words) => {
    hashes[n++] = hashOf(units, start, end)
    weight += words
    if (before) before[n] = weight
  })
  return hashes.slice(0, n)
}

/** Calls with each word's units [start, end), in order, and its weight: a sign of a script without blanks is a third of a word. */
export function eachWord(
  units: Uint16Array,
  from: number,
  to: number,
  call: (start: number, end: number, weight: number) => void,
): void {
  let start = from
  for (let i = from; i <= to; i++) {
    const unit = i < to ? (units[i] as number) : SPACE // within the text
    const alone = unit !== SPACE && isUnspaced(unit)
    if (unit !== SPACE && !alone) continue
    if (i > start) call(start, i, 1)
    if (alone) call(i, i + 1, 1 / SIGNS_A_WORD)
    start = i + 1
  }
}

function hashOf(units: Uint16Array, from: number, to: number): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) {
    h = Math.imul(h ^ (units[i] as number), 0x01000193)
    h ^= h >>> 15
  }
  return h >>> 0
}

/**
 * A number that is the same for the same words in any order; what stands without blanks is one word. Uses nothing but its
 * arguments (sketch.ts).
 */
export function sumOfWords(units: Uint16Array, from: number, to: number): number {
  const SPACE = 32
  let sum = 0
  let h = 0
  for (let i = from; i <= to; i++) {
    const unit = i < to ? (units[i] as number) : SPACE // within the text
    if (unit !== SPACE) h = Math.imul(h ^ unit, 0x5bd1e995) + 0x3c6ef372
    if (unit === SPACE) {
      h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
      sum = (sum + (h ^ (h >>> 13))) | 0
      h = 0
    }
  }
  return sum
}

/**
 * MinHash of one permutation split into bins (Li, Owen & Zhang 2012), three times over, in bands of three: texts that
 * share a band are candidates. Two texts of Jaccard 0.7 miss one another in one of 4,000 cases, of 0.5 in one of 14.
 *
 * `newSketcher` and what it is given run in a worker thread from their source text (ahead.ts), so each stands by itself:
 * it uses nothing but its arguments. Indices are in range throughout, which is what `as number` says of an element.
 */
import type { mixed } from './distinct.ts'
import type { gramHashes, isCommon } from './grams.ts'
import type { sumOfWords } from './words.ts'

const BANDS = 20
const ROWS = 3

/** What a sketch is made of. */
export const SHAPE = {
  bands: BANDS,
  rows: ROWS,
  /** The bands, and one more for texts of the same words in any order. */
  buckets: BANDS + 1,
  /** Whole numbers that hold four grams each by their last eight bits; the last is room that keeps it in one line of cache. */
  signs: 16,
  /** Below so many telling grams, common ones tell too. */
  telling: 12,
} as const

/** Texts in the order in which they are taken, and where their sketches go: columns that threads share. */
export interface SketchTask {
  units: Uint16Array
  starts: Uint32Array
  order: Uint32Array
  /** `CommonGrams`. */
  common: Uint32Array
  /** Bucket by bucket, a key for each text. */
  keys: Int32Array
  /** Of each text, its grams: how many agree says whether two could be alike. */
  signs: Int32Array
}

/** What a sketcher calls. */
export interface Hashing {
  gramHashes: typeof gramHashes
  sumOfWords: typeof sumOfWords
  isCommon: typeof isCommon
  mixed: typeof mixed
}

/** Makes what sketches the texts from one place in the order to another. */
export function newSketcher(
  { units, starts, order, common, keys, signs }: SketchTask,
  { gramHashes, sumOfWords, isCommon, mixed }: Hashing,
  { bands, rows, signs: signsEach, telling }: typeof SHAPE,
): (from: number, to: number) => void {
  const EMPTY = 0x7fffffff
  const texts = order.length
  const minima = new Int32Array(bands * rows)
  let hashes = new Uint32Array(1024)

  /** The lesser of two whole numbers of 32 bits, without a branch, since nobody can foresee which it is. */
  const lesser = (one: number, other: number): number => {
    const isLess = ((one & ~other) | (~(one ^ other) & (one - other))) >> 31
    return other ^ ((other ^ one) & isLess)
  }

  /** The least of each bin's grams in each row; how many grams were used. Whole numbers with a sign are faster. */
  const fill = (length: number, all: boolean): number => {
    minima.fill(EMPTY)
    let used = 0
    for (let i = 0; i < length; i++) {
      const hash = mixed(hashes[i] as number) | 0
      if (!all && isCommon(common, hash)) continue
      used++
      const a = Math.imul(hash, 0x2545f491)
      const b = Math.imul(hash, 0x6c8e9cf5)
      const c = Math.imul(hash, 0x1b873593)
      const binA = ((a >>> 16) * bands) >>> 16
      const binB = bands + (((b >>> 16) * bands) >>> 16)
      const binC = 2 * bands + (((c >>> 16) * bands) >>> 16)
      const valueA = Math.imul(a, 0x9e3779b1)
      const valueB = Math.imul(b, 0x9e3779b1)
      const valueC = Math.imul(c, 0x9e3779b1)
      minima[binA] = lesser(valueA, minima[binA] as number)
      minima[binB] = lesser(valueB, minima[binB] as number)
      minima[binC] = lesser(valueC, minima[binC] as number)
    }
    return used
  }

  /** Empty bins borrow from the next that is not. */
  const densify = (from: number): void => {
    let value = EMPTY
    let steps = 0
    // Twice round, so that the last bins borrow from the first.
    for (let i = 2 * bands - 1; i >= 0; i--) {
      const bin = from + (i < bands ? i : i - bands)
      if (i >= bands || minima[bin] === EMPTY) {
        const own = minima[bin] as number
        if (own !== EMPTY) {
          value = own
          steps = 0
        } else {
          steps++
          if (i < bands && value !== EMPTY) minima[bin] = Math.imul(value ^ steps, 0x85ebca6b)
        }
      } else {
        value = minima[bin] as number
        steps = 0
      }
    }
  }

  const sketch = (text: number): void => {
    const from = starts[order[text] as number] as number
    const to = starts[(order[text] as number) + 1] as number
    if (to - from > hashes.length) hashes = new Uint32Array(2 * (to - from))
    const length = gramHashes(units, from, to, hashes)
    if (fill(length, false) < telling) fill(length, true)
    for (let row = 0; row < rows; row++) densify(row * bands)
    for (let band = 0; band < bands; band++) {
      const one = Math.imul((minima[band] as number) ^ band, 0x5bd1e995)
      const two = Math.imul((one ^ (one >>> 15)) + (minima[band + bands] as number), 0x5bd1e995)
      const all = Math.imul((two ^ (two >>> 15)) + (minima[band + 2 * bands] as number), 0x5bd1e995)
      keys[band * texts + text] = all ^ (all >>> 13)
    }
    keys[bands * texts + text] = sumOfWords(units, from, to) | 0
    const sign = text * signsEach
    for (let i = 0; i < bands * rows; i += 4)
      signs[sign + (i >>> 2)] =
        ((minima[i] as number) & 255) |
        (((minima[i + 1] as number) & 255) << 8) |
        (((minima[i + 2] as number) & 255) << 16) |
        ((minima[i + 3] as number) << 24)
  }

  return (from, to) => {
    for (let text = from; text < to; text++) sketch(text)
  }
}

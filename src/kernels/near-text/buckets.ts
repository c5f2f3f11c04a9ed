import { type CommonGrams, isCommon, NONE_COMMON } from './grams.ts'

/**
 * MinHash of one permutation split into bins (Li, Owen & Zhang 2012), three times over, in bands of three: texts that
 * share a band are candidates. Two texts of Jaccard 0.7 miss one another in one of 4,000 cases, of 0.5 in one of 14.
 */
const BANDS = 20
/** One more bucket for texts of the same words in any order. */
const BUCKETS = BANDS + 1
const ROWS = 3
const EMPTY = 0x7fffffff
/** Texts of one group that a bucket holds; and strangers that are looked at in one. */
const OF_A_GROUP = 3
const LOOKED_AT = 32
/** Below so many telling grams, common ones tell too. */
const TELLING = 12
/**
 * Least grams that agree, of the 60 that are a text's sketch: two texts of Jaccard 0.35, the least that verify.ts looks
 * at, have fewer in one of 50,000 cases; most of those that share a band by chance have fewer.
 */
const AGREEING = 9
/** Whole numbers a sketch takes, four grams in each by their last eight bits; the last is room that keeps it in one line of cache. */
const SIGNS = 16

export class Buckets {
  readonly #minima = new Int32Array(BANDS * ROWS)
  readonly #bands = new Int32Array(BUCKETS)
  readonly #heads: Int32Array
  /** Of each text in each bucket its key, and the one before it in the same slot: beside each other, as they are read. */
  readonly #entries: Int32Array
  /** The sketches of all texts, and the one of this text. */
  readonly #signs: Int32Array
  readonly #own = new Int32Array(SIGNS)
  readonly #mask: number

  constructor(
    readonly texts: number,
    readonly common: CommonGrams,
  ) {
    let slots = 1024
    while (slots < texts * 2) slots *= 2
    this.#mask = slots - 1
    this.#heads = new Int32Array(slots * BUCKETS).fill(-1)
    this.#entries = new Int32Array(texts * BUCKETS * 2)
    this.#signs = new Int32Array(texts * SIGNS)
  }

  /** Sketches a text's grams; the calls below are about it. `words` is the same for the same words in any order. */
  sketch(hashes: Uint32Array, length: number, words: number): void {
    const minima = this.#minima
    if (fill(minima, hashes, length, this.common.bits) < TELLING) fill(minima, hashes, length, NONE_COMMON)
    for (let row = 0; row < ROWS; row++) densify(minima, row * BANDS)
    for (let band = 0; band < BANDS; band++) {
      const one = Math.imul((minima[band] as number) ^ band, 0x5bd1e995)
      const two = Math.imul((one ^ (one >>> 15)) + (minima[band + BANDS] as number), 0x5bd1e995)
      const all = Math.imul((two ^ (two >>> 15)) + (minima[band + 2 * BANDS] as number), 0x5bd1e995)
      this.#bands[band] = all ^ (all >>> 13)
    }
    this.#bands[BANDS] = words | 0
    for (let i = 0; i < BANDS * ROWS; i += 4)
      this.#own[i >>> 2] =
        ((minima[i] as number) & 255) |
        (((minima[i + 1] as number) & 255) << 8) |
        (((minima[i + 2] as number) & 255) << 16) |
        ((minima[i + 3] as number) << 24)
  }

  /** Calls with each text before this one that shares a band and is not plainly a stranger, more than once where several are shared. */
  candidates(call: (other: number) => void): void {
    for (let band = 0; band < BUCKETS; band++) {
      const key = this.#bands[band] as number
      let left = LOOKED_AT
      for (
        let entry = this.#head(band, key);
        entry >= 0 && left > 0;
        entry = this.#entries[2 * entry + 1] as number
      )
        if (this.#entries[2 * entry] === key) {
          const other = entry - band * this.texts
          if (band === BANDS || this.#isLikely(other)) call(other)
          left--
        }
    }
  }

  /** Puts the text into its buckets, where its group does not stand for it already. */
  keep(text: number, group: Int32Array): void {
    const own = group[text]
    for (let band = 0; band < BUCKETS; band++) {
      const key = this.#bands[band] as number
      const head = this.#head(band, key)
      let alike = 0
      let left = LOOKED_AT
      for (
        let entry = head;
        entry >= 0 && alike < OF_A_GROUP && left > 0;
        entry = this.#entries[2 * entry + 1] as number
      )
        if (this.#entries[2 * entry] === key) {
          left--
          if (group[entry - band * this.texts] === own) alike++
        }
      if (alike === OF_A_GROUP) continue
      const entry = band * this.texts + text
      this.#entries[2 * entry] = key
      this.#entries[2 * entry + 1] = head
      this.#heads[band * (this.#mask + 1) + (key & this.#mask)] = entry
    }
    this.#signs.set(this.#own, text * SIGNS)
  }

  /** Do enough grams of the two sketches agree for the texts to be compared? */
  #isLikely(other: number): boolean {
    const from = other * SIGNS
    let agreeing = 0
    for (let i = 0; i < (BANDS * ROWS) / 4; i++) {
      const differs = (this.#own[i] as number) ^ (this.#signs[from + i] as number)
      if (differs === 0) agreeing += 4
      else {
        // The first bit of each byte that is nought.
        const same = ~(((differs & 0x7f7f7f7f) + 0x7f7f7f7f) | differs) & 0x80808080
        agreeing += Math.imul((same >>> 7) & 0x01010101, 0x01010101) >>> 24
      }
    }
    return agreeing >= AGREEING
  }

  #head(band: number, key: number): number {
    return this.#heads[band * (this.#mask + 1) + (key & this.#mask)] as number
  }
}

/** The least of each bin's grams in each row; how many grams were used. Whole numbers with a sign are faster. */
function fill(minima: Int32Array, hashes: Uint32Array, length: number, common: Uint32Array): number {
  minima.fill(EMPTY)
  let used = 0
  for (let i = 0; i < length; i++) {
    let hash = hashes[i] as number
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
    if (isCommon(common, hash)) continue
    used++
    const a = Math.imul(hash, 0x2545f491)
    const b = Math.imul(hash, 0x6c8e9cf5)
    const c = Math.imul(hash, 0x1b873593)
    const binA = ((a >>> 16) * BANDS) >>> 16
    const binB = BANDS + (((b >>> 16) * BANDS) >>> 16)
    const binC = 2 * BANDS + (((c >>> 16) * BANDS) >>> 16)
    const valueA = Math.imul(a, 0x9e3779b1)
    const valueB = Math.imul(b, 0x9e3779b1)
    const valueC = Math.imul(c, 0x9e3779b1)
    if (valueA < (minima[binA] as number)) minima[binA] = valueA
    if (valueB < (minima[binB] as number)) minima[binB] = valueB
    if (valueC < (minima[binC] as number)) minima[binC] = valueC
  }
  return used
}

/** Empty bins borrow from the next that is not. */
function densify(minima: Int32Array, from: number): void {
  let value = EMPTY
  let steps = 0
  // Twice round, so that the last bins borrow from the first.
  for (let i = 2 * BANDS - 1; i >= 0; i--) {
    const bin = from + (i < BANDS ? i : i - BANDS)
    if (i >= BANDS || minima[bin] === EMPTY) {
      const own = minima[bin] as number
      if (own !== EMPTY) {
        value = own
        steps = 0
      } else {
        steps++
        if (i < BANDS && value !== EMPTY) minima[bin] = Math.imul(value ^ steps, 0x85ebca6b)
      }
    } else {
      value = minima[bin] as number
      steps = 0
    }
  }
}

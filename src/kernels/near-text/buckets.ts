import type { Ahead } from './ahead.ts'
import { SHAPE } from './sketch.ts'

/** The last bucket is for texts of the same words in any order. */
const { buckets: BUCKETS, bands: BANDS, rows: ROWS, signs: SIGNS } = SHAPE
/** Texts of one group that a bucket holds; and strangers that are looked at in one. */
const OF_A_GROUP = 3
const LOOKED_AT = 32
/**
 * Least grams that agree, of the 60 that are a text's sketch: two texts of Jaccard 0.35, the least that verify.ts looks
 * at, have fewer in one of 50,000 cases; most of those that share a band by chance have fewer.
 */
const AGREEING = 9

/** Which texts share a key. Texts are named by their place in the order, and asked for in it. */
export class Buckets {
  readonly #signs: Int32Array
  /** Of each text in each bucket the one before it that the bucket holds; until it is the text's turn, the one before it. */
  readonly #before: Int32Array
  readonly #texts: number
  /** In which buckets a text is held, a bit each. */
  readonly #held: Int32Array

  constructor(readonly ahead: Ahead) {
    this.#texts = ahead.texts
    this.#signs = ahead.signs
    this.#before = ahead.before
    this.#held = new Int32Array(ahead.texts)
  }

  /** Calls with each text before that one that shares a key and is not plainly a stranger, more than once where several are shared. */
  candidates(text: number, call: (other: number) => void): void {
    this.ahead.reach(text)
    for (let band = 0; band < BUCKETS; band++) {
      let other = this.#heldBefore(text, band)
      for (let left = LOOKED_AT; other >= 0 && left > 0; left--) {
        if (band === BANDS || this.#isLikely(text, other)) call(other)
        other = this.#before[band * this.#texts + other] as number
      }
    }
  }

  /** Puts the text into its buckets, where its group does not stand for it already; its candidates were asked for. */
  keep(text: number, group: Int32Array): void {
    const own = group[text]
    let held = 0
    for (let band = 0; band < BUCKETS; band++) {
      let alike = 0
      let other = this.#before[band * this.#texts + text] as number
      for (let left = LOOKED_AT; other >= 0 && alike < OF_A_GROUP && left > 0; left--) {
        if (group[other] === own) alike++
        other = this.#before[band * this.#texts + other] as number
      }
      if (alike < OF_A_GROUP) held |= 1 << band
    }
    this.#held[text] = held
  }

  /** The last text of the same key that the bucket holds, or −1. */
  #heldBefore(text: number, band: number): number {
    const before = this.#before[band * this.#texts + text] as number
    if (before < 0 || (((this.#held[before] as number) >>> band) & 1) === 1) return before
    const held = this.#before[band * this.#texts + before] as number
    this.#before[band * this.#texts + text] = held
    return held
  }

  /** Do enough grams of the two sketches agree for the texts to be compared? */
  #isLikely(text: number, other: number): boolean {
    const own = text * SIGNS
    const from = other * SIGNS
    let agreeing = 0
    for (let i = 0; i < (BANDS * ROWS) / 4; i++) {
      const differs = (this.#signs[own + i] as number) ^ (this.#signs[from + i] as number)
      if (differs === 0) agreeing += 4
      else {
        // The first bit of each byte that is nought.
        const same = ~(((differs & 0x7f7f7f7f) + 0x7f7f7f7f) | differs) & 0x80808080
        agreeing += Math.imul((same >>> 7) & 0x01010101, 0x01010101) >>> 24
      }
    }
    return agreeing >= AGREEING
  }
}

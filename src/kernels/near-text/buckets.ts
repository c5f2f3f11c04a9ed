import { SHAPE } from './sketch.ts'
import type { Sketches } from './sketches.ts'

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
  readonly #keys: Int32Array
  readonly #signs: Int32Array
  /** Of each text in each bucket the one before it that the bucket holds; until it is the text's turn, the one before it. */
  readonly #before: Int32Array
  /** In which buckets a text is held, a bit each. */
  readonly #held: Int32Array
  /** By a key's last bits the last text of it, one more than its place, under the key's first bits; 0 where there is none. */
  readonly #last: Int32Array
  readonly #slots: number
  readonly #place: number
  #linked = 0

  constructor(readonly sketches: Sketches) {
    this.#keys = sketches.keys
    this.#signs = sketches.signs
    const texts = sketches.texts
    let slots = 1024
    while (slots < texts * 2) slots *= 2
    this.#slots = slots
    this.#place = 2 ** (32 - Math.clz32(texts)) - 1
    this.#last = new Int32Array(slots * BUCKETS)
    this.#before = new Int32Array(texts * BUCKETS)
    this.#held = new Int32Array(texts)
  }

  /** Calls with each text before that one that shares a key and is not plainly a stranger, more than once where several are shared. */
  candidates(text: number, call: (other: number) => void): void {
    this.#reach(text)
    for (let band = 0; band < BUCKETS; band++) {
      let other = this.#heldBefore(text, band)
      for (let left = LOOKED_AT; other >= 0 && left > 0; left--) {
        if (band === BANDS || this.#isLikely(text, other)) call(other)
        other = this.#before[other * BUCKETS + band] as number
      }
    }
  }

  /** Puts the text into its buckets, where its group does not stand for it already; its candidates were asked for. */
  keep(text: number, group: Int32Array): void {
    const own = group[text]
    let held = 0
    for (let band = 0; band < BUCKETS; band++) {
      let alike = 0
      let other = this.#before[text * BUCKETS + band] as number
      for (let left = LOOKED_AT; other >= 0 && alike < OF_A_GROUP && left > 0; left--) {
        if (group[other] === own) alike++
        other = this.#before[other * BUCKETS + band] as number
      }
      if (alike < OF_A_GROUP) held |= 1 << band
    }
    this.#held[text] = held
  }

  /** The last text of the same key that the bucket holds, or −1. */
  #heldBefore(text: number, band: number): number {
    const before = this.#before[text * BUCKETS + band] as number
    if (before < 0 || (((this.#held[before] as number) >>> band) & 1) === 1) return before
    const held = this.#before[before * BUCKETS + band] as number
    this.#before[text * BUCKETS + band] = held
    return held
  }

  /** Links texts of the same key, a block of them at a time: one bucket's table after the other fits a core's cache. */
  #reach(text: number): void {
    while (text >= this.#linked) {
      const to = this.sketches.reach(this.#linked)
      for (let band = 0; band < BUCKETS; band++) this.#link(band, this.#linked, to)
      this.#linked = to
    }
  }

  #link(band: number, from: number, to: number): void {
    const keys = this.#keys
    const last = this.#last
    const table = band * this.#slots
    const mask = this.#slots - 1
    const place = this.#place
    for (let text = from; text < to; text++) {
      const key = keys[text * BUCKETS + band] as number
      let slot = key & mask
      let before = -1
      // No more keys than half the slots: there is always an empty one.
      for (let known = last[table + slot] as number; known !== 0; known = last[table + slot] as number) {
        const other = (known & place) - 1
        if (((known ^ key) & ~place) === 0 && keys[other * BUCKETS + band] === key) {
          before = other
          break
        }
        slot = (slot + 1) & mask
      }
      this.#before[text * BUCKETS + band] = before
      last[table + slot] = (key & ~place) | (text + 1)
    }
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

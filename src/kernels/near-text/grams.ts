import { mixed } from './distinct.ts'

/** Signs that a gram has. */
export const GRAM = 5

/** How many grams a text of that many code units has, those that come twice counted twice. */
export const gramsIn = (units: number): number => Math.max(units >= 1 ? 1 : 0, units - GRAM + 1)

/**
 * The hashes of all grams of `units[from … to)`, in order, into `into`; a text shorter than one gram is one itself. Uses
 * nothing but its arguments (sketch.ts).
 */
export function gramHashes(units: Uint16Array, from: number, to: number, into: Uint32Array): number {
  const GRAM = 5
  const BASE = 0x01000193
  const TOP = Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE))
  let h = 0
  let n = 0
  const first = Math.min(to, from + GRAM)
  for (let i = from; i < first; i++) h = (Math.imul(h, BASE) + (units[i] as number) + 1) | 0
  if (to > from) into[n++] = h
  for (let i = first; i < to; i++) {
    h = (Math.imul(h - Math.imul((units[i - GRAM] as number) + 1, TOP), BASE) + (units[i] as number) + 1) | 0
    into[n++] = h
  }
  return n
}

/** The grams of one text as a set, with which others are compared. Tables are reused; they grow with the longest text. */
export class GramSet {
  /** How many distinct grams the text that is held has. */
  distinct = 0
  #own = new Uint32Array(1024)
  #keys = new Uint32Array(4096)
  #held = new Int32Array(4096).fill(-1)
  #met = new Int32Array(4096).fill(-1)
  #turn = 0
  #other = new Uint32Array(1024)
  #meeting = 0

  constructor(readonly units: Uint16Array) {}

  /** Holds the grams of the text `units[from … to)`. */
  hold(from: number, to: number): void {
    const size = gramsIn(to - from)
    if (size > this.#own.length) this.#own = new Uint32Array(size * 2)
    const length = gramHashes(this.units, from, to, this.#own)
    if (length * 3 > this.#keys.length) this.#grow(length)
    this.#turn++
    this.distinct = 0
    const mask = this.#keys.length - 1
    for (let i = 0; i < length; i++) {
      const hash = this.#own[i] as number
      let slot = slotOf(hash, mask)
      while (this.#held[slot] === this.#turn && this.#keys[slot] !== hash) slot = (slot + 1) & mask
      if (this.#held[slot] === this.#turn) continue
      this.#held[slot] = this.#turn
      this.#keys[slot] = hash
      this.distinct++
    }
  }

  /** How many distinct grams of another text are in this one. */
  shared(from: number, to: number): number {
    const size = gramsIn(to - from)
    if (size > this.#other.length) this.#other = new Uint32Array(size * 2)
    const length = gramHashes(this.units, from, to, this.#other)
    const mask = this.#keys.length - 1
    const meeting = ++this.#meeting
    let shared = 0
    for (let i = 0; i < length; i++) {
      const hash = this.#other[i] as number
      let slot = slotOf(hash, mask)
      while (this.#held[slot] === this.#turn && this.#keys[slot] !== hash) slot = (slot + 1) & mask
      if (this.#held[slot] !== this.#turn || this.#met[slot] === meeting) continue
      this.#met[slot] = meeting
      shared++
    }
    return shared
  }

  #grow(size: number): void {
    let slots = this.#keys.length
    while (slots < size * 3) slots *= 2
    this.#keys = new Uint32Array(slots)
    this.#held = new Int32Array(slots).fill(-1)
    this.#met = new Int32Array(slots).fill(-1)
  }
}

const slotOf = (hash: number, mask: number) => (Math.imul(hash, 0x9e3779b1) >>> 7) & mask

/** Grams are counted by so many of the first bits of their mixed hash. */
const COUNTED_BITS = 18
const SHIFT = 32 - COUNTED_BITS
const noBits = () => new Uint32Array(1 << (COUNTED_BITS - 5))

/** Which grams are so common that to share them says nothing: a subject's tag stands in every text. */
export class CommonGrams {
  /** A bit for each of those first bits: few enough to stay in a core's nearest cache. */
  readonly bits = noBits()

  /** Counted over an even sample of the texts. */
  constructor(units: Uint16Array, starts: Uint32Array, texts: Uint32Array) {
    const step = Math.max(1, Math.floor(texts.length / SAMPLE))
    const counts = new Uint32Array(1 << COUNTED_BITS)
    let hashes = new Uint32Array(4096)
    let sampled = 0
    for (let t = 0; t < texts.length; t += step, sampled++) {
      const d = texts[t] as number
      const from = starts[d] as number
      const to = starts[d + 1] as number
      if (gramsIn(to - from) > hashes.length) hashes = new Uint32Array(gramsIn(to - from) * 2)
      const n = gramHashes(units, from, to, hashes)
      for (let i = 0; i < n; i++) {
        const slot = mixed(hashes[i] as number) >>> SHIFT
        counts[slot] = (counts[slot] as number) + 1
      }
    }
    const limit = Math.max(FEWEST, sampled * COMMON)
    for (const [slot, count] of counts.entries())
      if (count > limit) this.bits[slot >>> 5] = (this.bits[slot >>> 5] as number) | (1 << (slot & 31))
  }
}

/** Whether a gram is common, by its mixed hash: `bits` has one for each of its first bits. Uses nothing but its arguments (sketch.ts). */
export const isCommon = (bits: Uint32Array, hash: number): boolean => {
  const first = hash >>> (Math.clz32(bits.length) - 4)
  return (((bits[first >>> 5] as number) >>> (first & 31)) & 1) === 1
}

const SAMPLE = 20_000
const COMMON = 0.005
const FEWEST = 100

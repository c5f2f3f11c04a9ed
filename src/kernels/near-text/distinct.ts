import { Normalised } from './normalise.ts'

const START = 1 << 16
const SPACE = 32

/**
 * Texts that are the same once normalised, each kept once, in one column of code units. Texts are compared, not their
 * hashes alone. `of` says for each text read which distinct one it is.
 */
export class DistinctTexts {
  readonly #normalised = new Normalised()
  /** Where threads see them without a copy (ahead.ts). */
  #units = new Uint16Array(new SharedArrayBuffer(2 << 20))
  /** Where each distinct text begins among the units; one more than there are texts. */
  #starts = new Uint32Array(START + 1)
  #hashes = new Uint32Array(START)
  #slots = new Int32Array(START * 4).fill(-1)
  #words = new Float32Array(START)
  #copies = new Uint32Array(START)
  #first = new Uint32Array(START)
  readonly #uncounted: readonly Phrase[]
  count = 0
  read = 0

  /**
   * @param uncounted words that every text bears, as the tag that it was collected by: they make no texts alike, and none
   *   long enough to be called so
   */
  constructor(uncounted: readonly string[] = []) {
    this.#uncounted = uncounted.flatMap(said => {
      this.#normalised.read(said)
      const { units, length, words } = this.#normalised
      return length === 0 ? [] : [{ units: units.slice(0, length), words }]
    })
  }

  /** Takes the next text and says which distinct one it is. */
  add(text: string): number {
    const one = this.#normalised
    one.read(text)
    for (const phrase of this.#uncounted) one.words -= phrase.words * leaveOut(one, phrase.units)
    const hash = hashOf(one.units, one.length)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let d = this.#slots[slot] as number; d >= 0; d = this.#slots[slot] as number) {
      if (this.#hashes[d] === hash && this.#isSame(d, one)) {
        this.#copies[d] = (this.#copies[d] as number) + 1
        this.read++
        return d
      }
      slot = (slot + 1) & mask
    }
    const d = this.#keep(one, hash)
    this.#slots[slot] = d
    if (this.count * 2 > this.#slots.length) this.#rehash()
    this.read++
    return d
  }

  #isSame(d: number, { units, length }: Normalised): boolean {
    const start = this.#starts[d] as number
    if ((this.#starts[d + 1] as number) - start !== length) return false
    const all = this.#units
    for (let i = 0; i < length; i++) if (all[start + i] !== units[i]) return false
    return true
  }

  #keep({ units, length, words }: Normalised, hash: number): number {
    const d = this.count++
    if (this.count > this.#hashes.length) {
      this.#hashes = larger(this.#hashes, Uint32Array)
      this.#words = larger(this.#words, Float32Array)
      this.#copies = larger(this.#copies, Uint32Array)
      this.#first = larger(this.#first, Uint32Array)
      const starts = new Uint32Array(this.#hashes.length + 1)
      starts.set(this.#starts)
      this.#starts = starts
    }
    const start = this.#starts[d] as number
    if (start + length > this.#units.length) {
      const grown = new Uint16Array(
        new SharedArrayBuffer(2 * Math.max(this.#units.length * 2, start + length)),
      )
      grown.set(this.#units)
      this.#units = grown
    }
    this.#units.set(units.subarray(0, length), start)
    this.#starts[d + 1] = start + length
    this.#hashes[d] = hash
    this.#words[d] = words
    this.#copies[d] = 1
    this.#first[d] = this.read
    return d
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = this.#slots.length - 1
    for (let d = 0; d < this.count; d++) {
      let slot = (this.#hashes[d] as number) & mask
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask
      this.#slots[slot] = d
    }
  }

  /** The columns as they stand now. */
  columns(): DistinctColumns {
    return {
      count: this.count,
      units: this.#units,
      starts: this.#starts.subarray(0, this.count + 1),
      words: this.#words.subarray(0, this.count),
      copies: this.#copies.subarray(0, this.count),
      first: this.#first.subarray(0, this.count),
    }
  }
}

/** Distinct normalised texts: `units[starts[d] … starts[d + 1])` are the code units of the d-th. */
export interface DistinctColumns {
  count: number
  units: Uint16Array
  starts: Uint32Array
  words: Float32Array
  /** How many of the texts read are this one, and which was the first. */
  copies: Uint32Array
  first: Uint32Array
}

interface Phrase {
  units: Uint16Array
  words: number
}

/** Takes the words out of a text wherever they stand as words of their own; how often they did. */
function leaveOut(text: Normalised, phrase: Uint16Array): number {
  const { units, length } = text
  const first = phrase[0]
  let times = 0
  let i = 0
  // Most of a text stays where it is.
  while (i < length && (units[i] !== first || (i > 0 && units[i - 1] !== SPACE))) i++
  let kept = i
  while (i < length) {
    const begins = (i === 0 || units[i - 1] === SPACE) && units[i] === first
    let n = 0
    if (begins) while (n < phrase.length && i + n < length && units[i + n] === phrase[n]) n++
    if (begins && n === phrase.length && (i + n === length || units[i + n] === SPACE)) {
      times++
      i += n + 1
    } else {
      // What is written never runs ahead of what is read.
      units[kept++] = units[i++] as number
    }
  }
  while (kept > 0 && units[kept - 1] === SPACE) kept--
  text.length = kept
  return times
}

function larger<T extends Uint32Array | Float32Array>(column: T, kind: new (length: number) => T): T {
  const grown = new kind(column.length * 2)
  grown.set(column)
  return grown
}

/** Two units at a time, in two rows, which a processor goes along side by side. */
function hashOf(units: Uint16Array, length: number): number {
  let one = length
  let two = 0x85ebca6b
  let i = 0
  for (; i + 3 < length; i += 4) {
    one =
      Math.imul(one ^ ((units[i] as number) | ((units[i + 1] as number) << 16)), 0x9e3779b1) ^ (one >>> 15)
    two =
      Math.imul(two ^ ((units[i + 2] as number) | ((units[i + 3] as number) << 16)), 0x9e3779b1) ^
      (two >>> 15)
  }
  for (; i < length; i++) one = Math.imul(one ^ (units[i] as number), 0x9e3779b1) ^ (one >>> 15)
  return mixed(one ^ Math.imul(two, 0xc2b2ae35))
}

/** The last step of MurmurHash3: every bit of the result depends on every bit given. */
export function mixed(given: number): number {
  let h = given
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

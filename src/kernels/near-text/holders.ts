import { Normalised } from './normalise.ts'
import { runs, winnowed } from './passages.ts'
import { wordHashes } from './words.ts'

/** A fingerprint and the text that holds it are one number below 2⁵³: so many bits are the text's. */
const TEXTS = 2 ** 21

/**
 * Which of many texts hold a passage of another: the fingerprints that winnowing keeps of each (Schleimer et al. 2003), in
 * order, so that every passage of 12 words leads to those that hold it. What it leads to is still to be compared: hashes
 * of 8 words can be the same by chance. At most 2 million texts, 8 bytes a fingerprint, about one for three words.
 */
export class PassageHolders {
  readonly #normalised = new Normalised()
  #keys = new Float64Array(1 << 16)
  #length = 0
  #texts = 0
  #isSorted = false

  /** Takes the next text; they are numbered as they come. @throws RangeError beyond 2 million */
  add(text: string): void {
    if (this.#texts === TEXTS) throw new RangeError(`more than ${TEXTS} texts`)
    for (const print of winnowed(this.#runsOf(text))) {
      if (this.#length === this.#keys.length) {
        const grown = new Float64Array(this.#length * 2)
        grown.set(this.#keys)
        this.#keys = grown
      }
      this.#keys[this.#length++] = print * TEXTS + this.#texts
    }
    this.#texts++
    this.#isSorted = false
  }

  /**
   * The texts that hold some of a text's runs of words, those that hold most first. A run that more than `most` hold (a
   * disclaimer, a form) leads to none.
   */
  leads(text: string, most: number): number[] {
    if (!this.#isSorted) {
      this.#keys.subarray(0, this.#length).sort()
      this.#isSorted = true
    }
    const found = new Map<number, number>()
    for (const print of new Set(this.#runsOf(text))) {
      const from = this.#place(print * TEXTS)
      const end = Math.min(this.#length, from + most + 1)
      let to = from
      while (to < end && (this.#keys[to] as number) < (print + 1) * TEXTS) to++
      if (to - from > most) continue
      for (let i = from; i < to; i++) {
        const holder = (this.#keys[i] as number) % TEXTS
        found.set(holder, (found.get(holder) ?? 0) + 1)
      }
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([holder]) => holder)
  }

  #runsOf(text: string): Uint32Array {
    const one = this.#normalised
    one.read(text)
    return runs(wordHashes(one.units, 0, one.length))
  }

  /** Where keys from `key` on begin. */
  #place(key: number): number {
    let [low, high] = [0, this.#length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#keys[middle] as number) < key) low = middle + 1
      else high = middle
    }
    return low
  }
}

import { Normalised } from './normalise.ts'
import { runs, winnowed } from './passages.ts'
import { wordHashes } from './words.ts'

/** A fingerprint and the text that holds it are one number below 2⁵³: so many bits are the text's. */
export const MOST_TEXTS = 2 ** 21

/**
 * Which of many texts hold a passage of another: the fingerprints that winnowing keeps of each (Schleimer et al. 2003), in
 * order, so that every passage of 12 words leads to those that hold it. What it leads to is still to be compared: hashes
 * of 8 words can be the same by chance. At most 2 million texts, 8 bytes a fingerprint, about one for three words.
 */
export class PassageHolders {
  readonly #normalised = new Normalised()
  #keys = new Float64Array(1 << 16)
  #length = 0
  readonly #prints: number[] = []
  #isSorted = false

  /** Takes the next text; they are numbered as they come. @throws RangeError beyond 2 million */
  add(text: string): void {
    const number = this.#prints.length
    if (number === MOST_TEXTS) throw new RangeError(`more than ${MOST_TEXTS} texts`)
    const prints = winnowed(this.#runsOf(text))
    for (const print of prints) {
      if (this.#length === this.#keys.length) {
        const grown = new Float64Array(this.#length * 2)
        grown.set(this.#keys)
        this.#keys = grown
      }
      this.#keys[this.#length++] = print * MOST_TEXTS + number
    }
    this.#prints.push(prints.size)
    this.#isSorted = false
  }

  /**
   * The texts that hold some of a text's runs of words, those that hold most first. A run that more than `most` hold (a
   * disclaimer, a form) leads to none.
   */
  leads(text: string, most: number): number[] {
    this.#sort()
    const found = new Map<number, number>()
    for (const print of new Set(this.#runsOf(text))) {
      const from = this.#place(print * MOST_TEXTS)
      const end = Math.min(this.#length, from + most + 1)
      let to = from
      while (to < end && (this.#keys[to] as number) < (print + 1) * MOST_TEXTS) to++
      if (to - from > most) continue
      for (let i = from; i < to; i++) {
        const holder = (this.#keys[i] as number) % MOST_TEXTS
        found.set(holder, (found.get(holder) ?? 0) + 1)
      }
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([holder]) => holder)
  }

  /**
   * Calls with each two texts that share fingerprints, and the share of those of the text that has fewer: about that of its
   * words that stand in passages of both. What more than `most` hold is shared by none of them.
   */
  pairs(most: number, call: (one: number, other: number, share: number) => void): void {
    this.#sort()
    const shared = new Map<number, number>()
    for (let from = 0, to = 0; from < this.#length; from = to) {
      const print = Math.floor((this.#keys[from] as number) / MOST_TEXTS)
      while (to < this.#length && (this.#keys[to] as number) < (print + 1) * MOST_TEXTS) to++
      if (to - from > most) continue
      for (let i = from; i < to; i++)
        for (let j = i + 1; j < to; j++) {
          const pair =
            ((this.#keys[i] as number) % MOST_TEXTS) * MOST_TEXTS + ((this.#keys[j] as number) % MOST_TEXTS)
          shared.set(pair, (shared.get(pair) ?? 0) + 1)
        }
    }
    for (const [pair, count] of shared) {
      const one = Math.floor(pair / MOST_TEXTS)
      const other = pair % MOST_TEXTS
      call(one, other, count / Math.min(this.#prints[one] as number, this.#prints[other] as number))
    }
  }

  #sort(): void {
    if (!this.#isSorted) this.#keys.subarray(0, this.#length).sort()
    this.#isSorted = true
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

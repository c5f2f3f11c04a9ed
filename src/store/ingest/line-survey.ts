import { LONGEST_ROW } from '../../importers/csv-records.ts'

const QUOTE = 0x22
const NEWLINE = 0x0a
const RETURN = 0x0d

/** A table's lines as its bytes pass by: how many rows to expect, and whether anything may lead a reader astray. */
export class LineSurvey {
  #quotesPair = true
  #lines = 0
  #longest = 0
  /** The bytes of the line at hand that are gone by. */
  #begun = 0
  #bytes = 0

  /** Bytes to the end of the first line that is not empty, once it has ended. */
  header: number | null = null
  /** The empty lines above it. */
  blank = 0

  /** Every quote is closed and no line is longer than a row may be. */
  get areOrdinary(): boolean {
    return this.#quotesPair && Math.max(this.#longest, this.#begun) <= LONGEST_ROW
  }

  /** The lines outside quotes that are not empty, without the header. */
  get rows(): number {
    return Math.max(0, this.#lines + (this.#begun > 0 ? 1 : 0) - 1)
  }

  /** Returns where the chunk's last line outside quotes ends: behind its newline, or 0 when none ends in it. */
  see(chunk: Uint8Array): number {
    let from = 0
    let quote = chunk.indexOf(QUOTE)
    let newline = chunk.indexOf(NEWLINE)
    while (newline >= 0 || quote >= 0) {
      if (quote >= 0 && (newline < 0 || quote < newline)) {
        this.#quotesPair = !this.#quotesPair
        quote = chunk.indexOf(QUOTE, quote + 1)
        continue
      }
      if (this.#quotesPair) {
        const length = this.#begun + newline - from
        if (length > 1 || (length === 1 && newline > 0 && chunk[newline - 1] !== RETURN)) {
          this.#lines++
          this.header ??= this.#bytes + newline + 1
        } else if (this.header === null) this.blank++
        this.#longest = Math.max(this.#longest, length)
        this.#begun = 0
        from = newline + 1
      }
      newline = chunk.indexOf(NEWLINE, newline + 1)
    }
    this.#begun += chunk.length - from
    this.#bytes += chunk.length
    return from
  }
}

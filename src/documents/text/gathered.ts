/** More text than this of one document is not compared. */
export const LONGEST = 4_000_000

/** A text as it is put together, up to `LONGEST` signs: a few bytes can name one long text a million times. */
export class Gathered {
  readonly #pieces: string[] = []
  #length = 0

  get isFull(): boolean {
    return this.#length >= LONGEST
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  add(...pieces: readonly string[]): void {
    for (const piece of pieces) {
      if (piece === '' || this.isFull) continue
      const taken = piece.slice(0, LONGEST - this.#length)
      this.#pieces.push(taken)
      this.#length += taken.length
    }
  }

  toString(): string {
    return this.#pieces.join('')
  }
}

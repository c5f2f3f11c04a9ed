/** Numbers of one column whose length is not known beforehand, gathered in blocks of 2 MB. */
export class GrowingColumn {
  readonly #full: Float64Array[] = []
  #block = new Float64Array(1 << 18)
  #used = 0

  constructor(readonly name: string) {}

  /** @throws TypeError on a null: NaN would pass for a number. */
  add(item: number | null): void {
    if (item === null) throw new TypeError(`Column ${this.name} holds a null`)
    if (this.#used === this.#block.length) {
      this.#full.push(this.#block)
      this.#block = new Float64Array(this.#block.length)
      this.#used = 0
    }
    this.#block[this.#used++] = item
  }

  whole(): Float64Array {
    const before = this.#full.length * this.#block.length
    const whole = new Float64Array(before + this.#used)
    for (const [at, block] of this.#full.entries()) whole.set(block, at * block.length)
    whole.set(this.#block.subarray(0, this.#used), before)
    return whole
  }
}

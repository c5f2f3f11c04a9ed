/** Numbers of one column whose length is not known beforehand, gathered in blocks of 2 MB. */
export class GrowingColumn {
  readonly #full: Float64Array[] = []
  #block = new Float64Array(1 << 18)
  #used = 0

  constructor(readonly name: string) {}

  add(items: Float64Array): void {
    for (let from = 0; from < items.length; ) {
      if (this.#used === this.#block.length) {
        this.#full.push(this.#block)
        this.#block = new Float64Array(this.#block.length)
        this.#used = 0
      }
      const some = items.subarray(from, from + this.#block.length - this.#used)
      this.#block.set(some, this.#used)
      this.#used += some.length
      from += some.length
    }
  }

  whole(): Float64Array {
    const before = this.#full.length * this.#block.length
    const whole = new Float64Array(before + this.#used)
    for (const [at, block] of this.#full.entries()) whole.set(block, at * block.length)
    whole.set(this.#block.subarray(0, this.#used), before)
    return whole
  }
}

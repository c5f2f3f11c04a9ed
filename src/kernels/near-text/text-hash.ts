import { mixed } from './distinct.ts'

/** 53 bits of `units[from … to)`: two million texts that differ have two of the same in one of 4,000 dumps. */
export function textHash(units: Uint16Array, from: number, to: number): number {
  let one = to - from
  let other = 0x811c9dc5
  for (let i = from; i < to; i++) {
    const unit = units[i] as number // within the text
    one = Math.imul(one ^ unit, 0x9e3779b1) ^ (one >>> 15)
    other = Math.imul(other ^ unit, 0x01000193)
    other ^= other >>> 13
  }
  return mixed(one) * 2 ** 21 + (mixed(other) >>> 11)
}

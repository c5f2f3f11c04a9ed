import { mixed } from './distinct.ts'

/** 53 bits of `units[0 … length)`: two million texts that differ have two of the same in one of 4,000 dumps. */
export function hashOfUnits(units: Uint16Array, length: number): number {
  let one = length
  let other = 0x811c9dc5
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number // within the text
    one = Math.imul(one ^ unit, 0x9e3779b1) ^ (one >>> 15)
    other = Math.imul(other ^ unit, 0x01000193)
    other ^= other >>> 13
  }
  return mixed(one) * 2 ** 21 + (mixed(other) >>> 11)
}

/** The same of `text.slice(from, to)`, which is not made. */
export function hashOfPart(text: string, from: number, to: number): number {
  let one = to - from
  let other = 0x811c9dc5
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i)
    one = Math.imul(one ^ unit, 0x9e3779b1) ^ (one >>> 15)
    other = Math.imul(other ^ unit, 0x01000193)
    other ^= other >>> 13
  }
  return mixed(one) * 2 ** 21 + (mixed(other) >>> 11)
}

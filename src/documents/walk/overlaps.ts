import type { Bytes } from '../bytes.ts'
import { zipEntries } from '../zip/zip.ts'

/** The members, by number, whose packed bytes are another's too: each stretch is unpacked once, and a bomb stays small. */
export function overlapping(bytes: Bytes): Set<number> {
  const starts: number[] = []
  const ends: number[] = []
  for (const { offset, packed } of zipEntries(bytes)) {
    starts.push(offset)
    ends.push(offset + 30 + packed)
  }
  const order = Float64Array.from(starts.keys()).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b)
  const found = new Set<number>()
  let end = -1
  for (const n of order) {
    if ((starts[n] ?? 0) < end && (ends[n] ?? 0) > (starts[n] ?? 0) + 30) found.add(n)
    else end = Math.max(end, ends[n] ?? 0)
  }
  return found
}

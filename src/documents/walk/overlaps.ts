import type { Bytes } from '../bytes.ts'
import { zipEntries } from '../zip/zip.ts'

let last: { path: string; found: Set<number> } | undefined

/** The same for the members of a file, which several jobs of a worker ask for: worked out once. */
export function overlappingIn(bytes: Bytes): Set<number> {
  if (bytes.path === undefined) return overlapping(bytes)
  if (last?.path !== bytes.path) last = { path: bytes.path, found: overlapping(bytes) }
  return last.found
}

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

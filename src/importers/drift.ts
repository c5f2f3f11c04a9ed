import type { SourceDrift } from '../model/case.ts'
import type { Fields } from './importer.ts'

/** Compares the fields that a source has with those that its importer names. */
export function driftOf(fields: Fields, seen: Iterable<string>): SourceDrift {
  const have = [...new Set(seen)]
  const read = fields.read.map(parts)
  const left = fields.left.map(parts)
  const unknown = new Set<string>()
  const leftHere = new Set<string>()
  for (const path of have) {
    const steps = parts(path)
    if (read.some(known => covers(known, steps) || covers(steps, known))) continue
    const at = left.findIndex(known => covers(known, steps))
    if (at >= 0) leftHere.add(fields.left[at] ?? path)
    else if (!left.some(known => covers(steps, known))) unknown.add(shallowest(steps, [...read, ...left]))
  }
  return {
    unknown: [...unknown].sort(),
    missing: (fields.expected ?? [])
      .filter(
        names =>
          !names
            .split('|')
            .some(path =>
              have.some(field => covers(parts(path), parts(field)) || covers(parts(field), parts(path))),
            ),
      )
      .map(names => names.split('|').slice(0, 3).join(' / ')),
    left: [...leftHere].sort(),
  }
}

const parts = (path: string): string[] => path.split('.')

/** Whether a path is the other one or stands above it. */
const covers = (above: readonly string[], path: readonly string[]): boolean =>
  above.length <= path.length && above.every((step, at) => alike(step, path[at] ?? ''))

/** `*`, in either, is any one name; at the end of a name, any rest of it. */
const alike = (a: string, b: string): boolean => a === b || begins(a, b) || begins(b, a)
const begins = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))

/** An object of which nothing is known is named once, not by each of its fields. */
function shallowest(path: readonly string[], known: readonly string[][]): string {
  for (let length = 1; length < path.length; length++) {
    const above = path.slice(0, length)
    if (!known.some(k => covers(above, k) || covers(k.slice(0, length), above))) return above.join('.')
  }
  return path.join('.')
}

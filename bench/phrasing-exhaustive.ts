import { nearText } from '../src/kernels/near-text/near-text.ts'

const ALIKE = 0.7

/** Normalised as METHODS has it, by code that shares nothing with the program's. */
export const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/@\w+/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

const grams = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 4) }, (_, i) => text.slice(i, i + 5))
const shingles = (text: string): string[] => {
  const words = text.split(' ')
  return Array.from({ length: Math.max(0, words.length - 2) }, (_, i) => words.slice(i, i + 3).join(' '))
}
export const MEASURES = { '5-sign grams': grams, '3-word shingles': shingles } as const

/** Of all pairs of texts of five words or more with Jaccard 0.7 or more, how many are in one group. */
export function measureExhaustive(
  texts: readonly string[],
  parts: (text: string) => string[],
): { pairs: number; found: number } {
  const { group } = nearText(texts)
  const sets = texts.map(normal).map(text => new Set(text.split(' ').length < 5 ? [] : parts(text)))
  const times = new Map<string, number>()
  for (const set of sets) for (const part of set) times.set(part, (times.get(part) ?? 0) + 1)
  const holders = new Map<string, number[]>()
  let [pairs, found] = [0, 0]
  for (const [a, set] of sets.entries()) {
    // Of two sets as alike as that, the rarest parts of one are not all missing from the rarest of the other: exact.
    const rarest = [...set]
      .sort((x, y) => (times.get(x) ?? 0) - (times.get(y) ?? 0) || (x < y ? -1 : 1))
      .slice(0, set.size - Math.ceil(ALIKE * set.size) + 1)
    const candidates = new Set(rarest.flatMap(part => holders.get(part) ?? []))
    for (const b of candidates) {
      if (jaccard(set, sets[b] ?? new Set()) < ALIKE) continue
      pairs++
      if (group[a] !== -1 && group[a] === group[b]) found++
    }
    for (const part of rarest) {
      const known = holders.get(part)
      if (known) known.push(a)
      else holders.set(part, [a])
    }
  }
  return { pairs, found }
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  if (few.size < ALIKE * many.size) return 0
  let shared = 0
  for (const part of few) if (many.has(part)) shared++
  return shared / (one.size + other.size - shared)
}

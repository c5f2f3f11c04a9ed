import { BITS, ENOUGH_BITS, type SeededFact, tokensOf } from './seeded-facts.ts'

export interface Recognised {
  decoy: string
  facts: readonly SeededFact[]
  /** Whether they are too many to be chance. */
  isCertain: boolean
}

/** What decoys are recognised by. */
export interface FactIndex {
  facts: ReadonlyMap<string, readonly { decoy: string; fact: SeededFact }[]>
  longest: number
}

/** Facts by every key under which a retyped text may hold them. */
export function indexFacts(decoys: Iterable<{ id: string; facts: readonly SeededFact[] }>): FactIndex {
  const facts = new Map<string, { decoy: string; fact: SeededFact }[]>()
  let longest = 0
  for (const { id, facts: own } of decoys)
    for (const fact of own)
      for (const key of fact.keys) {
        facts.set(key, [...(facts.get(key) ?? []), { decoy: id, fact }])
        longest = Math.max(longest, key.length)
      }
  return { facts, longest }
}

/** A fact is spread over so many runs of letters and digits at most, a line break within it counted. */
const WINDOW = 5

/**
 * Reads a text piece by piece, and tells which decoys' facts stood in it. Runs of letters and digits are joined in windows,
 * so that neither spaces, hyphens, line ends nor separators of thousands hide a fact.
 */
export function recogniser({ facts, longest }: FactIndex): {
  read: (text: string) => void
  found: () => Recognised[]
} {
  const seen = new Map<string, Set<SeededFact>>()
  let window: string[] = []
  const look = (token: string) => {
    window = [...window.slice(1 - WINDOW), token]
    let joined = ''
    for (let i = window.length - 1; i >= 0; i--) {
      joined = (window[i] ?? '') + joined
      if (joined.length > longest) return
      for (const { decoy, fact } of facts.get(joined) ?? [])
        seen.set(decoy, (seen.get(decoy) ?? new Set()).add(fact))
    }
  }
  return {
    read: text => {
      for (const token of tokensOf(text)) look(token)
    },
    found: () =>
      [...seen]
        .map(([decoy, own]) => ({ decoy, facts: [...own], isCertain: bitsOf(own) >= ENOUGH_BITS }))
        .toSorted((a, b) => bitsOf(b.facts) - bitsOf(a.facts)),
  }
}

const bitsOf = (facts: Iterable<SeededFact>): number =>
  [...facts].reduce((sum, { kind }) => sum + BITS[kind], 0)

/** The decoys that a whole text quotes; those that a few common facts might suggest by chance are left out. */
export function recognise(text: string, index: FactIndex): Recognised[] {
  const reader = recogniser(index)
  reader.read(text)
  return reader.found().filter(({ isCertain }) => isCertain)
}

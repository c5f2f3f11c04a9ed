import { diffArrays } from 'diff'

/** A property that two documents state differently; each side may state it several times, or not at all. */
export interface FieldChange {
  name: string
  before: readonly string[]
  after: readonly string[]
}

/** A stretch of text that differs, with some words around it so that it can be found. */
export interface PassageChange {
  kind: 'changed' | 'added' | 'removed'
  before: string
  after: string
  /** The words just before and just after it, the same in both. */
  lead: string
  trail: string
}

export interface Difference {
  fields: readonly FieldChange[]
  passages: readonly PassageChange[]
  /** The texts differ so much, or are so long, that passages are whole paragraphs. */
  isCoarse: boolean
}

interface Named {
  name: string
  value: string
}

/** Which properties differ, by name; order and repetition of values do not count. */
export function changedFields(before: readonly Named[], after: readonly Named[]): FieldChange[] {
  const grouped = (facts: readonly Named[]) => {
    const values = new Map<string, string[]>()
    for (const { name, value } of facts) {
      const own = values.get(name) ?? []
      if (!own.includes(value)) values.set(name, [...own, value])
    }
    return values
  }
  const [old, now] = [grouped(before), grouped(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .map(name => ({ name, before: old.get(name) ?? [], after: now.get(name) ?? [] }))
    .filter(({ before, after }) => before.toSorted().join('\n') !== after.toSorted().join('\n'))
}

/** Beyond this many changes the search by words grows out of bounds; paragraphs are compared instead. */
const MOST_CHANGES = 2000
const AROUND = 6

/** Where two texts differ, passage by passage. White space counts for nothing: formats break lines as they like. */
export function changedPassages(
  before: string,
  after: string,
): { passages: PassageChange[]; isCoarse: boolean } {
  const byWords = differences(wordsOf(before), wordsOf(after), ' ')
  if (byWords) return { passages: byWords, isCoarse: false }
  const byParagraphs = differences(paragraphsOf(before), paragraphsOf(after), '\n')
  return {
    passages: byParagraphs ?? [{ kind: 'changed', before, after, lead: '', trail: '' }],
    isCoarse: true,
  }
}

const wordsOf = (text: string): string[] => text.normalize('NFC').split(/\s+/).filter(Boolean)
const paragraphsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** Myers' shortest edit, gathered into passages; null where it would take too long. */
function differences(before: string[], after: string[], joint: string): PassageChange[] | null {
  const parts = diffArrays(before, after, { maxEditLength: MOST_CHANGES })
  if (!parts) return null
  const passages: PassageChange[] = []
  let removed: string[] = []
  let added: string[] = []
  let lead = ''
  const close = (next: readonly string[]) => {
    if (removed.length + added.length === 0) return
    const kind = removed.length === 0 ? 'added' : added.length === 0 ? 'removed' : 'changed'
    passages.push({
      kind,
      before: removed.join(joint),
      after: added.join(joint),
      lead,
      trail: next.slice(0, AROUND).join(joint),
    })
    removed = []
    added = []
  }
  for (const [i, part] of parts.entries()) {
    if (part.removed) removed.push(...part.value)
    else if (part.added) added.push(...part.value)
    // A word or two that happen to stand in both, between two changes, belong to one passage.
    else if (part.value.length < 3 && i > 0 && i < parts.length - 1) {
      removed.push(...part.value)
      added.push(...part.value)
    } else {
      close(part.value)
      lead = part.value.slice(-AROUND).join(joint)
    }
  }
  close([])
  return passages
}

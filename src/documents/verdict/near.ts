import { createHash } from 'node:crypto'

/** A known text that another resembles; 1 is the same words in the same order. */
export interface Near {
  id: string
  likeness: number
}

/** The known texts that a text is a near-duplicate of, the most alike first. */
export type FindNear = (text: string) => readonly Near[]

/** Words in a row that are compared. */
const RUN = 4
/** A shorter text resembles too many others to be told from them. */
export const FEWEST_WORDS = 20
/** Of their runs of words two versions of one text share so many; forms filled in anew share fewer. */
export const ALIKE = 0.7

/** Compares by the share of runs of four words that two texts have in common (Jaccard), exactly, through an index. */
export function nearAmong(known: Iterable<{ id: string; text: string }>): FindNear {
  const holders = new Map<string, number[]>()
  const texts: { id: string; runs: number }[] = []
  for (const { id, text } of known) {
    const runs = runsOf(text)
    if (!runs) continue
    for (const run of runs) {
      const own = holders.get(run)
      if (own) own.push(texts.length)
      else holders.set(run, [texts.length])
    }
    texts.push({ id, runs: runs.size })
  }
  return text => {
    const runs = runsOf(text)
    if (!runs) return []
    const shared = new Map<number, number>()
    for (const run of runs)
      for (const holder of holders.get(run) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + 1)
    return [...shared]
      .flatMap(([at, common]) => {
        const known = texts[at]
        return known ? [{ id: known.id, likeness: common / (known.runs + runs.size - common) }] : []
      })
      .filter(({ likeness }) => likeness >= ALIKE)
      .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
  }
}

/** A text's runs of words, hashed; null where it is too short to be told from others. */
export function runsOf(text: string): Set<string> | null {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < FEWEST_WORDS) return null
  return new Set(
    words.slice(RUN - 1).map((_, i) =>
      createHash('md5')
        .update(words.slice(i, i + RUN).join(' '))
        .digest('base64'),
    ),
  )
}

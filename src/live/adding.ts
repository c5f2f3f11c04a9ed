import { rename } from 'node:fs/promises'
import { basename } from 'node:path'
import { type AddOptions, addSource } from '../case/add.ts'
import type { Case } from '../case/open.ts'
import { CaseBusy } from '../case/problems.ts'
import { InputProblem } from '../importers/importer.ts'
import type { CustodySource } from '../model/case.ts'
import type { Memory, Spool } from './spool.ts'

/** What custody keeps with a segment: where it came from, and how far that was. */
export function noted({
  where,
  cursor,
  gaps,
}: Pick<Memory, 'where' | 'cursor' | 'gaps'>): Record<string, string> {
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    watched: where,
    ...(cursor === null ? {} : { cursor }),
    ...(gaps.length === 0 ? {} : { gaps: gaps.map(({ from, to }) => `${iso(from)}/${iso(to)}`).join(' ') }),
  }
}

/**
 * Adds the closed segments, oldest first. When another sillage is adding to the case, they wait. A segment that cannot be
 * read is put aside under another name, and said.
 */
export async function addClosed(
  given: Case,
  spool: Spool,
  importing: () => Promise<AddOptions>,
  memory: Memory,
  tell: { note: (text: string) => void; added: (given: Case, source: CustodySource) => Promise<void> },
): Promise<{ case: Case; isBusy: boolean }> {
  let now = given
  for (const path of await spool.closed()) {
    // Where no importer can be found, that is no fault of this segment.
    const how = await importing()
    try {
      const { case: filled, added } = await addSource(now, path, { ...how, noted: noted(memory) })
      now = filled
      await spool.drop(path)
      if (added.status === 'added') await tell.added(now, added.source)
    } catch (error) {
      if (error instanceof CaseBusy) return { case: now, isBusy: true }
      if (!(error instanceof InputProblem)) throw error
      await rename(path, `${path}.refused`)
      tell.note(`${basename(path)} could not be added and is kept as ${path}.refused: ${error.message}`)
    }
  }
  return { case: now, isBusy: false }
}

import { open, readFile } from 'node:fs/promises'
import type { CustodyEntry } from '../model/case.ts'
import { VERSION } from '../model/version.ts'
import { sha256 } from './hash.ts'
import { CaseProblem } from './problems.ts'

/** What the first line of a custody log points back to. */
const BEGINNING = '0'.repeat(64)

/** The hash of a line: SHA-256 of its JSON without the hash itself, keys in the order they were written. */
export function entryHash(entry: CustodyEntry): string {
  const { hash: _, ...rest } = entry
  return sha256(JSON.stringify(rest))
}

/** @throws CaseProblem naming the line that cannot be read. */
export async function readCustody(path: string): Promise<CustodyEntry[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map((line, at) => {
      try {
        return JSON.parse(line) as CustodyEntry // checked as a chain by chainBreak
      } catch {
        throw new CaseProblem(
          `${path}, line ${at + 1}: not valid JSON; the custody log was changed by hand. Restore it from a copy.`,
        )
      }
    })
}

/** The first line that does not follow from the one before, with what is wrong; null when the chain holds. */
export function chainBreak(entries: readonly CustodyEntry[]): { line: number; what: string } | null {
  let previous = BEGINNING
  for (const [at, entry] of entries.entries()) {
    if (entry.n !== at + 1) return { line: at + 1, what: `is numbered ${entry.n}` }
    if (entry.previous !== previous) return { line: at + 1, what: 'does not follow from the line before' }
    if (entryHash(entry) !== entry.hash) return { line: at + 1, what: 'does not match its own hash' }
    previous = entry.hash
  }
  return null
}

/** Adds a line and flushes it to disk before returning. */
export async function appendCustody(
  path: string,
  entries: readonly CustodyEntry[],
  what: Pick<CustodyEntry, 'event' | 'config' | 'source'>,
): Promise<CustodyEntry> {
  const last = entries.at(-1)
  const body = {
    n: entries.length + 1,
    time: new Date().toISOString(),
    sillage: VERSION,
    ...what,
    previous: last?.hash ?? BEGINNING,
  }
  const entry: CustodyEntry = { ...body, hash: sha256(JSON.stringify(body)) }
  const file = await open(path, 'a')
  try {
    await file.appendFile(`${JSON.stringify(entry)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return entry
}

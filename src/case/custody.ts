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

/** @throws CaseProblem naming the line that cannot be read, or when there is no log. */
export async function readCustody(path: string): Promise<CustodyEntry[]> {
  const log = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new CaseProblem(`${path}: the custody log is missing. Restore it from a copy.`)
  })
  return log
    .subarray(0, endOfLines(log))
    .toString('utf8')
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

/**
 * Where the log's whole lines end, in bytes: a last line that has neither its hash nor a line end was cut short while
 * it was written, and was never logged.
 */
function endOfLines(log: Buffer): number {
  const end = log.lastIndexOf(0x0a) + 1
  return /"hash":"[0-9a-f]{64}"\}/.test(log.subarray(end).toString('latin1')) ? log.length : end
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
  what: Pick<CustodyEntry, 'event' | 'config' | 'source' | 'imported'>,
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
  const log = await readFile(path).catch(() => Buffer.alloc(0))
  const end = endOfLines(log)
  const isOpen = end > 0 && log[end - 1] !== 0x0a
  const file = await open(path, 'a')
  try {
    if (end < log.length) await file.truncate(end)
    await file.appendFile(`${isOpen ? '\n' : ''}${JSON.stringify(entry)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return entry
}

import { readFile } from 'node:fs/promises'
import type { CaseConfig, CustodyEntry, CustodySource } from '../model/case.ts'
import type { TableName } from '../model/tables.ts'
import { chainBreak } from './custody.ts'
import { fileSha256, sourceSha256 } from './hash.ts'
import { type Case, configText, exists, sourcesOf } from './open.ts'
import { isWithheld, sourcePath } from './raw-row.ts'

export interface Mismatch {
  what: 'custody' | 'case.json' | 'source' | 'table' | 'rejects'
  path: string
  problem: string
}

export interface Verification {
  /** Files whose hash was compared. */
  files: number
  bytes: number
  /** Names of sources that stayed behind when the case was exported: only their hashes are here. */
  withheld: string[]
  mismatches: Mismatch[]
}

/** Rehashes everything that custody names. Changes nothing. */
export async function verifyCase(
  given: Case,
  onFile: (name: string) => void = () => {},
): Promise<Verification> {
  const mismatches: Mismatch[] = []
  const withheld: string[] = []
  let files = 0
  let bytes = 0
  const broken = chainBreak(given.custody)
  if (broken)
    mismatches.push({ what: 'custody', path: 'custody.jsonl', problem: `line ${broken.line} ${broken.what}` })
  if (given.custody.length === 0)
    mismatches.push({ what: 'custody', path: 'custody.jsonl', problem: 'is empty' })
  const text = await readFile(given.at.custody, 'utf8')
  const canonical = given.custody.map(entry => `${JSON.stringify(entry)}\n`).join('')
  if (!broken && text !== canonical)
    mismatches.push({
      what: 'custody',
      path: 'custody.jsonl',
      problem: 'is not written as Sillage writes it',
    })
  const config = lastConfig(given.custody)
  if (config === undefined || (await readFile(given.at.config, 'utf8')) !== configText(config))
    mismatches.push({
      what: 'case.json',
      path: 'case.json',
      problem: 'differs from what custody last logged',
    })
  const compare = async (
    what: Mismatch['what'],
    path: string,
    wanted: string,
    hash: (path: string) => Promise<string>,
  ) => {
    onFile(path)
    files++
    if (!(await exists(path))) mismatches.push({ what, path, problem: 'is missing' })
    else if ((await hash(path)) !== wanted)
      mismatches.push({ what, path, problem: 'does not match its SHA-256' })
  }
  for (const source of sourcesOf(given)) {
    // Of a line that is not as it was written, no path is followed.
    if (!isWhole(source)) continue
    if (isWithheld(given, source) && !(await exists(sourcePath(given, source)))) withheld.push(source.name)
    else {
      bytes += source.bytes
      await compare('source', sourcePath(given, source), source.sha256, sourceSha256)
    }
    for (const [part, sha256] of Object.entries(source.parts)) {
      const isRejects = part === 'rejects'
      const path = isRejects ? given.at.rejects(source) : given.at.part(part as TableName, source) // named by addSource
      await compare(isRejects ? 'rejects' : 'table', path, sha256, fileSha256)
    }
  }
  return { files, bytes, withheld, mismatches }
}

function isWhole({ sha256, path, parts }: CustodySource): boolean {
  return typeof sha256 === 'string' && typeof path === 'string' && typeof parts === 'object' && parts !== null
}

function lastConfig(custody: readonly CustodyEntry[]): CaseConfig | undefined {
  return custody.filter(entry => entry.config).at(-1)?.config
}

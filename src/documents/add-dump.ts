import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appendCustody, readCustody } from '../case/custody.ts'
import { fileSha256, sha256, sourceBytes, sourceSha256 } from '../case/hash.ts'
import { withLock } from '../case/lock.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import { type Incoming, receive } from '../case/receive.ts'
import { clearUnfinished } from '../case/unfinished.ts'
import type { CustodySource } from '../model/case.ts'
import type { TableName } from '../model/tables.ts'
import { VERSION } from '../model/version.ts'
import {
  numberWalk,
  refuseWalked,
  type WalkedRows,
  writeDocuments,
  writeFacts,
} from '../store/ingest/documents.ts'
import { writeRejects } from '../store/ingest/parts.ts'
import { type EngineOptions, onceMoreIfTheEngineFell } from '../store/once-more.ts'
import { Store } from '../store/store.ts'
import { type JudgeBy, type ReadJudges, readJudges } from './judge-by.ts'
import { linksUnder } from './links.ts'
import { jobsFor } from './walk/jobs.ts'
import { LIMITS, type Limits } from './walk/limits.ts'
import { runJobs } from './walk/pool.ts'
import { RowWriter, rowFile } from './walk/rows.ts'

export type DumpStep = 'copying' | 'hashing' | 'reading originals' | 'reading' | 'writing'

export interface DumpOptions {
  /** Keep the original where it is, and its hash, instead of a copy. */
  reference?: boolean
  limits?: Limits
  /** What its documents are judged by; signatures are looked at in any case. */
  judgeBy?: JudgeBy
  /** Reader processes. */
  workers?: number
  /** Bytes done and to do, and documents read so far. */
  onStep?: (step: DumpStep, done: number, total: number, documents?: number) => void
  /** The engine fell over, and all begins once more. */
  onFall?: () => void
}

export type AddedDump = {
  status: 'added' | 'already there'
  source: CustodySource
  /** Entries of the archive of keys that could not be read. */
  problems: readonly string[]
}

/** What a dump is called among a source's importers. */
export const DUMP = 'dump'

/**
 * Adds a dump to a case: a file or a folder, walked to the last attachment. Copied, hashed, read in processes of their
 * own, written as parts under temporary names, renamed, and then logged. A run cut short keeps the jobs that were done;
 * where the engine fell over, it goes on from them at once, on one thread.
 * @throws InputProblem when there is nothing there that can be read.
 */
export async function addDump(
  given: Case,
  path: string,
  options: DumpOptions = {},
): Promise<{ case: Case; added: AddedDump }> {
  return withLock(given, async () => {
    const now = { ...given, custody: await readCustody(given.at.custody) }
    return onceMoreIfTheEngineFell(engine => add(now, path, options, engine), options.onFall)
  })
}

async function add(
  given: Case,
  path: string,
  options: DumpOptions,
  engine: EngineOptions,
): Promise<{ case: Case; added: AddedDump }> {
  const onStep = options.onStep ?? (() => {})
  await clearUnfinished(given)
  await mkdir(given.at.scratch, { recursive: true })
  const store = await Store.open({ scratchIn: given.at.scratch, ...engine })
  let incoming: Incoming | undefined
  try {
    onStep('copying', 0, 1)
    incoming = await receive(given, path, options.reference === true)
    const bytes = await sourceBytes(incoming.path)
    onStep('hashing', 0, bytes)
    const hash = await sourceSha256(incoming.path)
    const known = sourcesOf(given).find(source => source.sha256 === hash)
    if (known) return { case: given, added: { status: 'already there', source: known, problems: [] } }
    onStep('reading originals', 0, 1)
    const judging = await readJudges(
      options.judgeBy ?? {},
      path,
      {
        folder: given.at.walk,
        scratch: join(given.at.scratch, 'unpacked'),
        limits: options.limits ?? LIMITS,
        ...(options.workers === undefined ? {} : { workers: options.workers }),
      },
      documents => onStep('reading originals', 0, 1, documents),
    )
    const files = await walked(given, incoming, hash, path, options, bytes, judging)
    onStep('writing', bytes, bytes)
    const rows = await numberWalk(store, files)
    const part = (table: TableName) => given.at.part(table, { sha256: hash })
    const counts: Partial<Record<'document' | 'fact', number>> = {}
    for (const [table, write] of [
      ['document', writeDocuments],
      ['fact', writeFacts],
    ] as const) {
      await mkdir(given.at.table(table), { recursive: true })
      counts[table] = await write(store, files, hash, `${part(table)}.part`)
    }
    await refuseWalked(store, files)
    const rejects = given.at.rejects({ sha256: hash })
    await mkdir(dirname(rejects), { recursive: true })
    const rejected = await writeRejects(store, `${rejects}.part`)
    const kept = await incoming.keep(hash)
    const parts: Record<string, string> = {}
    for (const table of ['document', 'fact'] as const) {
      parts[table] = await fileSha256(`${part(table)}.part`)
      await rename(`${part(table)}.part`, part(table))
    }
    if (rejected.rejects > 0) {
      await rename(`${rejects}.part`, rejects)
      parts.rejects = await fileSha256(rejects)
    }
    const source: CustodySource = {
      sha256: hash,
      name: incoming.name,
      bytes,
      path: kept,
      kept: options.reference ? 'reference' : 'copy',
      importer: DUMP,
      detection: 'a dump: every file and message in it, by content',
      options: judging.hashes,
      counts: {
        rows,
        posts: 0,
        accounts: 0,
        actions: 0,
        duplicates: 0,
        documents: counts.document ?? 0,
        facts: counts.fact ?? 0,
        ...rejected,
      },
      parts,
    }
    const entry = await appendCustody(given.at.custody, given.custody, { event: 'added', source })
    await rm(given.at.walk, { recursive: true, force: true })
    return {
      case: { ...given, custody: [...given.custody, entry] },
      added: { status: 'added', source, problems: judging.problems },
    }
  } catch (error) {
    // A source that changed under the reader explains whatever the reader stumbled over.
    await incoming?.check()
    throw error
  } finally {
    await store.close()
    await clearUnfinished(given)
  }
}

/** Reads everything, or what an earlier run has not; the rows then stand in files of their own. */
async function walked(
  given: Case,
  incoming: Incoming,
  hash: string,
  path: string,
  options: DumpOptions,
  bytes: number,
  { judges, hashes }: ReadJudges,
): Promise<WalkedRows> {
  const limits = options.limits ?? LIMITS
  const jobs = jobsFor(incoming.path, topName(given, incoming.name, hash))
  // Of another version, under other limits or by other judges, nothing is taken over.
  const folder = join(
    given.at.walk,
    `${hash.slice(0, 16)}-${sha256(JSON.stringify([VERSION, limits, jobs.length, hashes])).slice(0, 16)}`,
  )
  await mkdir(folder, { recursive: true })
  await runJobs(jobs, {
    folder,
    scratch: join(given.at.scratch, 'unpacked'),
    limits,
    judges,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    onProgress: ({ documents, bytes: done }) => options.onStep?.('reading', done, bytes, documents),
  })
  const links = new RowWriter(folder, jobs.length)
  for (const link of linksUnder(path))
    links.add({
      document: `${incoming.name}/${link}`,
      parent: null,
      code: 'link',
      reason: 'it is a link or no ordinary file, which is never followed',
    })
  links.finish()
  const numbers = [...jobs.map(({ n }) => n), jobs.length]
  const files = (file: 'document' | 'fact' | 'reject') => numbers.map(n => rowFile(folder, n, file))
  return { document: files('document'), fact: files('fact'), reject: files('reject') }
}

/** A dump's name at the head of its documents' ids; where another dump has it, with the beginning of its hash. */
function topName(given: Case, name: string, hash: string): string {
  const isTaken = sourcesOf(given).some(source => source.importer === DUMP && source.name === name)
  return isTaken ? `${name}~${hash.slice(0, 8)}` : name
}

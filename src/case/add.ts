import { mkdir } from 'node:fs/promises'
import { type ImportOptions, InputProblem } from '../importers/importer.ts'
import type { CustodySource } from '../model/case.ts'
import type { Row } from '../model/finding.ts'
import type { Unpacking } from '../store/ingest/unpacking.ts'
import { type EngineOptions, onceMoreIfTheEngineFell } from '../store/once-more.ts'
import { Store } from '../store/store.ts'
import { appendCustody, readCustody } from './custody.ts'
import { type Recognised, recognise } from './detect.ts'
import { sourceBytes, sourceSha256 } from './hash.ts'
import { withLock } from './lock.ts'
import { ingest, knownPosts, writeSource } from './normalise.ts'
import { type Case, sourcesOf } from './open.ts'
import { type Incoming, receive, startUnpacking, stateOf } from './receive.ts'
import { clearUnfinished } from './unfinished.ts'
import { isZone } from './zone.ts'

export type AddStep = 'hashing' | 'reading' | 'normalising' | 'writing'

export interface AddOptions extends ImportOptions {
  /** The format, when detection is to be overruled. */
  as?: string
  /** Keep the original where it is, and its hash, instead of a copy. */
  reference?: boolean
  /** What the log keeps of how the source was captured (a watch's cursor, its gaps). */
  noted?: Readonly<Record<string, string>>
  /** Bytes done and to do, and how many records were read so far, where that is known. */
  onStep?: (step: AddStep, done: number, total: number, records?: number) => void
  /** The engine fell over, and all begins once more. */
  onFall?: () => void
}

export type Added =
  | {
      status: 'added'
      source: CustodySource
      recognised: Recognised
      mapping: Readonly<Record<string, string>>
      notes: readonly string[]
    }
  | { status: 'already there'; source: CustodySource }

/**
 * Adds a file (or a folder of pages) to a case: copied, read, normalised, written as Parquet parts under temporary
 * names, renamed, and then logged. A source already in the case changes nothing; a run cut short is made good by the
 * next one, and where the engine fell over, there is one at once, on one thread.
 */
export async function addSource(
  given: Case,
  path: string,
  options: AddOptions = {},
): Promise<{ case: Case; added: Added }> {
  // Whoever held the lock before may have added to the log.
  return withLock(given, async () => {
    const now = { ...given, custody: await readCustody(given.at.custody) }
    return onceMoreIfTheEngineFell(engine => add(now, path, options, engine), options.onFall)
  })
}

async function add(
  given: Case,
  path: string,
  options: AddOptions,
  engine: EngineOptions,
): Promise<{ case: Case; added: Added }> {
  checkZone(options.tz)
  const onStep = options.onStep ?? (() => {})
  await clearUnfinished(given)
  await mkdir(given.at.scratch, { recursive: true })
  const store = await Store.open({ scratchIn: given.at.scratch, ...engine })
  let incoming: Incoming | undefined
  let unpacking: Unpacking | undefined
  try {
    incoming = await receive(given, path, options.reference === true)
    const bytes = await sourceBytes(incoming.path)
    onStep('hashing', 0, bytes)
    unpacking = await startUnpacking(store, incoming.path, read => onStep('reading', read, bytes))
    const [recognised, sha256] = await Promise.all([
      recognise(store, incoming.path, options.as, incoming.name),
      sourceSha256(incoming.path),
    ])
    const known = sourcesOf(given).find(source => source.sha256 === sha256)
    if (known) return { case: given, added: { status: 'already there', source: known } }
    const selects = recognised.importer.select(recognised.head, options)
    onStep('reading', 0, bytes)
    const ingested = await ingest(store, incoming.path, recognised, selects, {
      known: knownPosts(given),
      unpacking,
      onRead: (read, records) => onStep('reading', read, bytes, records),
      onNormalise: () => onStep('normalising', bytes, bytes),
    })
    onStep('writing', bytes, bytes)
    const { counts, settle } = await writeSource(given, store, selects, { sha256 }, ingested)
    const kept = await incoming.keep(sha256)
    const parts = await settle()
    const source: CustodySource = {
      sha256,
      name: incoming.name,
      bytes,
      path: kept,
      kept: options.reference ? 'reference' : 'copy',
      importer: recognised.importer.id,
      detection: recognised.detection.saw,
      options: said(options),
      counts,
      parts,
      ...(ingested.drift ? { drift: ingested.drift } : {}),
    }
    const entry = await appendCustody(given.at.custody, given.custody, { event: 'added', source })
    return {
      case: { ...given, custody: [...given.custody, entry] },
      added: {
        status: 'added',
        source,
        recognised,
        mapping: selects.mapping ?? {},
        notes: selects.notes ?? [],
      },
    }
  } catch (error) {
    // A source that changed under the reader explains whatever the reader stumbled over.
    await incoming?.check()
    throw error
  } finally {
    await unpacking?.stop()
    await store.close()
    await clearUnfinished(given)
  }
}

/** Ten normalised rows, and nothing kept: how a source would be understood. */
export async function preview(
  path: string,
  options: AddOptions = {},
): Promise<{
  recognised: Recognised
  mapping: Readonly<Record<string, string>>
  notes: readonly string[]
  rows: Row[]
  rejects: Row[]
}> {
  checkZone(options.tz)
  await stateOf(path)
  const store = await Store.open()
  try {
    const recognised = await recognise(store, path, options.as)
    const selects = recognised.importer.select(recognised.head, options)
    await ingest(store, path, recognised, selects)
    const rows = await store.rows(`
      SELECT "row", platform, post_id, account_id, strftime(make_timestamp("at" * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') AS "at", kind, parent_id, lang, lang_from,
        text, title, url, array_to_string(hashtags, ' ') AS hashtags, array_to_string(urls, ' ') AS urls, array_to_string(mentions, ' ') AS mentions
      FROM taken ORDER BY "row" LIMIT 10`)
    const rejects = await store.rows(`SELECT "row", reason FROM refused ORDER BY "row" LIMIT 10`)
    return { recognised, mapping: selects.mapping ?? {}, notes: selects.notes ?? [], rows, rejects }
  } finally {
    await store.close()
  }
}

/** @throws InputProblem when there is no such time zone. */
export function checkZone(tz: string | undefined): void {
  if (tz !== undefined && !isZone(tz))
    throw new InputProblem(`--tz ${tz}: there is no such time zone; say one such as Europe/Paris or UTC.`)
}

/** The user's words on this source, as custody keeps them. */
export function said(options: AddOptions): Record<string, string> {
  const map = Object.entries(options.map ?? {}).map(([ours, theirs]) => `${ours}=${theirs}`)
  return {
    ...(options.as ? { as: options.as } : {}),
    ...(map.length > 0 ? { map: map.join(',') } : {}),
    ...(options.tz ? { tz: options.tz } : {}),
    ...(options.timeFormat ? { 'time-format': options.timeFormat } : {}),
    ...(options.platform ? { platform: options.platform } : {}),
    ...options.noted,
  }
}

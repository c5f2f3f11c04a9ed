import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DecompressionBomb } from '../importers/bytes.ts'
import { driftOf } from '../importers/drift.ts'
import { InputProblem, type Selects } from '../importers/importer.ts'
import { MACROS } from '../importers/macros.ts'
import type { ImportCounts, SourceDrift } from '../model/case.ts'
import type { TableName } from '../model/tables.ts'
import { fieldsInBatch } from '../store/ingest/census.ts'
import { OBJECT_MACROS } from '../store/ingest/objects.ts'
import { writeParts, writeRejects } from '../store/ingest/parts.ts'
import { loadRaw } from '../store/ingest/raw.ts'
import { finishStage, staging } from '../store/ingest/stage.ts'
import type { Unpacking } from '../store/ingest/unpacking.ts'
import { literal, type Store } from '../store/store.ts'
import type { Recognised } from './detect.ts'
import { fileSha256 } from './hash.ts'
import type { Mapped } from './layout.ts'
import { type Case, sourcesOf } from './open.ts'

export interface Ingesting {
  /** The posts that there are already, as a relation of platform and post_id. */
  known?: string | undefined
  /** Of a compressed table, where it has begun. */
  unpacking?: Unpacking | undefined
  onRead?: (bytes: number, records: number) => void
  onNormalise?: () => void
}

export interface Ingested {
  rows: number
  duplicates: number
  drift: SourceDrift | undefined
}

/** Reads a source into `taken`, `sighting`, `site` and `refused`. @throws InputProblem when nothing in it can be read. */
export async function ingest(
  store: Store,
  path: string,
  { head, importer }: Recognised,
  selects: Selects,
  options: Ingesting = {},
): Promise<Ingested> {
  await store.run([...MACROS, ...OBJECT_MACROS].join(';\n'))
  const rawText = importer.reads === 'json' ? 'json::VARCHAR' : 'to_json(raw)::VARCHAR'
  const seen = new Set(importer.reads === 'json' ? [] : head.columns)
  const stage = staging(store, selects, rawText)
  let isRead = false
  let records = 0
  const rows = await loadRaw(
    store,
    path,
    head,
    importer,
    async batch => {
      await stage(batch)
      if (importer.reads === 'json' && importer.fields)
        for (const field of await fieldsInBatch(store)) seen.add(field)
      if (importer.reads === 'json')
        records += (await store.row<{ n: number }>('SELECT count(*) AS n FROM raw')).n
      isRead = true
    },
    read => options.onRead?.(read, records),
    selects.rowForRow,
    options.unpacking,
  ).catch((error: unknown) => {
    throw error instanceof DecompressionBomb ? new InputProblem(`${head.name} ${error.message}.`) : error
  })
  if (!isRead) throw new InputProblem(`${head.name}: no record in it can be read as ${importer.id}.`)
  options.onNormalise?.()
  const { duplicates } = await finishStage(store, selects, options.known)
  return { rows, duplicates, drift: driftFrom(importer.fields, selects, seen) }
}

/** Of a table that was mapped by its columns' names, the others are known to be left. */
function driftFrom(
  fields: Recognised['importer']['fields'],
  { mapping }: Selects,
  seen: ReadonlySet<string>,
): SourceDrift | undefined {
  if (fields) return driftOf(fields, seen)
  if (!mapping || seen.size === 0) return undefined
  const used = new Set(Object.values(mapping))
  return { unknown: [], missing: [], left: [...seen].filter(field => !used.has(field)).sort() }
}

/** The posts of the case's sources but one, as a relation; none when there are none. */
export function knownPosts(given: Case, except?: string): string | undefined {
  const parts = sourcesOf(given)
    .filter(source => source.sha256 !== except && source.parts.post)
    .map(source => literal(given.at.part('post', source)))
  return parts.length === 0 ? undefined : `SELECT platform, post_id FROM read_parquet([${parts.join(', ')}])`
}

/**
 * Writes what was ingested as the source's parts, under temporary names; `settle` gives them their own and returns
 * their hashes.
 */
export async function writeSource(
  given: Case,
  store: Store,
  selects: Selects,
  mapped: Mapped,
  { rows, duplicates }: Ingested,
): Promise<{ counts: ImportCounts; settle: () => Promise<Record<string, string>> }> {
  const part = (table: TableName) => `${given.at.part(table, mapped)}.part`
  // A part is hashed while the next one is being written.
  const hashes = new Map<TableName, Promise<string>>()
  const written = await writeParts(store, selects, mapped.sha256, part, table =>
    hashes.set(table, fileSha256(part(table))),
  )
  const rejects = given.at.rejects(mapped)
  await mkdir(dirname(rejects), { recursive: true })
  const rejected = await writeRejects(store, `${rejects}.part`)
  return {
    counts: {
      rows,
      posts: written.post ?? 0,
      accounts: written.account ?? 0,
      actions: written.action ?? 0,
      duplicates,
      ...rejected,
    },
    settle: async () => {
      const parts: Record<string, string> = {}
      for (const [table, hash] of hashes) {
        parts[table] = await hash
        await rename(part(table), given.at.part(table, mapped))
      }
      if (rejected.rejects > 0) {
        await rename(`${rejects}.part`, rejects)
        parts.rejects = await fileSha256(rejects)
      }
      return parts
    },
  }
}

import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileSha256 } from '../case/hash.ts'
import type { Case } from '../case/open.ts'
import { Store } from '../store/store.ts'
import { inPlace } from './destination.ts'
import { type ExportTable, type TableFormat, writeTable } from './table-format.ts'
import { EXPORT_TABLES, exportTables } from './tables.ts'

export interface ExportedFile {
  table: string
  path: string
  rows: number
  bytes: number
  sha256: string
}

export interface ExportChoice {
  /** Tables by name; all of them when none is named. */
  tables?: readonly string[]
  /** The file (for one named table) or folder; else it is named after the case and stands beside it. */
  out?: string
  force?: boolean
  /** Bytes of the case's tables that are done, of how many, and the table that is being written. */
  onProgress?: (done: number, total: number, table: string) => void
}

/** Where an export goes when nobody says: beside the case, named after it. */
export const beside = (given: Case, name: string): string =>
  join(dirname(given.dir), `${basename(given.dir)}-${name}`)

/** Writes tables to files of one format: one named table to a file, several to a folder. @throws DestinationTaken */
export async function exportTo(
  given: Case,
  format: TableFormat,
  choice: ExportChoice = {},
): Promise<{ path: string; files: ExportedFile[] }> {
  const { tables = [], out, force = false, onProgress } = choice
  const [single] = tables.length === 1 ? tables : []
  const path = out ?? beside(given, single ? `${single}.${format.ending}` : format.id)
  const store = await Store.open()
  try {
    const chosen = await exportTables(given, store, tables)
    const files = await inPlace(
      given,
      { path, kind: single ? 'file' : 'folder', force, isOurs: isTable(format.ending) },
      async making =>
        writeTables(store, chosen, format, table => (single ? making : join(making, table)), onProgress),
    )
    return {
      path,
      files: files.map(file => ({ ...file, path: single ? path : join(path, basename(file.path)) })),
    }
  } finally {
    await store.close()
  }
}

/** Whether a file is a table as `exportTo` names it. */
const isTable = (ending: string) => (name: string) =>
  EXPORT_TABLES.some(table => name === `${table}.${ending}`)

/** Writes each table to the path that is given for its file's name. */
export async function writeTables(
  store: Store,
  tables: readonly ExportTable[],
  format: TableFormat,
  pathOf: (file: string) => string,
  onProgress: (done: number, total: number, table: string) => void = () => {},
): Promise<ExportedFile[]> {
  const files: ExportedFile[] = []
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let before = 0
  for (const table of tables) {
    const path = pathOf(`${table.name}.${format.ending}`)
    const rows = await writeTable(store, table, format, path, share =>
      onProgress(before + share * table.bytes, total, table.name),
    )
    before += table.bytes
    files.push({
      table: table.name,
      path,
      rows,
      bytes: (await stat(path)).size,
      sha256: await fileSha256(path),
    })
  }
  return files
}

import type { Store } from '../store/store.ts'

/** A column and its type as the engine names it. */
export interface Column {
  name: string
  type: string
}

/** A table as it leaves a case. */
export interface ExportTable {
  name: string
  /** What a row is. */
  title: string
  columns: readonly Column[]
  /** A SELECT over the case's own files. */
  rows: string
  /** What those files weigh: the measure of progress. */
  bytes: number
}

/** A way to write a table to a file: what is selected, and the engine's options for writing it. */
export interface TableFormat {
  id: string
  title: string
  /** Of the file's name, without the dot. */
  ending: string
  query: (table: ExportTable) => string
  options: string
}

/** Writes one table to a file as it streams out of the engine, and returns how many rows it has. */
export async function writeTable(
  store: Store,
  table: ExportTable,
  format: TableFormat,
  path: string,
  onProgress?: (share: number) => void,
): Promise<number> {
  return store.copy(format.query(table), path, format.options, onProgress)
}

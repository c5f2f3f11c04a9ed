import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Compression, compressionOf, firstBytes } from './bytes.ts'
import { type Dialect, tableHead } from './delimited.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { zipNames } from './zip-archive.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
export type Shape = 'json-lines' | 'json' | 'table' | 'parquet' | 'warc' | 'zip' | 'html' | 'folder' | 'text'

const HEAD_BYTES = 8 << 20
const HEAD_RECORDS = 50
/** How a zip archive begins, and one without files. */
const ZIP = new Set([0x50_4b_03_04, 0x50_4b_05_06])

/** The beginning of a source, understood as far as an importer needs to recognise it. */
export interface Head {
  name: string
  bytes: number
  compression: Compression
  shape: Shape
  /** The beginning of the text (up to 64 kB); empty for Parquet and folders. */
  text: string
  /** The first complete JSON objects: lines, elements of a top-level array, or the one document. */
  records: JsonObject[]
  /** The columns of a table; of JSON records, the paths of their leaves (`user.id`). */
  columns: string[]
  /** The first rows of a table, by column order. */
  rows: string[][]
  dialect?: Dialect
  /** For a folder: the files in it that may be read, relative and sorted. For a zip archive: those in it, as listed. */
  files?: string[]
  /** Whether at least one record has every one of these paths (`data.0`, `user.screen_name`), or the table every column. */
  has: (...paths: string[]) => boolean
}

/** Reads as much of a file as is needed to tell what it is. */
export async function readHead(
  path: string,
  columns?: { columns: string[]; rows: string[][] },
): Promise<Head> {
  const { size } = await stat(path)
  const compression = await compressionOf(path)
  const start = await firstBytes(path, HEAD_BYTES)
  const base = { name: basename(path), bytes: size, compression }
  if (start.subarray(0, 4).toString('latin1') === 'PAR1')
    return completed({ ...base, shape: 'parquet', text: '', records: [], columns: [], rows: [], ...columns })
  if (compression === 'none' && start.length >= 4 && ZIP.has(start.readUInt32BE(0)))
    return completed({
      ...base,
      shape: 'zip',
      text: '',
      records: [],
      columns: [],
      rows: [],
      files: await zipNames(path),
    })
  const text = start
    .subarray(0, 64 << 10)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  const first = text.trimStart()
  if (first.startsWith('WARC/'))
    return completed({ ...base, shape: 'warc', text, records: [], columns: [], rows: [] })
  if (first.startsWith('{') || first.startsWith('[')) {
    const lines = await objects(jsonLines(once(start)), 2)
    const shape =
      first.startsWith('{') && (lines.whole > 1 || !first.trimEnd().includes('\n')) ? 'json-lines' : 'json'
    const records = (
      await objects(shape === 'json-lines' ? jsonLines(once(start)) : jsonValues(once(start)), HEAD_RECORDS)
    ).values
    return completed({ ...base, shape, text, records, columns: paths(records), rows: [] })
  }
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype html|html|\?xml[^>]*>\s*<!doctype html)/i.test(first))
    return completed({ ...base, shape: 'html', text, records: [], columns: [], rows: [] })
  const table = tableHead(start, size > start.length || compression !== 'none')
  if (table) return completed({ ...base, shape: 'table', text, records: [], ...table })
  return completed({ ...base, shape: 'text', text, records: [], columns: [], rows: [] })
}

/** A head whose `has` knows its records and columns. */
export function completed(head: Omit<Head, 'has'>): Head {
  const columns = new Set(head.columns)
  return {
    ...head,
    has: (...wanted) =>
      head.shape === 'table' || head.shape === 'parquet'
        ? wanted.every(path => columns.has(path))
        : head.records.some(record => wanted.every(path => at(record, path) !== undefined)),
  }
}

/** The value at a dotted path, or undefined. */
export function at(value: Json, path: string): Json | undefined {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, path))
    return value[path]
  let here: Json | undefined = value
  for (const key of path.split('.')) {
    if (here === null || typeof here !== 'object') return undefined
    here = Array.isArray(here) ? here[Number(key)] : Object.hasOwn(here, key) ? here[key] : undefined
  }
  return here
}

/** The dotted paths of the records' leaves, in order of appearance; arrays count as leaves. */
function paths(records: JsonObject[]): string[] {
  const seen = new Set<string>()
  const walk = (value: JsonObject, prefix: string) => {
    for (const [key, inner] of Object.entries(value)) {
      if (
        inner !== null &&
        typeof inner === 'object' &&
        !Array.isArray(inner) &&
        prefix.split('.').length < 4
      )
        walk(inner, `${prefix}${key}.`)
      else seen.add(prefix + key)
    }
  }
  for (const record of records) walk(record, '')
  return [...seen]
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function objects(source: ReturnType<typeof jsonLines>, limit: number) {
  const values: JsonObject[] = []
  let whole = 0
  for await (const record of source) {
    if (!('json' in record)) continue
    try {
      const value = JSON.parse(record.json) as Json // JSON.parse gives JSON
      // A line of a document laid out in lines may hold a whole string or number.
      if (value === null || typeof value !== 'object' || Array.isArray(value)) continue
      whole++
      values.push(value)
    } catch {
      // a record cut by the head's end, or damaged: the import itself will say so
    }
    if (values.length >= limit) break
  }
  return { values, whole }
}

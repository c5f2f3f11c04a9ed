import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { beginning, type Compression, compressionOf } from './bytes.ts'
import { type Dialect, tableHead } from './delimited.ts'
import { type Encoding, encodingOf, inUtf8 } from './encoding.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { otherKind } from './other-kinds.ts'
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
  /** Why the file cannot be unpacked to its end, where that shows in its beginning. */
  damage?: string
  encoding?: Encoding
  /** What it is instead of anything that could be read, as a clause with what to do. */
  problem?: string
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
  const { bytes: given, damage } = await beginning(path, HEAD_BYTES)
  const encoding = encodingOf(given)
  const base = { name: basename(path), bytes: size, compression, encoding, ...(damage ? { damage } : {}) }
  if (given.subarray(0, 4).toString('latin1') === 'PAR1')
    return completed({ ...base, shape: 'parquet', text: '', records: [], columns: [], rows: [], ...columns })
  const none = { text: '', records: [], columns: [], rows: [] }
  const kind = otherKind(given)
  const problem = kind ? { problem: kind } : {}
  if (compression === 'none' && given.length >= 4 && ZIP.has(given.readUInt32BE(0)))
    return completed({ ...base, ...none, ...problem, shape: 'zip', files: await zipNames(path) })
  const start = encoding.startsWith('utf-16') ? await whole(inUtf8(once(given), encoding)) : given
  const text = start
    .subarray(0, 64 << 10)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  const first = text.trimStart()
  if (first.startsWith('WARC/'))
    return completed({ ...base, shape: 'warc', text, records: [], columns: [], rows: [] })
  if (first.startsWith('{') || first.startsWith('[')) {
    const lines = await objects(jsonLines(once(start)), 2)
    const isLines = lines.whole > 1 || (lines.whole === 1 && !first.trimEnd().includes('\n'))
    const shape = first.startsWith('{') && isLines ? 'json-lines' : 'json'
    const records = (
      await objects(shape === 'json-lines' ? jsonLines(once(start)) : jsonValues(once(start)), HEAD_RECORDS)
    ).values
    return completed({ ...base, shape, text, records, columns: paths(records), rows: [] })
  }
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype html|html|\?xml[^>]*>\s*<!doctype html)/i.test(first))
    return completed({ ...base, shape: 'html', text, records: [], columns: [], rows: [] })
  const table = tableHead(start, size > given.length || compression !== 'none', encoding)
  if (table && !('problem' in table)) return completed({ ...base, ...none, text, shape: 'table', ...table })
  return completed({ ...base, ...none, ...table, ...problem, text, shape: 'text' })
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

/** The text, number or truth value at a dotted path, as text; of anything else, and of nothing, the empty text. */
export function wordAt(value: Json, path: string): string {
  const found = at(value, path)
  return found === undefined || found === null || typeof found === 'object' ? '' : String(found)
}

/** The dotted paths of the records' leaves, in order of appearance; arrays count as leaves. */
function paths(records: JsonObject[]): string[] {
  const seen = new Set<string>()
  const walk = (value: JsonObject, prefix: string) => {
    for (const [key, inner] of Object.entries(value)) {
      if (key.includes('\0')) continue // SQL cannot name it
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

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function objects(source: ReturnType<typeof jsonLines>, limit: number) {
  const values: JsonObject[] = []
  let whole = 0
  for await (const record of source) {
    // Most lines of a document that is laid out in lines are none; to be told so by JSON.parse takes seconds.
    if (!('json' in record) || !isClosed(record.json)) continue
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

/** Whether a text begins and ends as an object does. */
function isClosed(json: string): boolean {
  return json.trimStart().startsWith('{') && json.trimEnd().endsWith('}')
}

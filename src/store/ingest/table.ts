import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DamagedStream, fileBytes } from '../../importers/bytes.ts'
import { records } from '../../importers/delimited.ts'
import type { Head } from '../../importers/head.ts'
import { InputProblem } from '../../importers/importer.ts'
import { literal, type Store } from '../store.ts'
import type { OnBatch } from './raw.ts'
import { OrderLost } from './stage.ts'

/** A table row longer than this (2 MB) is refused by the reader; it goes to the rejects. */
const LONGEST_ROW = 2_097_152
const QUOTE = 0x22

/** A file that stands plain in the scratch folder, where the engine reads it with all threads. */
export interface Unpacked {
  path: string
  /** Whether the quotes in it pair up. */
  quotesPair: boolean
  /** Why it ends before its end. */
  damage: string | null
}

/** Writes bytes to a file of the scratch folder. */
export async function unpack(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const quotes = { pair: true }
  let damage: string | null = null
  try {
    await pipeline(
      Readable.from(watched(bytes, quotes)),
      createWriteStream(path, { highWaterMark: 4 << 20 }),
      {
        ...(signal ? { signal } : {}),
      },
    )
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    damage = error.message
  }
  return { path, quotesPair: quotes.pair, damage }
}

/**
 * Reads a table, which `unpacked` holds where it is compressed and has been unpacked already.
 * @param rowForRow its rows each yield one post: it is then read in one pass, and numbered afterwards.
 */
export async function loadTable(
  store: Store,
  path: string,
  head: Head,
  onBatch: OnBatch,
  onRead: (bytes: number) => void,
  rowForRow: boolean,
  unpacked?: Promise<Unpacked>,
): Promise<number> {
  const dialect = head.dialect
  if (!dialect) throw new InputProblem(`${head.name} is not a table with a header.`)
  const isPlain = dialect.encoding === 'utf-8' && head.compression === 'none'
  const scratch = join(store.scratch, 'plain')
  const quotes = { pair: true }
  let plain = path
  if (dialect.encoding !== 'utf-8' || head.compression !== 'none') {
    const made =
      dialect.encoding === 'utf-8'
        ? await (unpacked ?? unpack(scratch, fileBytes(path, onRead)))
        : await unpack(scratch, recoded(path, dialect.encoding))
    plain = made.path
    quotes.pair = made.quotesPair
    // What came before the damage is whole lines but for the last; the reader sets that one aside.
    if (made.damage)
      await store.run(`INSERT INTO refused VALUES (0, 'unreadable', $reason, '')`, { reason: made.damage })
  } else if (rowForRow) for await (const _ of watched(fileBytes(path, onRead), quotes));
  const columns = head.columns.map(c => `${literal(c)}: 'VARCHAR'`).join(', ')
  const reading = (
    options: string,
  ) => `SELECT * FROM read_csv(${literal(plain)}, auto_detect = false, header = true,
    columns = {${columns}}, delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"',
    max_line_size = ${LONGEST_ROW}, store_rejects = true, ${options})`
  try {
    // Read in parallel, a quote that is never closed would swallow rows without a word.
    if (rowForRow && quotes.pair) {
      const rows = await inOnePass(store, reading('null_padding = false'), onBatch)
      if (rows !== null) return rows
    }
    await keepRecords(store, reading)
    await setRejectsAside(store, head, dialect.delimiter)
    await onBatch()
    const { n } = await store.row<{ n: number }>(
      `SELECT (SELECT count(*) FROM raw) + (SELECT count(*) FROM refused WHERE code = 'unreadable') AS n`,
    )
    return n
  } finally {
    if (!isPlain) await rm(plain, { force: true })
  }
}

/** Some rows could not be read, so that the others' numbers are not their order. */
class RowsRefused extends Error {}

/**
 * Reads, understands and numbers a table whose every row yields one post without keeping the rows themselves: `taken`
 * is in the file's order. Null when the reader refused rows; nothing is then staged.
 */
async function inOnePass(store: Store, reading: string, onBatch: OnBatch): Promise<number | null> {
  await store.run(`CREATE OR REPLACE TEMP VIEW raw AS SELECT NULL::BIGINT AS "row", * FROM (${reading})`)
  let rows = 0
  try {
    await onBatch(async () => {
      if ((await refusedByReader(store)) > 0) throw new RowsRefused()
      await store.run(`
        UPDATE staged SET "row" = rowid + 1;
        CREATE OR REPLACE TEMP VIEW raw AS SELECT row_number() OVER () AS "row", * FROM (${reading})`)
      rows = (await store.row<{ n: number }>('SELECT count(*) AS n FROM taken')).n
    })
  } catch (error) {
    // Line ends of several kinds and the like: what the parallel reader cannot do, the other one may.
    if (!(error instanceof RowsRefused || error instanceof OrderLost || /CSV/.test(String(error))))
      throw error
    await store.run('DROP TABLE IF EXISTS staged')
    return null
  } finally {
    await forgetRejects(store)
  }
  return rows
}

/** Passes the bytes on, and notes whether the quotes among them pair up. */
async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  quotes: { pair: boolean },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let at = chunk.indexOf(QUOTE); at >= 0; at = chunk.indexOf(QUOTE, at + 1)) quotes.pair = !quotes.pair
    yield chunk
  }
}

async function refusedByReader(store: Store): Promise<number> {
  return (await store.row<{ n: number }>('SELECT count(*) AS n FROM reject_errors')).n
}

/** The ways to read a table, best first: short rows padded; refused; and, where line ends are mixed, by looser rules. */
const WAYS = ['null_padding = true', 'null_padding = false', 'null_padding = true, strict_mode = false']

/** `record`: the rows as they stand in the file. The engine pads no rows where quotes hold line ends. */
async function keepRecords(store: Store, reading: (options: string) => string): Promise<void> {
  for (const [at, way] of WAYS.entries()) {
    try {
      await store.run(`CREATE OR REPLACE TEMP TABLE record AS ${reading(way)}`)
      return
    } catch (error) {
      if (at === WAYS.length - 1 || !/CSV|null_padding/.test(String(error))) throw error
      await forgetRejects(store)
    }
  }
}

const forgetRejects = (store: Store) =>
  store.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans')

type Cells = (string | number | null)[]

const BAD = `
  SELECT line - 1 AS "row", any_value(csv_line) AS raw,
    min(lower(error_type::VARCHAR) || ': ' || split_part(error_message, chr(10), 1)) AS reason
  FROM reject_errors
  GROUP BY line
  ORDER BY line`

/**
 * Moves the reader's own rejects to `refused`, and makes the view `raw`, whose `row` is the record's place in the file:
 * rows keep their order, and those rejected before them are counted in. A quote that is never closed swallows what
 * follows it; those lines are read again by themselves.
 */
async function setRejectsAside(store: Store, head: Head, delimiter: string): Promise<void> {
  const bad = await store.rows<{ row: number; raw: string; reason: string }>(BAD)
  await forgetRejects(store)
  await store.run(`
    CREATE OR REPLACE TEMP TABLE rescued AS SELECT NULL::BIGINT AS "row", * FROM record WHERE false;
    CREATE OR REPLACE TEMP TABLE shift (before BIGINT, rows BIGINT)`)
  const [refused, rescued]: [Cells[], Cells[]] = [[], []]
  /** From which of the rows that were read on, how many places later they stand. */
  const shifts = new Map<number, number>()
  let extra = 0
  for (const [at, { row, raw, reason }] of bad.entries()) {
    const [first = '', ...swallowed] = raw.replace(/\r?\n$/, '').split(/\r?\n/)
    const again = reason.startsWith('unquoted value') ? swallowed : []
    refused.push([row + extra, 'unreadable', reason, again.length > 0 ? first : raw])
    for (const [k, line] of again.entries()) {
      const [cells = []] = records(line, delimiter, false)
      const number = row + extra + k + 1
      if (cells.length === head.columns.length) rescued.push([number, ...cells])
      else refused.push([number, 'unreadable', 'it stands behind a quote that is never closed', line])
    }
    extra += again.length
    // Several refused in a row shift what follows them together: the last one's total stands.
    shifts.set(row - at, at + 1 + extra)
  }
  await store.append('refused', refused)
  await store.append('rescued', rescued)
  await store.append('shift', shifts)
  const numbered =
    bad.length === 0
      ? 'SELECT rowid + 1 AS "row", * FROM record'
      : `SELECT r.place + coalesce(shift.rows, 0) AS "row", r.* EXCLUDE (place)
         FROM (SELECT rowid + 1 AS place, * FROM record) AS r ASOF LEFT JOIN shift ON r.place >= shift.before`
  await store.run(`
    CREATE OR REPLACE TEMP VIEW raw AS ${numbered}${rescued.length > 0 ? ' UNION ALL SELECT * FROM rescued' : ''}`)
}

/** The file in UTF-8: the engine reads no other encoding exactly. */
async function* recoded(path: string, encoding: 'utf-16' | 'latin-1'): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding === 'latin-1' ? 'windows-1252' : await utf16Order(path))
  for await (const chunk of fileBytes(path)) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function utf16Order(path: string): Promise<string> {
  for await (const chunk of fileBytes(path)) return chunk[0] === 0xfe ? 'utf-16be' : 'utf-16le'
  return 'utf-16le'
}

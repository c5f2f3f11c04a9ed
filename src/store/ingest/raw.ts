import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DamagedStream, fileBytes } from '../../importers/bytes.ts'
import type { Head } from '../../importers/head.ts'
import type { Importer, RawRecord } from '../../importers/importer.ts'
import { InputProblem } from '../../importers/importer.ts'
import { jsonLines, jsonValues } from '../../importers/json-values.ts'
import { identifier, literal, type Store } from '../store.ts'

/** A table row longer than this (2 MB) is refused by the reader; it goes to the rejects. */
const LONGEST_ROW = 2_097_152

/** Records are understood in batches of about this many characters, so that memory does not grow with the file. */
const BATCH = 24_000_000

/** Understands what stands in `raw`; `number` gives the rows their numbers when reading has not. */
export type OnBatch = (number?: () => Promise<void>) => Promise<void>

/**
 * Fills `raw` with a source's records, batch by batch, and calls `onBatch` for each; what cannot be read at all goes
 * to `refused("row", code, reason, raw)`. Returns how many records there are.
 *
 * @param rowForRow a table's rows each yield one post: it is then read in one pass, and numbered afterwards.
 */
export async function loadRaw(
  store: Store,
  path: string,
  head: Head,
  importer: Importer,
  onBatch: OnBatch,
  onRead: (bytes: number) => void = () => {},
  rowForRow = false,
): Promise<number> {
  await store.run(
    `CREATE OR REPLACE TEMP TABLE refused ("row" BIGINT, code VARCHAR, reason VARCHAR, raw VARCHAR)`,
  )
  if (importer.reads === 'json') return loadJson(store, rawRecords(path, head, importer, onRead), onBatch)
  if (head.shape !== 'parquet') return loadTable(store, path, head, onBatch, onRead, rowForRow)
  await loadParquet(store, path, head)
  await onBatch()
  return (await store.row<{ n: number }>('SELECT count(*) AS n FROM raw')).n
}

/** A source's records one after another, for importers that read JSON. */
export function rawRecords(
  path: string,
  head: Head,
  importer: Importer,
  onRead: (bytes: number) => void = () => {},
): AsyncIterable<RawRecord> {
  const bytes = () => fileBytes(path, onRead)
  if (importer.records) return importer.records({ head, path, bytes })
  return head.shape === 'json-lines' ? jsonLines(bytes()) : jsonValues(bytes())
}

async function loadJson(store: Store, records: AsyncIterable<RawRecord>, onBatch: OnBatch): Promise<number> {
  let count = 0
  for await (const batch of batches(records)) {
    count += batch.length
    await store.run(`CREATE OR REPLACE TEMP TABLE record ("row" BIGINT, json VARCHAR, problem VARCHAR)`)
    await store.append('record', each(batch))
    await store.run(`
      INSERT INTO refused SELECT "row", 'unreadable', problem, json FROM record WHERE problem IS NOT NULL;
      INSERT INTO refused SELECT "row", 'unreadable', 'not valid JSON', json FROM record WHERE problem IS NULL AND NOT json_valid(json);
      CREATE OR REPLACE TEMP TABLE parsed AS SELECT "row", json::JSON AS json FROM record WHERE problem IS NULL AND json_valid(json);
      CREATE OR REPLACE TEMP VIEW raw AS SELECT * FROM parsed;
      DROP TABLE record`)
    await onBatch()
  }
  return count
}

async function* batches(records: AsyncIterable<RawRecord>): AsyncGenerator<RawRecord[]> {
  let batch: RawRecord[] = []
  let size = 0
  for await (const record of records) {
    batch.push(record)
    size += 'json' in record ? record.json.length : record.raw.length
    if (size >= BATCH) {
      yield batch
      batch = []
      size = 0
    }
  }
  if (batch.length > 0) yield batch
}

async function* each(records: readonly RawRecord[]): AsyncGenerator<[number, string, string | null]> {
  for (const record of records)
    yield 'json' in record ? [record.row, record.json, null] : [record.row, record.raw, record.problem]
}

async function loadParquet(store: Store, path: string, head: Head) {
  // Named anew by place, as `head` names them: a column called `row` would hide ours.
  const names = head.columns.map(identifier).join(', ')
  const columns = head.columns.map(c => `CAST(${identifier(c)} AS VARCHAR) AS ${identifier(c)}`)
  await store.run(`
    CREATE OR REPLACE TEMP VIEW raw AS
    SELECT file_row_number + 1 AS "row", ${columns.join(', ')} FROM read_parquet(${literal(path)}, file_row_number = true) AS given(${names})`)
}

/** A compressed table is first made plain in the scratch folder: the engine then reads it with all threads. */
async function loadTable(
  store: Store,
  path: string,
  head: Head,
  onBatch: OnBatch,
  onRead: (bytes: number) => void,
  rowForRow: boolean,
): Promise<number> {
  const dialect = head.dialect
  if (!dialect) throw new InputProblem(`${head.name} is not a table with a header.`)
  const isPlain = dialect.encoding === 'utf-8' && head.compression === 'none'
  const plain = isPlain
    ? path
    : await written(
        store,
        dialect.encoding === 'utf-8' ? fileBytes(path, onRead) : recoded(path, dialect.encoding),
      )
  const columns = head.columns.map(c => `${literal(c)}: 'VARCHAR'`).join(', ')
  const reading = `SELECT * FROM read_csv(${literal(plain)}, auto_detect = false, header = true,
    columns = {${columns}}, delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"', null_padding = true,
    max_line_size = ${LONGEST_ROW}, store_rejects = true)`
  try {
    if (rowForRow) {
      const rows = await inOnePass(store, reading, onBatch)
      if (rows !== null) return rows
    }
    await store.run(`CREATE OR REPLACE TEMP TABLE record AS ${reading}`)
    await setRejectsAside(store)
    await onBatch()
    const { n } = await store.row<{ n: number }>(
      `SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM refused WHERE code = 'unreadable') AS n`,
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
        UPDATE taken SET "row" = rowid + 1;
        CREATE OR REPLACE TEMP VIEW raw AS SELECT row_number() OVER () AS "row", * FROM (${reading})`)
      rows = (await store.row<{ n: number }>('SELECT count(*) AS n FROM taken')).n
    })
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error
    await store.run('DROP TABLE taken')
    return null
  } finally {
    await store.run('DROP TABLE reject_errors; DROP TABLE reject_scans')
  }
  return rows
}

async function refusedByReader(store: Store): Promise<number> {
  return (await store.row<{ n: number }>('SELECT count(*) AS n FROM reject_errors')).n
}

/**
 * Moves the reader's own rejects to `refused`, and makes the view `raw`, whose `row` is the record's place in the file:
 * rows keep their order, and those rejected before them are counted in.
 */
async function setRejectsAside(store: Store): Promise<void> {
  if ((await refusedByReader(store)) === 0)
    await store.run('CREATE OR REPLACE TEMP VIEW raw AS SELECT rowid + 1 AS "row", * FROM record')
  else
    await store.run(`
      CREATE OR REPLACE TEMP TABLE bad AS
      SELECT line - 1 AS "row", any_value(csv_line) AS raw, min(lower(error_type::VARCHAR) || ': ' || error_message) AS reason,
        row_number() OVER (ORDER BY line) - 1 AS before
      FROM reject_errors GROUP BY line;
      INSERT INTO refused
      SELECT "row", 'unreadable', split_part(reason, chr(10), 1), raw FROM bad;
      CREATE OR REPLACE TEMP VIEW raw AS
      SELECT r.rowid + 1 + (SELECT count(*) FROM bad WHERE bad."row" - bad.before <= r.rowid + 1) AS "row", r.*
      FROM record AS r`)
  await store.run('DROP TABLE reject_errors; DROP TABLE reject_scans')
}

async function written(
  store: Store,
  bytes: AsyncIterable<Uint8Array | string>,
  name = 'plain',
): Promise<string> {
  const plain = join(store.scratch, name)
  try {
    await pipeline(Readable.from(bytes), createWriteStream(plain, { highWaterMark: 4 << 20 }))
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    // What came before the damage is whole lines but for the last; the reader sets that one aside.
    await store.run(`INSERT INTO refused VALUES (0, 'unreadable', $reason, '')`, { reason: error.message })
  }
  return plain
}

/** The file in UTF-8: the engine reads no other encoding exactly. */
async function* recoded(path: string, encoding: 'utf-16' | 'latin-1'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'latin-1' ? 'windows-1252' : await utf16Order(path))
  for await (const chunk of fileBytes(path)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function utf16Order(path: string): Promise<string> {
  for await (const chunk of fileBytes(path)) return chunk[0] === 0xfe ? 'utf-16be' : 'utf-16le'
  return 'utf-16le'
}

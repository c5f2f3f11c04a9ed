import { DamagedStream, fileBytes } from '../../importers/bytes.ts'
import { inUtf8 } from '../../importers/encoding.ts'
import type { Head } from '../../importers/head.ts'
import type { Importer, RawRecord } from '../../importers/importer.ts'
import { jsonLines, jsonValues } from '../../importers/json-values.ts'
import { identifier, literal, type Store } from '../store.ts'
import type { Batch } from './stage.ts'
import { loadTable } from './table.ts'
import type { Unpacking } from './unpacking.ts'

/** Records are understood in batches of about this many characters, so that memory does not grow with the file. */
const BATCH = 24_000_000

/** Understands what stands in `raw`. */
export type OnBatch = (batch: Batch) => Promise<void>

/**
 * Fills `raw` with a source's records, batch by batch, and calls `onBatch` for each; what cannot be read at all goes
 * to `refused("row", code, reason, raw)`. Returns how many records there are.
 *
 * @param rowForRow a table's rows each yield one post: it is then read in one pass, and numbered afterwards.
 * @param unpacking of a compressed table, where it has begun.
 */
export async function loadRaw(
  store: Store,
  path: string,
  head: Head,
  importer: Importer,
  onBatch: OnBatch,
  onRead: (bytes: number) => void = () => {},
  rowForRow = false,
  unpacking?: Unpacking,
): Promise<number> {
  await store.run(`CREATE OR REPLACE TABLE refused ("row" BIGINT, code VARCHAR, reason VARCHAR, raw VARCHAR)`)
  if (importer.reads === 'json') return loadJson(store, rawRecords(path, head, importer, onRead), onBatch)
  if (head.shape !== 'parquet') return loadTable(store, path, head, onBatch, onRead, rowForRow, unpacking)
  await loadParquet(store, path, head)
  await onBatch({ isFirst: true })
  return (await store.row<{ n: number }>('SELECT count(*) AS n FROM raw')).n
}

/** A source's records one after another, for importers that read JSON. */
export function rawRecords(
  path: string,
  head: Head,
  importer: Importer,
  onRead: (bytes: number) => void = () => {},
): AsyncIterable<RawRecord> {
  const isWide = head.shape.startsWith('json') && head.encoding?.startsWith('utf-16')
  const bytes = () => {
    const own = fileBytes(path, onRead)
    return isWide && head.encoding ? inUtf8(own, head.encoding) : own
  }
  if (importer.records) return toTheDamage(importer.records({ head, path, bytes }))
  return head.shape === 'json-lines' ? jsonLines(bytes()) : jsonValues(bytes())
}

/** A damaged file ends with a record that says so, also where its importer does not. */
async function* toTheDamage(records: AsyncIterable<RawRecord>): AsyncGenerator<RawRecord> {
  let row = 0
  try {
    for await (const record of records) {
      row = record.row
      yield record
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    yield { row: row + 1, problem: error.message, raw: '' }
  }
}

const UNREADABLE = `
  INSERT INTO refused SELECT "row", 'unreadable', problem, json FROM record WHERE problem IS NOT NULL;
  CREATE OR REPLACE TABLE broken AS SELECT "row", json FROM record WHERE problem IS NULL AND NOT json_valid(json);
  CREATE OR REPLACE TABLE parsed AS SELECT "row", json::JSON AS json FROM record WHERE problem IS NULL AND json_valid(json);
  CREATE OR REPLACE VIEW raw AS SELECT * FROM parsed`

async function loadJson(store: Store, records: AsyncIterable<RawRecord>, onBatch: OnBatch): Promise<number> {
  let count = 0
  for await (const batch of batches(records)) {
    const isFirst = count === 0
    count += batch.length
    await store.run(`CREATE OR REPLACE TABLE record ("row" BIGINT, json VARCHAR, problem VARCHAR)`)
    await store.append('record', cells(batch))
    await store.run(UNREADABLE)
    await mendHalves(store)
    await store.run(`
      INSERT INTO refused SELECT "row", 'unreadable', 'not valid JSON', json FROM broken;
      DROP TABLE broken;
      DROP TABLE record`)
    await onBatch({ isFirst })
  }
  return count
}

/** Half an emoji, as cut texts have it, is no letter, and the engine refuses its record: it becomes the sign for one. */
async function mendHalves(store: Store): Promise<void> {
  const halves = await store.rows<{ row: number; json: string }>(
    String.raw`SELECT "row", json FROM broken WHERE regexp_matches(json, '\\u[dD][89abAB-Fc-f]')`,
  )
  if (halves.length === 0) return
  await store.run('CREATE OR REPLACE TABLE mended ("row" BIGINT, was VARCHAR, json VARCHAR)')
  await store.append(
    'mended',
    halves.map(({ row, json }) => [row, json, withoutHalves(json)]),
  )
  await store.run(`
    DELETE FROM mended WHERE NOT json_valid(json);
    INSERT INTO parsed SELECT "row", json::JSON FROM mended;
    DELETE FROM broken USING mended WHERE broken."row" = mended."row" AND broken.json = mended.was;
    DROP TABLE mended`)
}

/** Whole pairs and escaped backslashes stay as they are. */
export function withoutHalves(json: string): string {
  return json.replace(
    /\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(\\ud[89a-f][0-9a-f]{2})/gi,
    (all, half) => (half ? '\\ufffd' : all),
  )
}

async function* batches(records: AsyncIterable<RawRecord>): AsyncGenerator<RawRecord[]> {
  let batch: RawRecord[] = []
  let size = 0
  for await (const record of records) {
    batch.push(record)
    // Very many very short ones weigh by their number.
    size += 100 + ('json' in record ? record.json.length : record.raw.length)
    if (size >= BATCH) {
      yield batch
      batch = []
      size = 0
    }
  }
  if (batch.length > 0) yield batch
}

function* cells(batch: readonly RawRecord[]): Generator<[number, string, string | null]> {
  for (const record of batch)
    yield 'json' in record ? [record.row, record.json, null] : [record.row, record.raw, record.problem]
}

async function loadParquet(store: Store, path: string, head: Head) {
  // Named anew by place, as `head` names them: a column called `row` would hide ours.
  const names = head.columns.map(identifier).join(', ')
  const columns = head.columns.map(c => `CAST(${identifier(c)} AS VARCHAR) AS ${identifier(c)}`)
  await store.run(`
    CREATE OR REPLACE VIEW raw AS
    SELECT file_row_number + 1 AS "row", ${columns.join(', ')} FROM read_parquet(${literal(path)}, file_row_number = true) AS given(${names})`)
}

import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DamagedStream, fileBytes } from '../../importers/bytes.ts'
import { csvRecords, LONGEST_ROW } from '../../importers/csv-records.ts'
import { inUtf8 } from '../../importers/encoding.ts'
import type { Head } from '../../importers/head.ts'
import { InputProblem } from '../../importers/importer.ts'
import { literal, type Store } from '../store.ts'
import { LineSurvey } from './line-survey.ts'
import type { OnBatch } from './raw.ts'
import { OrderLost } from './stage.ts'

/** A file that stands plain in the scratch folder, where the engine reads it with all threads. */
export interface Unpacked {
  path: string
  lines: LineSurvey
  /** Why it ends before its end. */
  damage: string | null
}

/** Writes bytes to a file of the scratch folder. */
export async function unpack(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const lines = new LineSurvey()
  let damage: string | null = null
  // Caught inside: a stream that fails gives up what waits in it.
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* lines.over(bytes)
    } catch (error) {
      if (!(error instanceof DamagedStream)) throw error
      damage = error.message
    }
  }
  await pipeline(Readable.from(whole()), createWriteStream(path, { highWaterMark: 4 << 20 }), {
    ...(signal ? { signal } : {}),
  })
  return { path, lines, damage }
}

/**
 * Reads a table, which `unpacked` holds where it is compressed and has been unpacked already. The engine reads it with
 * all threads; where it would refuse or miss a row, or be led astray by a quote, we tell the rows apart ourselves.
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
  const { encoding } = dialect
  const made: string[] = []
  const plain = await (async (): Promise<Unpacked> => {
    if (encoding === 'utf-8' && head.compression === 'none') {
      const lines = new LineSurvey()
      for await (const _ of lines.over(fileBytes(path, onRead)));
      return { path, lines, damage: null }
    }
    const scratch = join(store.scratch, encoding === 'utf-8' ? 'plain' : 'utf-8')
    made.push(scratch)
    return encoding === 'utf-8' && unpacked
      ? unpacked
      : unpack(scratch, inUtf8(fileBytes(path, onRead), encoding))
  })()
  const reading = (from: string, hasHeader: boolean) => `
    SELECT * FROM read_csv(${literal(from)}, auto_detect = false, header = ${hasHeader},
      columns = {${head.columns.map(c => `${literal(c)}: 'VARCHAR'`).join(', ')}}, delim = ${literal(dialect.delimiter)},
      quote = '"', escape = '"', max_line_size = ${LONGEST_ROW}, null_padding = false)`
  // What came before the damage is whole lines but for the last; that one is read as far as it goes.
  if (plain.damage)
    await store.run(`INSERT INTO refused VALUES (0, 'unreadable', $reason, '')`, { reason: plain.damage })
  const damaged = plain.damage ? 1 : 0
  try {
    if (plain.lines.areOrdinary && !dialect.bareReturns) {
      const rows = await (rowForRow ? inOnePass : kept)(
        store,
        reading(plain.path, true),
        plain.lines.rows,
        onBatch,
      )
      if (rows !== null) return rows + damaged
    }
    const records = join(store.scratch, 'records')
    made.push(records)
    const rows = await toldApart(
      store,
      createReadStream(plain.path, { highWaterMark: 1 << 20 }),
      records,
      head,
      dialect.delimiter,
    )
    await store.run(`CREATE OR REPLACE TABLE record AS ${reading(records, false)}`)
    await store.run(`
      CREATE OR REPLACE VIEW raw AS
      SELECT r.place + coalesce(shift.rows, 0) AS "row", r.* EXCLUDE (place)
      FROM (SELECT rowid + 1 AS place, * FROM record) AS r ASOF LEFT JOIN shift ON r.place >= shift.before`)
    await onBatch()
    return rows + damaged
  } finally {
    for (const file of made) await rm(file, { force: true })
  }
}

/** Some rows were passed over, so that the others' numbers are not their order. */
class RowsMissed extends Error {}

/**
 * Reads, understands and numbers a table whose every row yields one post without keeping the rows themselves: `taken`
 * is in the file's order. Null when the reader refused or missed rows; nothing is then staged.
 */
async function inOnePass(
  store: Store,
  reading: string,
  expected: number,
  onBatch: OnBatch,
): Promise<number | null> {
  await store.run(`CREATE OR REPLACE VIEW raw AS SELECT NULL::BIGINT AS "row", * FROM (${reading})`)
  let rows = 0
  try {
    await onBatch(async () => {
      rows = (await store.row<{ n: number }>('SELECT count(*) AS n FROM taken')).n
      if (rows < expected) throw new RowsMissed()
      await store.run(`
        UPDATE staged SET "row" = rowid + 1;
        CREATE OR REPLACE VIEW raw AS SELECT row_number() OVER () AS "row", * FROM (${reading})`)
    })
  } catch (error) {
    // What the parallel reader cannot do, the other one may.
    if (!(error instanceof RowsMissed || error instanceof OrderLost || isAboutCsv(error))) throw error
    await store.run('DROP TABLE IF EXISTS staged')
    return null
  }
  return rows
}

/** `record`: the rows as they stand in the file. Null when the reader refused or missed some. */
async function kept(
  store: Store,
  reading: string,
  expected: number,
  onBatch: OnBatch,
): Promise<number | null> {
  try {
    await store.run(`CREATE OR REPLACE TABLE record AS ${reading}`)
    const { n } = await store.row<{ n: number }>('SELECT count(*) AS n FROM record')
    if (n < expected) return null
    await store.run('CREATE OR REPLACE VIEW raw AS SELECT rowid + 1 AS "row", * FROM record')
    await onBatch()
    return n
  } catch (error) {
    if (!isAboutCsv(error)) throw error
    return null
  }
}

const isAboutCsv = (error: unknown): boolean => /CSV/.test(String(error))

type Cells = (string | number | null)[]

/**
 * Writes a table's good rows to a file, a line each; the others go to `refused`, and `shift` tells from which of the
 * good ones on how many places later they stand in the source. Returns how many rows there are.
 */
async function toldApart(
  store: Store,
  bytes: AsyncIterable<Uint8Array>,
  to: string,
  head: Head,
  delimiter: string,
): Promise<number> {
  await store.run('CREATE OR REPLACE TABLE shift (before BIGINT, rows BIGINT)')
  const file = await open(to, 'w')
  let rows = 0
  let place = 0
  let late = 0
  try {
    for await (const batch of csvRecords(inUtf8(bytes, 'windows-1252'), delimiter, head.columns.length)) {
      const lines: Uint8Array[] = []
      const refused: Cells[] = []
      const shifts: Cells[] = []
      for (const record of batch) {
        rows = record.row
        if ('cells' in record) {
          place++
          if (record.row - place !== late) {
            late = record.row - place
            shifts.push([place, late])
          }
          lines.push(record.cells, LINE_END)
        } else refused.push([record.row, 'unreadable', record.problem, record.raw])
      }
      if (lines.length > 0) await file.write(Buffer.concat(lines))
      if (refused.length > 0) await store.append('refused', refused)
      if (shifts.length > 0) await store.append('shift', shifts)
    }
  } finally {
    await file.close()
  }
  return rows
}

const LINE_END = Buffer.from('\n')

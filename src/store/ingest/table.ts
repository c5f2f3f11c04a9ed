import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileBytes } from '../../importers/bytes.ts'
import { csvRecords, LONGEST_ROW } from '../../importers/csv-records.ts'
import { inUtf8 } from '../../importers/encoding.ts'
import type { Head } from '../../importers/head.ts'
import { InputProblem } from '../../importers/importer.ts'
import { literal, type Store } from '../store.ts'
import { LineSurvey } from './line-survey.ts'
import type { OnBatch } from './raw.ts'
import { OrderLost } from './stage.ts'
import { Unpacking } from './unpacking.ts'

/** A table as plain files, in order, each with the header above its rows. */
interface Plain {
  readonly lines: LineSurvey
  /** Why it ends before its end; known when all files stand. */
  readonly damage: string | null
  /** What `lines` says is final. */
  readonly isOver: boolean
  standing: () => AsyncIterable<readonly string[]>
  all: () => Promise<readonly string[]>
  bytes: () => AsyncIterable<Uint8Array>
  /** Takes away what was written for this. */
  stop: () => Promise<void>
}

/**
 * Reads a table, which `unpacking` holds where it is compressed and is being unpacked already. The engine reads it with
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
  unpacking?: Unpacking,
): Promise<number> {
  const dialect = head.dialect
  if (!dialect) throw new InputProblem(`${head.name} is not a table with a header.`)
  const { encoding } = dialect
  // A table in another encoding is written anew, whether or not it is being unpacked.
  const plain: Plain =
    encoding === 'utf-8' && head.compression === 'none'
      ? await inPlace(path, onRead)
      : encoding === 'utf-8' && unpacking
        ? unpacking
        : new Unpacking(join(store.scratch, 'anew'), inUtf8(fileBytes(path, onRead), encoding))
  const reading = (from: readonly string[], hasHeader: boolean) => `
    SELECT * FROM read_csv([${from.map(literal).join(', ')}], auto_detect = false,
      header = ${hasHeader}, skip = ${hasHeader ? plain.lines.blank : 0},
      columns = {${head.columns.map(c => `${literal(c)}: 'VARCHAR'`).join(', ')}}, delim = ${literal(dialect.delimiter)},
      quote = '"', escape = '"', max_line_size = ${LONGEST_ROW}, null_padding = false)`
  const records = join(store.scratch, 'records')
  try {
    let rows = dialect.bareReturns
      ? null
      : await (rowForRow ? inOnePass : kept)(store, from => reading(from, true), plain, onBatch)
    if (rows === null) {
      rows = await toldApart(store, plain.bytes(), records, head, dialect.delimiter)
      await store.run(`CREATE OR REPLACE TABLE record AS ${reading([records], false)}`)
      await store.run(`
        CREATE OR REPLACE VIEW raw AS
        SELECT r.place + coalesce(shift.rows, 0) AS "row", r.* EXCLUDE (place)
        FROM (SELECT rowid + 1 AS place, * FROM record) AS r ASOF LEFT JOIN shift ON r.place >= shift.before`)
      await onBatch({ isFirst: true })
    }
    // What came before the damage is whole lines but for the last; that one is read as far as it goes.
    if (plain.damage === null) return rows
    await store.run(`INSERT INTO refused VALUES (0, 'unreadable', $reason, '')`, { reason: plain.damage })
    return rows + 1
  } finally {
    await plain.stop()
    await rm(records, { force: true })
  }
}

/** A table that is plain already. */
async function inPlace(path: string, onRead: (bytes: number) => void): Promise<Plain> {
  const lines = new LineSurvey()
  for await (const chunk of fileBytes(path, onRead)) lines.see(chunk)
  return {
    lines,
    damage: null,
    isOver: true,
    standing: async function* () {
      yield [path]
    },
    all: async () => [path],
    bytes: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    stop: async () => {},
  }
}

/** Some rows were passed over, so that the others' numbers are not their order. */
class RowsMissed extends Error {}

type Reading = (from: readonly string[]) => string

/**
 * Reads, understands and numbers a table whose every row yields one post without keeping the rows themselves: `taken`
 * is in the file's order. Null when the reader refused or missed rows, or would be led astray; nothing is then staged.
 */
async function inOnePass(
  store: Store,
  reading: Reading,
  plain: Plain,
  onBatch: OnBatch,
): Promise<number | null> {
  const { threads } = await store.row<{ threads: number }>(`SELECT current_setting('threads') AS threads`)
  try {
    let isFirst = true
    for await (const paths of plain.standing()) {
      await store.run(`SET threads = ${plain.isOver ? threads : 1}`)
      if (plain.isOver && !plain.lines.areOrdinary) throw new RowsMissed()
      await store.run(
        `CREATE OR REPLACE VIEW raw AS SELECT NULL::BIGINT AS "row", * FROM (${reading(paths)})`,
      )
      await onBatch({ isFirst, only: 'stage' })
      isFirst = false
    }
    const { n, last } = await store.row<{ n: number; last: number }>(
      'SELECT count(*) AS n, coalesce(max(rowid), -1) AS last FROM staged',
    )
    if (n < plain.lines.rows || last !== n - 1) throw new RowsMissed()
    await store.run(`
      CREATE OR REPLACE VIEW raw AS SELECT row_number() OVER () AS "row", * FROM (${reading(await plain.all())})`)
    await onBatch({ isFirst: true, only: 'settle' })
    return n
  } catch (error) {
    // What the parallel reader cannot do, the other one may.
    if (!(error instanceof RowsMissed || error instanceof OrderLost || isAboutCsv(error))) throw error
    await store.run('DROP TABLE IF EXISTS staged')
    return null
  } finally {
    await store.run(`SET threads = ${threads}`)
  }
}

/** `record`: the rows as they stand in the file. Null when the reader refused or missed some, or would be led astray. */
async function kept(store: Store, reading: Reading, plain: Plain, onBatch: OnBatch): Promise<number | null> {
  const paths = await plain.all()
  if (!plain.lines.areOrdinary) return null
  try {
    await store.run(`CREATE OR REPLACE TABLE record AS ${reading(paths)}`)
    const { n } = await store.row<{ n: number }>('SELECT count(*) AS n FROM record')
    if (n < plain.lines.rows) return null
    await store.run('CREATE OR REPLACE VIEW raw AS SELECT rowid + 1 AS "row", * FROM record')
    await onBatch({ isFirst: true })
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

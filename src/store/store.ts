import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as DuckDB from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import type Bindings from '@duckdb/node-bindings'
import { FUNCTIONS, overRows } from '../importers/functions.ts'
import { identifier, literal } from '../importers/sql.ts'
import type { Cell, Row } from '../model/finding.ts'
import { GrowingColumn } from './growing-column.ts'

/** Required, since importing it has Node read all its files twice: a tenth of a second of every command. */
const require = createRequire(import.meta.url)
const duckdb = require('@duckdb/node-api') as typeof DuckDB
const bindings = require('@duckdb/node-bindings') as typeof Bindings

export type Params = Record<string, string | number | bigint | boolean | null>

/** Memory that the engine may hold before it spills to its scratch folder. */
const MEMORY = process.env.SILLAGE_MEMORY ?? '2GB'

const UTC = `SET TimeZone = 'UTC'`
/** Rows that the engine takes at once. */
const CHUNK = 2048

/**
 * The embedded engine: one in-memory database with a scratch folder to spill into, gone when closed.
 * Extensions are never fetched and the session's clock is UTC.
 */
export class Store {
  readonly scratch: string
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    scratch: string,
    readonly isFirst = true,
  ) {
    this.#instance = instance
    this.#connection = connection
    this.scratch = scratch
  }

  static async open(options: { scratchIn?: string; threads?: number } = {}): Promise<Store> {
    const scratch = await mkdtemp(join(options.scratchIn ?? tmpdir(), '.sillage-'))
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      memory_limit: MEMORY,
      temp_directory: scratch,
      // Of what is in memory only, a checkpoint saves nothing, and moves rows to other places.
      checkpoint_threshold: '1TB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads ? { threads: String(options.threads) } : {}),
    })
    const connection = await instance.connect()
    await connection.run(UTC)
    for (const [name, { of }] of Object.entries(FUNCTIONS))
      connection.registerScalarFunction(
        duckdb.DuckDBScalarFunction.create({
          name,
          returnType: duckdb.VARCHAR,
          parameterTypes: Array(of).fill(duckdb.VARCHAR),
          specialHandling: true,
          mainFunction: overRows(name),
        }),
      )
    return new Store(instance, connection, scratch)
  }

  /** Runs statements whose result is not wanted. */
  async run(sql: string, params?: Params): Promise<void> {
    await this.#connection.run(sql, params && used(sql, params))
  }

  /** Writes what a query yields to a file, says how far it is (0–1) ten times a second, and returns the number of rows. */
  async copy(
    query: string,
    path: string,
    options: string,
    onProgress: (share: number) => void = () => {},
    params?: Params,
  ): Promise<number> {
    await this.#connection.run('SET enable_progress_bar = true')
    await this.#connection.run('SET enable_progress_bar_print = false')
    const watch = setInterval(() => onProgress(Math.max(0, this.#connection.progress.percentage) / 100), 100)
    try {
      const { Count } = await this.row<{ Count: number }>(
        `COPY (${query}) TO ${literal(path)} (${options})`,
        params,
      )
      return Count
    } finally {
      clearInterval(watch)
    }
  }

  /** The result as plain rows: BIGINT as a number (refused beyond 2⁵³), lists as arrays. */
  async rows<T = Row>(sql: string, params?: Params): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, params && used(sql, params))
    const names = reader.deduplicatedColumnNames()
    return reader.getRows().map(values => {
      const row: Record<string, unknown> = {}
      for (const [at, name] of names.entries()) row[name] = plain(values[at] ?? null)
      return row as T // the caller names the columns that its SELECT yields
    })
  }

  /** The one row of a query that always yields one. */
  async row<T = Row>(sql: string, params?: Params): Promise<T> {
    const [row] = await this.rows<T>(sql, params)
    if (row === undefined) throw new Error(`A query that yields one row yielded none: ${sql.slice(0, 80)}`)
    return row
  }

  /** As `row`, alongside others. */
  async beside<T = Row>(sql: string, params?: Params): Promise<T> {
    const beside = await this.alongside()
    try {
      return await beside.row<T>(sql, params)
    } finally {
      await beside.close()
    }
  }

  /**
   * A connection of its own to the same database, to run at the same time: it sees tables and views, and its own temporary
   * ones only. Closing it closes nothing else.
   */
  async alongside(): Promise<Store> {
    const connection = await this.#instance.connect()
    await connection.run(UTC)
    return new Store(this.#instance, connection, this.scratch, false)
  }

  /**
   * The result's columns as typed arrays, by name: for millions of rows, of which no object is made. Every column must
   * be cast to DOUBLE in the statement; whole numbers beyond 2⁵³ are then no longer exact. Nulls are refused.
   * @throws TypeError on a column of another type, or on a null.
   * @example const { at } = await store.columns<'at'>('SELECT CAST("at" AS DOUBLE) AS "at" FROM post')
   */
  async columns<N extends string>(sql: string, params?: Params): Promise<Record<N, Float64Array>> {
    const result = await this.#connection.stream(sql, params && used(sql, params))
    const columns = result.deduplicatedColumnNames().map(name => new GrowingColumn(name))
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const rows = chunk.rowCount // which is asked of the engine each time
      for (const [at, column] of columns.entries()) {
        const type = result.columnType(at)
        if (type.typeId !== duckdb.DuckDBTypeId.DOUBLE)
          throw new TypeError(`Column ${column.name} is ${type}: cast it to DOUBLE`)
        column.add(doubles(chunk, at, rows, column.name))
      }
    }
    // the caller names the columns that its SELECT yields
    return Object.fromEntries(columns.map(column => [column.name, column.whole()])) as Record<N, Float64Array>
  }

  /**
   * The result's one column of texts, in batches: for millions of texts, of which no row is made. Null is an empty text.
   * @example for await (const some of store.texts('SELECT text FROM post')) for (const text of some) read(text)
   */
  async *texts(sql: string, params?: Params): AsyncGenerator<readonly string[]> {
    const result = await this.#connection.stream(sql, params && used(sql, params))
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    )
      yield chunk.getColumnValues(0).map(value => (typeof value === 'string' ? value : ''))
  }

  /**
   * A column of texts in the order of the rows' numbers `i`, as one list: one by one, the engine's interface takes twice the
   * time. All of it is held at once.
   * @example store.list('name', 'named WHERE i < 1000')
   */
  async list(text: string, relation: string, params?: Params): Promise<string[]> {
    const { list } = await this.row<{ list: string | null }>(
      `SELECT CAST(to_json(list(${text} ORDER BY i)) AS VARCHAR) AS list FROM ${relation}`,
      params,
    )
    return JSON.parse(list ?? '[]') as string[] // a list of texts, as asked for
  }

  /** Adds rows one by one to a table of BIGINT, DOUBLE and VARCHAR columns, in order. */
  async append(table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<number> {
    const appender = await this.#connection.createAppender(table)
    let count = 0
    for (const row of rows) {
      for (const cell of row) {
        if (cell === null) appender.appendNull()
        else if (typeof cell === 'string') appender.appendVarchar(cell)
        else if (Number.isInteger(cell)) appender.appendBigInt(BigInt(cell))
        else appender.appendDouble(cell)
      }
      appender.endRow()
      count++
      if (count % 20_000 === 0) appender.flushSync()
    }
    appender.closeSync()
    return count
  }

  /**
   * Adds rows of numbers to a table of BIGINT and DOUBLE columns, told column by column: the engine takes them whole.
   *
   * @param columns as many as the table has, all of one length; whole numbers below 2⁵³ for BIGINT
   */
  async appendColumns(table: string, columns: readonly Float64Array[]): Promise<void> {
    const appender = await this.#connection.createAppender(table)
    const types = columns.map((_, at) => appender.columnType(at))
    const length = columns[0]?.length ?? 0
    for (let from = 0; from < length; from += CHUNK) {
      const rows = Math.min(CHUNK, length - from)
      const chunk = duckdb.DuckDBDataChunk.create(types, rows)
      for (const [at, column] of columns.entries()) {
        const some = column.slice(from, from + rows)
        const { buffer } = types[at]?.typeId === duckdb.DuckDBTypeId.BIGINT ? whole(some) : some
        const vector = bindings.data_chunk_get_vector(chunk.chunk, at)
        bindings.copy_data_to_vector(vector, 0, buffer, 0, buffer.byteLength)
      }
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
  }

  async close(): Promise<void> {
    this.#connection.closeSync()
    if (!this.isFirst) return
    this.#instance.closeSync()
    await rm(this.scratch, { recursive: true, force: true })
  }
}

/**
 * A chunk's column of DOUBLE as the engine holds it: asked for one by one, its numbers take ten times as long.
 * @throws TypeError on a null: NaN would pass for a number.
 */
function doubles(chunk: DuckDBDataChunk, at: number, rows: number, name: string): Float64Array {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, at)
  const validity = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8)
  if (validity)
    for (let row = 0; row < rows; row++)
      if ((((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 0)
        throw new TypeError(`Column ${name} holds a null`)
  const bytes = bindings.vector_get_data(vector, rows * Float64Array.BYTES_PER_ELEMENT)
  return new Float64Array(bytes.buffer, bytes.byteOffset, rows)
}

/** Whole numbers as BIGINT, in two halves: as a BigInt each would be made, and let go. */
function whole(numbers: Float64Array): Int32Array<ArrayBuffer> {
  const halves = new Int32Array(2 * numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number // row < length
    const high = Math.floor(number / 2 ** 32)
    halves[2 * row] = number - high * 2 ** 32
    halves[2 * row + 1] = high
  }
  return halves
}

/** DuckDB refuses parameters that a statement does not name. */
function used(sql: string, params: Params): Record<string, DuckDBValue> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)))
}

function plain(value: DuckDBValue): Cell | Cell[] {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is beyond what a number holds exactly`)
    return number
  }
  if (typeof value === 'object' && 'items' in value && Array.isArray(value.items))
    return value.items.map(item => plain(item as DuckDBValue) as Cell) // lists of plain values only
  return String(value)
}

export { identifier, literal }

/** A relation of these columns without rows. */
export function nothing(columns: readonly (readonly [string, string])[]): string {
  return `SELECT ${columns.map(([name, type]) => `NULL::${type} AS ${identifier(name)}`).join(', ')} WHERE false`
}

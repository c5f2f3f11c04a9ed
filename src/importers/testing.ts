import { DuckDBInstance, type Json as DuckDBJson, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api'
import { fileBytes } from './bytes.ts'
import { FUNCTIONS, overRows } from './functions.ts'
import { type Head, readHead } from './head.ts'
import type { Detection, Importer, ImportOptions, RawRecord } from './importer.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { MACROS } from './macros.ts'

export type Row = Record<string, DuckDBJson>

/** What an importer makes of one file, before the case's checks: for the importers' own tests. */
export interface Imported {
  detection: Detection | null
  posts: Row[]
  accounts: Row[]
  /** Records that could not be read at all. */
  unreadable: string[]
}

/** A sample beside the tests. */
export function sample(name: string): string {
  return new URL(`samples/${name}`, import.meta.url).pathname
}

/** Between threads, windows over a few rows now and then end the engine (docs/limits.md). */
const ON_ONE_THREAD = { threads: '1' }

/** Reads a file or, with a `head` of shape `folder`, a folder. */
export async function imported(
  importer: Importer,
  path: string,
  options: ImportOptions = {},
  folder?: Head,
): Promise<Imported> {
  const head = folder ?? (await readHead(path))
  const connection = await (await DuckDBInstance.create(':memory:', ON_ONE_THREAD)).connect()
  const unreadable: string[] = []
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()
  try {
    for (const [name, { of }] of Object.entries(FUNCTIONS))
      connection.registerScalarFunction(
        DuckDBScalarFunction.create({
          name,
          returnType: VARCHAR,
          parameterTypes: Array(of).fill(VARCHAR),
          specialHandling: true,
          mainFunction: overRows(name),
        }),
      )
    for (const statement of [`SET TimeZone = 'UTC'`, ...MACROS]) await connection.run(statement)
    if (importer.reads === 'table') await connection.run(tableSql(path, head))
    else await load(records(importer, path, head))
    const selects = importer.select(head, options)
    return {
      detection: importer.detect(head),
      // The engine promises no order among those of one row: a post comes before the copies inside it.
      posts: ((await rows(`SELECT * FROM (${selects.posts}) ORDER BY row`)) as Row[]) // rows of JSON values
        .sort((a, b) => Number(a.row) - Number(b.row) || Number(a.mark ?? 0) - Number(b.mark ?? 0)),
      unreadable,
      accounts: selects.accounts
        ? ((await rows(`SELECT * FROM (${selects.accounts}) ORDER BY row`)) as Row[])
        : [],
    }
  } finally {
    connection.closeSync()
  }

  async function load(source: AsyncIterable<RawRecord>): Promise<void> {
    await connection.run('CREATE TABLE text (row BIGINT, json VARCHAR)')
    const appender = await connection.createAppender('text')
    for await (const record of source) {
      if (!('json' in record)) {
        unreadable.push(`${record.row}: ${record.problem}`)
        continue
      }
      appender.appendBigInt(BigInt(record.row))
      appender.appendVarchar(record.json)
      appender.endRow()
    }
    appender.closeSync()
    await connection.run(
      'CREATE TABLE raw AS SELECT row, json::JSON AS json FROM text WHERE json_valid(json)',
    )
  }
}

function records(importer: Importer, path: string, head: Head): AsyncIterable<RawRecord> {
  const bytes = () => fileBytes(path)
  if (importer.records) return importer.records({ head, path, bytes })
  return head.shape === 'json-lines' ? jsonLines(bytes()) : jsonValues(bytes())
}

function tableSql(path: string, head: Head): string {
  const names = head.columns.map(name => `'${name.replaceAll("'", "''")}'`).join(', ')
  return `
    CREATE TABLE raw AS
    SELECT row_number() OVER () AS row, *
    FROM read_csv('${path.replaceAll("'", "''")}', all_varchar = true, header = true, names = [${names}],
      delim = '${head.dialect?.delimiter ?? ','}', quote = '"', escape = '"', null_padding = true, parallel = false)`
}

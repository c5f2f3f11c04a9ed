import { type Columns, DOCUMENT, FACT } from '../../model/tables.ts'
import { literal, type Store } from '../store.ts'

/** Where the rows of a walk stand, a JSON line a row, file by file in the walk's order. */
export interface WalkedRows {
  document: readonly string[]
  fact: readonly string[]
  reject: readonly string[]
}

const PLACE = { j: 'BIGINT', s: 'BIGINT' } as const
const REJECT = { code: 'VARCHAR', reason: 'VARCHAR', raw: 'VARCHAR' } as const
const FORMAT = 'FORMAT parquet, COMPRESSION zstd'

/** Numbers what a walk visited, in its order: `walked` has a row for each document and each thing that was left. */
export async function numberWalk(store: Store, files: WalkedRows): Promise<number> {
  await store.run(`
    CREATE OR REPLACE TEMP TABLE walked AS
    WITH visited AS (
      SELECT j, s FROM ${lines(files.document, PLACE)}
      UNION ALL
      SELECT j, s FROM ${lines(files.reject, PLACE)}
    )
    SELECT j, s, row_number() OVER (ORDER BY j, s) AS "row" FROM visited`)
  return (await store.row<{ n: number }>('SELECT count(*) AS n FROM walked')).n
}

export async function writeDocuments(
  store: Store,
  files: WalkedRows,
  source: string,
  path: string,
): Promise<number> {
  const read = lines(files.document, { ...PLACE, ...own(DOCUMENT) })
  // Texts are long: whoever reads them one by one holds a group of rows at a time.
  return copyNumbered(
    store,
    `SELECT ${list(DOCUMENT, source)} FROM ${read}`,
    path,
    `${FORMAT}, ROW_GROUP_SIZE 2048`,
  )
}

export async function writeFacts(
  store: Store,
  files: WalkedRows,
  source: string,
  path: string,
): Promise<number> {
  const read = lines(files.fact, { ...PLACE, k: 'BIGINT', ...own(FACT) })
  return copyNumbered(store, `SELECT ${list(FACT, source)} FROM ${read}`, path, FORMAT)
}

/**
 * Writes rows with their numbers, in the order in which they stand in the files, which is theirs: to sort them all of a
 * dump's texts would have to be held. One thread keeps that order where the numbers are what it looks up, as said here.
 */
async function copyNumbered(store: Store, rows: string, path: string, format: string): Promise<number> {
  const { threads } = await store.row<{ threads: number }>(`SELECT current_setting('threads') AS threads`)
  await store.run(`SET threads = 1; SET disabled_optimizers = 'join_order,build_side_probe_side'`)
  try {
    return await store.copy(
      `${rows} AS found JOIN walked ON walked.j = found.j AND walked.s = found.s`,
      path,
      format,
    )
  } finally {
    await store.run(`SET threads = ${threads}; RESET disabled_optimizers`)
  }
}

/** Puts what was left into `refused`, as an import does with rows that it does not take. */
export async function refuseWalked(store: Store, files: WalkedRows): Promise<void> {
  await store.run(`
    CREATE OR REPLACE TEMP TABLE refused AS
    SELECT walked."row" AS "row", code, reason, raw
    FROM ${lines(files.reject, { ...PLACE, ...REJECT })} AS found
    JOIN walked ON walked.j = found.j AND walked.s = found.s`)
}

function own(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => name !== 'source' && name !== 'row'))
}

const list = (columns: Columns, source: string): string =>
  Object.keys(columns)
    .map(name =>
      name === 'source'
        ? `${literal(source)} AS source`
        : name === 'row'
          ? 'walked."row" AS "row"'
          : `found."${name}" AS "${name}"`,
    )
    .join(', ')

function lines(paths: readonly string[], columns: Columns): string {
  const types = Object.entries(columns).map(([name, type]) => `${literal(name)}: ${literal(type)}`)
  return `read_json([${paths.map(literal).join(', ')}], format = 'newline_delimited', columns = {${types.join(', ')}}, maximum_object_size = 67108864)`
}

import { copyFile, rm, writeFile } from 'node:fs/promises'
import type { Row } from '../model/finding.ts'
import { literal, type Store } from '../store/store.ts'

/** Rows too many to be objects: the engine has written them to its scratch folder, and they go with it. */
export interface KeptRows {
  parquet: string
  count: number
}

/** The rows that an analysis' claims were drawn from. */
export type Rows = Row[] | KeptRows

const FORMAT = 'FORMAT parquet, COMPRESSION zstd'

/** Has the engine write what a query yields, for rows that grow with the posts. */
export async function keepRows(store: Store, analysis: string, select: string): Promise<KeptRows> {
  const parquet = `${store.scratch}/${analysis}.rows.parquet`
  return { parquet, count: await store.copy(select, parquet, FORMAT) }
}

/** Writes an analysis' rows to their place in the case; where there are none, there is no file. */
export async function writeRows(store: Store, rows: Rows, to: string): Promise<void> {
  if ((Array.isArray(rows) ? rows.length : rows.count) === 0) await rm(to, { force: true })
  else if (Array.isArray(rows)) await writeObjects(store, rows, to)
  else await copyFile(rows.parquet, to)
}

async function writeObjects(store: Store, rows: Row[], to: string): Promise<void> {
  const beside = `${store.scratch}/rows.ndjson`
  await writeFile(beside, rows.map(row => JSON.stringify(row)).join('\n'))
  await store.run(
    `COPY (SELECT * FROM read_json(${literal(beside)}, format = 'newline_delimited', columns = {${columns(rows)}}))
     TO ${literal(to)} (${FORMAT})`,
  )
  await rm(beside, { force: true })
}

/** The columns' types as their values show them: a column that is only ever null is text. */
function columns(rows: Row[]): string {
  const types = new Map<string, string>()
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) {
      const type =
        typeof value === 'number'
          ? Number.isInteger(value)
            ? 'BIGINT'
            : 'DOUBLE'
          : typeof value === 'boolean'
            ? 'BOOLEAN'
            : 'VARCHAR'
      const before = types.get(name)
      if (value === null) types.set(name, before ?? '')
      else if (before === undefined || before === '' || (before === 'BIGINT' && type === 'DOUBLE'))
        types.set(name, type)
      else if (before !== type && !(before === 'DOUBLE' && type === 'BIGINT')) types.set(name, 'VARCHAR')
    }
  return [...types].map(([name, type]) => `${literal(name)}: '${type || 'VARCHAR'}'`).join(', ')
}

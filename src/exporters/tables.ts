import { readFile, stat } from 'node:fs/promises'
import { analyses } from '../analyses/index.ts'
import { partsOf } from '../case/mount.ts'
import { type Case, exists, sourcesOf } from '../case/open.ts'
import { CaseProblem } from '../case/problems.ts'
import type { AnalysisRecord } from '../model/finding.ts'
import { TABLE_NAMES, type TableName } from '../model/tables.ts'
import { identifier, literal, nothing, type Store } from '../store/store.ts'
import { rowsOf } from '../store/views.ts'
import { CUSTODY, custodyCells } from './custody.ts'
import { EVIDENCE, evidenceCells, FINDINGS, findingCells } from './findings.ts'
import { linesOf, longestLine, relation, type Types } from './lines.ts'
import type { Column, ExportTable } from './table-format.ts'

const TITLES: Readonly<Record<TableName, string>> = {
  post: 'One post, repost, quote, reply or page',
  account: 'One sighting of an account’s profile',
  action: 'One account acting on one object in one post',
  document: 'One file or message inside a dump',
  fact: 'One thing that a document says of itself',
}

/** The names of all tables that a case can have, in the order in which they are written. */
export const EXPORT_TABLES: readonly string[] = [
  ...TABLE_NAMES,
  'findings',
  'evidence',
  ...analyses.map(({ id }) => id),
  'custody',
  'rejects',
]

/**
 * The case's tables as they leave it, those named or all; of analyses only where they found rows.
 * @throws CaseProblem when one is named that the case does not have.
 */
export async function exportTables(
  given: Case,
  store: Store,
  named: readonly string[] = [],
): Promise<ExportTable[]> {
  const tables: ExportTable[] = []
  const add = async (name: string, title: string, rows: string, files: readonly string[] = []) =>
    tables.push({ name, title, ...(await withIsoTimes(store, rows)), bytes: await weight(files) })
  const parts = partsOf(given)
  const records = await readRecords(given)
  for (const name of EXPORT_TABLES.filter(table => named.length === 0 || named.includes(table))) {
    if (isTableName(name)) await add(name, TITLES[name], rowsOf(name, parts[name]), parts[name])
    else if (name === 'findings')
      await add(
        name,
        'One finding, or why there is none',
        await relation(store, FINDINGS, records.flatMap(findingCells)),
      )
    else if (name === 'evidence')
      await add(
        name,
        'One post, or one selection of posts, that a finding rests on',
        await relation(
          store,
          EVIDENCE,
          records.flatMap(({ findings }) => findings.flatMap(evidenceCells)),
        ),
      )
    else if (name === 'custody')
      await add(
        name,
        'One line of the custody log',
        await relation(store, CUSTODY, given.custody.map(custodyCells)),
      )
    else if (name === 'rejects')
      await add(name, 'One row of a source that was not taken', await rejects(given))
    else if (await exists(given.at.findingRows(name)))
      await add(
        name,
        analyses.find(({ id }) => id === name)?.question.en ?? name,
        `SELECT * FROM read_parquet(${literal(given.at.findingRows(name))})`,
      )
  }
  const missing = named.find(name => !tables.some(table => table.name === name))
  if (missing !== undefined)
    throw new CaseProblem(
      `${given.dir} has no table '${missing}'; make the findings' tables with: sillage run`,
    )
  return tables
}

async function weight(files: readonly string[]): Promise<number> {
  let bytes = 0
  for (const file of files) bytes += (await stat(file)).size
  return bytes
}

const isTableName = (name: string): name is TableName => name in TITLES

/** Times of the years 1000 to 9999, in which they have four figures. */
const WRITABLE = 'BETWEEN -30610224000000 AND 253402300799999'
const isTime = ({ name, type }: Column) => type === 'BIGINT' && /(^|_)(at|from|to)$/.test(name)

/** Every time once more as ISO 8601 in UTC, in a column beside it. */
export async function withIsoTimes(store: Store, rows: string): Promise<{ columns: Column[]; rows: string }> {
  const described = await store.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${rows}`)
  const columns: Column[] = []
  const cells: string[] = []
  for (const { column_name: name, column_type: type } of described) {
    columns.push({ name, type })
    const value = identifier(name)
    cells.push(value)
    if (!isTime({ name, type })) continue
    columns.push({ name: `${name}_iso`, type: 'VARCHAR' })
    cells.push(
      `CASE WHEN ${value} ${WRITABLE} THEN strftime(make_timestamp(${value} * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') END AS ${identifier(`${name}_iso`)}`,
    )
  }
  return { columns, rows: `SELECT ${cells.join(', ')} FROM (${rows})` }
}

async function readRecords(given: Case): Promise<AnalysisRecord[]> {
  const records: AnalysisRecord[] = []
  for (const { id } of analyses)
    if (await exists(given.at.finding(id)))
      records.push(JSON.parse(await readFile(given.at.finding(id), 'utf8')) as AnalysisRecord) // written by writeFindings
  return records
}

const REJECTS: Types = { row: 'BIGINT', code: 'VARCHAR', reason: 'VARCHAR', raw: 'VARCHAR' }

/** The rejects of all sources; a file is named after the source that its rows stand in. */
async function rejects(given: Case): Promise<string> {
  const paths = sourcesOf(given)
    .filter(({ parts }) => parts.rejects)
    .map(source => given.at.rejects(source))
  if (paths.length === 0) return nothing([['source', 'VARCHAR'], ...Object.entries(REJECTS)])
  return `SELECT regexp_extract(filename, '([0-9a-f]{64})(-[0-9]+)?\\.jsonl$', 1) AS source, * EXCLUDE (filename)
    FROM (${linesOf(paths, REJECTS, await longestLine(paths), ', filename = true')})`
}

import { join } from 'node:path'
import type { TableName } from '../model/tables.ts'

/** Where everything stands in a case's folder. Names come from content hashes and our own words, never from data. */
export const layout = (dir: string) => ({
  config: join(dir, 'case.json'),
  custody: join(dir, 'custody.jsonl'),
  lock: join(dir, '.lock'),
  sources: join(dir, 'sources'),
  scratch: join(dir, '.scratch'),
  table: (table: TableName) => join(dir, 'tables', table),
  part: (table: TableName, source: string) => join(dir, 'tables', table, `${source}.parquet`),
  rejects: (source: string) => join(dir, 'rejects', `${source}.jsonl`),
  findings: join(dir, 'findings'),
  finding: (analysis: string) => join(dir, 'findings', `${analysis}.json`),
  findingRows: (analysis: string) => join(dir, 'findings', `${analysis}.parquet`),
  report: join(dir, 'report.html'),
})

export type Layout = ReturnType<typeof layout>

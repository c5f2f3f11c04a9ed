import { join } from 'node:path'
import type { CustodySource } from '../model/case.ts'
import type { TableName } from '../model/tables.ts'

/** A source, and how often it has been mapped anew. */
export type Mapped = Pick<CustodySource, 'sha256' | 'remaps'>

/** What a source's parts are called: its hash, and, when it has been mapped anew, which time this was. */
const partName = ({ sha256, remaps }: Mapped) => (remaps ? `${sha256}-${remaps}` : sha256)

/** Where everything stands in a case's folder. Names come from content hashes and our own words, never from data. */
export const layout = (dir: string) => ({
  config: join(dir, 'case.json'),
  custody: join(dir, 'custody.jsonl'),
  lock: join(dir, '.lock'),
  sources: join(dir, 'sources'),
  scratch: join(dir, '.scratch'),
  /** What was read of a dump so far, until it is logged. */
  walk: join(dir, '.walk'),
  table: (table: TableName) => join(dir, 'tables', table),
  part: (table: TableName, source: Mapped) => join(dir, 'tables', table, `${partName(source)}.parquet`),
  rejects: (source: Mapped) => join(dir, 'rejects', `${partName(source)}.jsonl`),
  findings: join(dir, 'findings'),
  finding: (analysis: string) => join(dir, 'findings', `${analysis}.json`),
  findingRows: (analysis: string) => join(dir, 'findings', `${analysis}.parquet`),
  report: join(dir, 'report.html'),
})

export type Layout = ReturnType<typeof layout>

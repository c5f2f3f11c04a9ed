import type { CustodyEntry } from '../model/case.ts'
import type { Cell } from '../model/finding.ts'
import type { Types } from './lines.ts'

export const CUSTODY: Types = {
  n: 'BIGINT',
  time: 'VARCHAR',
  event: 'VARCHAR',
  source: 'VARCHAR',
  name: 'VARCHAR',
  bytes: 'BIGINT',
  path: 'VARCHAR',
  kept: 'VARCHAR',
  importer: 'VARCHAR',
  detection: 'VARCHAR',
  rows: 'BIGINT',
  posts: 'BIGINT',
  accounts: 'BIGINT',
  actions: 'BIGINT',
  duplicates: 'BIGINT',
  rejects: 'BIGINT',
  line: 'VARCHAR',
  sillage: 'VARCHAR',
  previous: 'VARCHAR',
  hash: 'VARCHAR',
}

/** A log line's main fields, and the whole of it as it stands in the log, from which its hash can be made again. */
export function custodyCells(entry: CustodyEntry): Record<string, Cell> {
  const { n, time, event, sillage, source, previous, hash } = entry
  const { sha256 = null, name = null, bytes = null, path = null, kept = null } = source ?? {}
  const { importer = null, detection = null, counts } = source ?? {}
  const { reasons: _, ...numbers } = counts ?? { reasons: {} }
  const line = JSON.stringify(entry)
  return {
    n,
    time,
    event,
    sillage,
    source: sha256,
    name,
    bytes,
    path,
    kept,
    importer,
    detection,
    ...numbers,
    line,
    previous,
    hash,
  }
}

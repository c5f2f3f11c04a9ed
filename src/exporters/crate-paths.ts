import { isAbsolute, relative, sep } from 'node:path'
import { layout } from '../case/layout.ts'
import type { CustodySource } from '../model/case.ts'
import { TABLE_NAMES, type TableName } from '../model/tables.ts'

/** Paths in a crate are the case's own, with forward slashes on every system. */
const slashed = (path: string): string => path.split(sep).join('/')

export const CASE_JSON = 'case.json'
export const CUSTODY_LOG = 'custody.jsonl'
export const REPORT = 'report.html'
export const findingPath = (name: string): string => `findings/${name}`
/** A file of findings: the analysis and what it is. */
export const FINDING = /^(?<analysis>[a-z0-9-]{1,40})\.(?<ending>json|parquet)$/

/** What was written for a source: its parts and rejects, where they are and what they hash to. */
export function partsIn(
  source: CustodySource,
): { part: TableName | 'rejects'; path: string; sha256: string }[] {
  const own = layout('')
  const { rejects } = source.parts
  return [
    ...TABLE_NAMES.flatMap(part => {
      const sha256 = source.parts[part]
      return sha256 ? [{ part, path: slashed(own.part(part, source)), sha256 }] : []
    }),
    ...(rejects ? [{ part: 'rejects' as const, path: slashed(own.rejects(source)), sha256: rejects }] : []),
  ]
}

const ENDINGS = '(\\.[a-z0-9]{1,8}){0,2}'

/** Where a source goes in a crate: where its copy is in the case; one kept elsewhere, under its hash. */
export function sourceIn({ sha256, path, kept }: CustodySource): string {
  if (kept === 'copy') return path
  return `sources/${sha256}${new RegExp(`${ENDINGS}$`, 'i').exec(path)?.[0] ?? ''}`
}

/** Whether a path is one that a source of this hash can have in a case. */
export const isSourcePath = (path: string, sha256: string): boolean =>
  new RegExp(`^sources/${sha256}${ENDINGS}$`, 'i').test(path)

/** Whether `path` is `folder` or under it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chainBreak, readCustody } from '../case/custody.ts'
import { configText } from '../case/open.ts'
import { isZone } from '../case/zone.ts'
import { type CaseConfig, CUSTODY_EVENTS, type CustodyEntry, type CustodySource } from '../model/case.ts'
import { TABLE_NAMES } from '../model/tables.ts'
import { CASE_JSON, CUSTODY_LOG, isSourcePath } from './crate-paths.ts'
import { CrateMismatch, CrateProblem } from './crate-problems.ts'

/**
 * The crate's `case.json` and custody log: whole, chained, and of a shape from which paths may be made.
 * @throws CrateProblem, CrateMismatch
 */
export async function readLog(dir: string): Promise<{ config: CaseConfig; custody: CustodyEntry[] }> {
  const path = join(dir, CUSTODY_LOG)
  const custody = await readCustody(path)
  const broken = chainBreak(custody)
  if (broken)
    throw new CrateMismatch(
      `${path}: line ${broken.line} ${broken.what}; the crate was changed after it was made.`,
    )
  if ((await readFile(path, 'utf8')) !== custody.map(entry => `${JSON.stringify(entry)}\n`).join(''))
    throw new CrateMismatch(
      `${path} is not written as Sillage writes it; the crate was changed after it was made.`,
    )
  for (const { n, event, source } of custody) {
    if (!CUSTODY_EVENTS.includes(event))
      throw new CrateProblem(
        `${path}, line ${n}: '${event}' is not an event that this version of Sillage knows; read it with the version that wrote it.`,
      )
    const what = source && problemIn(source)
    if (what) throw new CrateProblem(`${path}, line ${n}: ${what}; the crate was not made by Sillage.`)
  }
  const text = await readFile(join(dir, CASE_JSON), 'utf8')
  const config = custody.findLast(entry => entry.config)?.config
  if (!config || text !== configText(config))
    throw new CrateMismatch(
      `${join(dir, CASE_JSON)} differs from what the custody log last said; the crate was changed after it was made.`,
    )
  if (config.sillage !== 1)
    throw new CrateProblem(
      `${join(dir, CASE_JSON)} was made by another version of Sillage (format ${config.sillage}).`,
    )
  if (!isConfig(config))
    throw new CrateProblem(
      `${join(dir, CASE_JSON)} does not say what a case is about; the crate was not made by Sillage.`,
    )
  return { config, custody }
}

const HASH = /^[0-9a-f]{64}$/
const isText = (value: unknown): value is string => typeof value === 'string'
const PARTS: readonly string[] = [...TABLE_NAMES, 'rejects']

/** What in a source's line cannot be ours; paths are made of it, and some lead out of the case. */
function problemIn(source: CustodySource): string | null {
  const { sha256, name, path, kept, parts, remaps, counts, bytes, importer } = source
  if (!isText(sha256) || !HASH.test(sha256)) return 'a source has no SHA-256'
  if (!isText(name) || !isText(importer) || !isText(path))
    return `source ${sha256.slice(0, 12)}… has no name, importer or path`
  if (kept !== 'copy' && kept !== 'reference') return `source ${sha256.slice(0, 12)}… is kept in no known way`
  if (kept === 'copy' && !isSourcePath(path, sha256))
    return `a source is said to be at '${path}', which is not its place in a case`
  if (typeof parts !== 'object' || parts === null || typeof counts !== 'object' || counts === null)
    return `source ${sha256.slice(0, 12)}… has no parts`
  if (
    Object.entries(parts).some(([part, hash]) => !PARTS.includes(part) || !isText(hash) || !HASH.test(hash))
  )
    return `source ${sha256.slice(0, 12)}… has a part that is no table`
  if (remaps !== undefined && !(Number.isSafeInteger(remaps) && remaps >= 0))
    return `source ${sha256.slice(0, 12)}… was mapped an unknown number of times`
  return Number.isFinite(bytes) ? null : `source ${sha256.slice(0, 12)}… has no size`
}

const isConfig = ({ title, about, windows, zone }: CaseConfig): boolean =>
  isText(title) &&
  Array.isArray(about) &&
  about.every(isText) &&
  Array.isArray(windows) &&
  windows.every(({ name, from, to }) => isText(name) && Number.isFinite(from) && Number.isFinite(to)) &&
  isText(zone) &&
  isZone(zone)

import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileSha256, sourceSha256 } from '../case/hash.ts'
import type { CaseConfig, CustodyEntry, CustodySource } from '../model/case.ts'
import { TABLES, type TableName } from '../model/tables.ts'
import { literal, Store } from '../store/store.ts'
import { readLog } from './crate-custody.ts'
import { type CrateGraph, type Described, filesIn, readGraph } from './crate-graph.ts'
import { withheldId } from './crate-metadata.ts'
import { CASE_JSON, CUSTODY_LOG, FINDING, findingPath, isSourcePath, partsIn } from './crate-paths.ts'
import { CrateMismatch, CrateProblem } from './crate-problems.ts'

/** A crate whose every file was found to be what the crate and its custody log say. */
export interface SoundCrate {
  dir: string
  config: CaseConfig
  custody: CustodyEntry[]
  /** SHA-256 of its metadata. */
  sha256: string
  /** What a case is made of; paths are the same in both. */
  files: Described[]
  /** Sources whose bytes stayed behind, by SHA-256. */
  withheld: string[]
  /** Sources that an earlier line of the log keeps elsewhere, and where they are in the crate. */
  moved: Record<string, string>
}

/**
 * Reads a crate and checks all of it: that nothing in it leads outside, that each file is there and has the hash which
 * the crate gives, that tables, rejects and sources have those which the custody log gives, that the log's chain holds,
 * and that the tables have our columns. Writes nothing.
 * @throws CrateProblem, CrateMismatch
 */
export async function readCrate(
  given: string,
  onProgress: (done: number, total: number, path: string) => void = () => {},
): Promise<SoundCrate> {
  const dir = resolve(given)
  const found = await stat(dir).catch(() => null)
  if (!found) throw new CrateProblem(`${given}: there is no such folder.`)
  if (!found.isDirectory())
    throw new CrateProblem(
      `${given} is a file; unpack it and give the folder that holds ro-crate-metadata.json.`,
    )
  const present = await filesIn(dir)
  const graph = await readGraph(dir)
  for (const path of [CASE_JSON, CUSTODY_LOG])
    if (!present.has(path))
      throw new CrateProblem(`${dir} has no ${path}; it is not a crate that Sillage made, or not whole.`)
  await checkHashes(dir, graph, present, onProgress)
  const { config, custody } = await readLog(dir)
  const sources = [
    ...new Map(custody.flatMap(({ source }) => (source ? [[source.sha256, source]] : []))).values(),
  ]
  const { files, withheld, moved } = sourceFiles(graph, sources)
  const parts = sources.flatMap(source => partsIn(source).map(part => ({ ...part, source })))
  for (const { path, sha256 } of parts) files.push(agreed(graph, path, sha256))
  await checkTables(dir, parts)
  files.push(...(await findingFiles(dir, graph)))
  return { dir, config, custody, sha256: graph.sha256, files, withheld, moved }
}

async function checkHashes(
  dir: string,
  { described }: CrateGraph,
  present: ReadonlySet<string>,
  onProgress: (done: number, total: number, path: string) => void,
): Promise<void> {
  const total = [...described.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
  let done = 0
  for (const { path, kind, sha256, bytes } of described.values()) {
    onProgress(done, total, path)
    done += bytes ?? 0
    const isThere =
      kind === 'file' ? present.has(path) : [...present].some(file => file.startsWith(`${path}/`))
    if (!isThere)
      throw new CrateProblem(
        `${path} is described and is not in the crate; get the whole crate and try again.`,
      )
    const whole = join(dir, path)
    if (bytes !== null && (await stat(whole)).size !== bytes)
      throw new CrateMismatch(
        `${path} has not the size that the crate gives for it; the crate was changed or damaged.`,
      )
    if ((kind === 'file' ? await fileSha256(whole) : await sourceSha256(whole)) !== sha256)
      throw new CrateMismatch(`${path} does not match its SHA-256; the crate was changed or damaged.`)
  }
  onProgress(total, total, '')
}

/** What the crate describes at a path, if it has the hash that custody gives. */
function agreed({ described }: CrateGraph, path: string, sha256: string): Described {
  const file = described.get(path)
  if (!file)
    throw new CrateProblem(
      `${path} is in the custody log and not in the crate; get the whole crate and try again.`,
    )
  if (file.sha256 !== sha256)
    throw new CrateMismatch(
      `${path} has one SHA-256 in the crate and another in the custody log; the crate was changed after it was made.`,
    )
  return file
}

function sourceFiles(
  graph: CrateGraph,
  sources: readonly CustodySource[],
): Pick<SoundCrate, 'files' | 'withheld' | 'moved'> {
  const files: Described[] = []
  const withheld: string[] = []
  const moved: Record<string, string> = {}
  const paths = new Map(
    [...graph.described.keys()].map(path => [path.slice(0, 'sources/'.length + 64), path]),
  )
  for (const { sha256, name, path, kept } of sources) {
    const own = paths.get(`sources/${sha256}`)
    if (own !== undefined && isSourcePath(own, sha256)) {
      files.push(agreed(graph, own, sha256))
      if (kept === 'reference' || own !== path) moved[sha256] = own
    } else if (graph.ids.has(withheldId(sha256))) {
      withheld.push(sha256)
      if (kept === 'reference') moved[sha256] = `sources/${sha256}`
    } else
      throw new CrateProblem(
        `The source ${name} is neither in the crate nor said to be left out; get the whole crate and try again.`,
      )
  }
  return { files, withheld, moved }
}

/** Parts with other columns, or rows of other sources, would mislead every question that is asked of the case. */
async function checkTables(
  dir: string,
  parts: readonly { part: TableName | 'rejects'; path: string; source: CustodySource }[],
): Promise<void> {
  const store = await Store.open()
  try {
    for (const { part, path, source } of parts) {
      if (part === 'rejects') continue
      const rows = `read_parquet(${literal(join(dir, path))})`
      const wanted = Object.entries(TABLES[part]).map(([name, type]) => `${name} ${type}`)
      const columns = await store
        .rows<{ column_name: string; column_type: string }>(`DESCRIBE SELECT * FROM ${rows}`)
        .catch(() => [])
      if (
        columns.map(({ column_name, column_type }) => `${column_name} ${column_type}`).join() !==
        wanted.join()
      )
        throw new CrateProblem(
          `${path} has not the columns of the ${part} table; it was written by another version, or not by Sillage.`,
        )
      const { strange } = await store.row<{ strange: number }>(
        `SELECT count(*) AS strange FROM ${rows} WHERE source IS DISTINCT FROM $sha256`,
        { sha256: source.sha256 },
      )
      if (strange > 0)
        throw new CrateProblem(
          `${path} has rows that name another source; the crate was not made by Sillage.`,
        )
    }
  } finally {
    await store.close()
  }
}

/** The findings that the crate describes. A record must be of the analysis that its file is named after. */
async function findingFiles(dir: string, { described }: CrateGraph): Promise<Described[]> {
  const files: Described[] = []
  for (const file of described.values()) {
    const name = file.path.slice(findingPath('').length)
    const { analysis, ending } = file.path === findingPath(name) ? (FINDING.exec(name)?.groups ?? {}) : {}
    if (!analysis || file.kind !== 'file') continue
    if (ending === 'json' && (await analysisIn(join(dir, file.path))) !== analysis)
      throw new CrateProblem(
        `${file.path} holds no findings of ${analysis}; the crate was not made by Sillage.`,
      )
    files.push(file)
  }
  return files
}

async function analysisIn(path: string): Promise<unknown> {
  try {
    const record: { analysis?: unknown; findings?: unknown } | null = JSON.parse(await readFile(path, 'utf8'))
    return Array.isArray(record?.findings) ? record?.analysis : undefined
  } catch {
    return undefined
  }
}

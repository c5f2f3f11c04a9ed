import { constants, copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chainBreak } from '../case/custody.ts'
import { filesUnder, sourceBytes, sourceSha256 } from '../case/hash.ts'
import { partsOf } from '../case/mount.ts'
import { type Case, exists, sourcesOf } from '../case/open.ts'
import { CaseProblem } from '../case/problems.ts'
import { isWithheld, sourcePath } from '../case/raw-row.ts'
import { Store } from '../store/store.ts'
import { rowsOf } from '../store/views.ts'
import { type CrateFile, crateMetadata, type Deposit, METADATA } from './crate-metadata.ts'
import { CASE_JSON, CUSTODY_LOG, FINDING, findingPath, partsIn, REPORT, sourceIn } from './crate-paths.ts'
import { inPlace } from './destination.ts'
import { beside } from './export-tables.ts'

export interface CrateChoice {
  /** Leave the sources' bytes out; their hashes stand for them. */
  withoutSources?: boolean
  out?: string
  force?: boolean
  onProgress?: (done: number, total: number, path: string) => void
}

/** What the crate itself is made of; nothing else is replaced by `force`. */
const OURS = new Set([
  METADATA,
  'case.json',
  'custody.jsonl',
  'sources',
  'tables',
  'rejects',
  'findings',
  'report.html',
])

/** One file or folder on its way into the crate. */
interface Item {
  from: string
  path: string
  name: string
  description: string
  /** What the custody log says of it. */
  wanted?: string
}

/**
 * An RO-Crate 1.2 of the case: the case's own files under their own names, so that the custody log can be checked in the
 * crate as in the case, and `ro-crate-metadata.json`, which describes them, the licence, the authors, and each line of
 * the log as a step. https://www.researchobject.org/ro-crate/specification/1.2/
 *
 * @throws CaseProblem when a file is not as the custody log says; nothing is exported then.
 */
export async function exportCrate(
  given: Case,
  deposit: Deposit,
  choice: CrateChoice = {},
): Promise<{ path: string; files: CrateFile[]; withheld: string[] }> {
  const path = choice.out ?? beside(given, 'ro-crate')
  const broken = chainBreak(given.custody)
  if (broken)
    throw new CaseProblem(`${given.at.custody}: line ${broken.line} ${broken.what}; run sillage verify.`)
  const sourcePaths = choice.withoutSources ? new Map<string, string>() : await presentSources(given)
  const items = await itemsOf(given, sourcePaths)
  const files = await inPlace(
    given,
    { path, kind: 'folder', force: choice.force ?? false, isOurs: name => OURS.has(name) },
    async making => {
      const copied = await copyAll(making, items, choice.onProgress)
      const metadata = crateMetadata(deposit, {
        config: given.config,
        custody: given.custody,
        files: copied,
        sourcePaths,
        made: new Date().toISOString(),
        ...(await coversOf(given)),
      })
      await writeFile(join(making, METADATA), `${JSON.stringify(metadata, null, 2)}\n`)
      return copied
    },
  )
  const withheld = sourcesOf(given).filter(({ sha256 }) => !sourcePaths.has(sha256))
  return { path, files, withheld: withheld.map(({ name }) => name) }
}

/** Where each source goes that is here. @throws CaseProblem when one is not, and the log does not say why. */
async function presentSources(given: Case): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  for (const source of sourcesOf(given)) {
    const path = sourcePath(given, source)
    if (await exists(path)) paths.set(source.sha256, sourceIn(source))
    else if (!isWithheld(given, source))
      throw new CaseProblem(
        `${source.name} is not at ${path} any more; put it back, or leave the sources out with --without-sources.`,
      )
  }
  return paths
}

async function itemsOf(given: Case, sourcePaths: ReadonlyMap<string, string>): Promise<Item[]> {
  const items: Item[] = [
    { from: given.at.config, path: CASE_JSON, name: 'case.json', description: 'What the case is about' },
    {
      from: given.at.custody,
      path: CUSTODY_LOG,
      name: 'The custody log',
      description: 'Append-only, hash-chained: each line holds the SHA-256 of the line before',
    },
  ]
  for (const source of sourcesOf(given)) {
    const { sha256, name } = source
    const path = sourcePaths.get(sha256)
    if (path !== undefined)
      items.push({
        from: sourcePath(given, source),
        path,
        name,
        description: `A source, untouched, as it was added; read as ${source.importer}`,
        wanted: sha256,
      })
    for (const { part, path: to, sha256: wanted } of partsIn(source))
      items.push({
        from: join(given.dir, to),
        path: to,
        name: part === 'rejects' ? `Rejects of ${name}` : `Table ${part}, part from ${name}`,
        description: TITLES[part],
        wanted,
      })
  }
  return [...items, ...(await findingItems(given))]
}

const TITLES = {
  post: 'One row a post, repost, quote, reply or page',
  account: 'One row a sighting of an account’s profile',
  action: 'One row an account acting on one object in one post',
  document: 'One row a file or message inside a dump',
  fact: 'One row a thing that a document says of itself',
  rejects: 'Every row that was not taken: row, code, reason, the raw text',
} as const

async function findingItems(given: Case): Promise<Item[]> {
  const names = (await exists(given.at.findings)) ? await filesUnder(given.at.findings) : []
  const items: Item[] = names.flatMap(name => {
    const { analysis, ending } = FINDING.exec(name)?.groups ?? {}
    if (!analysis) return []
    const description =
      ending === 'json'
        ? 'Claims with their numbers, evidence and caveats'
        : 'The rows that the claims were drawn from'
    return [
      {
        from: join(given.at.findings, name),
        path: findingPath(name),
        name: `Findings: ${analysis}`,
        description,
      },
    ]
  })
  if (await exists(given.at.report))
    items.push({
      from: given.at.report,
      path: REPORT,
      name: 'The report',
      description: 'The findings as one page, to be opened in a browser',
    })
  return items
}

async function copyAll(
  making: string,
  items: readonly Item[],
  onProgress: CrateChoice['onProgress'] = () => {},
): Promise<CrateFile[]> {
  const sizes: number[] = []
  for (const { from } of items) {
    if (!(await exists(from))) throw new CaseProblem(`${from} is missing; run sillage verify.`)
    sizes.push(await sourceBytes(from))
  }
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
  const files: CrateFile[] = []
  let done = 0
  for (const [at, { from, path, name, description, wanted }] of items.entries()) {
    onProgress(done, total, name)
    const to = join(making, path)
    const kind = (await stat(from)).isDirectory() ? 'folder' : 'file'
    const inside = kind === 'folder' ? await filesUnder(from) : ['']
    for (const file of inside) await copyOne(join(from, file), join(to, file))
    const sha256 = await sourceSha256(to)
    if (wanted !== undefined && sha256 !== wanted)
      throw new CaseProblem(
        `${from} does not match the custody log; nothing was exported. Run sillage verify.`,
      )
    const bytes = sizes[at] ?? 0
    files.push({ path, kind, name, description, bytes, sha256 })
    done += bytes
  }
  onProgress(total, total, '')
  return files
}

async function copyOne(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to, constants.COPYFILE_FICLONE)
}

async function coversOf(given: Case): Promise<{ covers?: { from: number; to: number } }> {
  const store = await Store.open()
  try {
    const { from, to } = await store.row<{ from: number | null; to: number | null }>(
      `SELECT min("at") AS "from", max("at") AS "to" FROM (${rowsOf('post', partsOf(given).post)})`,
    )
    return from === null || to === null ? {} : { covers: { from, to } }
  } finally {
    await store.close()
  }
}

/** What a deposit says of a case when nobody else does. */
export function describeCase(given: Case): string {
  const posts = sourcesOf(given).reduce((sum, { counts }) => sum + counts.posts, 0)
  const { about, simulated } = given.config
  return [
    simulated ? 'Simulated data: no account in it is real.' : '',
    `How ${about.length > 0 ? about.join(', ') : 'what was captured'} spread: ${posts} posts from ${sourcesOf(given).length} sources, as captured and normalised by Sillage, with the findings, the evidence they rest on, and the hash-chained log of how each source came in.`,
    'What was not captured is not here.',
  ]
    .filter(sentence => sentence !== '')
    .join(' ')
}

/**
 * Imports mutated samples one after another and says of each, a line of JSON each, what became of it:
 * `mutating.mjs FOLDER FROM STEP TO`. A process of its own, so that the test can see it hang, crash or grow.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { addSource } from '../src/case/add.ts'
import { recognise } from '../src/case/detect.ts'
import { ingest } from '../src/case/normalise.ts'
import { createCase } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { beginning } from '../src/importers/bytes.ts'
import { type Importer, InputProblem } from '../src/importers/importer.ts'
import { Store } from '../src/store/store.ts'
import { mutation, type Sample } from './mutation.ts'
import { memory, processorTime } from './spending.ts'

/** Of a long sample, so much is enough. */
const ENOUGH = 40_000
/** Each so many-th goes the whole way into a case of its own. */
const WHOLE_WAY = 10

/** Formats of which several rows are one post, or a record may hold none (a page's end): their rows do not add up. */
const FOLDING = new Set([
  'coortweet',
  'crowdtangle',
  'hoaxy',
  'bluesky',
  'mastodon',
  'meta-content-library-json',
  'telegram-channel',
  'tiktok',
])

const [folder = '', from, step, to, ...places] = process.argv.slice(2)

async function samplesIn(place: string): Promise<Sample[]> {
  if (!existsSync(place)) return []
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return Promise.all(files.sort().map(read))
}

/** Unpacked, and cut after a line where it is long; archives stay as they are. */
async function read(path: string): Promise<Sample> {
  const { bytes } = await beginning(path, 8 << 20)
  const name = basename(path).replace(/\.(gz|zst)$/, '')
  const isBinary = /\.(parquet|wacz|zip|warc)$/.test(name)
  const end = bytes.lastIndexOf('\n', ENOUGH)
  if (isBinary) return { name: basename(path), bytes: await readFile(path) }
  return { name, bytes: Buffer.from(bytes.length > ENOUGH && end > 0 ? bytes.subarray(0, end + 1) : bytes) }
}

/** What an import must leave behind, checked by counting. */
async function judged(
  store: Store,
  rows: number,
  duplicates: number,
  importer: Importer,
  isRowForRow: boolean,
  what: string,
): Promise<string[]> {
  const { posts, refused, silent, lost } = await store.row<Record<string, number>>(`
    SELECT (SELECT count(*) FROM taken WHERE mark = 0) AS posts, (SELECT count(*) FROM refused) AS refused,
      (SELECT count(*) FROM refused WHERE coalesce(reason, '') = '' OR coalesce(code, '') = '') AS silent,
      ${rows} - (SELECT count(DISTINCT "row") FROM (
        SELECT "row" FROM taken UNION ALL SELECT "row" FROM sighting UNION ALL SELECT "row" FROM refused)) AS lost`)
  const problems: string[] = []
  if (silent) problems.push(`${silent} rejects without a reason`)
  if (isRowForRow && rows !== (posts ?? 0) + duplicates + (refused ?? 0))
    problems.push(`${rows} rows, but ${posts} posts, ${duplicates} duplicates, ${refused} rejects`)
  // A format passes over another's records, and folds its own when they come twice.
  const isMixed = /another file|twice/.test(what)
  if (duplicates === 0 && !isMixed && !FOLDING.has(importer.id) && (lost ?? 0) > 0)
    problems.push(`${lost} of ${rows} rows are nowhere`)
  return problems
}

async function tried(
  store: Store,
  path: string,
  n: number,
  what: string,
): Promise<{ outcome: string; problems: string[] }> {
  try {
    if (n % WHOLE_WAY === 0) {
      const given = await createCase(join(folder, 'case'))
      const added = await addSource(given, path)
      const { mismatches } = await verifyCase(added.case)
      return { outcome: added.added.source.importer, problems: mismatches.map(m => `${m.path} ${m.problem}`) }
    }
    const recognised = await recognise(store, path)
    const selects = recognised.importer.select(recognised.head, {})
    const { rows, duplicates } = await ingest(store, path, recognised, selects)
    return {
      outcome: recognised.importer.id,
      problems: await judged(store, rows, duplicates, recognised.importer, selects.rowForRow === true, what),
    }
  } catch (error) {
    if (error instanceof InputProblem)
      return { outcome: 'refused', problems: error.message === '' ? ['no reason'] : [] }
    return { outcome: 'failed', problems: [String(error).split('\n')[0] ?? ''] }
  } finally {
    await rm(join(folder, 'case'), { recursive: true, force: true })
  }
}

await mkdir(folder, { recursive: true })
const samples = (await Promise.all(places.map(samplesIn))).flat()
const store = await Store.open({ scratchIn: folder, threads: 1 })
for (let n = Number(from); n < Number(to); n += Number(step)) {
  const { what, name, bytes } = mutation(n, samples)
  const path = join(folder, name)
  await writeFile(path, bytes)
  process.stdout.write(`${JSON.stringify({ n, begins: `${what} in ${name}` })}\n`)
  const begun = process.cpuUsage()
  const result = await tried(store, path, n, what)
  process.stdout.write(`${JSON.stringify({ n, ...result, ms: processorTime(begun), mb: memory() })}\n`)
  if (result.problems.length === 0) await rm(path)
}
await store.close()
process.exit()

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis } from '../src/analyses/analysis.ts'
import { quoted } from '../src/analyses/quoted/quoted.ts'
import { versions } from '../src/analyses/versions/versions.ts'
import { TABLE_NAMES, TABLES } from '../src/model/tables.ts'
import { createRandom } from '../src/scenario/random.ts'
import { identifier, literal, nothing, Store } from '../src/store/store.ts'
import { mountViews, type Parts } from '../src/store/views.ts'

/**
 * Versions and quotations over a large dump, made here: `npx tsx bench/dump-texts.ts [DOCUMENTS] [POSTS]`. Texts are of
 * 700 words drawn as words are in a language (Zipf), under one letterhead; every tenth is an earlier one with a twelfth of
 * its words changed, every fiftieth post quotes one. Time, peak memory, and how many of both are found.
 */
const documents = Number(process.argv[2] ?? 20_000)
const posts = Number(process.argv[3] ?? 200_000)
const WORDS = 700
const random = createRandom('bench/dump-texts')
const scratch = mkdtempSync(join(tmpdir(), 'sillage-dump-texts-'))
const words = (count: number) =>
  Array.from({ length: count }, () => `w${Math.floor(60_000 ** random.between(0, 1))}`)
const text = (all: readonly string[]) =>
  [
    'Office of the campaign, third floor',
    ...all.flatMap((word, n) => (n % 14 === 0 ? [`\n${word}`] : [word])),
  ].join(' ')

const originals: string[][] = []
let revised = 0
function* documentRows() {
  for (let n = 0; n < documents; n++) {
    const earlier = n % 10 === 9 ? random.pick(originals) : undefined
    if (earlier) revised++
    const own = earlier ? earlier.map(word => (random.chance(1 / 12) ? `x${n}` : word)) : words(WORDS)
    if (!earlier) originals.push(own)
    yield ['dump', n + 1, `dump/${n}.txt`, `${n}.txt`, 'text', `hash ${n}`, text(own)]
  }
}
let quoting = 0
function* postRows() {
  for (let n = 0; n < posts; n++) {
    const from = n % 50 === 0 ? random.pick(originals) : undefined
    if (from) quoting++
    const at = random.int(0, WORDS - 20)
    const said = [...words(6), ...(from ? from.slice(at, at + 14) : words(14))].join(' ')
    yield ['posts', n + 1, 'x', `p${n}`, `a${n % 5000}`, 1_493_000_000_000 + n * 1000, 'post', said]
  }
}

async function part(
  store: Store,
  name: 'post' | 'document',
  columns: readonly string[],
  rows: Iterable<(string | number)[]>,
) {
  const all: Record<string, string> = TABLES[name]
  const made = columns.map(column => `${identifier(column)} ${all[column]}`)
  await store.run(`CREATE TEMP TABLE made (${made.join(', ')})`)
  await store.append('made', rows)
  const path = join(scratch, `${name}.parquet`)
  await store.run(
    `COPY (${nothing(Object.entries(all))} UNION ALL BY NAME SELECT * FROM made) TO ${literal(path)} (FORMAT parquet)`,
  )
  await store.run('DROP TABLE made')
  return [path]
}

const peak = () => Math.round(process.resourceUsage().maxRSS / 1024)
const making = await Store.open()
const none = Object.fromEntries(TABLE_NAMES.map(table => [table, []])) as unknown as Parts // one entry a table
const parts: Parts = {
  ...none,
  document: await part(
    making,
    'document',
    ['source', 'row', 'document', 'name', 'format', 'sha256', 'text'],
    documentRows(),
  ),
  post: await part(
    making,
    'post',
    ['source', 'row', 'platform', 'post_id', 'account_id', 'at', 'kind', 'text'],
    postRows(),
  ),
}
await making.close()
console.log(`${documents} documents of ${WORDS} words, ${posts} posts; making them took ${peak()} MB`)
const store = await Store.open()
try {
  await mountViews(store, parts, [])
  const run = async (analysis: Analysis) => {
    const params = Object.fromEntries(
      Object.entries(analysis.params).map(([name, param]) => [name, param.default]),
    )
    const since = performance.now()
    const outcome = await analysis.run({
      store,
      params: params as never, // the analysis' own, by their names
      config: { sillage: 1, title: '', about: [], windows: [], zone: 'UTC' },
      about: [],
      resolution: 1000,
    })
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    console.log(`${analysis.id.padEnd(9)} ${seconds} s, peak memory ${peak()} MB`)
    return outcome
  }
  const alike = await run(versions)
  if (alike.status === 'found')
    console.log(`          ${JSON.stringify(alike.findings[0]?.numbers)} (${revised} revised versions made)`)
  const said = await run(quoted)
  if (said.status === 'found')
    console.log(`          ${JSON.stringify(said.findings[0]?.numbers)} (${quoting} quoting posts made)`)
} finally {
  await store.close()
  rmSync(scratch, { recursive: true, force: true })
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { randomStream } from '../src/kernels/random.ts'
import { caseDigest } from './case-digest.ts'
import { type Death, dyingCommand, type Waiting } from './dying-command.ts'

/** How often an import is killed: in equal parts at a moment of the clock, and before or after a change to the disk. */
const KILLS = 120
/** After so many kills of imports of one case it is let through, and compared with one that nothing disturbed. */
const IN_A_ROW = 4
const SEED = 'killed 2017-05-05'

let folder: string
let command: Awaited<ReturnType<typeof dyingCommand>>
let whole: { changes: number; ms: number }
let undisturbed: Awaited<ReturnType<typeof caseDigest>>

const at = (name: string) => join(folder, name)
const adding = (name: string) => ['add', at('posts.csv'), at('posts.ndjson'), at('pages'), '--case', at(name)]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-killed-'))
  // Languages are stated: the detector takes longer to load than the rest of an import takes.
  const rows = Array.from({ length: 400 }, (_, i) =>
    i % 50 === 49
      ? `never,a${i % 7},en,lost ${i}`
      : `${1_494_010_140 + i},a${i % 7},en,"post ${i} #tag${i % 13}"`,
  )
  await writeFile(at('posts.csv'), ['at,account_id,lang,text', ...rows].join('\n'))
  const lines = Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({
      id: `${i}`,
      created_at: 1_494_010_140 + i,
      author: `b${i % 9}`,
      lang: 'en',
      text: `https://a${i % 5}.example/`,
    }),
  )
  await writeFile(at('posts.ndjson'), [...lines, '{"id": "cut'].join('\n'))
  await mkdir(at('pages/deeper'), { recursive: true })
  for (const name of ['pages/one.html', 'pages/deeper/two.html'])
    await writeFile(
      at(name),
      `<!doctype html><html lang="en"><title>${name}</title><meta property="article:published_time" content="2017-05-05T18:49:00Z"><p>words`,
    )
  command = await dyingCommand()
  await createCase(at('whole'))
  // Once to warm the disk's and the engine's caches, once to measure.
  for (const name of ['warm', 'whole']) {
    if (name === 'warm') await createCase(at(name))
    const lived = await command.wait(adding(name), null).run()
    expect(lived.whole, lived.stderr).not.toBeNull()
    if (lived.whole) whole = lived.whole
  }
  undisturbed = await caseDigest(at('whole'))
})
afterAll(async () => {
  await command?.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Moments spread over the whole import, each in a stretch of its own, in an order of their own. */
function deaths(): Death[] {
  const next = randomStream(SEED)
  const spread = Array.from({ length: KILLS / 2 }, (_, i) => (i + next()) / (KILLS / 2))
  const all: Death[] = [
    ...spread.map(share => ({ ms: share * whole.ms })),
    ...spread.map((share, i) => ({
      change: 1 + Math.floor(share * whole.changes),
      moment: i % 2 === 0 ? ('before' as const) : ('after' as const),
    })),
  ]
  return all
    .map(death => ({ death, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ death }) => death)
}

test('an import of three sources that nothing disturbs holds them all', async () => {
  expect(sourcesOf(await openCase(at('whole'))).map(source => source.counts.posts)).toEqual([392, 300, 2])
  expect(whole.changes).toBeGreaterThan(50)
})

test(`imports killed at ${KILLS} moments and run again hold the same as one that was not`, async () => {
  const killed = { byClock: 0, byChange: 0 }
  const all = deaths()
  let round = 0
  for (let first = 0; first < all.length; first += IN_A_ROW) {
    const name = `case-${++round}`
    await createCase(at(name))
    // The next process loads while this one runs.
    const row: Waiting[] = []
    const wait = (place: number) => {
      const death = all[first + place]
      row[place] = command.wait(adding(name), place < IN_A_ROW && death ? death : null)
    }
    wait(0)
    for (let place = 0; place <= IN_A_ROW; place++) {
      if (place < IN_A_ROW) wait(place + 1)
      const ended = await row[place]?.run()
      const death = all[first + place]
      if (ended?.killed) killed[death && 'ms' in death ? 'byClock' : 'byChange']++
      const left = await openCase(at(name))
      const { mismatches } = await verifyCase(left)
      expect(mismatches, `after ${JSON.stringify(death)} in ${name}`).toEqual([])
    }
    expect(
      await caseDigest(at(name)),
      `${name} after ${JSON.stringify(all.slice(first, first + IN_A_ROW))}`,
    ).toEqual(undisturbed)
    await rm(at(name), { recursive: true })
  }
  // An import that goes on from an earlier one is shorter, and some moments come when it is over.
  if (process.env.SILLAGE_DEBUG) console.log(killed)
  expect(killed.byClock + killed.byChange).toBeGreaterThanOrEqual(100)
}, 1_200_000)

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { randomStream } from '../src/kernels/random.ts'
import { caseDigest } from './case-digest.ts'
import { type Death, dyingCommand } from './dying-command.ts'

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
    const lived = await command.wait(adding(name)).run(null)
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

/** The same way to die, sooner: of an import that was over before its moment came. */
function sooner(death: Death): Death {
  if ('ms' in death) return { ms: death.ms / 2 }
  return { ...death, change: Math.ceil(death.change / 2) }
}

/** Imports of one case die one after the other until a death comes too late, then one lives; how many died. */
async function killedInARow(name: string, row: readonly Death[]): Promise<number> {
  await createCase(at(name))
  let died = 0
  const sound = async (after: string) => {
    const { mismatches } = await verifyCase(await openCase(at(name)))
    expect(mismatches, `after ${after} in ${name}`).toEqual([])
  }
  let waiting = command.wait(adding(name))
  for (const death of row) {
    // The next process loads while this one runs.
    const next = command.wait(adding(name))
    const { killed } = await waiting.run(death)
    waiting = next
    await sound(JSON.stringify(death))
    // The case is whole: the rest of the row would find nothing to do.
    if (!killed) break
    died++
  }
  expect((await waiting.run(null)).whole, `the last import of ${name}`).not.toBeNull()
  await sound('the last import')
  return died
}

test(`imports killed at ${KILLS} moments and run again hold the same as one that was not`, async () => {
  const died: Death[] = []
  const waiting = deaths()
  for (let round = 1; waiting.length > 0; round++) {
    const name = `case-${round}`
    const row = waiting.splice(0, IN_A_ROW)
    const came = await killedInARow(name, row)
    died.push(...row.slice(0, came))
    // An import that goes on from an earlier one is shorter, and some moments come when it is over.
    const late = row[came]
    if (late) waiting.push(...row.slice(came + 1), sooner(late))
    expect(await caseDigest(at(name)), `${name} after ${JSON.stringify(row)}`).toEqual(undisturbed)
    await rm(at(name), { recursive: true })
  }
  expect(died.filter(death => 'ms' in death)).toHaveLength(KILLS / 2)
  expect(died.filter(death => 'change' in death)).toHaveLength(KILLS / 2)
}, 1_200_000)

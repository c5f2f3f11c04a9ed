import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainBreak } from '../src/case/custody.ts'
import { filesUnder } from '../src/case/hash.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { sillage, sillageHere } from './command.ts'

/** Rows enough that an import takes a while; every thousandth has no time. */
const ROWS = 80_000
const csv = () =>
  [
    'at,account_id,text',
    ...Array.from({ length: ROWS }, (_, i) =>
      i % 1000 === 999
        ? `never,a${i % 97},lost ${i}`
        : `${1_494_010_140 + i},a${i % 97},"post ${i} #tag${i % 13} https://a${i % 31}.example/${i}"`,
    ),
  ].join('\n')

let folder: string
let undisturbed: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-interrupted-'))
  await writeFile(join(folder, 'posts.csv'), csv())
  await createCase(join(folder, 'whole'))
  await sillageHere(['add', join(folder, 'posts.csv'), '--case', join(folder, 'whole')])
  undisturbed = await digest('whole')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the case's tables and rejects hold, in short. */
async function digest(name: string): Promise<string> {
  const given = await openCase(join(folder, name))
  const store = await mountCase(given)
  try {
    const tables = await store.rows(
      (['post', 'account', 'action'] as const)
        .map(
          table =>
            `SELECT '${table}' AS "table", count(*) AS n, bit_xor(hash(t))::VARCHAR AS rows FROM ${table} AS t`,
        )
        .join(' UNION ALL '),
    )
    const rejects = await Promise.all(
      sourcesOf(given).map(source => readFile(given.at.rejects(source), 'utf8')),
    )
    return JSON.stringify([tables, rejects])
  } finally {
    await store.close()
  }
}

test('an import that nothing disturbs holds every row', () => {
  const [[post]] = JSON.parse(undisturbed)
  expect(post).toMatchObject({ table: 'post', n: ROWS - ROWS / 1000 })
})

/** Adds the file in a process of its own, and kills it so many milliseconds after a file of such a name is there. */
async function killedOnce(name: string, sign: RegExp, later: number): Promise<boolean> {
  const kill = new AbortController()
  const adding = sillage(['add', 'posts.csv', '--case', name], { cwd: folder, signal: kill.signal })
  let over = false
  const watching = (async () => {
    while (!over && !(await filesUnder(join(folder, name)).catch(() => [])).some(file => sign.test(file)))
      await setTimeout(3)
    await setTimeout(later)
    kill.abort()
  })()
  const { code } = await adding
  over = true
  await watching
  return code === null
}

test.each([
  ['when the lock is taken', /\.lock$/, 0],
  ['while it is read', /incoming$/, 20],
  ['while it is normalised', /incoming$/, 200],
  ['while it is written', /\.parquet\.part$/, 0],
  ['before it is logged', /\.parquet$/, 0],
])('an import killed %s and run again is the same as one that was not', async (what, sign, later) => {
  const name = what.replaceAll(' ', '-')
  const { config } = await createCase(join(folder, name))
  const killed = await killedOnce(name, sign, later)
  // The last moments may be too short to hit; the first ones are not.
  if (later < 200 && !sign.source.includes('parquet')) expect(killed).toBe(true)
  const left = await openCase(join(folder, name))
  expect(left.config).toEqual(config)
  expect(chainBreak(left.custody)).toBeNull()
  // Whatever was logged by then is whole.
  expect((await verifyCase(left)).mismatches).toEqual([])
  const again = await sillageHere(['add', join(folder, 'posts.csv'), '--case', join(folder, name)])
  expect(again.code === 3 || /in the case already/.test(again.stderr), again.stderr).toBe(true)
  // Texts of megabytes make no readable difference: their equality is enough.
  expect((await digest(name)) === undisturbed).toBe(true)
  const files = await filesUnder(join(folder, name))
  expect(files.filter(file => /\.part$|\.lock$|scratch/.test(file))).toEqual([])
  expect(sourcesOf(await openCase(join(folder, name)))).toHaveLength(1)
})

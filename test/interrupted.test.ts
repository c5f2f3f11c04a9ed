import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainBreak } from '../src/case/custody.ts'
import { filesUnder } from '../src/case/hash.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { sillage, sillageHere } from './command.ts'

/** Rows enough that an import takes a while; every thousandth has no time. */
const ROWS = 150_000
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
let undisturbed: { tables: string; took: number }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-interrupted-'))
  await writeFile(join(folder, 'posts.csv'), csv())
  await createCase(join(folder, 'whole'))
  const start = performance.now()
  await sillage(['add', 'posts.csv', '--case', 'whole'], { cwd: folder })
  const took = performance.now() - start
  undisturbed = { tables: await digest('whole'), took }
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
      sourcesOf(given).map(source => readFile(given.at.rejects(source.sha256), 'utf8')),
    )
    return JSON.stringify([tables, rejects])
  } finally {
    await store.close()
  }
}

test('an import that nothing disturbs holds every row', () => {
  const [[post]] = JSON.parse(undisturbed.tables)
  expect(post).toMatchObject({ table: 'post', n: ROWS - ROWS / 1000 })
})

test('an import killed at any moment and run again is the same as one that was not', async () => {
  let killed = 0
  for (const share of [0.35, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const name = `killed-${share}`
    const { config } = await createCase(join(folder, name))
    const cut = await sillage(['add', 'posts.csv', '--case', name], {
      cwd: folder,
      signal: AbortSignal.timeout(Math.round(undisturbed.took * share)),
    })
    if (cut.code === null) killed++
    const left = await openCase(join(folder, name))
    expect(left.config, name).toEqual(config)
    expect(chainBreak(left.custody), name).toBeNull()
    // Whatever was logged by then is whole.
    expect((await verifyCase(left)).mismatches, name).toEqual([])
    const again = await sillageHere(['add', join(folder, 'posts.csv'), '--case', join(folder, name)])
    expect(again.code === 3 || /in the case already/.test(again.stderr), `${name}: ${again.stderr}`).toBe(
      true,
    )
    expect(await digest(name), name).toBe(undisturbed.tables)
    const files = await filesUnder(join(folder, name))
    expect(
      files.filter(file => /\.part$|\.lock$|scratch/.test(file)),
      name,
    ).toEqual([])
    expect(sourcesOf(await openCase(join(folder, name))), name).toHaveLength(1)
  }
  expect(killed).toBeGreaterThanOrEqual(2)
})

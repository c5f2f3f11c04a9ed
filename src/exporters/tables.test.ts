import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runAnalyses } from '../analyses/run-all.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import { fixtures } from '../case/testing.ts'
import { Store } from '../store/store.ts'
import { DestinationTaken } from './destination.ts'
import { exportTo } from './export-tables.ts'
import { linesOf, longestLine } from './lines.ts'
import { ndjson } from './ndjson.ts'
import { exportTables } from './tables.ts'
import { smallCase } from './testing.ts'

const { at, write } = fixtures()

let given: Case
beforeAll(async () => {
  given = await smallCase(at('case'), write)
  const store = await mountCase(given)
  await runAnalyses(given, store)
  await store.close()
})

/** The rows of one exported table. */
async function rowsOf(name: string) {
  const store = await Store.open()
  try {
    const [table] = await exportTables(given, store, [name])
    return await store.rows(table?.rows ?? '')
  } finally {
    await store.close()
  }
}

test('a post keeps its source and row, its id as text, and its time in both ways', async () => {
  const source = sourcesOf(given)[0]?.sha256
  expect(await rowsOf('post')).toMatchObject([
    { source, row: 1, post_id: '860626347651788801', at: 1494010140120, at_iso: '2017-05-05T18:49:00.120Z' },
    {
      source,
      row: 2,
      text: '=1+1 #leak',
      at_iso: '2017-05-05T18:50:00.000Z',
      observed_at: null,
      observed_at_iso: null,
    },
  ])
})

test('a reject keeps its source, its row, the reason and the raw text', async () => {
  const [reject, ...more] = await rowsOf('rejects')
  expect(more).toEqual([])
  expect(reject).toMatchObject({ source: sourcesOf(given)[0]?.sha256, row: 3 })
  expect(String(reject?.raw)).toContain('this row has no time')
})

test('a line longer than the engine expects is read, and others are not made to pay for it', async () => {
  const path = await write(
    'long.jsonl',
    `{"raw":"short"}\n{"raw":"${'x'.repeat(20_000_000)}"}\n{"raw":"last"}`,
  )
  expect(await longestLine([path])).toBe(20_000_010)
  const store = await Store.open()
  try {
    const rows = linesOf([path], { raw: 'VARCHAR' }, await longestLine([path]))
    expect(await store.rows(`SELECT length(raw) AS n FROM (${rows})`)).toEqual([
      { n: 5 },
      { n: 20_000_000 },
      { n: 4 },
    ])
  } finally {
    await store.close()
  }
})

test('an analysis that found nothing has a row that says why', async () => {
  const findings = await rowsOf('findings')
  const unanswered = findings.filter(({ status }) => status !== 'found')
  expect(unanswered.length).toBeGreaterThan(0)
  for (const row of unanswered) {
    expect(row.id).toBeNull()
    expect(String(row.reason_en).length).toBeGreaterThan(10)
  }
  expect(findings.some(({ claim_en, id }) => claim_en && id)).toBe(true)
})

test('evidence leads from a finding to a source and a row', async () => {
  const evidence = await rowsOf('evidence')
  const ids = new Set((await rowsOf('findings')).map(({ id }) => id))
  expect(evidence.every(({ finding }) => ids.has(finding ?? null))).toBe(true)
  const named = evidence.filter(({ type }) => type === 'post')
  expect(named.length).toBeGreaterThan(0)
  for (const { source, row } of named)
    expect([source, row]).toEqual([sourcesOf(given)[0]?.sha256, expect.any(Number)])
})

test('a custody row holds the line from which its hash can be made again', async () => {
  const lines = (await readFile(given.at.custody, 'utf8')).trimEnd().split('\n')
  expect((await rowsOf('custody')).map(({ line }) => line)).toEqual(lines)
})

test('one table goes to a file, several to a folder, both named after the case', async () => {
  const one = await exportTo(given, ndjson, { tables: ['post'] })
  expect(one).toMatchObject({ path: at('case-post.ndjson'), files: [{ table: 'post', rows: 2 }] })
  const all = await exportTo(given, ndjson)
  expect(all.path).toBe(at('case-ndjson'))
  expect((await readdir(all.path)).sort()).toEqual(all.files.map(({ table }) => `${table}.ndjson`).sort())
})

test('what is there is not replaced unasked, and what is not an export’s not at all', async () => {
  await exportTo(given, ndjson, { tables: ['post'], out: at('posts.ndjson') })
  await expect(exportTo(given, ndjson, { tables: ['post'], out: at('posts.ndjson') })).rejects.toThrow(
    /--force/,
  )
  await exportTo(given, ndjson, { tables: ['post'], out: at('posts.ndjson'), force: true })
  await mkdir(at('holiday'))
  await writeFile(at('holiday/photo.jpg'), 'beach')
  await expect(exportTo(given, ndjson, { out: at('holiday'), force: true })).rejects.toThrow(DestinationTaken)
  expect(await readdir(at('holiday'))).toEqual(['photo.jpg'])
})

test('nothing is written into the case or in place of the folder around it', async () => {
  for (const out of [given.dir, join(given.dir, 'tables/post'), join(given.dir, '..')])
    await expect(exportTo(given, ndjson, { out, force: true }), out).rejects.toThrow(
      /inside the case or around it/,
    )
})

test('a table that the case does not have is said, and nothing is left behind', async () => {
  await rm(given.at.findingRows('crossings'), { force: true })
  await expect(exportTo(given, ndjson, { tables: ['crossings'], out: at('none.ndjson') })).rejects.toThrow(
    /no table 'crossings'/,
  )
  expect((await readdir(at('.'))).filter(name => /none|\.part/.test(name))).toEqual([])
})

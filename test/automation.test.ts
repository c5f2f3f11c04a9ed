import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SIGNALS } from '../src/analyses/automation/signals.ts'
import { analyses } from '../src/analyses/index.ts'
import { runAnalyses } from '../src/analyses/run-all.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase } from '../src/case/open.ts'
import { foundByCare } from '../src/cli/demo-truth.ts'
import type { AnalysisRecord, Row } from '../src/model/finding.ts'
import { simulateLeak } from '../src/scenario/index.ts'
import { literal } from '../src/store/store.ts'
import { sillageHere } from './command.ts'
import { ROOT } from './house.ts'

let folder = ''
let leak: Case
let records: AnalysisRecord[]
let rows: Row[]
let grades: Map<string, string>
let accountsCsv: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-automation-'))
  const { files, accounts, about, zone } = await simulateLeak(join(folder, 'files'), { scale: 0.04 })
  leak = await createCase(join(folder, 'case'), { about, zone })
  accountsCsv = accounts
  for (const file of files) leak = (await addSource(leak, file)).case
  const store = await mountCase(leak)
  records = await runAnalyses(leak, store)
  rows = await store.rows(`SELECT * FROM read_parquet(${literal(leak.at.findingRows('automation'))})`)
  await store.close()
  const truth = readFileSync(accountsCsv, 'utf8').trim().split('\n')
  grades = new Map(
    truth
      .slice(1)
      .map(line => line.split(','))
      .map(([platform, id, , role = '', , grade]) => [`${platform}:${id}`, grade || role]),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const share = (grade: string, ...bands: string[]) => {
  const own = rows.filter(row => row.platform === 'x' && grades.get(`x:${row.account_id}`) === grade)
  expect(own.length, grade).toBeGreaterThan(10)
  return own.filter(row => bands.includes(String(row.band))).length / own.length
}

test('crude automation is found, careful automation mostly not, and ordinary people rarely', () => {
  expect(share('crude', 'strong', 'some')).toBeGreaterThan(0.6)
  expect(share('careful', 'strong', 'some')).toBeLessThan(0.3)
  expect(share('ordinary', 'strong')).toBeLessThan(0.02)
})

test('what is found and missed by grade of care stands on the page, from the bench’s counts', async () => {
  const { figures, findings } = records.find(({ analysis }) => analysis === 'automation') ?? {}
  const care = new Map((figures?.care ?? []).map(row => [row.grade, row]))
  expect([...care.keys()]).toEqual(['crude', 'moderate', 'careful', 'fan', 'ordinary'])
  const found = (grade: string) => Number(care.get(grade)?.some_share)
  expect(found('crude')).toBeGreaterThan(found('moderate'))
  expect(found('moderate')).toBeGreaterThan(found('careful'))
  for (const row of care.values()) {
    expect(row.some_share).toBeGreaterThanOrEqual(Number(row.some_low))
    expect(row.some_share).toBeLessThanOrEqual(Number(row.some_high))
    expect(Number(row.strong_share)).toBeLessThanOrEqual(Number(row.some_share))
  }
  const said = findings?.flatMap(({ caveats }) => caveats.map(({ en }) => en)).join(' ')
  expect(said).toContain(`${Math.round(100 * found('crude'))}% of the crudely automated`)
  // And this leak's own accounts are found as its ground truth has it.
  const own = await foundByCare(leak.at.findingRows('automation'), accountsCsv)
  expect(own.map(({ grade }) => grade)).toEqual(['crude', 'moderate', 'careful', 'not automated'])
  for (const { grade, accounts, found: hits } of own.slice(0, 3))
    expect(hits / accounts).toBeCloseTo(share(grade, 'strong', 'some'), 10)
})

test('the rows are a contract: platform, account, band and likelihood, null without enough data, a column a signal', () => {
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'platform',
    'account_id',
    'handle',
    'posts',
    'band',
    'likelihood',
    'part',
    ...SIGNALS.map(({ id }) => id),
  ])
  for (const row of rows) {
    expect(typeof row.platform).toBe('string')
    expect(typeof row.account_id).toBe('string')
    expect(row.band === null).toBe(row.likelihood === null)
    if (row.likelihood !== null) {
      expect(['none', 'weak', 'some', 'strong']).toContain(row.band)
      expect(row.likelihood).toBeGreaterThan(0)
      expect(row.likelihood).toBeLessThan(1)
    }
  }
  expect(rows.some(row => row.band === null)).toBe(true)
})

/** The word that is said of no account, in either language, and its kin. */
const WORD = /\b(ro)?bots?\b|\bbot-?(like|net)|\bbotted\b/i

test('the word is said of no account, in any output and either language', async () => {
  const automation = records.find(({ analysis }) => analysis === 'automation')
  const accounts = automation?.figures.sheets ?? []
  expect(accounts.length).toBeGreaterThan(20)
  const said = [
    JSON.stringify(
      records.map(record => ({ ...record, figures: record.analysis === 'automation' ? record.figures : {} })),
    ),
    JSON.stringify(analyses.map(({ run: _, ...words }) => words)),
    ...Object.keys(rows[0] ?? {}),
  ]
  for (const lang of ['en', 'fr']) {
    said.push((await sillageHere(['run', '--case', leak.dir, '--lang', lang])).stdout)
    const id = `${accounts[0]?.platform}:${accounts[0]?.account_id}`
    const shown = (await sillageHere(['show', id, '--case', leak.dir, '--lang', lang])).stdout
    expect(shown).toContain(lang === 'en' ? 'Signs of automation: ' : 'Signes d’automatisation\u00a0: ')
    said.push(shown)
    said.push((await sillageHere(['show', id, '--case', leak.dir, '--lang', lang, '--json'])).stdout)
    // Its posts were simulated without the word, so that what is found would be the program's own.
    await sillageHere(['report', '--case', leak.dir, '--lang', lang])
    said.push(readFileSync(leak.at.report, 'utf8'))
  }
  const exported = join(folder, 'exported')
  for (const format of ['csv', 'network'])
    await sillageHere(['export', format, '--case', leak.dir, '-o', join(exported, format)])
  const files = readdirSync(exported, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  expect(files.length).toBeGreaterThan(10)
  for (const { parentPath, name } of files) said.push(readFileSync(join(parentPath, name), 'utf8'))
  for (const text of said) expect(WORD.exec(text)?.[0]).toBe(undefined)
})

test('the word stands in no source that speaks to people', () => {
  const speaking = ['analyses', 'words', 'web', 'plot', 'report', 'cli', 'exporters'].flatMap(room =>
    readdirSync(join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map(file => join(ROOT, 'src', room, file)),
  )
  expect(speaking.length).toBeGreaterThan(100)
  const found = speaking.filter(file => WORD.test(readFileSync(file, 'utf8')))
  expect(found).toEqual([])
})

test('findings are aggregates: none is about an account', () => {
  const automation = records.find(({ analysis }) => analysis === 'automation')
  expect(automation?.findings.length).toBeGreaterThan(2)
  for (const { about } of automation?.findings ?? []) expect(about).toEqual({})
})

test('an account of which only posts were captured opens to its posts and its signals', async () => {
  const did = 'did:plc:clockclockclockclockclock'
  const commit = (i: number) => {
    const at = Date.UTC(2025, 4, 5, 10, i * 10)
    const record = { $type: 'app.bsky.feed.post', text: `text ${i}`, createdAt: new Date(at).toISOString() }
    const made = { operation: 'create', collection: 'app.bsky.feed.post', rkey: `p${i}`, record }
    return JSON.stringify({ did, time_us: at * 1000, kind: 'commit', commit: made })
  }
  const file = join(folder, 'unprofiled.jsonl')
  await writeFile(file, Array.from({ length: 20 }, (_, i) => commit(i)).join('\n'))
  let given = await createCase(join(folder, 'unprofiled'), { about: [] })
  given = (await addSource(given, file)).case
  const store = await mountCase(given)
  await runAnalyses(given, store, { only: ['automation'] })
  expect(await store.rows('SELECT * FROM profile')).toEqual([])
  await store.close()
  for (const id of [`bluesky:${did}`, `@${did}`]) {
    const { stdout } = await sillageHere(['show', id, '--case', given.dir, '--json'])
    const shown = JSON.parse(stdout)
    expect(shown, id).toMatchObject({
      account_id: did,
      handle: null,
      posts: 20,
      signals: { account_id: did, part: 'rhythm', gap_regularity: expect.any(Number) },
    })
    expect(shown.shown, id).toHaveLength(20)
  }
  const { code } = await sillageHere(['show', 'bluesky:nobody', '--case', given.dir])
  expect(code).toBe(2)
})

/** The claims of the whole leak: each resolves to posts with their source rows, and each account shown to its row of signals. */
test('every claim and every account of the analysis opens: sillage show resolves it', async () => {
  const automation = records.find(({ analysis }) => analysis === 'automation')
  for (const { id, evidence } of automation?.findings ?? []) {
    const shown = JSON.parse(
      (await sillageHere(['show', id, '--case', leak.dir, '--limit', '5', '--json'])).stdout,
    )
    expect(evidence.length, id).toBeGreaterThan(0)
    expect(shown.posts.length, id).toBeGreaterThan(0)
    for (const post of shown.posts)
      expect(post).toMatchObject({ source_name: expect.any(String), row: expect.anything() })
  }
  const sample = (automation?.figures.sheets ?? []).filter((_, i) => i % 12 === 0)
  const first = (band: string | null) => rows.find(row => row.band === band && row.posts !== 0)
  for (const account of [...sample, first(null), first('none'), first('weak')]) {
    const id = `${account?.platform}:${account?.account_id}`
    const shown = JSON.parse(
      (await sillageHere(['show', id, '--case', leak.dir, '--limit', '1', '--json'])).stdout,
    )
    expect(shown, id).toMatchObject({
      posts: account?.posts,
      signals: { account_id: account?.account_id, band: account?.band },
    })
    if (account?.posts) expect(shown.shown, id).toHaveLength(1)
  }
})

test('profiles without posts are judged by their profiles alone', async () => {
  let given = await createCase(join(folder, 'profiles'), { about: [] })
  given = (await addSource(given, join(ROOT, 'src/importers/samples/x-users.csv'))).case
  const store = await mountCase(given)
  const [record] = await runAnalyses(given, store, { only: ['automation'] })
  expect(record).toMatchObject({ status: 'found' })
  expect(record?.findings[0]?.claim.en).toContain('Of the 2 accounts with enough data')
  const judged = await store.rows(
    `SELECT * FROM read_parquet(${literal(given.at.findingRows('automation'))})`,
  )
  expect(judged.map(row => [row.account_id, row.part, row.own_peak_hour])).toEqual([
    ['11', 'profile', null],
    ['12', 'profile', null],
  ])
  await store.close()
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAnalyses } from '../src/analyses/run-all.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase } from '../src/case/open.ts'
import { addDump } from '../src/documents/add-dump.ts'
import type { AnalysisRecord, Row } from '../src/model/finding.ts'
import { type DumpTruth, type SimulatedDump, simulateDump } from '../src/scenario/dump/index.ts'
import { simulateLeak } from '../src/scenario/index.ts'
import { literal } from '../src/store/store.ts'
import { sillage } from './command.ts'

/** The simulated dump by the way that anyone's takes: read, judged, asked. */
const PATIENCE = 240_000
let folder: string
let leak: SimulatedDump
let truth: DumpTruth[]
let given: Case
let records: AnalysisRecord[]
let verdicts: Row[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-demo-dump-'))
  leak = await simulateDump(join(folder, 'leaked'), 2017, 0.1)
  truth = JSON.parse(await readFile(leak.truth, 'utf8')).files
  const { originals, decoys, keys } = leak
  const { case: filled, added } = await addDump(await createCase(join(folder, 'case')), leak.dump, {
    judgeBy: { originals, decoys, keys },
    workers: 2,
  })
  given = filled
  expect(added.source.counts.rejects).toBe(0)
  expect(Object.keys(added.source.options).toSorted()).toEqual(['decoys', 'keys', 'originals'])
  const store = await mountCase(given)
  try {
    records = await runAnalyses(given, store)
    verdicts = await store.rows(`SELECT * FROM read_parquet(${literal(given.at.findingRows('verdict'))})`)
  } finally {
    await store.close()
  }
}, PATIENCE)
afterAll(() => rm(folder, { recursive: true, force: true }))

const placed = ({ path }: DumpTruth) => `dump/${path.replace('.eml!/', '.eml/')}`

test('every planted, altered and re-saved file is found, and no authentic one is called anything else', () => {
  const told = new Map(verdicts.map(row => [row.document, row]))
  expect(
    truth.map(one => [placed(one), told.get(placed(one))?.verdict, told.get(placed(one))?.change]),
  ).toEqual(truth.map(one => [placed(one), one.verdict, one.change]))
  expect(new Set(truth.map(({ verdict }) => verdict)).size).toBe(4)
  expect(verdicts).toHaveLength(truth.length)
})

test('each message has the verdict on its signatures that it was made for', () => {
  const told = new Map(verdicts.map(row => [row.document, row.mail]))
  const letters = truth.filter(({ mail }) => mail !== null)
  expect(letters.map(one => told.get(placed(one)))).toEqual(letters.map(({ mail }) => mail))
})

test('absence is never called fake, in either language', () => {
  const unknown = verdicts.filter(({ verdict }) => verdict === 'unknown')
  expect(unknown.length).toBeGreaterThan(5)
  for (const { because, because_fr } of unknown) {
    expect(because).toContain('does not mean that it is fake')
    expect(because_fr).toContain('ne veut pas dire qu’il soit faux')
  }
})

test('the findings count what is true, each with the facts that it rests on', () => {
  const verdict = records.find(({ analysis }) => analysis === 'verdict')
  const [all] = verdict?.findings ?? []
  const count = (wanted: string) => truth.filter(one => one.verdict === wanted).length
  expect(all?.numbers).toEqual({
    judged: truth.length,
    planted: count('planted'),
    authentic: count('authentic'),
    altered: count('altered'),
    unknown: count('unknown'),
  })
  for (const finding of verdict?.findings ?? []) expect(finding.evidence).toHaveLength(1)
  const changed = truth.filter(({ change }) => change === 'content changed').map(placed)
  const shown = new Set((verdict?.figures.differences ?? []).map(({ document }) => document))
  expect(changed.filter(document => !shown.has(document))).toEqual([])
})

test('the night in which workbooks were saved anew is found, even where they are a few of one year', async () => {
  const store = await mountCase(given)
  try {
    const [resaves] = await runAnalyses(given, store, {
      only: ['resaves'],
      choices: { resaves: { least: 3, span: 30 } },
      write: false,
    })
    expect(resaves?.findings[0]?.numbers.files).toBeGreaterThan(2)
  } finally {
    await store.close()
  }
})

test('each draft is found to be a version of the paper that it became, and nothing else is called one', () => {
  const rows = records.find(({ analysis }) => analysis === 'versions')?.figures.groups ?? []
  const drafts = truth.filter(({ draftOf }) => draftOf !== undefined)
  expect(drafts.length).toBeGreaterThan(2)
  const pairs = drafts.map(one => [placed(one), `dump/${one.draftOf}`])
  expect(rows.map(({ files }) => files)).toEqual(pairs.map(() => 2))
  expect(rows.map(({ group }) => pairs.findIndex(pair => pair.includes(String(group)))).toSorted()).toEqual(
    pairs.map((_, n) => n),
  )
})

test('pages that quote the dump are found, each with the paper that it quotes, and no other', {
  timeout: PATIENCE,
}, async () => {
  const simulated = await simulateLeak(join(folder, 'leak'), { seed: 7, scale: 0.02 })
  const pages = simulated.files.find(file => file.endsWith('blogs.warc.gz')) ?? ''
  const { case: posts } = await addSource(await createCase(join(folder, 'quoted')), pages)
  const { case: whole } = await addDump(posts, simulated.dump.dump, { workers: 2 })
  const store = await mountCase(whole)
  try {
    await runAnalyses(whole, store, { only: ['quoted'] })
    const found = await store.rows<{ line: string }>(
      `SELECT DISTINCT document || ',' || post_id AS line FROM read_parquet(${literal(whole.at.findingRows('quoted'))}) WHERE best`,
    )
    const told = (await readFile(join(folder, 'leak', 'ground-truth-quotes.csv'), 'utf8'))
      .trim()
      .split('\n')
      .slice(1)
    expect(told.length).toBeGreaterThan(5)
    const drafts = new Map(
      (JSON.parse(await readFile(simulated.dump.truth, 'utf8')).files as DumpTruth[]).flatMap(one =>
        one.draftOf === undefined ? [] : [[placed(one), `dump/${one.draftOf}`] as const],
      ),
    )
    // What an earlier version says as well is said first by that.
    const papers = found.map(({ line }) => {
      const [document = '', url] = line.split(',')
      return `${drafts.get(document) ?? document},${url}`
    })
    expect(papers.toSorted()).toEqual(told.map(line => `dump/${line}`).toSorted())
  } finally {
    await store.close()
  }
})

test('questions about posts are passed over in a case that holds a dump alone', () => {
  const passed = records.filter(({ lacking }) => lacking === 'posts').map(({ analysis }) => analysis)
  expect(passed).toContain('volume')
  expect(passed).not.toContain('verdict')
})

test('originals that lie in the dump are refused', { timeout: PATIENCE }, async () => {
  const fresh = await createCase(join(folder, 'refused'))
  await expect(
    addDump(fresh, leak.dump, { judgeBy: { originals: join(leak.dump, 'papers') } }),
  ).rejects.toThrow('overlap')
})

test('all of it runs with every socket refused, in the readers too', { timeout: PATIENCE }, async () => {
  const calls = join(folder, 'calls')
  const { originals, decoys, keys, dump } = leak
  const { code, stdout, stderr } = await sillage(
    ['triage', dump, '--originals', originals, '--decoys', decoys, '--keys', keys, '-o', join(folder, 'cut')],
    {
      env: {
        NODE_OPTIONS: `--import ${new URL('./no-network.mjs', import.meta.url).href}`,
        SILLAGE_CALLS: calls,
      },
    },
  )
  expect(stderr).not.toContain('network is cut')
  expect(code).toBe(0)
  expect(stdout).toMatch(/documents, \S+ are planted/)
  const written = (await readFile(calls, 'utf8')).trim().split('\n')
  // The command and each of its readers.
  expect(written.length).toBeGreaterThan(2)
  expect(new Set(written)).toEqual(new Set(['loaded']))
})

import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { mountCase } from '../case/mount.ts'
import { asked, fixtures, imported } from '../case/testing.ts'
import { literal, Store } from '../store/store.ts'
import { defineAnalysis } from './analysis.ts'
import { resolutionOf, runAnalysis, writeFindings } from './run.ts'
import { runAnalyses } from './run-all.ts'

const { at, write } = fixtures()
const bare = async (name: string) =>
  (await imported(at(name), await write(`${name}.csv`, 'at,account_id,text\n2017-05-05T18:49:00Z,ann,ok\n')))
    .given

const nosy = defineAnalysis({
  id: 'nosy',
  version: 3,
  question: { en: 'Who?', fr: 'Qui ?' },
  params: { least: { default: 2, help: { en: '', fr: '' } } },
  needs: ['account.followers'],
  run: async ({ params }) => ({
    status: 'found',
    rows: [{ least: params.least }],
    findings: [],
    figures: {},
  }),
  numbers: {},
  method: { en: '', fr: '' },
})

test('a question whose needs nothing in the case states is not applicable, and says which', async () => {
  const given = await bare('needs')
  const store = await mountCase(given)
  const { record, rows } = await runAnalysis(given, store, nosy)
  await store.close()
  expect(record).toMatchObject({
    analysis: 'nosy',
    method: 3,
    status: 'not applicable',
    findings: [],
    params: { least: 2 },
  })
  expect(record.reason?.en).toMatch(/account\.followers/)
  expect(record.reason?.fr).toMatch(/account\.followers/)
  expect(rows).toEqual([])
})

test('a question whose needs are met is asked, with the values chosen', async () => {
  const path = await write('met.csv', 'at,account_id,text,followers\n2017-05-05T18:49:00Z,ann,ok,7\n')
  const { given } = await imported(at('met'), path)
  const store = await mountCase(given)
  const { record, rows } = await runAnalysis(given, store, nosy, { least: 9 })
  await store.close()
  expect(record).toMatchObject({ status: 'found', params: { least: 9 } })
  expect(record.reason).toBeUndefined()
  expect(rows).toEqual([{ least: 9 }])
})

test('an empty case makes no analysis fail', async () => {
  const { given } = await imported(at('empty'), await write('empty.csv', 'at,account_id,text\n'))
  const store = await mountCase(given)
  const records = await runAnalyses(given, store)
  await store.close()
  for (const { analysis, status, reason } of records) {
    expect(status, analysis).not.toBe('found')
    expect(reason?.en, analysis).toMatch(/\w/)
    expect(reason?.fr, analysis).toMatch(/\w/)
  }
})

test('a case of one post makes no analysis fail, and nothing in it is not a number', async () => {
  const given = await bare('single')
  const store = await mountCase(given)
  const records = await runAnalyses(given, store)
  await store.close()
  expect(records.find(({ analysis }) => analysis === 'origin')?.status).toBe('found')
  for (const { findings } of records)
    for (const { id, numbers, claim } of findings) {
      expect(Object.values(numbers).every(Number.isFinite), `${id} ${JSON.stringify(numbers)}`).toBe(true)
      expect(claim.en + claim.fr).not.toMatch(/NaN|undefined|null|Infinity|Invalid/)
    }
})

test('rows are written with the types that their values show', async () => {
  const given = await bare('rows')
  const store = await mountCase(given)
  const { record } = await runAnalysis(given, store, nosy)
  const rows = [
    { whole: 1, part: 1, word: 'a', yes: true, mixed: 1, never: null, late: null },
    { whole: 2, part: 0.5, word: "it's", yes: false, mixed: 'b', never: null, late: 7 },
  ]
  await writeFindings(given, store, record, rows)
  await store.close()
  const path = literal(given.at.findingRows('nosy'))
  expect(await asked(given, `SELECT * FROM read_parquet(${path})`)).toEqual([
    { ...rows[0], mixed: '1' },
    { ...rows[1] },
  ])
  expect(JSON.parse(await readFile(given.at.finding('nosy'), 'utf8'))).toEqual(record)
})

describe('the resolution of a case’s times', () => {
  const resolution = async (times: number[]) => {
    const store = await Store.open()
    await store.run(`CREATE TABLE post AS SELECT unnest([${times.join(',')}]::BIGINT[]) AS "at"`)
    const found = await resolutionOf(store)
    await store.close()
    return found
  }
  const every = (step: number, n: number) =>
    Array.from({ length: n }, (_, i) => Date.UTC(2017, 4, 5) + i * step)

  test('is the largest unit that they are multiples of', async () => {
    expect(await resolution(every(86_400_000, 30))).toBe(86_400_000)
    expect(await resolution(every(60_000, 30))).toBe(60_000)
    expect(await resolution(every(1_000, 61))).toBe(1_000)
    expect(await resolution(every(7, 1000))).toBe(1)
  })
  test('is not spoiled by one time in a thousand', async () => {
    expect(await resolution([...every(60_000, 2000), Date.UTC(2018, 0, 1, 0, 0, 7)])).toBe(60_000)
    expect(await resolution([...every(60_000, 100), Date.UTC(2018, 0, 1, 0, 0, 7)])).toBe(1_000)
  })
  test('is a second where there are too few to tell', async () => {
    expect(await resolution(every(60_000, 3))).toBe(1_000)
    expect(await resolution([])).toBe(1_000)
  })
})

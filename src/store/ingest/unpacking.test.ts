import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DamagedStream } from '../../importers/bytes.ts'
import { completed } from '../../importers/head.ts'
import { MACROS } from '../../importers/macros.ts'
import { table } from '../../importers/mapped.ts'
import type { Row } from '../../model/finding.ts'
import { Store } from '../store.ts'
import { loadRaw } from './raw.ts'
import { staging } from './stage.ts'
import { Unpacking } from './unpacking.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-unpacking-'))
})
afterAll(() => rm(folder, { recursive: true }))

const HEADER = '\nat,account_id,text\n'
const line = (row: number, text: string) =>
  `2017-05-05 18:49:${String(row % 60).padStart(2, '0')},ann,${text}\n`
const ROWS = Array.from({ length: 200 }, (_, at) => at + 1)
const LINES = ROWS.map(row => line(row, `"line ${row}\nand, ""more"""`))

/** A text in chunks of some bytes; `damage` comes at the end. */
async function* chunks(text: string, damage?: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += 70) {
    await Promise.resolve()
    yield bytes.subarray(from, from + 70)
  }
  if (damage) throw new DamagedStream(damage)
}

test('files hold whole rows under the header, and together what was packed', async () => {
  const text = HEADER + LINES.join('')
  const unpacking = new Unpacking(join(folder, 'whole'), chunks(text), 1_000)
  let rows = ''
  for await (const paths of unpacking.standing())
    for (const path of paths) {
      const file = await readFile(path, 'utf8')
      expect(file.startsWith(HEADER)).toBe(true)
      expect(file.endsWith('"""\n')).toBe(true)
      expect(file.length).toBeLessThan(1_200)
      rows += file.slice(HEADER.length)
    }
  expect(rows).toBe(LINES.join(''))
  expect(unpacking.paths.length).toBeGreaterThan(5)
  expect(unpacking.lines.rows).toBe(200)
  let all = ''
  for await (const some of unpacking.bytes()) all += Buffer.from(some).toString()
  expect(all).toBe(text)
  await unpacking.stop()
  expect(await readdir(folder)).toEqual([])
})

test('what fails while it unpacks reaches whoever waits', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* chunks(HEADER + LINES.slice(0, 50).join(''))
    throw new Error('the disk is full')
  }
  const unpacking = new Unpacking(join(folder, 'failing'), failing(), 500)
  const all = (async () => {
    for await (const _ of unpacking.standing());
  })()
  await expect(all).rejects.toThrow('the disk is full')
  await expect(unpacking.all()).rejects.toThrow('the disk is full')
  await unpacking.stop()
  expect(await readdir(folder)).toEqual([])
})

/** A table's posts and refused rows, when it is read from many files. */
async function read(text: string, damage?: string): Promise<{ rows: number; taken: Row[]; refused: Row[] }> {
  const head = completed({
    name: 'posts.csv.gz',
    bytes: 1,
    compression: 'gzip',
    shape: 'table',
    text: '',
    records: [],
    columns: ['at', 'account_id', 'text'],
    rows: [['2017-05-05 18:49:00', 'ann', 'x']],
    dialect: { delimiter: ',', quote: '"', encoding: 'utf-8', bareReturns: false },
  })
  const store = await Store.open()
  try {
    for (const macro of MACROS) await store.run(macro)
    const rows = await loadRaw(
      store,
      '',
      head,
      table,
      staging(store, table.select(head, {}), 'to_json(raw)::VARCHAR'),
      () => {},
      true,
      new Unpacking(join(store.scratch, 'plain'), chunks(text, damage), 1_000),
    )
    return {
      rows,
      taken: await store.rows('SELECT "row", text FROM taken ORDER BY "row"'),
      refused: await store.rows('SELECT "row", code, raw FROM refused ORDER BY "row"'),
    }
  } finally {
    await store.close()
  }
}

const but = (row: number) => ROWS.filter(other => other !== row)

test('rows of many files keep their numbers, and those that are refused their text', async () => {
  const lines = LINES.with(119, 'no time,ann,odd\n')
  const { rows, taken, refused } = await read(HEADER + lines.join(''))
  expect(rows).toBe(200)
  expect(taken.map(({ row }) => row)).toEqual(but(120))
  expect(taken[150]).toEqual({ row: 152, text: 'line 152\nand, "more"' })
  expect(refused).toEqual([{ row: 120, code: 'row', raw: expect.stringContaining('"text":"odd"') }])
})

test.each([
  ['a quote is never closed', line(150, '"open')],
  ['a row has too many cells', line(150, 'x,y,z')],
])('where %s, all other rows are taken', async (_, odd) => {
  const { rows, taken, refused } = await read(HEADER + LINES.with(149, odd).join(''))
  expect(rows).toBe(200)
  expect(refused.map(({ row }) => row)).toEqual([150])
  expect(taken.map(({ row }) => row)).toEqual(but(150))
})

test('what came before a damage is taken, and the damage is named', async () => {
  const { rows, taken, refused } = await read(HEADER + LINES.join(''), 'it is cut short')
  expect([rows, taken.length]).toEqual([201, 200])
  expect(refused).toEqual([{ row: 0, code: 'unreadable', raw: '' }])
})

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSource } from '../src/case/add.ts'
import { fileSha256, filesUnder } from '../src/case/hash.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase, openCase } from '../src/case/open.ts'
import { brokenRules } from '../src/exporters/testing.ts'
import { TABLE_NAMES, TABLES } from '../src/model/tables.ts'
import { simulateLeak } from '../src/scenario/index.ts'
import { literal, type Store } from '../src/store/store.ts'
import { sillageHere } from './command.ts'

/** A small simulated leak with a refused row, traced; then handed on in every way. */
let folder = ''
let given: Case
let store: Store
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-export-'))
  const leak = await simulateLeak(at('files'), { scale: 0.01 })
  given = await createCase(at('leak'), { about: leak.about, zone: leak.zone, simulated: true })
  await writeFile(
    at('odd.csv'),
    'at,account_id,id,text\nnever,bob,1,no time\n2017-05-05T20:01:00Z,ann,3,@eve #MacronLeaks\n2017-05-05T20:00:00Z,eve,2,"=cmd()\n""two"" lines, #MacronLeaks"\n',
  )
  for (const file of [...leak.files, at('odd.csv')]) given = (await addSource(given, file)).case
  for (const command of ['run', 'report']) await done(command, '--case', at('leak'))
  given = await openCase(at('leak'))
  store = await mountCase(given)
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)

/** A command that must end well. */
async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sillageHere(args)
  expect(code, stderr).toBe(0)
  return stdout
}

/** The simulated leak has no dump. */
const OF_DUMPS: ReadonlySet<string> = new Set(['document', 'fact'])

const CRATE = ['--license', 'CC-BY-4.0', '--author', 'Ann Reporter <0000-0002-1825-0097>']

test.each([
  ['parquet', (path: string) => `read_parquet(${path})`],
  [
    'csv',
    (path: string, columns: string) =>
      `read_csv(${path}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', allow_quoted_nulls = false, max_line_size = 20000000, columns = {${columns}})`,
  ],
  [
    'ndjson',
    (path: string, columns: string) =>
      `read_json(${path}, format = 'newline_delimited', columns = {${columns}})`,
  ],
])('every row of every table is in the %s as it is in the case', async (format, read) => {
  const { files } = JSON.parse(await done('export', format, '--case', at('leak'), '--json'))
  expect(files.length).toBeGreaterThan(10)
  for (const table of TABLE_NAMES) {
    const own = Object.entries(TABLES[table])
    const isTime = (name: string) => /(^|_)at$/.test(name)
    const columns = own.flatMap(([name, type]) => [
      [name, type],
      ...(isTime(name) ? [[`${name}_iso`, 'VARCHAR']] : []),
    ])
    const from = read(
      literal(at(`leak-${format}/${table}.${format}`)),
      columns.map(([name = '', type]) => `${literal(name)}: '${type}'`).join(', '),
    )
    const names = own.map(([name]) => `"${name}"`).join(', ')
    const { n, there } = await store.row<{ n: number; there: number }>(
      `SELECT (SELECT count(*) FROM ${table}) AS n, (SELECT count(*) FROM ${from}) AS there`,
    )
    if (!OF_DUMPS.has(table)) expect(n).toBeGreaterThan(1000)
    expect(there).toBe(n)
    // Both ways, and as bags: a row that is there twice must be there twice.
    for (const [one, other] of [
      [table, from],
      [from, table],
    ])
      expect(
        await store.rows(`SELECT ${names} FROM ${one} EXCEPT ALL SELECT ${names} FROM ${other}`),
        table,
      ).toEqual([])
    for (const name of own.map(([column]) => column).filter(isTime))
      expect(
        await store.rows(
          `SELECT "${name}" FROM ${from} WHERE epoch_ms(CAST("${name}_iso" AS TIMESTAMP)) IS DISTINCT FROM "${name}"`,
        ),
        name,
      ).toEqual([])
  }
})

test('a case goes into an RO-Crate and comes back equal: tables, findings, custody and report', async () => {
  const said = await done('export', 'ro-crate', '--case', at('leak'), ...CRATE)
  expect(said).toContain(at('leak-ro-crate'))
  expect(brokenRules(at('leak-ro-crate'))).toEqual([])
  await done('import-case', at('leak-ro-crate'), '-o', at('back'))
  await done('verify', '--case', at('back'))
  const back = await openCase(at('back'))
  const other = await mountCase(back)
  try {
    for (const table of TABLE_NAMES) {
      const all = `SELECT * FROM ${table} ORDER BY ALL`
      const rows = await other.rows(all)
      if (!OF_DUMPS.has(table)) expect(rows.length).toBeGreaterThan(1000)
      // Megabytes that differ make no readable difference: their equality is enough.
      expect(JSON.stringify(rows) === JSON.stringify(await store.rows(all)), table).toBe(true)
    }
  } finally {
    await other.close()
  }
  const hashes = async (dir: string) =>
    Promise.all((await filesUnder(dir)).map(async file => `${await fileSha256(join(dir, file))} ${file}`))
  for (const part of ['findings', 'rejects', 'sources', 'tables'])
    expect(await hashes(at(`back/${part}`)), part).toEqual(await hashes(at(`leak/${part}`)))
  expect((await readdir(at('leak/findings'))).length).toBeGreaterThan(10)
  const log = await readFile(back.at.custody, 'utf8')
  expect(log.startsWith(await readFile(given.at.custody, 'utf8'))).toBe(true)
  await done('report', '--case', at('back'))
  expect(await shown('back')).toEqual(await shown('leak'))
})

/** What the report shows, but for when it was made and how long the log is. */
async function shown(name: string) {
  const html = await readFile(at(`${name}/report.html`), 'utf8')
  const [, data = ''] = /id="sillage-data">(.*?)<\/script>/s.exec(html) ?? []
  const { made: _, custody, ...rest } = JSON.parse(data)
  return { ...rest, custody: custody.slice(0, given.custody.length) }
}

test('findings made anew from the tables that came back are those that came along', async () => {
  await done('import-case', at('leak-ro-crate'), '-o', at('anew'))
  await done('run', '--case', at('anew'))
  const names = (await readdir(at('anew/findings'))).filter(name => name.endsWith('.json'))
  for (const name of names)
    expect(
      (await readFile(at(`anew/findings/${name}`), 'utf8')) ===
        (await readFile(at(`leak/findings/${name}`), 'utf8')),
      name,
    ).toBe(true)
})

test('a changed crate ends with 4, a crate that is none with 1, a place that is taken and a word too many with 2', async () => {
  const [part = ''] = (await readdir(at('leak-ro-crate/tables/post'))).sort()
  const path = at(`leak-ro-crate/tables/post/${part}`)
  const bytes = await readFile(path)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  await writeFile(path, bytes)
  const ends = async (...args: string[]) => {
    const { code, stderr } = await sillageHere(args)
    return [code, stderr.trimEnd().split('\n').length]
  }
  expect(await ends('import-case', at('leak-ro-crate'), '-o', at('never'))).toEqual([4, 1])
  expect(await ends('import-case', at('files'), '-o', at('never'))).toEqual([1, 1])
  expect(await ends('import-case', at('leak-ro-crate'), '-o', at('leak'))).toEqual([2, 1])
  expect(await ends('export', 'ro-crate', '--case', at('leak'), ...CRATE)).toEqual([2, 1])
  expect(await ends('export', 'ro-crate', '--case', at('leak'))).toEqual([2, 1])
  expect(await ends('export', 'csv', '--case', at('leak'), '--without-sources')).toEqual([2, 1])
  expect(await ends('export', 'csv', '--case', at('leak'), '--table', 'posts')).toEqual([2, 1])
  expect(await ends('export', 'ro-crate', '--case', at('leak'), ...CRATE, '--date', '2017-13-40')).toEqual([
    2, 1,
  ])
  expect(
    await ends('export', 'csv', '--case', at('leak'), '--table', 'post', '-o', at('leak/posts.csv')),
  ).toEqual([2, 1])
  expect((await sillageHere(['export', 'excel', '--case', at('leak')])).code).toBe(2)
})

test('what a command writes, --json says: the path, and each file with its size and hash', async () => {
  const said = JSON.parse(
    await done(
      'export',
      'frictionless',
      '--case',
      at('leak'),
      '--table',
      'post',
      '--table',
      'action',
      '--json',
    ),
  )
  expect(said).toMatchObject({
    format: 'frictionless',
    path: at('leak-frictionless'),
    files: [{ table: 'post' }, { table: 'action' }],
  })
  for (const { path, sha256 } of said.files) expect(await fileSha256(path)).toBe(sha256)
})

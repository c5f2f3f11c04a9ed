import { expect, test } from 'vitest'
import { fixtures } from '../case/testing.ts'
import { literal } from '../store/store.ts'
import { csv, spreadsheetCsv } from './csv.ts'
import { ndjson } from './ndjson.ts'
import { parquet } from './parquet.ts'
import { HOSTILE, throughFile } from './testing.ts'

const { at } = fixtures()

const given = Object.entries(HOSTILE).map(([name, text]) => ({ name, text }))
/** How an exact file is read: nothing is guessed, and what stands in quotes is a text even when it is empty. */
const EXACT = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', allow_quoted_nulls = false, columns = {name: 'VARCHAR', text: 'VARCHAR'}`

test('every text comes back from an exact CSV as it went in, and empty is not nothing', async () => {
  const path = at('exact.csv')
  const { written, rows } = await throughFile(csv, path, `read_csv(${literal(path)}, ${EXACT})`)
  expect(rows).toEqual(given)
  expect(written.startsWith('name,text\r\nplain,the archive is open\r\n')).toBe(true)
  expect(written).toContain('quotes,"she said ""no"", twice"\r\n')
  expect(written).toContain('empty,""\r\n')
  expect(written).toContain('nothing,\r\n')
})

test('every text comes back from NDJSON, a line an object', async () => {
  const path = at('lines.ndjson')
  const { written, rows } = await throughFile(
    ndjson,
    path,
    `read_json(${literal(path)}, format = 'newline_delimited', columns = {name: 'VARCHAR', text: 'VARCHAR'})`,
  )
  expect(rows).toEqual(given)
  const lines = written.trimEnd().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual(given)
})

test('every text comes back from Parquet', async () => {
  const path = at('table.parquet')
  const { rows } = await throughFile(parquet, path, `read_parquet(${literal(path)})`)
  expect(rows).toEqual(given)
})

/** Cells as a spreadsheet would get them, by what they were. */
async function sheet(lang: 'en' | 'fr'): Promise<Map<string, string | null>> {
  const path = at(`sheet-${lang}.csv`)
  const { rows } = await throughFile(
    spreadsheetCsv(lang),
    path,
    `read_csv(${literal(path)}, ${EXACT.replace("delim = ','", `delim = '${lang === 'fr' ? ';' : ','}'`)})`,
  )
  return new Map(rows.map(({ name, text }) => [name.replace(/^'/, ''), text]))
}

test('nothing in a spreadsheet’s CSV is a formula, a number or a date that was a text', async () => {
  const cells = await sheet('en')
  for (const name of [
    'a formula',
    'a formula after blanks',
    'a sum',
    'a list',
    'a handle',
    'a full-width formula',
    'a leading apostrophe',
    'a long number',
    'a date to a spreadsheet',
    'a truth value',
  ])
    expect(cells.get(name), name).toBe(`'${HOSTILE[name]}`)
  for (const name of ['plain', 'quotes', 'emoji', 'an apostrophe', 'empty', 'nothing'])
    expect(cells.get(name), name).toBe(HOSTILE[name])
})

test('a formula behind the separator of another country, or on a line of its own, is none', async () => {
  const cells = await sheet('en')
  expect(cells.get('a formula behind the other separator')).toBe("well;'=1+1")
  expect(cells.get('a formula on the next line')).toBe("well\n'=1+1")
  expect((await sheet('fr')).get('a formula behind the other separator')).toBe('well;=1+1')
})

test('one leading apostrophe taken away is the text again, but for formulas within it', async () => {
  const cells = await sheet('en')
  const back = given.filter(({ name }) => !/behind|next line/.test(name))
  for (const { name, text } of back) expect(cells.get(name)?.replace(/^'/, '') ?? null, name).toBe(text)
})

test('a spreadsheet is told that the file is UTF-8', async () => {
  const { written } = await throughFile(
    spreadsheetCsv('en'),
    at('marked.csv'),
    `(SELECT 'a' AS name, 'b' AS text)`,
  )
  expect(written.codePointAt(0)).toBe(0xfeff)
  expect(written.slice(1, 10)).toBe('name,text')
})

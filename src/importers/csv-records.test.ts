import { expect, test } from 'vitest'
import { csvRecords } from './csv-records.ts'

/** The rows of a table whose bytes come in pieces of a length, as "row: cells" or "row! problem". */
async function rows(text: string, columns = 3, piece = 1 << 20): Promise<string[]> {
  async function* bytes() {
    const all = Buffer.from(text)
    for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece)
  }
  const found: string[] = []
  for await (const batch of csvRecords(bytes(), ',', columns))
    for (const record of batch)
      found.push(
        'cells' in record
          ? `${record.row}: ${Buffer.from(record.cells)}`
          : `${record.row}! ${record.problem} ${record.raw}`,
      )
  return found
}

test('rows are told apart by any line end, quotes and blank lines heeded, however the bytes are cut', async () => {
  const text = '\ufeffa,b,c\r\n1,"x\r\n""y"",",z\n\n2,,\r3, "p" ,q'
  for (const piece of [1, 2, 3, 7, 100])
    expect(await rows(text, 3, piece)).toEqual(['1: 1,"x\r\n""y"",",z', '2: 2,,', '3: 3,"p",q'])
})

test('short rows are filled up, empty cells too many cut off, and others refused', async () => {
  expect(await rows('a,b,c\n1\n1,2,3,,\n1,2,3,4\n')).toEqual([
    '1: 1,,',
    '2: 1,2,3',
    '3! it has 4 cells where the header has 3 1,2,3,4',
  ])
})

test('a quote that is never closed costs its own line', async () => {
  expect(await rows('a,b,c\n1,2,"never\n3,4,5\n6,7,8')).toEqual([
    '1! a quote is never closed 1,2,"never',
    '2: 3,4,5',
    '3: 6,7,8',
  ])
})

test('a quote that is closed by the next row’s costs its own line', async () => {
  expect(await rows('a,b,c\n1,2,"never\n3,4,"five"\n6,7,8')).toEqual([
    '1! a quote is closed inside a cell, or never 1,2,"never',
    '2: 3,4,"five"',
    '3: 6,7,8',
  ])
})

test('a row of more than 2 MB is refused with its beginning, and the next one is read', async () => {
  const found = await rows(`a,b,c\n1,2,${'x'.repeat(5 << 20)}\n3,4,5\n`, 3, 1 << 16)
  expect(found.map(row => row.slice(0, 40))).toEqual(['1! the row is longer than 2 MB 1,2,xxxxx', '2: 3,4,5'])
  expect(found[0]?.length).toBeLessThan(3_000_000)
})

import { expect, test } from 'vitest'
import type { ReportData } from './index.ts'
import { packedReport, unpackedReport } from './packed.ts'

test('what is packed comes out as it went in, whether its rows agree in their columns or not', () => {
  const figures = {
    alike: [
      { a: 1, b: null },
      { a: 'x', b: true },
    ],
    unlike: [{ a: 1 }, { b: 2 }],
    none: [],
  }
  const data = { made: 'now', analyses: [{ analysis: 'x', figures }] } as unknown as ReportData // what is packed of it
  const packed = packedReport(data)
  expect(packed.analyses[0]?.figures.alike).toEqual({
    columns: ['a', 'b'],
    cells: [
      [1, null],
      ['x', true],
    ],
  })
  expect(unpackedReport(JSON.parse(JSON.stringify(packed)))).toEqual(data)
})

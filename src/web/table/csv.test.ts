import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('texts that a spreadsheet would run as formulas are defused, numbers are not', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['=1+1', -3],
        ['@handle', 2.5],
        ['-x', null],
      ],
    ),
  ).toBe("a,b\r\n'=1+1,-3\r\n'@handle,2.5\r\n'-x,\r\n")
})

test('commas, quotation marks and line breaks are quoted', () => {
  expect(csv(['t'], [['a, "b"\nc']])).toBe('t\r\n"a, ""b""\nc"\r\n')
})

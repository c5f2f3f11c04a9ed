import { expect, test } from 'vitest'
import { REFERENCE } from './reference.ts'
import { placeIn, referenceTable, surprise, tailOf } from './reference-table.ts'
import { SIGNALS } from './signals.ts'

const thousand = Array.from({ length: 1000 }, (_, i) => i)

test('a value’s place is the share of genuine accounts below it', () => {
  const table = referenceTable(thousand)
  expect(placeIn(table, 500).below).toBeCloseTo(0.5, 2)
  expect(placeIn(table, 973).below).toBeCloseTo(0.973, 2)
  expect(placeIn(table, -5).below).toBe(placeIn(table, 0).below)
})

test('values that many share keep their places', () => {
  const table = referenceTable([...Array(90).fill(0), ...Array(10).fill(1)])
  expect(placeIn(table, 0)).toEqual({ below: 0, upTo: 0.9 })
  expect(tailOf(table, 1, 'high')).toBeCloseTo(0.1)
  expect(tailOf(table, 0, 'high')).toBe(1)
})

test('beyond the table a tail is no smaller than three accounts', () => {
  const table = referenceTable(thousand)
  expect(tailOf(table, 1e9, 'high')).toBeCloseTo(0.003, 2)
  expect(tailOf(table, -1e9, 'low')).toBeGreaterThanOrEqual(0.003)
  const few = referenceTable(thousand.slice(0, 100))
  expect(tailOf(few, 1e9, 'high')).toBeGreaterThanOrEqual(0.03)
})

test('no value of a table stands for fewer than three accounts', () => {
  const table = referenceTable([...thousand, 1e6])
  expect(Math.max(...table.at)).toBeLessThan(1000)
})

test('the ordinary half is no surprise; one in twenty is 1', () => {
  expect(surprise(0.8)).toBe(0)
  expect(surprise(0.05)).toBeCloseTo(1)
})

test('every signal of a band has a reference of at least a hundred accounts, and every table a signal', () => {
  const entering = SIGNALS.filter(({ enters }) => enters !== null)
  expect(entering.length).toBeGreaterThan(8)
  for (const { id } of entering) expect(REFERENCE.tables[id]?.accounts, id).toBeGreaterThanOrEqual(100)
  for (const id of Object.keys(REFERENCE.tables))
    expect(typeof SIGNALS.find(signal => signal.id === id)?.reference, id).toBe('string')
})

test('tables ascend, in values and in shares', () => {
  for (const [id, { at, below, upTo }] of Object.entries(REFERENCE.tables))
    for (let i = 0; i < at.length; i++) {
      expect(upTo[i], id).toBeGreaterThanOrEqual(below[i] ?? 2)
      if (i > 0) expect(at[i], id).toBeGreaterThan(at[i - 1] ?? Number.NaN)
      if (i > 0) expect(below[i], id).toBeGreaterThanOrEqual(upTo[i - 1] ?? 2)
    }
})

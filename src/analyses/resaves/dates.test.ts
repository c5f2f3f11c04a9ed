import { expect, test } from 'vitest'
import { type Day, datesBinned } from './dates.ts'

const DAY = 86_400_000
const saved = (...days: number[]): Day[] => days.map(day => ({ kind: 'saved', day, files: 1 }))

test('a few days are bars of a day each, the bursts’ days among them', () => {
  const bins = datesBinned(saved(100, 101, 101, 103), [99 * DAY, 104 * DAY])
  expect(bins.map(({ at, bin_d, files }) => [(at ?? 0) / DAY, bin_d, files])).toEqual([
    [100, 1, 1],
    [101, 1, 2],
    [103, 1, 1],
  ])
})

test('forty years of a hundred thousand documents are no more than 120 bars a kind', () => {
  const days = Array.from({ length: 15_000 }, (_, n): Day => ({ kind: 'created', day: n, files: 7 }))
  const bins = datesBinned(days, [0, 15_000 * DAY])
  expect(bins.length).toBeLessThanOrEqual(121)
  expect(bins.reduce((sum, { files }) => sum + files, 0)).toBe(105_000)
})

test('a file of 1601 and one of 2098 do not press the others into one bar: they are counted outside', () => {
  const usual = Array.from({ length: 300 }, (_, n) => 15_000 + n)
  const bins = datesBinned(saved(-134_774, ...usual, 46_751), [15_100 * DAY, 15_100 * DAY])
  expect(bins.at(-1)).toEqual({ kind: 'saved', at: null, bin_d: 7, files: 2 })
  expect(Math.min(...bins.map(({ at }) => at ?? Infinity))).toBeGreaterThan(14_990 * DAY)
})

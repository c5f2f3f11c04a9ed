import { expect, test } from 'vitest'
import { foldsOf } from './sittings.ts'

const HOUR = 3_600_000

test('what happens within an hour stands in one fold, and hours are dealt evenly', () => {
  const at = Float64Array.from({ length: 5000 }, (_, i) => (i * HOUR) / 5)
  const folds = foldsOf(at, 5, { window: 60_000, seed: 'one' })
  folds.forEach((fold, i) => {
    expect(fold).toBe(folds[i - (i % 5)])
  })
  for (const wanted of [0, 1, 2, 3, 4])
    expect(folds.filter(fold => fold === wanted).length / 5000).toBeCloseTo(0.2, 1)
  expect(foldsOf(at, 5, { window: 60_000, seed: 'one' })).toEqual(folds)
  expect(foldsOf(at, 5, { window: 60_000, seed: 'two' })).not.toEqual(folds)
})

test('with a long window the parts are as long as six of it', () => {
  const folds = foldsOf(
    Float64Array.from({ length: 60 }, (_, i) => i * HOUR),
    5,
    { window: HOUR, seed: 'long' },
  )
  folds.forEach((fold, i) => {
    expect(fold).toBe(folds[i - (i % 6)])
  })
})

import { expect, test } from 'vitest'
import { binomial } from './binomial.ts'
import { randomStream } from './random.ts'

const DRAWS = 40_000

function moments(n: number, p: number) {
  const random = randomStream(`${n}/${p}`)
  const draws = Array.from({ length: DRAWS }, () => binomial(n, p, random))
  const mean = draws.reduce((sum, k) => sum + k, 0) / DRAWS
  const variance = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / DRAWS
  return { mean, variance, least: Math.min(...draws), most: Math.max(...draws) }
}

test.each([
  [40, 0.05],
  [40, 0.5],
  [40, 0.95],
  [1_000, 0.004],
  [41_233, 0.37],
  [300_000, 0.0001],
])('draws of %i trials at %f have the mean and variance of a binomial', (n, p) => {
  const { mean, variance, least, most } = moments(n, p)
  const expected = n * p * (1 - p)
  expect(Math.abs(mean - n * p)).toBeLessThan(4 * Math.sqrt(expected / DRAWS))
  expect(Math.abs(variance / expected - 1)).toBeLessThan(0.04)
  expect(least).toBeGreaterThanOrEqual(0)
  expect(most).toBeLessThanOrEqual(n)
})

test('twenty-four trials at one half fall on each count as often as Pascal says', () => {
  const random = randomStream('pascal')
  const seen = new Map<number, number>()
  for (let i = 0; i < DRAWS; i++) {
    const k = binomial(24, 0.5, random)
    seen.set(k, (seen.get(k) ?? 0) + 1)
  }
  const twelve = 2_704_156 / 2 ** 24
  expect((seen.get(12) ?? 0) / DRAWS).toBeCloseTo(twelve, 2)
  expect((seen.get(8) ?? 0) / DRAWS).toBeCloseTo(735_471 / 2 ** 24, 2)
})

test('certain and impossible trials are not drawn', () => {
  const never = () => {
    throw new Error('no chance is needed')
  }
  expect([binomial(0, 0.5, never), binomial(7, 0, never), binomial(7, 1, never)]).toEqual([0, 0, 7])
})

test('the same name gives the same stream, another name another', () => {
  const first = (name: string) => Array.from({ length: 3 }, randomStream(name))
  expect(first('a')).toEqual(first('a'))
  expect(first('a')).not.toEqual(first('b'))
})

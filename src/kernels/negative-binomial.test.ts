import { expect, test } from 'vitest'
import { logGamma, tailChance } from './negative-binomial.ts'

test('factorials come out of the gamma function', () => {
  for (const [n, factorial] of [
    [1, 1],
    [5, 24],
    [11, 3_628_800],
  ] as const)
    expect(Math.exp(logGamma(n)) / factorial).toBeCloseTo(1, 9)
  expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 10)
})

test('the tail of a Poisson count is what tables give', () => {
  // R: ppois(c(4, 9, 19), c(2, 2, 10), lower.tail = FALSE)
  expect(tailChance(5, 2, 2)).toBeCloseTo(0.05265302, 8)
  expect(tailChance(10, 2, 2)).toBeCloseTo(4.649808e-5, 10)
  expect(tailChance(20, 10, 10)).toBeCloseTo(0.003454342, 8)
})

test('the tail of a geometric count, which is negative binomial of size one, is a power', () => {
  // Mean 3, variance m + m² = 12: P(X ≥ k) = (3/4)^k.
  for (const k of [4, 10, 40]) expect(tailChance(k, 3, 12) / 0.75 ** k).toBeCloseTo(1, 9)
})

test('what is certain is 1, what cannot be is 0, and counts of thousands are summed as well', () => {
  expect(tailChance(0, 3, 3)).toBe(1)
  expect(tailChance(1, 0, 0)).toBe(0)
  expect(tailChance(5_400, 5_000, 5_000)).toBeGreaterThan(0)
  expect(tailChance(5_400, 5_000, 5_000)).toBeLessThan(1e-7)
})

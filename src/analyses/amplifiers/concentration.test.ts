import { expect, test } from 'vitest'
import { headcount, lorenz, topShare } from './concentration.ts'

test('a share of accounts is rounded up to a whole account', () => {
  expect([headcount(100, 0.01), headcount(101, 0.01), headcount(7, 0.1), headcount(700, 0.07)]).toEqual([
    1, 2, 1, 49,
  ])
})

test('the busiest tenth of ten accounts is the busiest one', () => {
  expect(topShare([10, 5, 1, 1, 1, 1, 1, 0, 0, 0], 0.1)).toBe(0.5)
})

test('of accounts that tie, any one stands for the others: the share is the same', () => {
  expect(topShare([5, 5, 5, 5], 0.25)).toBe(0.25)
})

test('the curve rises from nothing to everything, the busiest first', () => {
  expect(lorenz([6, 3, 1])).toEqual([
    { accounts_share: 0, posts_share: 0 },
    { accounts_share: 1 / 3, posts_share: 0.6 },
    { accounts_share: 2 / 3, posts_share: 0.9 },
    { accounts_share: 1, posts_share: 1 },
  ])
})

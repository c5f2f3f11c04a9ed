import { expect, test } from 'vitest'
import { isReadable, traffic } from './traffic.ts'

const accounts = (n: number, posts: number) => Array<number>(n).fill(posts)

test('a tenth of the reposts, the 50 busiest and the posts per account add up', () => {
  const measured = traffic([...accounts(50, 10), ...accounts(450, 2)], 700)
  expect(measured).toMatchObject({ posts: 1400, accounts: 500, r: 50, u: 2.8 })
  expect(measured.f).toBeCloseTo(500 / 14, 12)
  expect(measured.ctm).toBeCloseTo(5 + 500 / 14 + 2.8, 12)
})

test('it is read from 1,000 posts and 500 accounts on, not below', () => {
  expect(isReadable(traffic(accounts(500, 2), 0))).toBe(true)
  expect(isReadable(traffic(accounts(499, 3), 0))).toBe(false)
  expect(isReadable(traffic([...accounts(499, 2), ...accounts(1, 1)], 0))).toBe(false)
})

test('where accounts are at most 50, all posts are by the busiest', () => {
  expect(traffic(accounts(50, 1), 0).f).toBe(100)
})

import { expect, test } from 'vitest'
import { randomStream } from '../../kernels/random.ts'
import { gini, giniInterval, levels } from './gini.ts'

test('when all accounts posted alike the coefficient is 0', () => {
  expect(gini(levels([3, 3, 3, 3]))).toBe(0)
})

test('when one account of four made every post it is three quarters', () => {
  expect(gini(levels([0, 0, 0, 8]))).toBe(0.75)
})

test('one, two, three and four posts make a quarter', () => {
  expect(gini(levels([4, 1, 3, 2]))).toBeCloseTo(0.25, 12)
})

test('the interval of equals is a point, and holds the coefficient of others', () => {
  expect(giniInterval(levels([2, 2, 2, 2, 2]), 'equal')).toEqual([0, 0])
  const made = levels([1, 1, 1, 1, 2, 2, 3, 5, 9, 40])
  const [low, high] = giniInterval(made, 'unequal')
  expect(low).toBeLessThan(gini(made))
  expect(high).toBeGreaterThan(gini(made))
})

test('the same seed gives the same interval', () => {
  const made = levels([1, 1, 2, 3, 9])
  expect(giniInterval(made, 'a')).toEqual(giniInterval(made, 'a'))
  expect(giniInterval(made, 'a')).not.toEqual(giniInterval(made, 'b'))
})

test('drawing over levels gives the interval that drawing account by account gives', () => {
  const posts = Array.from({ length: 400 }, (_, i) => Math.ceil(200 / (i + 1)))
  const random = randomStream('one by one')
  const values = Array.from({ length: 2000 }, () =>
    gini(levels(posts.map(() => posts[Math.floor(random() * posts.length)] ?? 0))),
  ).sort((a, b) => a - b)
  const [low, high] = giniInterval(levels(posts), 'by level')
  expect(low).toBeCloseTo(values[50] ?? 0, 1)
  expect(high).toBeCloseTo(values[1949] ?? 0, 1)
})

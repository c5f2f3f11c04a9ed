import { expect, test } from 'vitest'
import { usual, zOf } from './usual.ts'

const LN2 = Math.log(2)

test('z is 0.6745 times the distance from the median, in median deviations, of log(1+V)', () => {
  const decile = usual([
    { v: 0, posts: 1 },
    { v: 1, posts: 1 },
    { v: 3, posts: 1 },
  ])
  expect(decile.median).toBeCloseTo(LN2, 12)
  expect(decile.fallback).toBe(false)
  expect(zOf(decile, 7)).toBeCloseTo(2 * 0.6745, 12)
  expect(zOf(decile, 1)).toBe(0)
  expect(zOf(decile, 0)).toBeCloseTo(-0.6745, 12)
})

test('what is above the bound is what has a z above 3.5', () => {
  const decile = usual([
    { v: 0, posts: 1 },
    { v: 1, posts: 1 },
    { v: 3, posts: 1 },
  ])
  expect(zOf(decile, decile.upper)).toBeCloseTo(3.5, 9)
})

test('of an even number of posts the median is halfway between the two in the middle', () => {
  expect(
    usual([
      { v: 0, posts: 2 },
      { v: 3, posts: 2 },
    ]).median,
  ).toBeCloseTo(LN2, 12)
})

test('where more than half are alike the mean deviation stands in for the median deviation', () => {
  const decile = usual([
    { v: 0, posts: 199 },
    { v: 1, posts: 1 },
  ])
  expect(decile.fallback).toBe(true)
  expect(zOf(decile, 1)).toBeCloseTo(200 / 1.2533, 9)
  expect(1 > decile.upper).toBe(true)
})

test('there, a count that more than one in a hundred of the others reach is usual, whatever its z', () => {
  const decile = usual([
    { v: 0, posts: 195 },
    { v: 1, posts: 3 },
    { v: 2, posts: 2 },
  ])
  expect(zOf(decile, 1)).toBeGreaterThan(3.5)
  expect(decile.upper).toBe(1)
})

test('where all are alike nothing is measured', () => {
  const decile = usual([{ v: 0, posts: 300 }])
  expect(zOf(decile, 5)).toBeNull()
  expect(decile.upper).toBe(Number.POSITIVE_INFINITY)
})

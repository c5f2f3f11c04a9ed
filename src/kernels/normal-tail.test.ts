import { expect, test } from 'vitest'
import { millsRatio, normalTail } from './normal-tail.ts'

test('the upper tail is what tables give, from the middle to far out', () => {
  for (const [z, tail] of [
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.959964, 0.024999999096],
    [3, 0.0013498980316300933],
    [6, 9.865876450376946e-10],
    [10, 7.619853024160525e-24],
    [30, 4.906713927148187e-198],
  ] as const)
    expect(normalTail(z) / tail).toBeCloseTo(1, 8)
})

test('the two ways to it meet, and the lower half mirrors the upper', () => {
  expect(normalTail(3 + 1e-12) / normalTail(3)).toBeCloseTo(1, 10)
  expect(millsRatio(3 + 1e-12) / millsRatio(3)).toBeCloseTo(1, 10)
  expect(normalTail(-1.3)).toBeCloseTo(1 - normalTail(1.3), 15)
})

import { expect, test } from 'vitest'
import { boxOf, pack } from './pack.ts'

const RADII = [9, 7, 5, 4, 4, 3, 2, 2, 2, 1, 1, 1, 1, 1]

test('no disc covers another, and the gap stays', () => {
  const discs = pack(RADII, 2, 1)
  expect(discs.map(({ r }) => r)).toEqual(RADII)
  for (const [n, a] of discs.entries())
    for (const b of discs.slice(n + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r).toBeGreaterThan(0.99)
})

test('a wide sheet gets a wide band, a phone an upright one', () => {
  const wide = boxOf(pack(RADII, 2.4, 1))
  const upright = boxOf(pack(RADII, 0.6, 1))
  expect(wide.width / wide.height).toBeGreaterThan(1.3)
  expect(upright.width / upright.height).toBeLessThan(1)
})

test('the same discs have the same places', () => {
  expect(pack(RADII, 1.5, 1)).toEqual(pack(RADII, 1.5, 1))
})

import { expect, test } from 'vitest'
import { placeOnDisc, type Tie } from './network-layout.ts'

const clique = (first: number, size: number): Tie[] =>
  Array.from({ length: size }, (_, a) =>
    Array.from({ length: a }, (_, b) => ({ source: first + b, target: first + a, weight: 3 })),
  ).flat()

const apart = ([ax, ay]: [number, number], [bx, by]: [number, number]) => Math.hypot(ax - bx, ay - by)

test('the same network is the same picture', () => {
  expect(placeOnDisc(12, clique(0, 12))).toEqual(placeOnDisc(12, clique(0, 12)))
})

test('every account stands on the disc, none on another', () => {
  const places = placeOnDisc(60, clique(0, 60))
  for (const [n, place] of places.entries()) {
    expect(apart(place, [0, 0])).toBeLessThanOrEqual(1.002)
    for (const other of places.slice(n + 1)) expect(apart(place, other)).toBeGreaterThan(0.03)
  }
})

test('accounts that meet often stand nearer to each other than to others', () => {
  const places = placeOnDisc(16, [...clique(0, 8), ...clique(8, 8), { source: 0, target: 8, weight: 1 }])
  const mean = (pairs: [number, number][]) =>
    pairs.reduce((sum, [a, b]) => sum + apart(places[a] ?? [0, 0], places[b] ?? [0, 0]), 0) / pairs.length
  const own = clique(0, 8).map(({ source, target }): [number, number] => [source, target])
  const across = own.map(([a, b]): [number, number] => [a, b + 8])
  expect(mean(own)).toBeLessThan(mean(across) * 0.75)
})

test('one account, and none, have a place and no error', () => {
  expect(placeOnDisc(1, [])).toEqual([[0, 0]])
  expect(placeOnDisc(0, [])).toEqual([])
})

test('a crowd too large for springs still has its places', () => {
  const places = placeOnDisc(5000, [])
  expect(places.length).toBe(5000)
  expect(places.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
})

import { expect, test } from 'vitest'
import { effortFor, shufflesFor } from './effort.ts'

const counts = new Map([
  ['repost', 50_000],
  ['url', 400_000],
  ['hashtag', 40_000],
])

test('a kind too large for twenty shuffles is left, and smaller ones behind it are looked at', () => {
  expect(effortFor(counts, ['repost', 'url', 'hashtag'], 3, 100)).toEqual({
    kinds: ['repost', 'hashtag'],
    left: [{ kind: 'url', actions: 400_000 }],
    shuffles: 33,
  })
})

test('with more effort all kinds are looked at, and never with fewer than twenty shuffles or more than asked for', () => {
  expect(effortFor(counts, ['repost', 'url', 'hashtag'], 10, 100)).toMatchObject({ left: [], shuffles: 20 })
  expect(effortFor(counts, ['repost', 'url', 'hashtag'], 1000, 100)).toMatchObject({
    left: [],
    shuffles: 100,
  })
})

test('kinds that nobody acts on are neither looked at nor left', () => {
  expect(effortFor(counts, ['media'], 3, 100)).toEqual({ kinds: [], left: [], shuffles: 100 })
})

test('accounts so busy that their pairs cost more to test than to shuffle are shuffled less, and never under twenty times', () => {
  expect(shufflesFor(100, 50_000, 50_000)).toBe(90)
  expect(shufflesFor(100, 50_000, 500_000)).toBe(50)
  expect(shufflesFor(100, 50_000, 5e7)).toBe(20)
})

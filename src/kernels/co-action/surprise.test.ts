import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { feedOf } from './feed.ts'
import { coActions } from './pairs.ts'
import { blocksOf, shuffled } from './permute.ts'
import { rarities } from './rarity.ts'
import { gammaTail, surprisesOf } from './surprise.ts'
import { type Act, actionsOf, strangers } from './testing.ts'
import { togetherP } from './together.ts'

test('rarity is the share of pairs on one object that are on one no more popular around then, by brute force', () => {
  const feed = feedOf(actionsOf(strangers('rare', 900, 60, 30, 20)))
  const arranged = shuffled(feed, blocksOf(feed, 60_000), randomStream('once'))
  const { actions, order, starts } = arranged
  const found = rarities(arranged, feed.around)
  for (let s = 0; s < feed.time.length; s += 37) {
    const objects = [...order.subarray(starts[feed.around.from[s] ?? 0], starts[feed.around.to[s] ?? 0])].map(
      i => actions.object[i] ?? -1,
    )
    const count = new Map<number, number>()
    for (const o of objects) count.set(o, (count.get(o) ?? 0) + 1)
    const pairs = (least: number) =>
      [...count.values()].filter(n => n <= least).reduce((sum, n) => sum + n * (n - 1), 0)
    const i = order[starts[s] ?? 0] ?? -1
    const own = count.get(actions.object[i] ?? -1) ?? 0
    expect(found[i]).toBeCloseTo(Math.max(2, pairs(own)) / pairs(Number.POSITIVE_INFINITY), 12)
  }
})

test('two who met on what hardly anyone passed on are more surprising than two who met on what all did', async () => {
  const hour = 3_600_000
  const crowd: Act[] = Array.from({ length: 600 }, (_, i) => [
    100 + i,
    i % 3,
    Math.floor((i / 600) * 6 * hour),
  ])
  const few: Act[] = [
    [0, 0, 1 * hour],
    [1, 0, 1 * hour + 9000],
    [0, 1, 4 * hour],
    [1, 1, 4 * hour + 9000],
    [2, 8, 1 * hour + 1000],
    [3, 8, 1 * hour + 8000],
    [2, 9, 4 * hour + 1000],
    [3, 9, 4 * hour + 8000],
  ]
  const actions = actionsOf([...crowd, ...few])
  const feed = feedOf(actions)
  const edges = await coActions(actions, { window: 60_000, repeats: 2 })
  const p = togetherP(feed, feed, edges, 60_000)
  const surprises = surprisesOf(feed, feed, edges, { window: 60_000, p })
  const of = (a: number, values: Float64Array) => values[edges.source.indexOf(a)] ?? Number.NaN
  expect(of(2, p) / of(0, p)).toBeCloseTo(1, 1)
  expect(of(2, surprises)).toBeLessThan(of(0, surprises) / 10)
  expect(surprises.every((value, e) => value <= (p[e] ?? 0))).toBe(true)
})

test('the tail of a sum of exponentials, and no edges', () => {
  expect(gammaTail(1, 2)).toBeCloseTo(Math.exp(-2), 10)
  expect(gammaTail(3, 2)).toBeCloseTo(Math.exp(-2) * (1 + 2 + 2), 10)
  expect(gammaTail(2, 0)).toBe(1)
  const none = feedOf(actionsOf([]))
  const edges = { source: new Uint32Array(), target: new Uint32Array(), weight: new Uint32Array() }
  expect(surprisesOf(none, none, edges, { window: 1, p: new Float64Array() })).toHaveLength(0)
})

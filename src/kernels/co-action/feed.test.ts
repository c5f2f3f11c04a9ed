import { expect, test } from 'vitest'
import { concentrations, feedOf } from './feed.ts'
import { type Act, actionsOf, strangers } from './testing.ts'

const MINUTE = 60_000

/** λ by its definition: all actions within the smallest radius, 15 min or more, that holds 200; else all there are. */
function byDefinition(acts: readonly Act[], t: number): number {
  const away = acts.map(([, , at]) => Math.abs(at - t)).sort((x, y) => x - y)
  const radius = Math.max(15 * MINUTE, away[Math.min(199, away.length - 1)] ?? 0)
  const near = acts.filter(([, , at]) => Math.abs(at - t) <= radius)
  const same = near.reduce((sum, [, o], i) => sum + near.filter(([, p], j) => p === o && j !== i).length, 0)
  return same / (near.length * (near.length - 1))
}

test('concentration is what its definition says, among few and among many', () => {
  for (const [count, hours] of [
    [30, 2],
    [250, 300],
    [900, 20],
    [1_200, 2],
  ] as const) {
    const acts = strangers(`${count}`, count, 40, 30, hours)
    const feed = feedOf(actionsOf(acts))
    const lambda = concentrations(feed, feed.around)
    for (let s = 0; s < lambda.length; s += 7) {
      const at = feed.actions.at[feed.order[feed.starts[s] ?? 0] ?? 0] ?? 0
      expect(lambda[s]).toBeCloseTo(byDefinition(acts, at), 12)
    }
  }
})

test('the window of fifteen minutes is closed on both sides', () => {
  const filler: Act[] = Array.from({ length: 200 }, (_, i) => [i, i + 1, 0])
  const edge = 15 * MINUTE
  const lambdaAt0 = (acts: Act[]) => {
    const feed = feedOf(actionsOf([...filler, ...acts]))
    const first = feed.order.findIndex(i => feed.actions.at[i] === 0)
    return concentrations(feed, feed.around)[feed.starts.indexOf(first)]
  }
  expect(
    lambdaAt0([
      [900, 0, -edge],
      [901, 0, edge],
    ]),
  ).toBeCloseTo(2 / (202 * 201), 15)
  expect(
    lambdaAt0([
      [900, 0, -edge],
      [901, 0, edge + 1],
    ]),
  ).toBe(0)
})

test('objects of one post stand together, those of two posts at one moment do not', () => {
  const feed = feedOf(
    actionsOf([
      [1, 0, 5, 7],
      [1, 1, 5, 7],
      [1, 2, 5, 8],
      [0, 0, 5, 9],
    ]),
  )
  expect([...feed.starts]).toEqual([0, 1, 3, 4])
})

import { expect, test } from 'vitest'
import { concentrations, feedOf } from './feed.ts'
import { exactTail } from './poisson-binomial.ts'
import { type Act, actionsOf, strangers } from './testing.ts'
import { togetherP } from './together.ts'

const edge = (a: number, b: number, weight: number) => ({
  source: Uint32Array.of(a),
  target: Uint32Array.of(b),
  weight: Uint32Array.of(weight),
})

test('every two of their actions at most the window apart are a trial, with the mean of their moments’ concentration', () => {
  const acts = strangers('together', 700, 12, 25, 6)
  const feed = feedOf(actionsOf(acts))
  const lambda = concentrations(feed, feed.around)
  const lambdaAt = new Map<number, number>()
  lambda.forEach((value, s) => {
    lambdaAt.set(feed.actions.at[feed.order[feed.starts[s] ?? 0] ?? 0] ?? 0, value)
  })
  for (const [a, b] of [
    [0, 1],
    [3, 11],
  ] as const) {
    const chance = acts
      .filter(([account]) => account === a)
      .flatMap(([, , t]) =>
        acts
          .filter(([account, , u]) => account === b && Math.abs(t - u) <= 120_000)
          .map(([, , u]) => ((lambdaAt.get(t) ?? 0) + (lambdaAt.get(u) ?? 0)) / 2),
      )
    expect(chance.length).toBeGreaterThan(10)
    for (const weight of [1, 2, 4])
      expect(togetherP(feed, feed, edge(a, b, weight), 120_000)[0]).toBeCloseTo(
        exactTail(Float64Array.from(chance), chance.length, weight),
        12,
      )
  }
})

test('a gap of exactly the window is a trial, one of a millisecond more is none', () => {
  const p = (gap: number) => {
    const acts: Act[] = [
      ...strangers('background', 300, 50, 10, 1),
      [60, 0, 1_800_000],
      [61, 0, 1_800_000 + gap],
    ]
    const feed = feedOf(actionsOf(acts))
    return togetherP(feed, feed, edge(60, 61, 1), 60_000)[0]
  }
  expect(p(60_000)).toBeGreaterThan(0)
  expect(p(60_001)).toBe(0)
})

test('in a feed of one object every meeting is chance', () => {
  const acts = strangers('one', 400, 20, 1, 2)
  const feed = feedOf(actionsOf(acts))
  expect(togetherP(feed, feed, edge(2, 3, 1), 600_000)[0]).toBe(1)
})

import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { type Act, actionsOf } from './testing.ts'
import { hasBaseline, timingOf } from './timing.ts'

const options = (seed: string) => ({ window: 60_000, draws: 1000, random: randomStream(seed) })
const members = new Set([0, 1, 2, 3, 4])

/** Six objects, each acted on by 5 members (0–4) and 20 others within five hours; members by `moment`. */
function crowd(seed: string, moment: (at: number, random: () => number) => number): Act[] {
  const random = randomStream(`crowd/${seed}`)
  const hours = () => Math.floor(5 * 3600 * random()) * 1000
  return Array.from({ length: 6 }, (_, object) => {
    const at = hours()
    return Array.from(
      { length: 25 },
      (_, account): Act => [account, object, account < 5 ? moment(at, random) : hours()],
    )
  }).flat()
}

test('a group that acts within half a minute is closer than any of a thousand random subsets', () => {
  const together = actionsOf(crowd('one', (at, random) => at + Math.floor(30 * random()) * 1000))
  expect(timingOf(together, members, options('t'))).toEqual({ p: 1 / 1001, objects: 6 })
})

test('members who act like everyone else have a p below 0.05 in one case of twenty', () => {
  const cases = 300
  const small = Array.from({ length: cases }, (_, i) => {
    const alike = actionsOf(crowd(`alike ${i}`, (_, random) => Math.floor(5 * 3600 * random()) * 1000))
    const timing = timingOf(alike, members, { ...options(`${i}`), draws: 199 })
    return timing !== 'no baseline' && timing.p <= 0.05
  }).filter(is => is).length
  expect(Math.abs(small / cases - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / cases))
})

test('only what at least three members and five others acted on is compared, each account once', () => {
  const acts = (inside: number, outside: number): Act[] => [
    ...Array.from({ length: inside }, (_, m): Act => [m, 0, m * 1000]),
    ...Array.from({ length: outside }, (_, o): Act => [10 + o, 0, (o + 1) * 3_600_000]),
    [0, 0, 5_000_000],
    [10, 0, 9_000_000],
  ]
  for (const [inside, outside, has] of [
    [3, 5, true],
    [2, 5, false],
    [3, 4, false],
  ] as const) {
    const actions = actionsOf(acts(inside, outside))
    expect(hasBaseline(actions, members)).toBe(has)
    expect(timingOf(actions, members, options('few')) === 'no baseline').toBe(!has)
  }
})

test('drawing ends where twenty subsets are as close, and p is their share of those drawn', () => {
  const alike = actionsOf(crowd('alike', (_, random) => Math.floor(5 * 3600 * random()) * 1000))
  const timing = timingOf(alike, members, { ...options('early'), draws: 100_000 })
  if (timing === 'no baseline') throw new Error('there is one')
  expect(Number.isInteger(Math.round((20 / timing.p) * 1e6) / 1e6)).toBe(true)
  const fully = timingOf(alike, members, { ...options('late'), draws: 19 })
  expect(fully).toMatchObject({ objects: 6 })
  expect(timing.p).toBeGreaterThan(0.001)
})

test('members who come with others within minutes of a moment are close, but no closer than those', () => {
  // On each object a wave of ten minutes, in which members and 15 others come alike; five more come later in the day.
  const random = randomStream('wave')
  const acts = Array.from({ length: 8 }, (_, object) =>
    Array.from({ length: 25 }, (_, account): Act => {
      const at = account < 20 ? 500 * random() : 3600 * (1 + 4 * random())
      return [account, object, Math.floor(at) * 1000]
    }),
  ).flat()
  const actions = actionsOf(acts)
  const wide = { window: 300_000, draws: 1000 }
  // Of accounts drawn from all, later ones too, few are as close; so the strata must not be of 25 accounts.
  const p = (within?: number) => {
    const near = within ? { near: { within, others: 0 } } : {}
    const seeded = { ...wide, random: randomStream('w'), ...near }
    const timing = timingOf(actions, members, seeded)
    return timing === 'no baseline' ? Number.NaN : timing.p
  }
  expect(p(600_000)).toBeGreaterThan(0.05)
  expect(p()).toBeLessThan(p(600_000))
})

test('where nobody else acted near in time, nothing is told, or the next others are compared', () => {
  const alone = actionsOf(crowd('alone', (at, random) => at + Math.floor(10 * random()) * 1000))
  const p = (others: number) => {
    const timing = timingOf(alone, members, { ...options('n'), near: { within: 1000, others } })
    return timing === 'no baseline' ? Number.NaN : timing.p
  }
  expect(p(0)).toBeGreaterThan(0.5)
  expect(p(5)).toBeLessThan(0.01)
})

test('the same seed gives the same p', () => {
  const actions = actionsOf(crowd('same', (at, random) => at + Math.floor(1800 * random()) * 1000))
  expect(timingOf(actions, members, options('a'))).toEqual(timingOf(actions, members, options('a')))
})

import { expect, test } from 'vitest'
import { REFERENCE } from './reference.ts'
import { bandOf, contributions, isEnough, judge, percentileOf } from './score.ts'
import { signalsOf } from './signals.ts'

type Known = Record<string, number>
const values = (known: Known) => (id: string) => known[id] ?? Number.NaN
const ORDINARY: Known = {
  posts_per_day: 5,
  age_days: 1500,
  follower_ratio: 1.1,
  likes_per_post: 0.4,
  default_profile: 0,
  default_image: 0,
  handle_digits: 0,
}
const MADE: Known = {
  posts_per_day: 90,
  age_days: 12,
  follower_ratio: 0.04,
  likes_per_post: 0.0001,
  default_profile: 1,
  default_image: 1,
  handle_digits: 8,
}

test('an ordinary profile is in no band, one made of symptoms is in the strong one', () => {
  expect(judge(REFERENCE, 'x', values(ORDINARY))).toMatchObject({ band: 'none', part: 'profile' })
  expect(judge(REFERENCE, 'x', values(MADE))).toMatchObject({ band: 'strong', part: 'profile' })
})

test('too little data gives no likelihood and no band', () => {
  const nothing = { likelihood: null, band: null, part: null }
  expect(judge(REFERENCE, 'x', values({}))).toEqual(nothing)
  expect(judge(REFERENCE, 'x', values({ age_days: 3, handle_digits: 8, default_image: 1 }))).toEqual(nothing)
  expect(judge(REFERENCE, 'x', values({ gap_regularity: 0.9 }))).toEqual(nothing)
})

test('profiles of other platforms are not compared with those on X', () => {
  expect(judge(REFERENCE, 'mastodon', values(MADE)).band).toBe(null)
  expect(percentileOf(REFERENCE, 'mastodon', 'age_days', 12)).toBe(null)
  expect(percentileOf(REFERENCE, 'x', 'age_days', 12)).toBeLessThan(0.01)
})

test('rhythm alone never gives the strong band: its reference is too small for that', () => {
  const clockwork = { own_peak_hour: 400, rest_ratio: 0.1, gap_regularity: 0.99, duplicate_share: 1 }
  const { band, part } = judge(REFERENCE, 'telegram', values(clockwork))
  expect(part).toBe('rhythm')
  expect(band).toBe('some')
})

test('the stronger of both parts counts', () => {
  const rhythm = { own_peak_hour: 1, rest_ratio: 1.2, gap_regularity: 0, duplicate_share: 0 }
  expect(judge(REFERENCE, 'x', values({ ...MADE, ...rhythm })).part).toBe('profile')
})

test('a signal that is not known adds nothing, and none takes away', () => {
  for (const part of ['profile', 'rhythm'] as const) {
    expect(contributions(REFERENCE, part, values({})).every(({ adds }) => adds === 0)).toBe(true)
    for (const { id } of signalsOf(part))
      expect(REFERENCE.models[part].weights[id], id).toBeGreaterThanOrEqual(0)
  }
})

test('more of a symptom never gives less', () => {
  let before = 0
  for (const age of [3000, 1000, 300, 100, 30, 3]) {
    const { likelihood } = judge(REFERENCE, 'x', values({ ...ORDINARY, age_days: age }))
    expect(likelihood).toBeGreaterThanOrEqual(before)
    before = likelihood ?? 0
  }
})

test('three of a profile’s four counts are enough, two are not', () => {
  const { posts_per_day = 0, age_days = 0, follower_ratio = 0 } = ORDINARY
  expect(isEnough('profile', 'x', values({ posts_per_day, age_days, follower_ratio }))).toBe(true)
  expect(isEnough('profile', 'x', values({ age_days, follower_ratio, handle_digits: 3 }))).toBe(false)
})

test('bands begin where they say', () => {
  const model = { intercept: 0, weights: {}, from: { weak: 0.3, some: 0.6, strong: 0.9 } }
  expect([0.29, 0.3, 0.6, 0.89, 0.9].map(p => bandOf(model, p))).toEqual([
    'none',
    'weak',
    'some',
    'some',
    'strong',
  ])
})

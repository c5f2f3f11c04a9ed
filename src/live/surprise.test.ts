import { describe, expect, test } from 'vitest'
import { randomStream } from '../kernels/random.ts'
import { isSurprising, LEAST_HISTORY, summed, threshold } from './surprise.ts'

/** One false alarm a week of minutes. */
const RATE = 1 / 10_080

const poisson = (mean: number, random: () => number): number => {
  if (mean > 30) {
    // Two halves: exp(−mean) would run out of digits.
    return poisson(mean / 2, random) + poisson(mean / 2, random)
  }
  let product = random()
  let k = 0
  for (const limit = Math.exp(-mean); product > limit; k++) product *= random()
  return k
}
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
/** Gamma with mean 1, by Marsaglia and Tsang; below shape 1 by their boost. */
const gamma = (shape: number, random: () => number): number => {
  if (shape < 1) return ((gamma(shape + 1, random) * (shape + 1)) / shape) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal(random)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape
  }
}

/** Alarms among `next` counts after each of 1,000 quiet histories of `n`. */
function falseAlarms(name: string, n: number, next: number, draw: (random: () => number) => number): number {
  const random = randomStream(name)
  let alarms = 0
  for (let i = 0; i < 1_000; i++) {
    const history = summed(Array.from({ length: n }, () => draw(random)))
    for (let k = 0; k < next; k++) if (isSurprising(draw(random), history, RATE)) alarms++
  }
  return alarms
}

describe('1,000 quiet histories raise no more alarms than is stated', () => {
  const kinds: [string, (random: () => number) => number][] = [
    ['Poisson, one post in twenty minutes', r => poisson(0.05, r)],
    ['Poisson, two a minute', r => poisson(2, r)],
    ['Poisson, forty a minute', r => poisson(40, r)],
    ['negative binomial, mean 3, size 5', r => poisson(3 * gamma(5, r), r)],
    ['negative binomial, mean 3, size 1', r => poisson(3 * gamma(1, r), r)],
    ['negative binomial, mean 30, size 2', r => poisson(30 * gamma(2, r), r)],
  ]
  for (const [what, draw] of kinds)
    for (const n of [LEAST_HISTORY, 240])
      test(`${what}, after ${n} minutes`, () => {
        const next = 120
        const alarms = falseAlarms(`${what} ${n}`, n, next, draw)
        // 120,000 minutes: 11.9 expected at the stated rate; 22 would be three standard deviations more.
        console.log(`${what}, n ${n}: ${alarms} alarms, ${(RATE * 1_000 * next).toFixed(1)} stated`)
        expect(alarms).toBeLessThanOrEqual(22)
      })
})

test('a heavy tail, which is no negative binomial, raises no more than one in n + 1', () => {
  const n = 240
  const heavy = (random: () => number) => poisson(2 * Math.exp(1.2 * normal(random) - 0.72), random)
  const alarms = falseAlarms('heavy', n, 120, heavy)
  expect(alarms / 120_000).toBeLessThanOrEqual(1 / (n + 1))
})

test('a burst well above the history is surprising, and one below its largest count is not', () => {
  const history = summed(Array.from({ length: 120 }, (_, i) => i % 4))
  expect(isSurprising(30, history, RATE)).toBe(true)
  expect(isSurprising(3, history, RATE)).toBe(false)
  expect(isSurprising(9, summed([...Array.from({ length: 119 }, () => 1), 9]), RATE)).toBe(false)
})

test('a short history judges nothing', () => {
  expect(isSurprising(1_000, summed(Array.from({ length: LEAST_HISTORY - 1 }, () => 1)), RATE)).toBe(false)
})

test('the threshold is the least count that is surprising', () => {
  for (const every of [1, 3, 10, 100]) {
    const history = summed(Array.from({ length: 200 }, (_, i) => (i * every) % (every + 3)))
    const least = threshold(history, RATE)
    expect(isSurprising(least, history, RATE)).toBe(true)
    expect(isSurprising(least - 1, history, RATE)).toBe(false)
  }
})

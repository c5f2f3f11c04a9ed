import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { exactTail, hitsTail, saddlepointTail } from './poisson-binomial.ts'

const equal = (trials: number, p: number) => new Float64Array(trials).fill(p)
const mixed = (trials: number, most: number, name: string) => {
  const random = randomStream(name)
  return Float64Array.from({ length: trials }, () => most * random() ** 2)
}

test('the exact tail of equal chances is the binomial', () => {
  // the last two: 638 and 1 of 1,024 outcomes
  expect(exactTail(equal(10, 0.1), 10, 3)).toBeCloseTo(0.0701908264, 10)
  expect(exactTail(equal(10, 0.5), 10, 5)).toBeCloseTo(638 / 1024, 12)
  expect(exactTail(equal(10, 0.5), 10, 10)).toBeCloseTo(1 / 1024, 14)
})

test('the exact tail of unequal chances is what all outcomes sum to', () => {
  const chance = Float64Array.of(0.9, 0.2, 0.05, 0.5, 0.001, 0.33)
  for (let least = 0; least <= 6; least++) {
    let sum = 0
    for (let outcome = 0; outcome < 64; outcome++) {
      const hits = [...chance].map((p, i) => ((outcome >> i) & 1 ? p : 1 - p))
      const count = outcome.toString(2).replaceAll('0', '').length
      if (count >= least) sum += hits.reduce((a, b) => a * b, 1)
    }
    expect(hitsTail(chance, 6, least)).toBeCloseTo(sum, 14)
  }
})

test('a tail far below the smallest difference from 1 is kept', () => {
  const ratio = exactTail(equal(8, 1e-5), 8, 8) / 1e-40
  expect(ratio).toBeCloseTo(1, 10)
})

test('what must happen is 1, what cannot is 0, and unused places are not read', () => {
  const chance = Float64Array.of(0.5, 0.5, 1, 1)
  expect(hitsTail(chance, 2, 0)).toBe(1)
  expect(hitsTail(chance, 2, 3)).toBe(0)
  expect(hitsTail(chance, 2, 2)).toBe(0.25)
})

test.each<[number, number]>([
  [301, 0.02],
  [301, 0.6],
  [1_000, 0.001],
  [5_000, 0.004],
  [5_000, 0.1],
])(
  'the saddlepoint of %i trials up to %f is within 3 % of the exact tail, from the bulk to 1e-30',
  (trials, most) => {
    const chance = mixed(trials, most, `${trials}/${most}`)
    const mean = chance.reduce((a, b) => a + b, 0)
    const steps = Array.from({ length: 40 }, (_, i) => Math.round(mean + (i - 5) * (1 + Math.sqrt(mean) / 3)))
    let compared = 0
    for (const least of steps.filter(hits => hits > 0 && hits < trials)) {
      const exact = exactTail(chance, trials, least)
      if (exact < 1e-30) continue
      compared++
      expect(Math.abs(saddlepointTail(chance, trials, least) / exact - 1), `${least} hits`).toBeLessThan(0.03)
    }
    expect(compared).toBeGreaterThan(6)
  },
)

test('the saddlepoint is continuous over the mean, where its formula has a pole', () => {
  const chance = equal(1_000, 0.0305) // the mean is 30.5, so that 31 hits less one half is the mean itself
  expect(saddlepointTail(chance, 1_000, 31) / exactTail(chance, 1_000, 31)).toBeCloseTo(1, 3)
  const near = equal(1_000, 0.030501)
  expect(saddlepointTail(near, 1_000, 31) / exactTail(near, 1_000, 31)).toBeCloseTo(1, 3)
})

test('beyond 300 trials and 16 hits the tail is what simulation gives', () => {
  const chance = mixed(400, 0.15, 'simulated')
  const random = randomStream('draws')
  const draws = 20_000
  let reached = 0
  for (let draw = 0; draw < draws; draw++) {
    let hits = 0
    for (const p of chance) if (random() < p) hits++
    if (hits >= 27) reached++
  }
  const tail = hitsTail(chance, 400, 27)
  expect(tail).toBeGreaterThan(0.02)
  expect(tail).toBeLessThan(0.5)
  expect(Math.abs(reached / draws - tail)).toBeLessThan(4 * Math.sqrt((tail * (1 - tail)) / draws))
})

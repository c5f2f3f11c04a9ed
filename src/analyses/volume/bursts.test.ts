import { expect, test } from 'vitest'
import { randomStream } from '../../kernels/random.ts'
import { type Burst, bursts } from './bursts.ts'

/** The cheapest of all sequences of states, tried one by one: Kleinberg's cost, for small cases. */
function bruteForce(times: readonly number[], speed: number): { cost: number; states: number[] } {
  const n = times.length - 1
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  const slow = n / ((times.at(-1) ?? 0) - (times[0] ?? 0))
  let best = { cost: Number.POSITIVE_INFINITY, states: [] as number[] }
  for (let code = 0; code < 2 ** n; code++) {
    const states = gaps.map((_, i) => (code >> i) & 1)
    let cost = 0
    let before = 0
    for (const [i, state] of states.entries()) {
      if (state > before) cost += Math.log(n)
      const rate = state === 1 ? slow * speed : slow
      cost += rate * (gaps[i] ?? 0) - Math.log(rate)
      before = state
    }
    if (cost < best.cost - 1e-9) best = { cost, states }
  }
  return best
}

/** The stretches of fast gaps, as bursts: from the post before the first to the post after the last. */
function stretches(states: readonly number[], times: readonly number[]): Omit<Burst, 'weight'>[] {
  const found: Omit<Burst, 'weight'>[] = []
  for (let i = 0; i < states.length; i++) {
    if (states[i] !== 1) continue
    let end = i
    while (states[end + 1] === 1) end++
    found.push({ from: times[i] ?? 0, to: times[end + 1] ?? 0, posts: end - i + 2 })
    i = end
  }
  return found
}

test('the bursts found are those of the cheapest of all sequences of states', () => {
  const random = randomStream('bursts against brute force')
  let some = 0
  for (let round = 0; round < 60; round++) {
    let time = 0
    const times = Array.from({ length: 13 }, (_, i) => {
      time += 1 + Math.floor(random() * (i > 3 && i < 10 ? 40 : 2000))
      return time
    })
    for (const speed of [2, 4]) {
      const expected = stretches(bruteForce(times, speed).states, times)
      some += expected.length
      // At a resolution of nothing, no time is moved within its tick.
      expect(
        bursts(times, 0, speed).map(({ weight: _, ...burst }) => burst),
        `${times} × ${speed}`,
      ).toEqual(expected)
    }
  }
  expect(some).toBeGreaterThan(40)
})

test('posts at an even pace make no burst', () => {
  expect(
    bursts(
      Array.from({ length: 200 }, (_, i) => i * 1000),
      1000,
    ),
  ).toEqual([])
})

test('a planted rush is one burst, and it weighs more than none', () => {
  const quiet = Array.from({ length: 50 }, (_, i) => i * 600_000)
  const rush = Array.from({ length: 60 }, (_, i) => 50 * 600_000 + i * 2_000)
  const after = Array.from({ length: 50 }, (_, i) => 51 * 600_000 + i * 600_000)
  const found = bursts([...quiet, ...rush, ...after], 1000)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ from: rush[0], to: rush.at(-1), posts: 60 })
  expect(found[0]?.weight).toBeGreaterThan(0)
})

test('posts of one tick are spread over it: a coarse clock alone is no burst', () => {
  const times = Array.from({ length: 300 }, (_, i) => Math.floor(i / 5) * 60_000)
  expect(bursts(times, 60_000)).toEqual([])
})

test('few posts, or all at one moment, have no bursts', () => {
  expect(bursts([], 1000)).toEqual([])
  expect(bursts([1, 2, 3], 1000)).toEqual([])
  expect(
    bursts(
      Array.from({ length: 50 }, () => 7),
      0,
    ),
  ).toEqual([])
})

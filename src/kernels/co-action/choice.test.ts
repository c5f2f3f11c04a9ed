import { expect, test } from 'vitest'
import { choiceP, poissonTail } from './choice.ts'
import { actionsOf } from './testing.ts'

test('the Poisson tail is what its sum says, on both sides of the mean and far out', () => {
  // 1 − 7e⁻², 1 − 5e⁻⁴, and the sum of 1/(e·k!) from k = 30
  expect(poissonTail(5, 2)).toBeCloseTo(1 - 7 * Math.exp(-2), 10)
  expect(poissonTail(2, 4)).toBeCloseTo(1 - 5 * Math.exp(-4), 10)
  let [farOut, factorial] = [0, 1]
  for (let k = 1; k < 60; k++) {
    factorial *= k
    if (k >= 30) farOut += 1 / factorial / Math.E
  }
  expect(poissonTail(900, 1000)).toBeGreaterThan(0.999)
  expect(poissonTail(30, 1) / farOut).toBeCloseTo(1, 9)
  expect([poissonTail(0, 3), poissonTail(2, 0)]).toEqual([1, 0])
})

test('choice counts each object once for each account, whenever it was', () => {
  // Objects 0 and 1 have accounts {0, 1} each, 2 has {0, 2}, 3 has {2}: Σn(n − 1) = 6, Σn = 7.
  const actions = actionsOf([
    [0, 0, 0],
    [0, 0, 9e9],
    [1, 0, 5e9],
    [0, 1, 0],
    [1, 1, 7e9],
    [0, 2, 0],
    [2, 2, 0],
    [2, 3, 0],
  ])
  const edges = {
    source: Uint32Array.of(0, 0, 1),
    target: Uint32Array.of(1, 2, 2),
    weight: Uint32Array.of(2, 1, 1),
  }
  const p = choiceP(actions, edges)
  const [share, alike] = [(3 * 2 * 6) / 49, (3 * 2 * 6) / 49]
  expect(p[0]).toBeCloseTo(1 - Math.exp(-share) * (1 + share), 10)
  expect(p[1]).toBeCloseTo(1 - Math.exp(-alike), 10)
  expect(p[2]).toBe(1) // nothing in common
})

import { logGamma } from '../negative-binomial.ts'
import type { Actions, Edges } from './actions.ts'

/**
 * The *choice* test, for each edge: do the two share more objects, at whatever times, than their activity and the
 * objects' popularity give? Expected dᵢ·dⱼ·Σnₒ(nₒ − 1)/(Σnₒ)² with d an account's objects and n an object's accounts,
 * each counted once; returns the upper Poisson tail at the number of objects that both acted on.
 */
export function choiceP(actions: Actions, edges: Edges): Float64Array {
  const { starts, object } = objectsOf(actions)
  const popularity = new Uint32Array(actions.objects)
  for (const o of object) popularity[o] = (popularity[o] as number) + 1
  let same = 0
  for (const n of popularity) same += n * (n - 1)
  const concentration = object.length > 0 ? same / object.length ** 2 : 0
  return Float64Array.from(edges.weight, (_, e) => {
    const [a, b] = [edges.source[e] as number, edges.target[e] as number] // accounts, and so inside `starts`
    let [i, j] = [starts[a] as number, starts[b] as number]
    const [endA, endB] = [starts[a + 1] as number, starts[b + 1] as number]
    const expected = (endA - i) * (endB - j) * concentration
    let common = 0
    while (i < endA && j < endB) {
      const [x, y] = [object[i] as number, object[j] as number]
      if (x === y) common++
      if (x <= y) i++
      if (y <= x) j++
    }
    return poissonTail(common, expected)
  })
}

/** The distinct objects of each account, ascending: those of account a at `starts[a] … starts[a + 1] − 1`. */
function objectsOf({ account, object, accounts }: Actions) {
  const last = new Int32Array(accounts).fill(-1)
  const isFirst = new Uint8Array(account.length)
  const starts = new Uint32Array(accounts + 1)
  // Actions stand by object, so that an account's actions on one object follow one another.
  account.forEach((a, i) => {
    if (last[a] === object[i]) return
    last[a] = object[i] as number
    isFirst[i] = 1
    starts[a + 1] = (starts[a + 1] as number) + 1
  })
  for (let a = 0; a < accounts; a++) starts[a + 1] = (starts[a + 1] as number) + (starts[a] as number)
  const next = starts.slice()
  const distinct = new Uint32Array(starts[accounts] as number)
  account.forEach((a, i) => {
    if (isFirst[i] === 0) return
    const place = next[a] as number
    distinct[place] = object[i] as number
    next[a] = place + 1
  })
  return { starts, object: distinct }
}

/** P(X ≥ least) of a Poisson count, summed on the side where the terms fall. */
export function poissonTail(least: number, mean: number): number {
  if (least <= 0) return 1
  if (!(mean > 0)) return 0
  const chance = (k: number) => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1))
  let sum = 0
  if (least > mean) {
    for (let k = least, term = chance(k); term > sum * 1e-16; term *= mean / ++k) sum += term
    return Math.min(1, sum)
  }
  for (let k = least - 1, term = chance(k); k >= 0 && term > sum * 1e-16; term *= k-- / mean) sum += term
  return Math.max(0, 1 - sum)
}

import { logGamma } from '../negative-binomial.ts'
import type { Edges } from './actions.ts'
import { evidenceOf } from './evidence.ts'
import type { Arranged, Feed } from './feed.ts'
import { rarities } from './rarity.ts'

/** What rarity weighs beside the number of meetings. docs/validity.md says what other weights find. */
const WEIGHT = 0.5

/**
 * How surprising each edge is: p of the number of its meetings, × the square root of the chance that so many meetings are
 * on things so rare. The second is Fisher's: were the objects left to chance, the rarity of each would be at least as large
 * as a uniform number, and −Σ ln of them at most a Gamma count. The number alone does not tell who twice met on what
 * everyone passed on from who twice met on what hardly anyone did. No p-value: its q is taken of shuffled data.
 */
export function surprisesOf(
  feed: Feed,
  arranged: Arranged,
  edges: Edges,
  { window, p }: { window: number; p: Float64Array },
): Float64Array {
  if (p.length === 0) return new Float64Array()
  const rarity = rarities(arranged, feed.around)
  const sum = new Float64Array(p.length)
  for (const { edge, sourceAction, targetAction } of evidenceOf(arranged.actions, edges, { window }))
    edge.forEach((e, k) => {
      // Edges, and actions of the arranged: all inside their arrays.
      const [a, b] = [sourceAction[k] as number, targetAction[k] as number]
      sum[e] = (sum[e] as number) - Math.log(((rarity[a] as number) + (rarity[b] as number)) / 2)
    })
  return p.map((chance, e) => chance * gammaTail(edges.weight[e] as number, sum[e] as number) ** WEIGHT)
}

/** P(X ≥ x) of the sum of `count` exponential numbers of mean 1. */
export function gammaTail(count: number, x: number): number {
  if (!(x > 0)) return 1
  let sum = 0
  for (let k = 0; k < count; k++) sum += Math.exp(k * Math.log(x) - x - logGamma(k + 1))
  return Math.min(1, sum)
}

import type { Edges } from './actions.ts'
import { type Arranged, concentrations, type Feed } from './feed.ts'
import { hitsTail } from './poisson-binomial.ts'

/**
 * The *together* test, for each edge: had two accounts, active at these very moments in a feed where these very things
 * were popular, met on as many objects by chance? Each pair of their actions at most `window` ms apart is a trial; it
 * hits with the mean of the two moments' concentration λ. Returns P(hits ≥ the edge's weight), Poisson-binomial.
 * `arranged` is the feed itself, or one with its objects shuffled: moments are the same in both.
 */
export function togetherP(feed: Feed, arranged: Arranged, edges: Edges, window: number): Float64Array {
  // Account by account, so that the walk below reads what lies side by side.
  const { postsOf, timesOf: time } = feed
  const { starts } = arranged
  const p = new Float64Array(edges.weight.length)
  if (p.length === 0) return p
  const lambda = concentrations(arranged, feed.around)
  let chance = new Float64Array(1024)
  for (let e = 0; e < p.length; e++) {
    // Accounts, places among their posts, and posts: all inside their arrays.
    const [a, b] = [edges.source[e] as number, edges.target[e] as number]
    const [endA, endB] = [postsOf.starts[a + 1] as number, postsOf.starts[b + 1] as number]
    let first = postsOf.starts[b] as number
    let trials = 0
    for (let i = postsOf.starts[a] as number; i < endA; i++) {
      const t = time[i] as number
      while (first < endB && (time[first] as number) < t - window) first++
      if (first === endB) break
      if ((time[first] as number) > t + window) continue
      const s = postsOf.positions[i] as number
      const actions = (starts[s + 1] as number) - (starts[s] as number)
      for (let j = first; j < endB && (time[j] as number) <= t + window; j++) {
        const r = postsOf.positions[j] as number
        const pairs = actions * ((starts[r + 1] as number) - (starts[r] as number))
        while (trials + pairs > chance.length) chance = twiceAsLong(chance)
        const both = ((lambda[s] as number) + (lambda[r] as number)) / 2
        for (const end = trials + pairs; trials < end; trials++) chance[trials] = both
      }
    }
    p[e] = hitsTail(chance, trials, edges.weight[e] as number)
  }
  return p
}

function twiceAsLong(chance: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(chance.length * 2)
  longer.set(chance)
  return longer
}

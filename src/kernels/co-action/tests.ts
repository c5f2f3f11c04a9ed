import { randomStream } from '../random.ts'
import { othersTurn } from '../turn.ts'
import type { Actions, Edges } from './actions.ts'
import { choiceP } from './choice.ts'
import { type Arranged, type Feed, feedOf } from './feed.ts'
import { coActions } from './pairs.ts'
import { blocksOf, discovery, shuffled } from './permute.ts'
import { togetherP } from './together.ts'

/** An edge is validated where q, the share of chance finds among those as surprising, is below this. */
export const VALIDATED = 0.05

export interface TestedEdges {
  /** *Together*: the chance of so many meetings, for each edge. */
  p: Float64Array
  /** Its permutation q. */
  q: Float64Array
  /** 1 where q < 0.05. */
  validated: Uint8Array
  /** *Choice*: the chance of so many objects in common, whenever. */
  choiceP: Float64Array
  /** How many edges shuffled objects make, in the mean; NaN where none were shuffled. */
  expected: number
}

export interface TestOptions {
  /** ms between two actions that still are together, as `edges` were counted. */
  window: number
  /** The weight below which `edges` were not kept (default 2). */
  repeats?: number
  /** How often objects are shuffled (default 100). */
  shuffles?: number
  seed: string
}

/** Both tests of every edge, which `coActions` made of these actions. Deterministic by its seed. */
export async function testEdges(actions: Actions, edges: Edges, options: TestOptions): Promise<TestedEdges> {
  return edgeTests(feedOf(actions), edges, options).after(options.shuffles ?? 100)
}

/** The same with ever more shuffles: `after` so many, of which those already made stand. */
export function edgeTests(
  feed: Feed,
  edges: Edges,
  { window, repeats = 2, seed }: Omit<TestOptions, 'shuffles'>,
): { after: (shuffles: number) => Promise<TestedEdges> } {
  const blocks = blocksOf(feed, window)
  const p = togetherP(feed, feed, edges, window)
  const chosen = choiceP(feed.actions, edges)
  const random = randomStream(`${seed}/shuffles`)
  const found = discovery(p)
  let shuffles = 0
  let drawn = 0
  let chance: Arranged | undefined
  return {
    after: async wanted => {
      for (; shuffles < wanted && p.length > 0; shuffles++) {
        chance = shuffled(feed, blocks, random, chance)
        const met = await coActions(chance.actions, { window, repeats })
        drawn += met.weight.length
        found.add(togetherP(feed, chance, met, window))
        await othersTurn()
      }
      const q = shuffles > 0 ? found.q() : p.map(() => 1)
      return {
        p,
        q,
        validated: Uint8Array.from(q, value => (value < VALIDATED ? 1 : 0)),
        choiceP: chosen,
        expected: drawn / shuffles,
      }
    },
  }
}

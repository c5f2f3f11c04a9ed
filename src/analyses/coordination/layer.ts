import type { Actions, Edges } from '../../kernels/co-action/actions.ts'
import { type Feed, feedOf } from '../../kernels/co-action/feed.ts'
import { type Group, reportedGroups } from '../../kernels/co-action/groups.ts'
import { coActions } from '../../kernels/co-action/pairs.ts'
import { edgeTests, type TestedEdges } from '../../kernels/co-action/tests.ts'
import { type Acting, actionsOf } from './acting.ts'
import { shufflesFor } from './effort.ts'
import { walkOf } from './walk.ts'

/** What was found on one kind of objects. */
export interface Layer {
  kind: string
  /** Its actions, in whose numbers objects begin at 0 within the kind: `firstObject` + the number is the object's own. */
  feed: Feed
  firstObject: number
  edges: Edges
  tested: TestedEdges
  /** How many times objects were shuffled behind `tested`. */
  shuffles: number
  communities: readonly Group[]
}

export interface Looking {
  /** ms */
  window: number
  repeats: number
  /** How often objects are shuffled where there is anything to find. */
  shuffles: number
  draws: number
  seed: string
}

/** So many shuffles show whether there is anything to find; where there is, more make the answer finer. */
const FIRST_LOOK = 3
const SECOND_LOOK = 20

/** Who acts together on one kind of objects, whether that is more than chance, and in which communities. */
export async function layerOf(acting: Acting, kind: string, looking: Looking): Promise<Layer> {
  const { firstObject, actions } = alone(actionsOf(acting, kind))
  const { window, repeats } = looking
  const seed = `${looking.seed}/${kind}`
  const edges = await coActions(actions, { window, repeats })
  const feed = feedOf(actions)
  const { tested, shuffles } = await lookCloser(feed, edges, { ...looking, seed })
  const any = tested.validated.includes(1)
  const communities = any ? await reportedGroups(feed, edges, tested, { ...looking, seed }) : []
  return { kind, firstObject, feed, edges, tested, shuffles, communities }
}

/**
 * The test of edges, with few shuffles first: where shuffled data are as surprising as these, more shuffles would only
 * say so more precisely. Stopping early never validates an edge.
 */
export async function lookCloser(
  feed: Feed,
  edges: Edges,
  { window, repeats, shuffles: most, seed }: Omit<Looking, 'draws'>,
): Promise<{ tested: TestedEdges; shuffles: number }> {
  const { actions } = feed
  const full = shufflesFor(most, actions.at.length, walkOf(actions, edges))
  const looks = [FIRST_LOOK, SECOND_LOOK].filter(shuffles => shuffles * 2 < full)
  const tests = edgeTests(feed, edges, { window, repeats, seed })
  for (const [k, shuffles] of looks.entries()) {
    const tested = await tests.after(shuffles)
    const least = tested.q.reduce((min, q) => Math.min(min, q), 1)
    if (least >= (k === 0 ? 1 : 0.25)) return { tested, shuffles }
  }
  return { tested: await tests.after(full), shuffles: full }
}

/** Actions of one kind with its own numbers of objects, which are consecutive. */
function alone(actions: Actions): { actions: Actions; firstObject: number } {
  const firstObject = actions.object[0] ?? 0
  const last = actions.object.at(-1) ?? -1
  return {
    firstObject,
    actions: {
      ...actions,
      object: actions.object.map(object => object - firstObject),
      objects: Math.max(0, last - firstObject + 1),
    },
  }
}

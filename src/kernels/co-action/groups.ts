import { tiedCommunities } from '../community/ties.ts'
import { randomStream } from '../random.ts'
import { type Actions, type Edges, someActions } from './actions.ts'
import { feedOf } from './feed.ts'
import { coActions } from './pairs.ts'
import { foldsOf } from './sittings.ts'
import { surprisesOf } from './surprise.ts'
import type { TestedEdges } from './tests.ts'
import { hasBaseline, type Part, timingOf } from './timing.ts'
import { togetherP } from './together.ts'

/** A community is reported where q over communities is below this. */
const REPORTED = 0.05
/** Hours are dealt to so many folds; each is where communities found on the others are tested. */
const FOLDS = 5
/** Without a fold fewer objects tie a pair: an edge is taken where it is at most this power of the weakest validated one. */
const LENIENCE = 1 / 2

export interface Group {
  /** Accounts, ascending. */
  members: Uint32Array
  status: 'reported' | 'no baseline' | 'not reported'
  /** The cross-fitted p of its timing; null without a baseline. */
  p: number | null
  /** Benjamini & Hochberg's q of it, over the communities that have a p. */
  q: number | null
}

export interface GroupOptions {
  window: number
  /** The weight below which `edges` were not kept (default 2). */
  repeats?: number
  /** The most random subsets of each timing test (default 2,000). */
  draws?: number
  seed: string
}

/**
 * The communities of at least 3 accounts, each tied by validated edges to at least 2 of the others, and whether their
 * timing lets them be reported. The timing test is cross-fitted, since a group that was chosen for being close looks close:
 * hours are dealt to five folds, communities are found on four and looked at on the fifth, and the five make one test.
 * (With two halves a group that shares five objects is left with two or three to be found by, and is not.) Its p is × 5:
 * the five share what they were found on, and which community is asked about was seen on all. Deterministic by its seed.
 */
export async function reportedGroups(
  actions: Actions,
  edges: Edges,
  tested: TestedEdges,
  options: GroupOptions,
): Promise<Group[]> {
  const { seed, window, draws = 2000 } = options
  const communities = communitiesOf(actions.accounts, edges, tested.validated, seed)
  if (communities.length === 0) return []
  const parts = communities.map((): Part[] => [])
  const folds = foldsOf(actions.at, FOLDS, { window, seed })
  for (let fold = 0; fold < FOLDS; fold++) {
    const side = (inside: boolean) =>
      someActions(
        actions,
        folds.map(own => ((own === fold) === inside ? 1 : 0)),
      )
    const found = await foundIn(side(false), weakest(tested) ** LENIENCE, options)
    const held = side(true)
    for (const [c, members] of communities.entries())
      parts[c]?.push({ actions: held, members: matching(found, members) })
  }
  const p = communities.map((members, c) => {
    if (!hasBaseline(actions, new Set(members))) return null
    const timing = timingOf(parts[c] ?? [], { window, draws, random: randomStream(`${seed}/timing/${c}`) })
    return timing === 'no baseline' ? 1 : Math.min(1, FOLDS * timing.p)
  })
  const q = falseDiscovery(p)
  return communities.map((members, c) => {
    const [chance, own] = [p[c] ?? null, q[c] ?? null]
    const status = own === null ? 'no baseline' : own < REPORTED ? 'reported' : 'not reported'
    return { members, p: chance, q: own, status }
  })
}

function communitiesOf(nodes: number, edges: Edges, keep: Uint8Array, seed: string): Uint32Array[] {
  const kept = (column: Uint32Array) => column.filter((_, e) => keep[e] === 1)
  const [source, target] = [kept(edges.source), kept(edges.target)]
  return tiedCommunities({ nodes, source, target, weight: Float64Array.from(kept(edges.weight)) }, seed)
}

/** The largest surprise of a validated edge. */
function weakest({ surprise, validated }: TestedEdges): number {
  return surprise.reduce((most, value, e) => (validated[e] === 1 ? Math.max(most, value) : most), 0)
}

/** Communities of these actions alone, over edges as surprising as validated ones are: up to `limit`. */
async function foundIn(actions: Actions, limit: number, options: GroupOptions): Promise<Uint32Array[]> {
  const { window, repeats = 2, seed } = options
  const edges = await coActions(actions, { window, repeats })
  const feed = feedOf(actions)
  const p = togetherP(feed, feed, edges, window)
  const surprises = surprisesOf(feed, feed, edges, { window, p })
  const keep = Uint8Array.from(surprises, surprise => (surprise <= limit ? 1 : 0))
  return communitiesOf(actions.accounts, edges, keep, seed)
}

/** Of the communities found without the fold, and half or more of whose members are of this, the one with most of them. */
function matching(found: readonly Uint32Array[], members: Uint32Array): Set<number> {
  const wanted = new Set(members)
  let best: Uint32Array = new Uint32Array()
  let most = 0
  for (const candidate of found) {
    const common = candidate.reduce((sum, a) => sum + (wanted.has(a) ? 1 : 0), 0)
    if (common > most && 2 * common >= candidate.length) [best, most] = [candidate, common]
  }
  return new Set(best)
}

function falseDiscovery(p: readonly (number | null)[]): (number | null)[] {
  const order = p
    .flatMap((value, c) => (value === null ? [] : [{ value, c }]))
    .sort((x, y) => x.value - y.value)
  const q: (number | null)[] = p.map(() => null)
  let least = 1
  for (let i = order.length - 1; i >= 0; i--) {
    const { value, c } = order[i] as { value: number; c: number } // i < length
    least = Math.min(least, (value * order.length) / (i + 1))
    q[c] = least
  }
  return q
}

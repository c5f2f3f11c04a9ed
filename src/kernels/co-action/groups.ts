import type { GroupStatus } from '../../model/network.ts'
import { tiedCommunities } from '../community/ties.ts'
import { randomStream } from '../random.ts'
import { othersTurn } from '../turn.ts'
import { type Edges, someActions } from './actions.ts'
import { type Feed, someOf } from './feed.ts'
import { coActions } from './pairs.ts'
import type { TestedEdges } from './tests.ts'
import { hasBaseline, type Near, timingOf } from './timing.ts'
import { togetherP } from './together.ts'

/** A community is reported where q over communities is below this. */
const REPORTED = 0.05
/** Objects are dealt to so many folds; each is where communities found on the others are tested. */
const FOLDS = 5
/** Without a fold fewer objects tie a pair: an edge is taken where its p is at most this power of the weakest validated one. */
const LENIENCE = 2 / 3
/** ms. A group must also be closer than others who acted within so long of them … */
const HABIT = 10 * 60_000
/**
 * … or than the next so many, where fewer did. With windows longer than this (ms) not even then: people whose telephones
 * ring at the same post are minutes apart, too, and may be the only ones who acted near it.
 */
const OTHERS = 5
const BRIEF_WINDOW = 60_000

export interface Group {
  /** Accounts, ascending. */
  members: Uint32Array
  status: GroupStatus
  /** The cross-fitted p of its timing; null without a baseline. */
  p: number | null
  /** Benjamini & Hochberg's q of it, over the communities that have a p. */
  q: number | null
  /** The cross-fitted p beside those who acted near in time. */
  nearP: number | null
}

export interface GroupOptions {
  window: number
  /** The weight below which `edges` were not kept (default 2). */
  repeats?: number
  /** Random subsets of each timing test (default 5,000). */
  draws?: number
  seed: string
}

/**
 * The communities of at least 3 accounts, each tied by validated edges to at least 2 of the others, and whether their
 * timing lets them be reported. The timing test is cross-fitted, since a group that was chosen for being close looks close:
 * objects are dealt to five folds, communities are found on four and tested on the fifth. (With two halves a group that
 * shares five objects is left with two or three to be found by, and is not.) Deterministic by its seed.
 */
export async function reportedGroups(
  feed: Feed,
  edges: Edges,
  tested: TestedEdges,
  options: GroupOptions,
): Promise<Group[]> {
  const { actions } = feed
  const { seed, window, draws = 5000 } = options
  const communities = communitiesOf(actions.accounts, edges, tested.validated, seed)
  if (communities.length === 0) return []
  const chances = communities.map((): number[] => [])
  const near = communities.map((): number[] => [])
  const folds = foldsOf(actions.objects, seed)
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeld = new Uint8Array(actions.object.length)
    for (let i = 0; i < isHeld.length; i++) isHeld[i] = folds[actions.object[i] as number] === fold ? 1 : 0
    const held = someActions(actions, isHeld)
    const rest = someOf(
      feed,
      isHeld.map(is => 1 - is),
    )
    const found = await foundIn(rest, weakest(tested) ** LENIENCE, options)
    for (const [c, members] of communities.entries()) {
      const chosen = matching(found, members)
      const p = (besides?: Near) => {
        const random = randomStream(`${seed}/timing/${c}/${fold}`)
        const timing = timingOf(held, chosen, { window, draws, random, ...(besides && { near: besides }) })
        return timing === 'no baseline' ? 1 : timing.p
      }
      chances[c]?.push(p())
      near[c]?.push(p({ within: HABIT, others: window > BRIEF_WINDOW ? 0 : OTHERS }))
      await othersTurn()
    }
  }
  return standings(
    communities.map((members, c) => {
      const isJudged = hasBaseline(actions, new Set(members))
      const p = (of: readonly number[] | undefined) => (isJudged ? crossFitted(of ?? []) : null)
      return { members, p: p(chances[c]), nearP: p(near[c]) }
    }),
  )
}

/** The q and the standing of communities that are looked at together. */
export function standings<C extends Pick<Group, 'p' | 'nearP'>>(
  communities: readonly C[],
): (C & Pick<Group, 'q' | 'status'>)[] {
  const q = falseDiscovery(communities.map(({ p }) => p))
  const nearQ = falseDiscovery(communities.map(({ nearP }) => nearP))
  return communities.map((community, c) => ({
    ...community,
    q: q[c] ?? null,
    status: standing(q[c] ?? null, nearQ[c] ?? 1),
  }))
}

function standing(q: number | null, nearQ: number): GroupStatus {
  if (q === null) return 'no baseline'
  if (q >= REPORTED) return 'not reported'
  return nearQ < REPORTED ? 'reported' : 'may be habit'
}

function communitiesOf(nodes: number, edges: Edges, keep: Uint8Array, seed: string): Uint32Array[] {
  const kept = (column: Uint32Array) => column.filter((_, e) => keep[e] === 1)
  const [source, target] = [kept(edges.source), kept(edges.target)]
  return tiedCommunities({ nodes, source, target, weight: Float64Array.from(kept(edges.weight)) }, seed)
}

/** The fold of each object. */
function foldsOf(objects: number, seed: string): Uint8Array {
  const random = randomStream(`${seed}/folds`)
  return new Uint8Array(objects).map(() => Math.floor(random() * FOLDS))
}

/** The largest p of a validated edge. */
function weakest({ p, validated }: TestedEdges): number {
  return p.reduce((most, value, e) => (validated[e] === 1 ? Math.max(most, value) : most), 0)
}

/** Communities of these actions alone, over edges as surprising as validated ones are: p up to `limit`. */
async function foundIn(feed: Feed, limit: number, options: GroupOptions): Promise<Uint32Array[]> {
  const { window, repeats = 2, seed } = options
  const { actions } = feed
  const edges = await coActions(actions, { window, repeats })
  const keep = Uint8Array.from(togetherP(feed, feed, edges, window), p => (p <= limit ? 1 : 0))
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

/**
 * One p of those of the folds, however they hang together: e × ln(folds) times their harmonic mean (Vovk & Wang 2020). A
 * group with few objects has none in some folds, whose p is 1: they weigh little there.
 */
function crossFitted(folds: readonly number[]): number {
  const mean = folds.length / folds.reduce((sum, p) => sum + 1 / p, 0)
  return Math.min(1, Math.E * Math.log(folds.length) * mean)
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

import type { Meeting, NetworkEdge, NetworkGroup, NetworkNode } from '../analyses/coordination/shape.ts'
import type { NetworkDossier, PushedObject } from '../model/network.ts'
import type { KeepPosts } from './network.ts'

/** Where a meeting's post is among the report's posts; null where the report does not hold it. */
export type MetPosts = (edge: number, side: 0 | 1, post_id: string) => number | null

const MOST_OBJECTS = 12
const MOST_ACTS = 1500
const POSTS_AN_OBJECT = 8

interface Given {
  groups: readonly NetworkGroup[]
  edges: readonly NetworkEdge[]
  meetings: readonly Meeting[]
  nodes: ReadonlyMap<number, NetworkNode>
  /** The drawn account of a node. */
  at: ReadonlyMap<number, number>
  posts: MetPosts
}

interface Act {
  account: number
  at: number
  object: string
  post: number | null
}

/** What is told of each group: who, what they pushed and when, in the groups' order. */
export function dossiersOf(given: Given): (keepPosts: KeepPosts) => Promise<NetworkDossier[]> {
  const groupOf = new Map<number, number>()
  const ends = new Map(given.edges.map(({ edge, source, target }) => [edge, { source, target }]))
  for (const { edge, source, target } of given.edges) {
    const group = given.nodes.get(source)?.group ?? null
    if (group !== null && group === given.nodes.get(target)?.group) groupOf.set(edge, group)
  }
  const met = new Map<number, Meeting[]>()
  for (const meeting of given.meetings) {
    const group = groupOf.get(meeting.edge)
    if (group === undefined) continue
    const own = met.get(group)
    if (own) own.push(meeting)
    else met.set(group, [meeting])
  }
  return async keepPosts => {
    const dossiers: NetworkDossier[] = []
    for (const group of given.groups) {
      const acts = actsOf(met.get(group.group) ?? [], ends, given)
      const pushed = pushedBy(acts)
      const place = new Map(pushed.map(({ key }, n) => [key, n]))
      const { object_kinds, ...figures } = group
      dossiers.push({
        ...figures,
        object_kinds: object_kinds
          .split(',')
          .map(kind => kind.trim())
          .filter(Boolean),
        pushed: await withOriginals(pushed, given, acts, keepPosts),
        acts: acts
          .slice(0, MOST_ACTS)
          .map(({ account, at, object }) => ({ account, at, pushed: place.get(object) ?? null })),
      })
    }
    return dossiers
  }
}

/** Each act once, however many it met, in time order. */
function actsOf(
  meetings: readonly Meeting[],
  ends: ReadonlyMap<number, { source: number; target: number }>,
  { at, posts }: Given,
): Act[] {
  const acts = new Map<string, Act>()
  const add = (meeting: Meeting, side: 0 | 1, node: number, post_id: string, time: number) => {
    const account = at.get(node)
    if (account === undefined) return
    const object = keyOf(meeting.object_kind, meeting.object)
    acts.set(`${account} ${object} ${post_id}`, {
      account,
      at: time,
      object,
      post: posts(meeting.edge, side, post_id),
    })
  }
  for (const meeting of meetings) {
    const { source, target } = ends.get(meeting.edge) ?? { source: -1, target: -1 }
    add(meeting, 0, source, meeting.source_post, meeting.source_at)
    add(meeting, 1, target, meeting.target_post, meeting.target_at)
  }
  return [...acts.values()].sort((a, b) => a.at - b.at || a.account - b.account)
}

const keyOf = (kind: string, object: string) => JSON.stringify([kind, object])

type Pushed = Omit<PushedObject, 'original'> & { key: string }

/** The objects that most of a group met on, first. */
function pushedBy(acts: readonly Act[]): Pushed[] {
  const byObject = new Map<string, Act[]>()
  for (const act of acts) {
    const own = byObject.get(act.object)
    if (own) own.push(act)
    else byObject.set(act.object, [act])
  }
  return [...byObject]
    .map(([key, own]): Pushed => {
      const [kind, object] = JSON.parse(key) as [string, string] // keyOf's
      const one = new Map(own.toReversed().map(act => [act.account, act])) // the earliest of each account
      return {
        key,
        kind,
        object,
        accounts: one.size,
        first_at: own[0]?.at ?? 0,
        last_at: own.at(-1)?.at ?? 0,
        posts: [...one.values()]
          .sort((a, b) => a.at - b.at)
          .flatMap(({ post }) => (post === null ? [] : [post]))
          .slice(0, POSTS_AN_OBJECT),
      }
    })
    .sort((a, b) => b.accounts - a.accounts || a.first_at - b.first_at)
    .slice(0, MOST_OBJECTS)
}

/** For posts that were passed on: the post itself, where it was captured. */
async function withOriginals(
  pushed: readonly Pushed[],
  { nodes, at }: Given,
  acts: readonly Act[],
  keepPosts: KeepPosts,
): Promise<PushedObject[]> {
  const first = acts[0]?.account
  const platform = [...nodes.values()].find(({ node }) => at.get(node) === first)?.platform ?? ''
  const reposted = pushed.filter(({ kind }) => kind === 'repost')
  const kept = await keepPosts(reposted.map(({ object }) => ({ platform, post_id: object })))
  const original = new Map(reposted.map(({ key }, n) => [key, kept[n] ?? null]))
  return pushed.map(({ key, ...object }) => ({ ...object, original: original.get(key) ?? null }))
}

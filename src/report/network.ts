import type {
  Meeting,
  NetworkEdge,
  NetworkFigures,
  NetworkGroup,
  NetworkNode,
} from '../analyses/coordination/shape.ts'
import type { AnalysisRecord } from '../model/finding.ts'
import {
  GROUP_STATUSES,
  type NetworkCluster,
  type NetworkData,
  type NetworkMeeting,
  type NetworkPair,
} from '../model/network.ts'
import { dossiersOf, type MetPosts } from './network-dossiers.ts'
import { placeOnDisc } from './network-layout.ts'

/** The figures that the page draws as a network: its tables do without them. */
export const NETWORK_FIGURES: readonly string[] = ['nodes', 'edges', 'meetings']

/** More than these and the report grows too large to send. The exports have them all. */
const MOST_PAIRS = 400
/** Of each account so many of its strongest ties are drawn before others' weaker ones. */
const TIES_AN_ACCOUNT = 8
const MOST_MEETINGS = 400
const MEETINGS_A_PAIR = 12

export interface PostKey {
  platform: string
  post_id: string
}

/** Takes posts into the report, and says where each is; null for those that the case does not hold, or that have no room. */
export type KeepPosts = (keys: readonly PostKey[]) => Promise<(number | null)[]>

/** What the page draws of who acted together; null when nobody did. */
export async function networkData(record: AnalysisRecord, keepPosts: KeepPosts): Promise<NetworkData | null> {
  const { nodes = [], edges = [], meetings = [], groups = [] } = record.figures as Partial<NetworkFigures> // the analysis' own shapes
  if (edges.length === 0) return null
  const ranked = [...groups].sort(byWeight)
  const groupAt = new Map(ranked.map(({ group }, at) => [group, at]))
  const nodeById = new Map(nodes.map(node => [node.node, node]))
  const tied = new Set(
    edges.filter(({ validated }) => validated).flatMap(({ source, target }) => [source, target]),
  )
  const drawn = nodes.filter(({ node, group }) => group !== null || tied.has(node))
  const at = new Map(drawn.map(({ node }, index) => [node, index]))
  const all = pairsOf(edges, at)
  const pairs = chosen(all)
  const clusters = clustersOf(drawn, groupAt, all)
  const posts = await metPosts(meetings, edges, nodeById, keepPosts, wantedFirst(edges, nodeById, groupAt))
  const dossiers = dossiersOf({ groups: ranked, edges, meetings, nodes: nodeById, at, posts })
  return {
    window_s: typeof record.params.window === 'number' ? record.params.window : null,
    accounts: placed(drawn, clusters, all, groupAt),
    clusters,
    groups: await dossiers(keepPosts),
    ...withMeetings(pairs, meetings, posts),
    left: leftOut(edges, nodes, at, all, pairs),
  }
}

/** Claims before leads, the largest first. */
const byWeight = (a: NetworkGroup, b: NetworkGroup): number =>
  GROUP_STATUSES.indexOf(a.status) - GROUP_STATUSES.indexOf(b.status) ||
  b.accounts - a.accounts ||
  a.group - b.group

type Draft = NetworkPair & { edges: number[] }

/** Edges of two drawn accounts over all kinds as one pair; validated ones first. */
function pairsOf(edges: readonly NetworkEdge[], at: ReadonlyMap<number, number>): Draft[] {
  const pairs = new Map<string, Draft>()
  for (const { edge, source, target, weight, q, validated, choice_p, object_kind: kind } of edges) {
    const [one, other] = [at.get(source), at.get(target)]
    if (one === undefined || other === undefined) continue
    const key = `${one} ${other}`
    const pair = pairs.get(key) ?? {
      source: one,
      target: other,
      validated: false,
      weight: 0,
      kinds: [],
      met: [],
      edges: [],
    }
    pair.validated ||= validated
    pair.weight += weight
    pair.kinds.push({ kind, weight, q: rounded(q), validated, choice_p: rounded(choice_p) })
    pair.edges.push(edge)
    pairs.set(key, pair)
  }
  return [...pairs.values()].sort(
    (a, b) =>
      Number(b.validated) - Number(a.validated) ||
      b.weight - a.weight ||
      a.source - b.source ||
      a.target - b.target,
  )
}

/** As many figures as a reader is told. */
const rounded = (p: number): number => Number(p.toPrecision(3))

/** Pairs that are drawn: of every account its strongest, then the strongest of all, as long as there is room. */
function chosen(pairs: readonly Draft[]): Draft[] {
  if (pairs.length <= MOST_PAIRS) return [...pairs]
  const ties = new Map<number, number>()
  const first: Draft[] = []
  const rest: Draft[] = []
  for (const pair of pairs) {
    const [a, b] = [ties.get(pair.source) ?? 0, ties.get(pair.target) ?? 0]
    const isStrong = pair.validated && (a < TIES_AN_ACCOUNT || b < TIES_AN_ACCOUNT)
    ;(isStrong ? first : rest).push(pair)
    if (!isStrong) continue
    ties.set(pair.source, a + 1)
    ties.set(pair.target, b + 1)
  }
  return [...first, ...rest].slice(0, MOST_PAIRS)
}

/** Groups, and accounts outside of groups that validated edges tie. */
function clustersOf(
  drawn: readonly NetworkNode[],
  groupAt: ReadonlyMap<number, number>,
  pairs: readonly NetworkPair[],
): NetworkCluster[] {
  const of = drawn.map(({ group }, index) =>
    group === null ? -1 - index : (groupAt.get(group) ?? -1 - index),
  )
  const rootOf = (index: number): number => {
    let root = index
    while (of[root] !== undefined && (of[root] as number) < 0 && of[root] !== -1 - root)
      root = -1 - (of[root] as number)
    return root
  }
  for (const { source, target, validated } of pairs) {
    if (!validated || (of[source] ?? 0) >= 0 || (of[target] ?? 0) >= 0) continue
    const [a, b] = [rootOf(source), rootOf(target)]
    if (a !== b) of[Math.max(a, b)] = -1 - Math.min(a, b)
  }
  const clusters = new Map<string, NetworkCluster>()
  for (const index of drawn.keys()) {
    const group = (of[index] ?? -1) >= 0 ? (of[index] as number) : null
    const key = group === null ? `loose ${rootOf(index)}` : `group ${group}`
    const cluster = clusters.get(key) ?? { group, members: [] }
    cluster.members.push(index)
    clusters.set(key, cluster)
  }
  return [...clusters.values()].sort(
    (a, b) =>
      (a.group ?? 1e9) - (b.group ?? 1e9) ||
      b.members.length - a.members.length ||
      (a.members[0] ?? 0) - (b.members[0] ?? 0),
  )
}

function placed(
  drawn: readonly NetworkNode[],
  clusters: readonly NetworkCluster[],
  pairs: readonly NetworkPair[],
  groupAt: ReadonlyMap<number, number>,
): NetworkData['accounts'] {
  const places = new Map<number, [number, number]>()
  for (const { members } of clusters) {
    const local = new Map(members.map((index, n) => [index, n]))
    const ties = pairs.flatMap(({ source, target, weight }) => {
      const [a, b] = [local.get(source), local.get(target)]
      return a === undefined || b === undefined ? [] : [{ source: a, target: b, weight }]
    })
    for (const [n, place] of placeOnDisc(members.length, ties).entries()) places.set(members[n] ?? -1, place)
  }
  return drawn.map(({ platform, account_id, handle, posts, group }, index) => {
    const [x, y] = places.get(index) ?? [0, 0]
    return {
      platform,
      account_id,
      handle,
      posts,
      group: group === null ? null : (groupAt.get(group) ?? null),
      x,
      y,
    }
  })
}

/** Meetings of reported groups before those of others: their posts have room first. */
function wantedFirst(
  edges: readonly NetworkEdge[],
  nodes: ReadonlyMap<number, NetworkNode>,
  groupAt: ReadonlyMap<number, number>,
): (edge: number) => number {
  const rank = new Map(
    edges.map(({ edge, source, target, validated }) => {
      const [a, b] = [nodes.get(source)?.group ?? null, nodes.get(target)?.group ?? null]
      return [edge, a !== null && a === b && validated ? (groupAt.get(a) ?? 0) : 1e9]
    }),
  )
  return edge => rank.get(edge) ?? 1e9
}

async function metPosts(
  meetings: readonly Meeting[],
  edges: readonly NetworkEdge[],
  nodes: ReadonlyMap<number, NetworkNode>,
  keepPosts: KeepPosts,
  rankOf: (edge: number) => number,
): Promise<MetPosts> {
  const ends = new Map(
    edges.map(({ edge, source, target }) => [edge, [nodes.get(source), nodes.get(target)] as const]),
  )
  const keys = new Map<string, PostKey>()
  for (const { edge, source_post, target_post } of [...meetings].sort(
    (a, b) => rankOf(a.edge) - rankOf(b.edge),
  )) {
    const [source, target] = ends.get(edge) ?? []
    if (!source || !target) continue
    keys.set(`${source.platform}:${source_post}`, { platform: source.platform, post_id: source_post })
    keys.set(`${target.platform}:${target_post}`, { platform: target.platform, post_id: target_post })
  }
  const kept = await keepPosts([...keys.values()])
  const indexes = new Map([...keys.keys()].map((key, n) => [key, kept[n] ?? null]))
  return (edge, side, post_id) => indexes.get(`${ends.get(edge)?.[side]?.platform}:${post_id}`) ?? null
}

function withMeetings(
  drafts: readonly Draft[],
  meetings: readonly Meeting[],
  posts: MetPosts,
): Pick<NetworkData, 'pairs' | 'meetings'> {
  const byEdge = grouped(meetings)
  const each = Math.max(1, Math.min(MEETINGS_A_PAIR, Math.floor(MOST_MEETINGS / Math.max(1, drafts.length))))
  const shown: NetworkMeeting[] = []
  const pairs = drafts.map(({ edges, ...pair }): NetworkPair => {
    const met = edges
      .flatMap(edge => byEdge.get(edge) ?? [])
      .sort((a, b) => Math.min(a.source_at, a.target_at) - Math.min(b.source_at, b.target_at))
      .slice(0, each)
    const first = shown.length
    for (const {
      edge,
      object_kind: kind,
      object,
      gap_ms,
      source_post,
      target_post,
      source_at,
      target_at,
    } of met)
      shown.push({
        kind,
        object,
        gap_ms,
        posts: [posts(edge, 0, source_post) ?? source_post, posts(edge, 1, target_post) ?? target_post],
        at: [source_at, target_at],
      })
    return { ...pair, met: met.map((_, n) => first + n) }
  })
  return { pairs, meetings: shown }
}

function grouped(meetings: readonly Meeting[]): Map<number, Meeting[]> {
  const byEdge = new Map<number, Meeting[]>()
  for (const met of meetings) {
    const own = byEdge.get(met.edge)
    if (own) own.push(met)
    else byEdge.set(met.edge, [met])
  }
  return byEdge
}

function leftOut(
  edges: readonly NetworkEdge[],
  nodes: readonly NetworkNode[],
  at: ReadonlyMap<number, number>,
  all: readonly NetworkPair[],
  drawn: readonly NetworkPair[],
): NetworkData['left'] {
  const pairs = new Set(edges.map(({ source, target }) => `${source} ${target}`)).size
  const validated = (of: readonly NetworkPair[]) => of.filter(pair => pair.validated).length
  const kept = validated(all) - validated(drawn)
  return { pairs: pairs - drawn.length - kept, validated: kept, accounts: nodes.length - at.size }
}

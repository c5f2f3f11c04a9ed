import { randomStream } from '../random.ts'

/** A weighted, undirected graph over the nodes 0 … nodes − 1: each edge once, no loops, weights above 0. */
export interface Graph {
  nodes: number
  source: Uint32Array
  target: Uint32Array
  weight: Float64Array
}

/** The graph as rows: the neighbours of node i at `starts[i] … starts[i + 1] − 1`; `loop` is what lies inside it. */
interface Rows {
  starts: Uint32Array
  neighbour: Uint32Array
  weight: Float64Array
  loop: Float64Array
}

/** A gain of modularity below this is rounding, and moves nothing. */
const GAIN = 1e-12

/**
 * Communities by Louvain's method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008): each node moves to the
 * neighbouring community that raises modularity most, until none does; communities become nodes, and again. The same
 * seed gives the same answer. Returns each node's community, numbered in the order of their first nodes; a node without
 * edges is one by itself.
 */
export function louvain(graph: Graph, seed: string): Uint32Array {
  const random = randomStream(`${seed}/louvain`)
  let rows = rowsOf(graph, new Float64Array(graph.nodes))
  let community = numbered(Uint32Array.from({ length: graph.nodes }, (_, i) => i))
  for (;;) {
    const nodes = rows.loop.length
    const moved = numbered(settled(rows, random))
    const count = moved.reduce((most, c) => Math.max(most, c + 1), 0)
    if (count === nodes) return numbered(community)
    community = community.map(c => moved[c] as number) // communities so far are the nodes of `rows`
    rows = merged(rows, moved, count)
  }
}

/** Σ over communities of (weight inside ÷ all) − (their degree ÷ twice all)², Newman & Girvan 2004. */
export function modularity({ nodes, source, target, weight }: Graph, community: Uint32Array): number {
  const degree = new Float64Array(nodes)
  let [all, inside] = [0, 0]
  weight.forEach((w, e) => {
    const [a, b] = [community[source[e] as number] as number, community[target[e] as number] as number] // nodes
    degree[a] = (degree[a] as number) + w
    degree[b] = (degree[b] as number) + w
    all += w
    if (a === b) inside += w
  })
  return all > 0 ? inside / all - degree.reduce((sum, d) => sum + (d / (2 * all)) ** 2, 0) : 0
}

function rowsOf({ nodes, source, target, weight }: Graph, loop: Float64Array): Rows {
  const starts = new Uint32Array(nodes + 1)
  for (const ends of [source, target]) for (const i of ends) starts[i + 1] = (starts[i + 1] as number) + 1
  for (let i = 0; i < nodes; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const next = starts.slice()
  const neighbour = new Uint32Array(2 * source.length)
  const along = new Float64Array(2 * source.length)
  source.forEach((a, e) => {
    const b = target[e] as number // as many targets as sources
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const place = next[from] as number
      next[from] = place + 1
      neighbour[place] = to
      along[place] = weight[e] as number
    }
  })
  return { starts, neighbour, weight: along, loop }
}

/** Moves single nodes until none gains: the community of each, named by one of its nodes. */
function settled({ starts, neighbour, weight, loop }: Rows, random: () => number): Uint32Array {
  // Every index below is a node or a place in the rows.
  const nodes = loop.length
  const degree = loop.map((inside, i) => {
    let sum = 2 * inside
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) sum += weight[k] as number
    return sum
  })
  const twiceAll = degree.reduce((sum, d) => sum + d, 0)
  const community = Uint32Array.from({ length: nodes }, (_, i) => i)
  const total = degree.slice()
  const toward = new Float64Array(nodes)
  const order = inRandomOrder(nodes, random)
  for (let moves = 1; moves > 0; ) {
    moves = 0
    for (const i of order) {
      const own = community[i] as number
      const d = degree[i] as number
      const from = starts[i] as number
      const to = starts[i + 1] as number
      for (let k = from; k < to; k++) {
        const c = community[neighbour[k] as number] as number
        toward[c] = (toward[c] as number) + (weight[k] as number)
      }
      total[own] = (total[own] as number) - d
      let best = own
      let gain = (toward[own] as number) - ((total[own] as number) * d) / twiceAll
      for (let k = from; k < to; k++) {
        const c = community[neighbour[k] as number] as number
        const here = (toward[c] as number) - ((total[c] as number) * d) / twiceAll
        if (here > gain + GAIN * twiceAll) {
          best = c
          gain = here
        }
      }
      for (let k = from; k < to; k++) toward[community[neighbour[k] as number] as number] = 0
      total[best] = (total[best] as number) + d
      community[i] = best
      if (best !== own) moves++
    }
  }
  return community
}

/** Communities as nodes. `Map`'s keys are pairs of communities, far fewer than edges. */
function merged({ starts, neighbour, weight, loop }: Rows, community: Uint32Array, nodes: number): Rows {
  const inside = new Float64Array(nodes)
  const between = new Map<number, number>()
  loop.forEach((sum, i) => {
    const a = community[i] as number
    inside[a] = (inside[a] as number) + sum
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const j = neighbour[k] as number
      if (j < i) continue
      const b = community[j] as number
      const w = weight[k] as number
      if (a === b) inside[a] = (inside[a] as number) + w
      else {
        const key = Math.min(a, b) * nodes + Math.max(a, b)
        between.set(key, (between.get(key) ?? 0) + w)
      }
    }
  })
  const keys = [...between.keys()].sort((x, y) => x - y)
  return rowsOf(
    {
      nodes,
      source: Uint32Array.from(keys, key => Math.floor(key / nodes)),
      target: Uint32Array.from(keys, key => key % nodes),
      weight: Float64Array.from(keys, key => between.get(key) ?? 0),
    },
    inside,
  )
}

function inRandomOrder(nodes: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: nodes }, (_, i) => i)
  for (let i = nodes - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}

/** The same partition with the numbers 0, 1, 2 … in the order of their first nodes. */
function numbered(community: Uint32Array): Uint32Array {
  const names = new Map<number, number>()
  return community.map(c => {
    const name = names.get(c) ?? names.size
    names.set(c, name)
    return name
  })
}

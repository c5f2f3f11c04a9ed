import { type Edges, placesOf, type Reach } from './actions.ts'
import type { Compacted } from './prune.ts'
import type { RowTask } from './rows.ts'

/** The columns that rows are counted from, of actions that `compact` numbered anew. */
export function rowTask({ compacted: actions, names }: Compacted, reach: Reach): RowTask {
  return {
    account: actions.account,
    object: actions.object,
    post: actions.post,
    ...reach,
    ...placesOf(actions.account, actions.accounts),
    accounts: actions.accounts,
    names,
    least: 1,
    passes: new Uint8Array(0),
    needed: 0,
    removeLoops: true,
  }
}

/** All batches as one; each is let go of as soon as it is copied. */
export async function gathered(batches: AsyncIterable<Edges>): Promise<Edges> {
  const list: Edges[] = []
  let size = 0
  for await (const batch of batches) {
    list.push(batch)
    size += batch.weight.length
  }
  const edges = newEdges(size)
  for (let batch = list.pop(); batch; batch = list.pop()) {
    size -= batch.weight.length
    edges.source.set(batch.source, size)
    edges.target.set(batch.target, size)
    edges.weight.set(batch.weight, size)
  }
  return edges
}

export function newEdges(size: number): Edges {
  return { source: new Uint32Array(size), target: new Uint32Array(size), weight: new Uint32Array(size) }
}

/** Those of the edges for which `isKept` says so. */
export function someEdges(edges: Edges, isKept: (edge: number) => boolean): Edges {
  const kept = newEdges(edges.weight.length)
  let n = 0
  for (let e = 0; e < edges.weight.length; e++) {
    if (!isKept(e)) continue
    kept.source[n] = edges.source[e] as number
    kept.target[n] = edges.target[e] as number
    kept.weight[n++] = edges.weight[e] as number
  }
  return { source: kept.source.slice(0, n), target: kept.target.slice(0, n), weight: kept.weight.slice(0, n) }
}

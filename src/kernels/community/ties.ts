import { type Graph, louvain } from './louvain.ts'

/** A community is of at least so many, each tied to at least so many of the others. */
const MEMBERS = 3
const TIES = 2

/**
 * Communities whose members each have edges to at least 2 of the others: Louvain's, without those who have fewer (again
 * until all have), in connected parts. Each ascends; the largest comes first, then the one with the lower first member.
 */
export function tiedCommunities(graph: Graph, seed: string): Uint32Array[] {
  const community = louvain(graph, seed)
  const neighbours = new Map<number, Set<number>>()
  const tie = (a: number, b: number) => {
    const known = neighbours.get(a)
    if (known) known.add(b)
    else neighbours.set(a, new Set([b]))
  }
  graph.source.forEach((a, e) => {
    const b = graph.target[e] as number // as many targets as sources
    if (community[a] !== community[b]) return
    tie(a, b)
    tie(b, a)
  })
  const loose = [...neighbours.keys()]
  for (let a = loose.pop(); a !== undefined; a = loose.pop()) {
    const ties = neighbours.get(a)
    if (!ties || ties.size >= TIES) continue
    neighbours.delete(a)
    for (const b of ties) {
      neighbours.get(b)?.delete(a)
      loose.push(b)
    }
  }
  return parts(neighbours)
    .filter(({ length }) => length >= MEMBERS)
    .sort((x, y) => y.length - x.length || (x[0] as number) - (y[0] as number)) // none is empty
}

function parts(neighbours: ReadonlyMap<number, ReadonlySet<number>>): Uint32Array[] {
  const seen = new Set<number>()
  return [...neighbours.keys()].flatMap(start => {
    if (seen.has(start)) return []
    seen.add(start)
    const part = [start]
    for (const a of part)
      for (const b of neighbours.get(a) ?? [])
        if (!seen.has(b)) {
          seen.add(b)
          part.push(b)
        }
    return [Uint32Array.from(part).sort()]
  })
}

import type { Layer } from './layer.ts'
import type { Merged } from './merged.ts'

const MEMBERS = 3
const TIES = 2

/**
 * The groups with every account in one of them alone: who stands in two stays in the first, and the other is a group still
 * where at least 3 are left, each tied by validated edges to at least 2 of the others.
 */
export function apart(
  groups: readonly Merged[],
  layers: readonly Pick<Layer, 'edges' | 'tested'>[],
): Merged[] {
  const taken = new Set<number>()
  const kept: Merged[] = []
  for (const group of groups) {
    const free = new Set([...group.members].filter(account => !taken.has(account)))
    const members = free.size === group.members.length ? group.members : tied(free, layers)
    if (members.length < MEMBERS) continue
    for (const account of members) taken.add(account)
    kept.push({ ...group, group: kept.length + 1, members })
  }
  return kept
}

function tied(members: Set<number>, layers: readonly Pick<Layer, 'edges' | 'tested'>[]): Uint32Array {
  for (;;) {
    const ties = new Map<number, Set<number>>()
    const tie = (a: number, b: number) => ties.set(a, (ties.get(a) ?? new Set()).add(b))
    for (const { edges, tested } of layers)
      for (const [e, isValid] of tested.validated.entries()) {
        const [a, b] = [edges.source[e] ?? -1, edges.target[e] ?? -1]
        if (isValid === 0 || !members.has(a) || !members.has(b)) continue
        tie(a, b)
        tie(b, a)
      }
    const loose = [...members].filter(account => (ties.get(account)?.size ?? 0) < TIES)
    if (loose.length === 0) return Uint32Array.from(members).sort()
    for (const account of loose) members.delete(account)
  }
}

import { type Group, standings } from '../../kernels/co-action/groups.ts'
import { GROUP_STATUSES, type GroupStatus } from '../../model/network.ts'

/** A community of one kind of objects, with its q and standing over the communities of all kinds. */
type Community = Group & { kind: string }

/** Communities of several kinds that are the same people, as one. */
export interface Merged {
  group: number
  status: GroupStatus
  /** Accounts, ascending. */
  members: Uint32Array
  kinds: readonly string[]
  /** The least of its communities, of which each is tested by itself. */
  p: number | null
  q: number | null
}

/**
 * The groups over all kinds of objects. Several kinds are several looks, so that q is taken anew over the communities
 * of all of them (Benjamini & Hochberg). Communities of the same standing are one group where they share at least half
 * of the smaller; one of lesser standing whose accounts half stand in a group already adds nothing.
 */
export function groupsOver(layers: readonly { kind: string; communities: readonly Group[] }[]): Merged[] {
  const communities = standings(
    layers.flatMap(({ kind, communities: c }) => c.map(group => ({ ...group, kind }))),
  )
  const groups: Omit<Merged, 'group'>[] = []
  for (const status of GROUP_STATUSES) {
    const higher = groups.slice()
    const own = communities
      .filter(community => community.status === status)
      .sort((a, b) => b.members.length - a.members.length || compare(a.kind, b.kind))
    const merged: Omit<Merged, 'group'>[] = []
    for (const community of own) {
      if (higher.some(group => common(group.members, community.members) * 2 >= community.members.length))
        continue
      const same = merged.findIndex(
        group =>
          common(group.members, community.members) * 2 >=
          Math.min(group.members.length, community.members.length),
      )
      const other = merged[same]
      if (other) merged[same] = united(other, community)
      else merged.push({ status, ...alone(community) })
    }
    groups.push(...merged.sort((a, b) => b.members.length - a.members.length || first(a) - first(b)))
  }
  return groups.map((group, k) => ({ group: k + 1, ...group }))
}

const alone = ({ members, kind, p, q }: Community) => ({ members, kinds: [kind], p, q })

function united(group: Omit<Merged, 'group'>, { members, kind, p, q }: Community): Omit<Merged, 'group'> {
  return {
    ...group,
    members: Uint32Array.from(new Set([...group.members, ...members])).sort(),
    kinds: group.kinds.includes(kind) ? group.kinds : [...group.kinds, kind],
    p: lesser(group.p, p),
    q: lesser(group.q, q),
  }
}

const lesser = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.min(a, b))
const first = ({ members }: Pick<Merged, 'members'>) => members[0] ?? 0
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function common(a: Uint32Array, b: Uint32Array): number {
  const inA = new Set(a)
  return b.reduce((sum, account) => sum + (inA.has(account) ? 1 : 0), 0)
}

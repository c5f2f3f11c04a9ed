import type { Arranged, Feed } from './feed.ts'

/**
 * How rare what each action is on was just then: of two actions around it that are on one object, the chance that this is
 * no more popular than its own, Σ n(n − 1) over the objects with n ≤ its own n, over that of all. In (0, 1]; by position.
 */
export function rarities({ actions, order, starts }: Arranged, around: Feed['around']): Float64Array {
  // Posts, positions, objects and counts below are all inside their arrays.
  const edge = (ends: Uint32Array, s: number) => starts[ends[s] as number] as number
  const posts = starts.length - 1
  const rarity = new Float64Array(order.length)
  const count = new Uint32Array(actions.objects)
  let widest = 0
  for (let s = 0; s < posts; s++) widest = Math.max(widest, edge(around.to, s) - edge(around.from, s))
  const pairs = sumsUpTo(widest)
  let [low, high] = [0, 0]
  let same = 0 // ordered pairs of actions on one object
  for (let s = 0; s < posts; s++) {
    for (const end = edge(around.to, s); high < end; high++) {
      const o = actions.object[order[high] as number] as number
      const had = count[o] as number
      pairs.add(had, -had * (had - 1))
      pairs.add(had + 1, (had + 1) * had)
      same += 2 * had
      count[o] = had + 1
    }
    for (const begin = edge(around.from, s); low < begin; low++) {
      const o = actions.object[order[low] as number] as number
      const had = count[o] as number
      pairs.add(had, -had * (had - 1))
      pairs.add(had - 1, (had - 1) * (had - 2))
      same -= 2 * (had - 1)
      count[o] = had - 1
    }
    for (let k = starts[s] as number; k < (starts[s + 1] as number); k++) {
      const i = order[k] as number
      const upTo = pairs.upTo(count[actions.object[i] as number] as number)
      // What nobody else around it acted on is as rare as the rarest: one pair of all.
      rarity[i] = same > 0 ? Math.max(upTo, 2) / same : 1
    }
  }
  return rarity
}

/** Sums of values over the places 1 … size (Fenwick 1994, doi:10.1002/spe.4380240306); what is put at 0 is nothing. */
function sumsUpTo(size: number) {
  const tree = new Float64Array(size + 2)
  return {
    add: (place: number, value: number) => {
      for (let i = place; i > 0 && i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + value
    },
    upTo: (place: number) => {
      let sum = 0
      for (let i = place; i > 0; i -= i & -i) sum += tree[i] as number
      return sum
    },
  }
}

/** No edge can be validated with fewer shuffles: q is not below 1 ÷ (1 + shuffles). */
const FEWEST = 20
/** Actions in a million, in which effort is given. */
const MILLION = 1e6

/** Which kinds of objects are looked at, how often each is shuffled, and which are too large to be. */
export interface Effort {
  kinds: readonly string[]
  shuffles: number
  left: readonly { kind: string; actions: number }[]
}

/**
 * What can be tested with so many millions of actions moved in all shuffles together. Kinds are taken in their order as
 * long as there is effort for 20 shuffles of each; what remains makes the shuffles more, up to `most`. It counts actions,
 * not seconds, so that the same data give the same answer on every machine.
 */
export function effortFor(
  counts: ReadonlyMap<string, number>,
  wanted: readonly string[],
  millions: number,
  most: number,
): Effort {
  const effort = millions * MILLION
  const kinds: string[] = []
  const left: { kind: string; actions: number }[] = []
  let moved = 0
  for (const kind of wanted) {
    const actions = counts.get(kind) ?? 0
    if (actions === 0) continue
    if ((moved + actions) * FEWEST > effort) left.push({ kind, actions })
    else {
      kinds.push(kind)
      moved += actions
    }
  }
  return { kinds, left, shuffles: shufflesWithin(millions, moved, most) }
}

/** How often so many actions can be shuffled with the effort; 20 times at least. */
export const shufflesWithin = (millions: number, actions: number, most: number): number =>
  Math.min(most, Math.max(FEWEST, Math.floor((millions * MILLION) / Math.max(1, actions))))

/** Walking past so many posts in the test of an edge costs as much as moving an action. */
const WALKED = 10

/** Of one kind: fewer shuffles where its pairs are of accounts so busy that testing them costs more than shuffling does. */
export const shufflesFor = (most: number, actions: number, walk: number): number =>
  Math.min(most, Math.max(FEWEST, Math.floor((most * actions) / Math.max(1, actions + walk / WALKED))))

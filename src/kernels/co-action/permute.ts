import { type Arranged, arrange, type Feed } from './feed.ts'

/** Objects are swapped among at least so many consecutive actions. */
const BLOCK = 50

/**
 * Where the blocks begin among the posts in order of time, with the number of posts as the last entry: at least 50
 * actions, over at least `span` ms. The smaller, the fewer finds of chance, because what is popular for an hour stays so;
 * but a group's own burst must not fill a block, for then the shuffles hold it too. docs/validity.md has both sides.
 */
export function blocksOf({ starts, time }: Feed, span: number): Uint32Array {
  const posts = starts.length - 1
  const blocks = [0]
  for (let s = 1, from = 0; s < posts; s++) {
    // posts, both of them
    if (
      (starts[s] as number) - (starts[from] as number) < BLOCK ||
      (time[s] as number) - (time[from] as number) < span
    )
      continue
    blocks.push(s)
    from = s
  }
  if (posts > 0) blocks.push(posts)
  return Uint32Array.from(blocks)
}

/** Blocks of `size` consecutive actions each, as far as posts can be kept whole. */
export function evenBlocks({ starts }: Arranged, size: number): Uint32Array {
  const posts = starts.length - 1
  const blocks = [0]
  for (let s = 1, end = size; s <= posts; s++) {
    if (s < posts && (starts[s] as number) < end) continue
    blocks.push(s)
    end = (starts[s] as number) + size
  }
  return Uint32Array.from(blocks)
}

/**
 * Objects swapped among the posts of each block: each account's moments stay, and what was popular in that block; who
 * acted on what is left to chance. `into` is an earlier one of the same feed, whose columns are then written anew.
 */
export function shuffled(feed: Feed, blocks: Uint32Array, random: () => number, into?: Arranged): Arranged {
  const whose = new Uint32Array(feed.starts.length - 1)
  for (let s = 0; s < whose.length; s++) whose[s] = s
  for (let b = 0; b + 1 < blocks.length; b++) {
    const from = blocks[b] as number // b + 1 < length
    for (let s = (blocks[b + 1] as number) - 1; s > from; s--) {
      const other = from + Math.floor(random() * (s - from + 1))
      const kept = whose[s] as number
      whose[s] = whose[other] as number
      whose[other] = kept
    }
  }
  return arrange(feed, whose, into)
}

/** Of the observed edges, and of those of each draw, so many of the most surprising are compared as a whole. */
const COMPARED = 20_000

/** Takes the p-values of shuffled data, draw by draw; keeps no more of them than `COMPARED` and a count for each edge. */
export interface Discovery {
  add: (p: Float64Array) => void
  /** q of each observed edge. */
  q: () => Float64Array
  /** How often shuffled data as a whole are as surprising as these: (1 + draws that are) ÷ (1 + draws). */
  caseP: () => number
}

/**
 * q(p) = mean number of null edges with p′ ≤ p ÷ number of observed edges with p′ ≤ p, made monotone (the least that any
 * larger p has), at most 1: the share of those as surprising as this that chance alone would make.
 *
 * Edges of chance come in clumps (who meets one of a crowd meets others), so that now and then shuffled data have a small
 * q too. Hence the same least q is taken of each draw, as if it had been observed, and no edge's q is below the share of
 * draws whose least q is as small.
 */
export function discovery(observed: Float64Array): Discovery {
  const sorted = observed.slice().sort()
  /** Null p-values that are at most sorted[i], and above sorted[i − 1]. */
  const counts = new Float64Array(sorted.length)
  const draws: Float64Array[] = []

  const caseP = () => {
    const pooled = concatenated(draws).sort()
    const surprise = leastShare(sorted.subarray(0, COMPARED), pooled, draws.length)
    const asSurprising = draws.filter(own => leastShare(own, pooled, draws.length) <= surprise)
    return (1 + asSurprising.length) / (1 + draws.length)
  }
  const add = (p: Float64Array) => {
    draws.push(p.slice().sort().slice(0, COMPARED))
    for (const value of p) {
      const i = below(sorted, value)
      if (i < counts.length) counts[i] = (counts[i] as number) + 1
    }
  }
  const q = () => {
    const share = new Float64Array(sorted.length)
    let atMost = counts.reduce((sum, count) => sum + count, 0)
    let least = 1
    for (let i = sorted.length - 1; i >= 0; i--) {
      // Of equal p-values the last has counted them all, and the first holds the null's count.
      if (sorted[i] !== sorted[i + 1]) least = Math.min(least, atMost / draws.length / (i + 1))
      share[i] = least
      atMost -= counts[i] as number // i < length
    }
    const floor = caseP()
    return observed.map(p => Math.max(floor, share[below(sorted, p)] as number)) // each p is among the sorted
  }
  return { add, q, caseP }
}

/** The least ratio, at any p of the ascending list, of the mean number in the pool up to p to the number in the list. */
function leastShare(sorted: Float64Array, pooled: Float64Array, draws: number): number {
  let least = Number.POSITIVE_INFINITY
  let inPool = 0
  for (let i = 0; i < sorted.length; i++) {
    const p = sorted[i] as number // i < length
    if (p === sorted[i + 1]) continue
    while (inPool < pooled.length && (pooled[inPool] as number) <= p) inPool++
    least = Math.min(least, inPool / draws / (i + 1))
  }
  return least
}

function concatenated(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

/** How many of the ascending values are below this. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The row-wise sparse accumulator: for one account, walk the neighbours of its actions in the object-sorted columns,
 * count into a dense array, emit what reaches the threshold, and reset. Edges under it are never materialised.
 *
 * The functions here run in worker threads from their source text (workers.ts), so each stands by itself: it uses
 * nothing but its arguments. Indices are in range throughout, which is what `as number` says of an element.
 */
import type { Edges } from './actions.ts'

/** What all rows are counted from: columns that threads share. */
export interface RowTask {
  /** Of each action, in the order of objects and times. */
  account: Uint32Array
  object: Uint32Array
  post: Uint32Array
  /** `reachOf`: who stands within the window. */
  from: Uint32Array
  to: Uint32Array
  /** `placesOf`. */
  starts: Uint32Array
  positions: Uint32Array
  accounts: number
  /** What each account is called in the edges; in ascending order. */
  names: Uint32Array
  /** The least weight of an edge. */
  least: number
  /** `cooRTweet`: which posts passed its second filter; of a pair's two posts, how many must; whether loops are removed. */
  passes: Uint8Array
  needed: number
  removeLoops: boolean
}

/** What a thread counts in: of each account, how often it was met, and in which round last. */
export interface Tally {
  count: Uint32Array
  seen: Uint32Array
  /** Rounds so far: one for each thing that may count once. */
  round: number
  /** The accounts that were met in this row. */
  met: Uint32Array
  /** A bit for each account. */
  marks: Int32Array
}

/** Counts one account's row into the tally; how many accounts were met. */
export type CountRow = (task: RowTask, tally: Tally, account: number) => number

export function newTally(accounts: number): Tally {
  return {
    count: new Uint32Array(accounts),
    seen: new Uint32Array(accounts),
    round: 0,
    met: new Uint32Array(accounts),
    marks: new Int32Array((accounts + 31) >>> 5),
  }
}

/** `sillage`: on how many distinct objects the account co-acted with each account of a higher index. */
export function countObjects(task: RowTask, tally: Tally, account: number): number {
  const { account: accountAt, object, from, to, starts, positions } = task
  const { count, seen, met } = tally
  const last = starts[account + 1] as number
  let round = tally.round
  let metCount = 0
  let on = -1
  let walked = 0
  for (let p = starts[account] as number; p < last; p++) {
    const i = positions[p] as number
    if (object[i] !== on) {
      on = object[i] as number
      walked = 0
      round++
    }
    // An account that acts on one object again and again walks each neighbour once.
    const end = to[i] as number
    for (let j = Math.max(from[i] as number, walked); j < end; j++) {
      const other = accountAt[j] as number
      if (other <= account || seen[other] === round) continue
      seen[other] = round
      const before = count[other] as number
      if (before === 0) met[metCount++] = other
      count[other] = before + 1
    }
    walked = end
  }
  tally.round = round
  return metCount
}

/** `cooRTweet`: how many pairs of rows, older or newer, the account has with each account of no lower index. */
export function countRowPairs(task: RowTask, tally: Tally, account: number): number {
  const { account: accountAt, post, from, to, starts, positions, passes, needed, removeLoops } = task
  const { count, met } = tally
  const last = starts[account + 1] as number
  let metCount = 0
  for (let p = starts[account] as number; p < last; p++) {
    const i = positions[p] as number
    const own = post[i] as number
    const passed = passes[own] as number
    const end = to[i] as number
    for (let j = from[i] as number; j < end; j++) {
      const other = accountAt[j] as number
      if (other < account) continue
      // A pair within one account is met from both its rows: it counts from the first.
      if (other === account && (removeLoops || j <= i)) continue
      const its = post[j] as number
      if ((removeLoops && its === own) || passed + (passes[its] as number) < needed) continue
      const before = count[other] as number
      if (before === 0) met[metCount++] = other
      count[other] = before + 1
    }
  }
  return metCount
}

/**
 * `qut`: how many distinct posts of the account have another post of each account on the same object within the window.
 * The positions are sorted by post here, so that a post that acts on several objects counts once.
 */
export function countPosts(task: RowTask, tally: Tally, account: number): number {
  const { account: accountAt, post, from, to, starts, positions } = task
  const { count, seen, met } = tally
  const last = starts[account + 1] as number
  if (last - (starts[account] as number) < task.least) return 0
  let round = tally.round
  let metCount = 0
  let own = -1
  for (let p = starts[account] as number; p < last; p++) {
    const i = positions[p] as number
    if (post[i] !== own) {
      own = post[i] as number
      round++
    }
    const end = to[i] as number
    for (let j = from[i] as number; j < end; j++) {
      const other = accountAt[j] as number
      if (seen[other] === round || post[j] === own) continue
      seen[other] = round
      const before = count[other] as number
      if (before === 0) met[metCount++] = other
      count[other] = before + 1
    }
  }
  tally.round = round
  return metCount
}

/** The edges of the accounts `first … last − 1` by their names, sorted; the tally is empty before and after. */
export function edgesOf(countRow: CountRow, task: RowTask, tally: Tally, first: number, last: number): Edges {
  const { names, least } = task
  const { count, met, marks } = tally
  let source = new Uint32Array(1024)
  let target = new Uint32Array(1024)
  let weight = new Uint32Array(1024)
  let size = 0
  for (let account = first; account < last; account++) {
    const metCount = countRow(task, tally, account)
    let keptCount = 0
    for (let k = 0; k < metCount; k++) {
      const other = met[k] as number
      if ((count[other] as number) >= least) met[keptCount++] = other
      else count[other] = 0
    }
    if (keptCount === 0) continue
    // Few are sorted; many are marked, and read off the marks in order, which takes no comparisons.
    if (keptCount * 64 < marks.length) met.subarray(0, keptCount).sort()
    else {
      for (let k = 0; k < keptCount; k++) {
        const other = met[k] as number
        marks[other >>> 5] = (marks[other >>> 5] as number) | (1 << (other & 31))
      }
      let k = 0
      for (let word = 0; k < keptCount; word++) {
        for (let left = marks[word] as number; left !== 0; left &= left - 1)
          met[k++] = (word << 5) + 31 - Math.clz32(left & -left)
        marks[word] = 0
      }
    }
    if (size + keptCount > source.length) {
      const room = Math.max(source.length * 2, size + keptCount)
      const wider = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room)] as const
      wider[0].set(source)
      wider[1].set(target)
      wider[2].set(weight)
      source = wider[0]
      target = wider[1]
      weight = wider[2]
    }
    const name = names[account] as number
    for (let k = 0; k < keptCount; k++) {
      const other = met[k] as number
      source[size] = name
      target[size] = names[other] as number
      weight[size++] = count[other] as number
      count[other] = 0
    }
  }
  return { source: source.slice(0, size), target: target.slice(0, size), weight: weight.slice(0, size) }
}

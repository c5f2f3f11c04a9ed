/** Actions of one kind, sorted by object, then time. Columns of equal length. */
export interface Actions {
  /** Index of the account. */
  account: Uint32Array
  /** Index of the object. Empty keys are never objects: whoever makes these columns leaves them out. */
  object: Uint32Array
  /** Milliseconds UTC, exact: below 2⁵³. */
  at: Float64Array
  /** Index of the post: the row that the evidence opens. */
  post: Uint32Array
  /** How many accounts there are: every index is below it. */
  accounts: number
  /** How many objects there are. */
  objects: number
}

/**
 * Pairs of accounts by their index, sorted by (source, target): undirected with source < target; directed under `qut`,
 * where a pair may be a loop. Weights are never below the threshold that was asked for.
 */
export interface Edges {
  source: Uint32Array
  target: Uint32Array
  weight: Uint32Array
}

/** Columns that are no actions: of unequal length, unsorted, or with an index that is out of its range. */
export class UnfitActions extends Error {
  override name = 'UnfitActions'
}

/** @throws UnfitActions unless the columns are what `Actions` promises. Linear in their length. */
export function checkActions({ account, object, at, post, accounts, objects }: Actions): void {
  const n = at.length
  if (account.length !== n || object.length !== n || post.length !== n)
    throw new UnfitActions(
      `The columns of actions differ in length: ${account.length} accounts, ${object.length} objects, ${n} times, ${post.length} posts.`,
    )
  for (let i = 0; i < n; i++) {
    const o = object[i] as number // below n
    if ((account[i] as number) >= accounts || o >= objects)
      throw new UnfitActions(
        `Action ${i} is of account ${account[i]} on object ${o}; there are ${accounts} and ${objects}.`,
      )
    if (!Number.isFinite(at[i])) throw new UnfitActions(`Action ${i} has no time.`)
    if (i === 0) continue
    const before = object[i - 1] as number
    if (o < before || (o === before && (at[i] as number) < (at[i - 1] as number)))
      throw new UnfitActions(`Action ${i} stands out of order: by object, then time.`)
  }
}

/** Some of the actions, in the same order: those whose `keep` is 1. The indices of accounts, objects and posts stay. */
export function someActions(actions: Actions, keep: Uint8Array): Actions {
  let n = 0
  for (const kept of keep) n += kept
  const some = {
    account: new Uint32Array(n),
    object: new Uint32Array(n),
    at: new Float64Array(n),
    post: new Uint32Array(n),
  }
  let next = 0
  for (let i = 0; i < keep.length; i++) {
    if (keep[i] !== 1) continue
    some.account[next] = actions.account[i] as number
    some.object[next] = actions.object[i] as number
    some.at[next] = actions.at[i] as number
    some.post[next++] = actions.post[i] as number
  }
  return { ...some, accounts: actions.accounts, objects: actions.objects }
}

/** Where each account's actions stand: those of account `a` are `positions[starts[a] … starts[a + 1] − 1]`, ascending. */
export interface Places {
  starts: Uint32Array
  positions: Uint32Array
}

export function placesOf(account: Uint32Array, accounts: number): Places {
  const starts = new Uint32Array(accounts + 1)
  for (const a of account) starts[a + 1] = (starts[a + 1] as number) + 1
  for (let a = 0; a < accounts; a++) starts[a + 1] = (starts[a + 1] as number) + (starts[a] as number)
  const next = starts.slice(0, accounts)
  const positions = new Uint32Array(account.length)
  for (let i = 0; i < account.length; i++) {
    const a = account[i] as number
    const place = next[a] as number
    positions[place] = i
    next[a] = place + 1
  }
  return { starts, positions }
}

/**
 * Which actions stand within the window of each: those at positions `from[i] … to[i] − 1`, on the same object and at
 * most `window` ms before or after; `i` itself is among them.
 */
export interface Reach {
  from: Uint32Array
  to: Uint32Array
}

export function reachOf({ object, at }: Pick<Actions, 'object' | 'at'>, window: number): Reach {
  const n = at.length
  const from = new Uint32Array(n)
  const to = new Uint32Array(n)
  let low = 0
  let high = 0
  for (let i = 0; i < n; i++) {
    const o = object[i]
    const t = at[i] as number
    while (object[low] !== o || t - (at[low] as number) > window) low++
    if (high < i) high = i
    while (high < n && object[high] === o && (at[high] as number) - t <= window) high++
    from[i] = low
    to[i] = high
  }
  return { from, to }
}

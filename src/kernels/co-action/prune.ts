import { type Actions, type Reach, reachOf, someActions } from './actions.ts'

/**
 * Without the actions that can be in no edge: those with no other account's action on the object within the window, and
 * those of accounts with such company on fewer than `repeats` objects. Leaving some out takes company from others, so it
 * is done again while it pays.
 */
export function pruned(actions: Actions, window: number, repeats: number): { live: Actions; reach: Reach } {
  for (let live = actions; ; ) {
    const keep = inCompany(live.account, live, window)
    ofFewObjects(live, repeats, keep)
    const next = someActions(live, keep)
    if (next.at.length >= 0.9 * live.at.length) return { live: next, reach: reachOf(next, window) }
    live = next
  }
}

/** 1 for each action with one of another (account, or post: whatever `whose` numbers) on its object within the window. */
export function inCompany(
  whose: Uint32Array,
  { object, at }: Pick<Actions, 'object' | 'at'>,
  window: number,
): Uint8Array {
  const n = whose.length
  const keep = new Uint8Array(n)
  // Of those that follow each other on an object, the nearest of others is the one before the first or behind the last.
  for (let start = 0; start < n; ) {
    let end = start + 1
    while (end < n && whose[end] === whose[start] && object[end] === object[start]) end++
    const before = object[start - 1] === object[start] ? (at[start - 1] as number) : Number.NEGATIVE_INFINITY
    const behind = object[end] === object[start] ? (at[end] as number) : Number.POSITIVE_INFINITY
    for (let i = start; i < end; i++) {
      const time = at[i] as number
      if (time - before <= window || behind - time <= window) keep[i] = 1
    }
    start = end
  }
  return keep
}

/** Takes out of `keep` the actions of accounts that it leaves fewer than `repeats` objects. */
function ofFewObjects({ account, object, accounts }: Actions, repeats: number, keep: Uint8Array): void {
  if (repeats <= 1) return
  const on = new Uint32Array(accounts)
  const latest = new Uint32Array(accounts)
  for (let i = 0; i < keep.length; i++) {
    if (keep[i] === 0) continue
    const a = account[i] as number
    const o = (object[i] as number) + 1
    if (latest[a] === o) continue
    latest[a] = o
    on[a] = (on[a] as number) + 1
  }
  for (let i = 0; i < keep.length; i++) if ((on[account[i] as number] as number) < repeats) keep[i] = 0
}

export interface Compacted {
  compacted: Actions
  /** The accounts' own indices, ascending. */
  names: Uint32Array
}

/**
 * The same actions with the accounts that are left numbered anew, in the same order, so that what is counted lies close
 * together.
 */
export function compact(actions: Actions): Compacted {
  const place = new Uint32Array(actions.accounts)
  for (const a of actions.account) place[a] = 1
  const names = new Uint32Array(actions.accounts)
  let n = 0
  for (let a = 0; a < actions.accounts; a++) {
    if (place[a] === 0) continue
    names[n] = a
    place[a] = n++
  }
  const account = new Uint32Array(actions.account.length)
  for (let i = 0; i < account.length; i++) account[i] = place[actions.account[i] as number] as number
  return { compacted: { ...actions, account, accounts: n }, names: names.slice(0, n) }
}

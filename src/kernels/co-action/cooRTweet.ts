/**
 * The weighting of CooRTweet 2.1.2, `detect_groups` and `generate_coordinated_network`
 * (Righetti & Balluff, doi:10.32614/CRAN.package.CooRTweet), edge for edge. What differs, and why:
 *  - An empty key is never an object (CooRTweet joins all rows whose object is the empty text).
 *  - `participation: 'both'` asks its second filter of both accounts of a pair; CooRTweet is content when one passes, so
 *    that an account with a single co-action stays when its partner has two. That is its default, and ours here.
 *  - An object may have more than 65,536 shares, where CooRTweet's join fails.
 */
import { type Actions, checkActions, type Edges, reachOf, someActions } from './actions.ts'
import { compact } from './prune.ts'
import { countRowPairs } from './rows.ts'
import { gathered, newEdges, rowTask } from './tasks.ts'
import { countRows } from './workers.ts'

export interface CooRTweeting {
  /** Milliseconds; CooRTweet's `time_window` is in seconds. */
  window: number
  /** An account needs so many rows, and so many of those again whose post is in the result. Below 1: no second filter. */
  minParticipation?: number
  /** Leaves out pairs within one account or of one post, and rows whose post is the very object. */
  removeLoops?: boolean
  /** Whether one account of a pair must pass the second filter, as in CooRTweet, or both. */
  participation?: 'either' | 'both'
  /** Of each post, the object that bears the same id, or −1: an original among its own shares. Default: none does. */
  postAsObject?: Int32Array
  threads?: number
}

/**
 * Pairs of accounts weighted by the number of pairs of rows on one object within the window: 3 × 3 posts weigh 9, and
 * again on the next object. Undirected, source ≤ target; loops only when they are not removed. The sum of all weights is
 * the number of rows that `detect_groups` returns.
 *
 * @throws UnfitActions when the columns are not sorted by object, then time
 */
export async function cooRTweetPairs(
  given: Actions,
  {
    window,
    minParticipation = 2,
    removeLoops = true,
    participation = 'either',
    postAsObject,
    threads,
  }: CooRTweeting,
): Promise<Edges> {
  checkActions(given)
  const rows = ofBusyAccounts(given, minParticipation)
  const others = removeLoops && postAsObject ? withoutOriginals(rows, postAsObject) : rows
  const paired = someActions(others, inPairs(others, window, removeLoops))
  const passes = minParticipation >= 1 ? passing(rows, paired, minParticipation) : everyPost(paired)
  const task = {
    ...rowTask(compact(paired), reachOf(paired, window)),
    passes,
    needed: participation === 'both' ? 2 : 1,
    removeLoops,
  }
  return gathered(countRows(countRowPairs, task, threads))
}

/** First filter: accounts with at least so many rows. */
function ofBusyAccounts(actions: Actions, least: number): Actions {
  const rows = new Uint32Array(actions.accounts)
  for (const a of actions.account) rows[a] = (rows[a] as number) + 1
  return someActions(
    actions,
    Uint8Array.from(actions.account, a => ((rows[a] as number) >= least ? 1 : 0)),
  )
}

function withoutOriginals(actions: Actions, postAsObject: Int32Array): Actions {
  return someActions(
    actions,
    Uint8Array.from(actions.post, (post, i) => (postAsObject[post] === actions.object[i] ? 0 : 1)),
  )
}

/** 1 for each row that makes a pair with another. */
function inPairs(actions: Actions, window: number, removeLoops: boolean): Uint8Array {
  const { account, post } = actions
  const { from, to } = reachOf(actions, window)
  const paired = new Uint8Array(account.length)
  for (let i = 0; i < paired.length; i++) {
    const end = to[i] as number
    for (let j = from[i] as number; j < end && paired[i] === 0; j++)
      if (removeLoops ? account[j] !== account[i] && post[j] !== post[i] : j !== i) paired[i] = 1
  }
  return paired
}

/** Second filter, by post: 1 where an account that has the post has at least so many rows whose post is in a pair. */
function passing(rows: Actions, paired: Actions, least: number): Uint8Array {
  const isPaired = everyPost(paired)
  const remaining = new Uint32Array(rows.accounts)
  for (let i = 0; i < rows.post.length; i++)
    if (isPaired[rows.post[i] as number] === 1)
      remaining[rows.account[i] as number] = (remaining[rows.account[i] as number] as number) + 1
  const passes = new Uint8Array(isPaired.length)
  for (let i = 0; i < rows.post.length; i++) {
    const post = rows.post[i] as number
    if (isPaired[post] === 1 && (remaining[rows.account[i] as number] as number) >= least) passes[post] = 1
  }
  return passes
}

/** By post: 1 for those that are there. */
function everyPost({ post }: Actions): Uint8Array {
  let most = -1
  for (const p of post) if (p > most) most = p
  const is = new Uint8Array(most + 1)
  for (const p of post) is[p] = 1
  return is
}

/** Several kinds of objects as one network, as CooRTweet's users bind the rows of several runs: weights are added. */
export function pooled(networks: readonly Edges[]): Edges {
  const place = networks.map(() => 0)
  const all = newEdges(networks.reduce((sum, { weight }) => sum + weight.length, 0))
  let n = 0
  for (;;) {
    let source = Number.POSITIVE_INFINITY
    let target = Number.POSITIVE_INFINITY
    for (const [k, edges] of networks.entries()) {
      const s = edges.source[place[k] as number]
      const t = edges.target[place[k] as number]
      if (s === undefined || t === undefined) continue
      if (s < source || (s === source && t < target)) [source, target] = [s, t]
    }
    if (source === Number.POSITIVE_INFINITY) break
    all.source[n] = source
    all.target[n] = target
    for (const [k, edges] of networks.entries()) {
      const at = place[k] as number
      if (edges.source[at] !== source || edges.target[at] !== target) continue
      all.weight[n] = (all.weight[n] as number) + (edges.weight[at] as number)
      place[k] = at + 1
    }
    n++
  }
  return {
    source: all.source.slice(0, n),
    target: all.target.slice(0, n),
    weight: all.weight.slice(0, n),
  }
}

/**
 * Which edges weigh more than a quantile of all weights (R's type 7): CooRTweet's `edge_weight`, 0.5 by default. Where
 * most pairs met once the quantile is 1, and "above the median" means "twice".
 */
export function markedAbove({ weight }: Edges, quantile = 0.5): { threshold: number; marked: Uint8Array } {
  const sorted = weight.slice().sort()
  const place = quantile * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  const threshold = low + (place - Math.floor(place)) * (high - low)
  return { threshold, marked: Uint8Array.from(weight, w => (w > threshold ? 1 : 0)) }
}

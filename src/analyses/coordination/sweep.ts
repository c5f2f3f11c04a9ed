import { type Edges, reachOf } from '../../kernels/co-action/actions.ts'
import { feedOf } from '../../kernels/co-action/feed.ts'
import { coActions } from '../../kernels/co-action/pairs.ts'
import { togetherP } from '../../kernels/co-action/together.ts'
import type { Layer } from './layer.ts'
import type { WindowRow } from './shape.ts'

/** Neighbours within the window, over all actions, beyond which a window is not swept. */
const MOST_NEIGHBOURS = 2e7
/** Trials of all edges' tests, about, beyond which it is not, either. */
const MOST_TRIALS = 1e7

/**
 * What other windows would show of one kind of objects: how many pairs meet `repeats` times, and how many of these are as
 * surprising as those that are validated at the window that was asked for (p at most that of the weakest of them; objects
 * are not shuffled anew). Windows that would take long are left out.
 */
export async function sweep(
  { kind, actions, edges, tested }: Layer,
  windows: readonly number[],
  { window: asked, repeats }: { window: number; repeats: number },
): Promise<WindowRow[]> {
  const limit = tested.p.reduce((most, p, e) => (tested.validated[e] === 1 ? Math.max(most, p) : most), 0)
  const feed = feedOf(actions)
  const { starts } = feed.postsOf
  const posted = (account: number) => (starts[account + 1] ?? 0) - (starts[account] ?? 0)
  const rows: WindowRow[] = []
  for (const window of [...new Set([...windows, asked])].sort((a, b) => a - b)) {
    const { from, to } = reachOf(actions, window)
    if (to.reduce((sum, end, i) => sum + end - (from[i] ?? 0), 0) > MOST_NEIGHBOURS) break
    const found = window === asked ? edges : await coActions(actions, { window, repeats })
    if (window !== asked && trials(found, posted, feed.time, window) > MOST_TRIALS) break
    const p = window === asked ? tested.p : togetherP(feed, feed, found, window)
    const isKept = (e: number) => (window === asked ? tested.validated[e] === 1 : (p[e] ?? 1) <= limit)
    const ends = new Set<number>()
    let validated = 0
    for (const e of p.keys()) {
      if (!isKept(e)) continue
      validated++
      ends.add(found.source[e] ?? -1).add(found.target[e] ?? -1)
    }
    rows.push({
      object_kind: kind,
      window_s: window / 1000,
      edges: found.weight.length,
      validated,
      accounts: ends.size,
    })
  }
  return rows
}

/** How many posts are walked and pairs of them tried, were everybody's posts spread evenly over the time. */
function trials(
  { source, target }: Edges,
  posted: (account: number) => number,
  time: Float64Array,
  window: number,
): number {
  const span = Math.max(1, (time.at(-1) ?? 0) - (time[0] ?? 0))
  const share = Math.min(1, (2 * window) / span)
  return source.reduce((sum, a, e) => {
    const [own, others] = [posted(a), posted(target[e] ?? 0)]
    return sum + own + others + own * others * share
  }, 0)
}

import { reachOf } from '../../kernels/co-action/actions.ts'
import { coActions } from '../../kernels/co-action/pairs.ts'
import { togetherP } from '../../kernels/co-action/together.ts'
import { othersTurn } from '../../kernels/turn.ts'
import type { Layer } from './layer.ts'
import type { WindowRow } from './shape.ts'
import { trialsOf, walkOf } from './walk.ts'

/** Neighbours within the window, over all actions, beyond which a window is not swept. */
const MOST_NEIGHBOURS = 2e7
/** Posts walked and pairs of posts tried by the tests of all edges beyond which it is not, either. */
const MOST_TRIALS = 1e7

/**
 * What other windows would show of one kind of objects: how many pairs meet `repeats` times, and how many of these are as
 * surprising as those that are validated at the window that was asked for (p at most that of the weakest of them; objects
 * are not shuffled anew). Windows that would take long are left out.
 */
export async function sweep(
  { kind, feed, edges, tested }: Layer,
  windows: readonly number[],
  { window: asked, repeats }: { window: number; repeats: number },
): Promise<WindowRow[]> {
  const { actions } = feed
  const limit = tested.p.reduce((most, p, e) => (tested.validated[e] === 1 ? Math.max(most, p) : most), 0)
  const rows: WindowRow[] = []
  for (const window of [...new Set([...windows, asked])].sort((a, b) => a - b)) {
    await othersTurn()
    const { from, to } = reachOf(actions, window)
    if (to.reduce((sum, end, i) => sum + end - (from[i] ?? 0), 0) > MOST_NEIGHBOURS) break
    const found = window === asked ? edges : await coActions(actions, { window, repeats })
    if (window !== asked && walkOf(actions, found) + trialsOf(actions, found, window) > MOST_TRIALS) break
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

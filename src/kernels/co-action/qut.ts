/**
 * The weighting of the QUT coordination-network-toolkit (Graham & QUT Digital Observatory, 2020), edge for edge. What
 * differs: an empty key is never an object. The toolkit takes an empty URL field for a URL, and texts of mentions alone,
 * of which its cleaning leaves nothing, for the same text; whoever wants that gives the empty key an index as well.
 */
import { type Actions, checkActions, type Edges, reachOf, someActions } from './actions.ts'
import { compact, inCompany } from './prune.ts'
import { countPosts } from './rows.ts'
import { gathered, rowTask, someEdges } from './tasks.ts'
import { countRows } from './workers.ts'

export interface Quting {
  /** Milliseconds; the toolkit's `time_window` is in seconds. */
  window: number
  /** `min_edge_weight`. */
  minWeight?: number
  /** Whether accounts that repeat themselves are edges: the toolkit counts such loops and leaves them out when writing. */
  loops?: boolean
  threads?: number
}

/**
 * Directed pairs u → v weighted by the number of distinct posts of u that have another post of v on the same object
 * between Δ before and Δ after. u → v and v → u differ where one of the two acts more often.
 *
 * @throws UnfitActions when the columns are not sorted by object, then time
 */
export async function qutPairs(
  given: Actions,
  { window, minWeight = 1, loops = false, threads }: Quting,
): Promise<Edges> {
  checkActions(given)
  const live = someActions(given, inCompany(given.post, given, window))
  const task = { ...rowTask(compact(live), reachOf(live, window)), least: minWeight }
  byPost(task)
  const edges = await gathered(countRows(countPosts, task, threads))
  return loops ? edges : someEdges(edges, e => edges.source[e] !== edges.target[e])
}

/** Sorts each account's positions by post, so that what a post acts on stands together. */
function byPost({
  starts,
  positions,
  post,
  accounts,
}: {
  starts: Uint32Array
  positions: Uint32Array
  post: Uint32Array
  accounts: number
}): void {
  for (let a = 0; a < accounts; a++)
    positions
      .subarray(starts[a], starts[a + 1])
      .sort((i, j) => (post[i] as number) - (post[j] as number) || i - j)
}

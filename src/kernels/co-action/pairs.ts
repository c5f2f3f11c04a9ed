import { type Actions, checkActions, type Edges } from './actions.ts'
import { compact, pruned } from './prune.ts'
import { countObjects } from './rows.ts'
import { gathered, rowTask } from './tasks.ts'
import { countRows } from './workers.ts'

export interface CoActing {
  /** Two actions are together when they are at most so many milliseconds apart: |Δt| ≤ window. */
  window: number
  /** The least weight of an edge that is kept, 1 or more. */
  repeats: number
  /** Worker threads; by default as many as there are processors, and none for little work. Changes no result. */
  threads?: number
}

/**
 * Who acts together: pairs of accounts that acted on the same object within the window, weighted by the number of
 * distinct objects on which they did (METHODS, "Co-action", weighting `sillage`). Edges under `repeats` are never
 * materialised: memory is bounded by the actions, the accounts and the edges that are kept, not by the pairs.
 *
 * @throws UnfitActions when the columns are not sorted by object, then time
 * @example
 * const { source, target, weight } = await coActions(actions, { window: 60_000, repeats: 2 })
 */
export async function coActions(actions: Actions, options: CoActing): Promise<Edges> {
  return gathered(coActionBatches(actions, options))
}

/** The same in batches, in order: for results that are not to be held at once. */
export async function* coActionBatches(
  actions: Actions,
  { window, repeats, threads }: CoActing,
): AsyncGenerator<Edges, void, undefined> {
  checkActions(actions)
  const { live, reach } = pruned(actions, window, repeats)
  yield* countRows(countObjects, { ...rowTask(compact(live), reach), least: repeats }, threads)
}

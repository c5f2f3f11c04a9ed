import { type Actions, type Edges, placesOf } from './actions.ts'

/** Co-actions that edges rest on. Columns of equal length; the rows of one edge follow each other, by object. */
export interface Evidence {
  /** The edge's place among those that were asked about. */
  edge: Uint32Array
  object: Uint32Array
  sourcePost: Uint32Array
  targetPost: Uint32Array
  /** The two actions' places in the columns. */
  sourceAction: Uint32Array
  targetAction: Uint32Array
  /** Milliseconds between the two, never negative. */
  gap: Float64Array
}

const BATCH = 65_536

/**
 * The co-actions behind edges, streamed: for each object of a pair the two actions that are closest in time, and of
 * several as close the earliest. Under the weighting `sillage` an edge has exactly as many as it weighs.
 *
 * @param distinctPosts whether two actions in one post are no co-action, as `cooRTweet` and `qut` have it
 */
export function* evidenceOf(
  actions: Actions,
  edges: Edges,
  { window, distinctPosts = false }: { window: number; distinctPosts?: boolean },
): Generator<Evidence, void, undefined> {
  const { starts, positions } = placesOf(actions.account, actions.accounts)
  const { object, at, post } = actions
  const isCompany = distinctPosts
    ? (a: number, b: number) => post[a] !== post[b]
    : (a: number, b: number) => a !== b
  // No more rows than weight: few edges need no large batch.
  const rows = Math.min(
    BATCH,
    edges.weight.reduce((sum, w) => sum + w, 0),
  )
  let batch = newEvidence(rows)
  let size = 0
  for (let e = 0; e < edges.weight.length; e++) {
    const source = edges.source[e] as number
    const target = edges.target[e] as number
    const sourceEnd = starts[source + 1] as number
    const targetEnd = starts[target + 1] as number
    let s = starts[source] as number
    let t = starts[target] as number
    while (s < sourceEnd && t < targetEnd) {
      const on = object[positions[s] as number] as number
      const its = object[positions[t] as number] as number
      if (on < its) s = firstOn(object, positions, s, sourceEnd, its)
      else if (its < on) t = firstOn(object, positions, t, targetEnd, on)
      else {
        const afterS = firstOn(object, positions, s, sourceEnd, on + 1)
        const afterT = firstOn(object, positions, t, targetEnd, on + 1)
        const pair = closest(at, isCompany, positions, [s, afterS], [t, afterT])
        if (pair && pair.gap <= window) {
          if (size === rows) {
            yield batch
            batch = newEvidence(rows)
            size = 0
          }
          batch.edge[size] = e
          batch.object[size] = on
          batch.sourceAction[size] = pair.source
          batch.targetAction[size] = pair.target
          batch.sourcePost[size] = post[pair.source] as number
          batch.targetPost[size] = post[pair.target] as number
          batch.gap[size++] = pair.gap
        }
        s = afterS
        t = afterT
      }
    }
  }
  if (size > 0) yield firstOf(batch, size)
}

/** The first place from `low` on whose action is on the object or a later one: in steps that double, then by halves. */
function firstOn(
  object: Uint32Array,
  positions: Uint32Array,
  low: number,
  end: number,
  wanted: number,
): number {
  const isBefore = (place: number) => (object[positions[place] as number] as number) < wanted
  let step = 1
  let from = low
  while (from < end && isBefore(Math.min(from + step, end) - 1)) {
    from = Math.min(from + step, end)
    step *= 2
  }
  let to = Math.min(from + step, end)
  while (from < to) {
    const middle = (from + to) >>> 1
    if (isBefore(middle)) from = middle + 1
    else to = middle
  }
  return from
}

/** Of two lists of actions on one object, each in the order of time, the pair in company that is closest. */
function closest(
  at: Float64Array,
  isCompany: (source: number, target: number) => boolean,
  positions: Uint32Array,
  [sourceFrom, sourceTo]: readonly [number, number],
  [targetFrom, targetTo]: readonly [number, number],
): { source: number; target: number; gap: number } | null {
  let best: { source: number; target: number; gap: number } | null = null
  let behind = targetFrom
  for (let s = sourceFrom; s < sourceTo; s++) {
    const source = positions[s] as number
    const time = at[source] as number
    while (behind < targetTo && (at[positions[behind] as number] as number) < time) behind++
    // The nearest on either side; further ones only where the nearest is no company.
    for (let t = behind; t < targetTo; t++) {
      const target = positions[t] as number
      if (!isCompany(source, target)) continue
      const gap = (at[target] as number) - time
      if (best === null || gap < best.gap) best = { source, target, gap }
      break
    }
    for (let t = behind - 1; t >= targetFrom; t--) {
      const target = positions[t] as number
      if (!isCompany(source, target)) continue
      const gap = time - (at[target] as number)
      if (best === null || gap < best.gap) best = { source, target, gap }
      break
    }
  }
  return best
}

function newEvidence(size: number): Evidence {
  return {
    edge: new Uint32Array(size),
    object: new Uint32Array(size),
    sourcePost: new Uint32Array(size),
    targetPost: new Uint32Array(size),
    sourceAction: new Uint32Array(size),
    targetAction: new Uint32Array(size),
    gap: new Float64Array(size),
  }
}

function firstOf(batch: Evidence, size: number): Evidence {
  return {
    edge: batch.edge.slice(0, size),
    object: batch.object.slice(0, size),
    sourcePost: batch.sourcePost.slice(0, size),
    targetPost: batch.targetPost.slice(0, size),
    sourceAction: batch.sourceAction.slice(0, size),
    targetAction: batch.targetAction.slice(0, size),
    gap: batch.gap.slice(0, size),
  }
}

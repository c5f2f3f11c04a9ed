export interface Burst {
  from: number
  to: number
  posts: number
  /** How much cheaper the stretch is in the fast state than in the slow one: its weight, in nats. */
  weight: number
}

/**
 * Bursts by Kleinberg's two-state automaton ("Bursty and hierarchical structure in streams", 2002): gaps between
 * posts are exponential at the mean rate, or at `speed` times it; going up costs `gamma`·ln n. The cheapest sequence
 * of states is exact (Viterbi).
 *
 * @param times in ms, ascending. @param resolution of the times in ms: posts of the same tick are spread over it.
 */
export function bursts(times: ArrayLike<number>, resolution: number, speed = 2, gamma = 1): Burst[] {
  const spread = untied(times, resolution)
  const n = spread.length - 1
  const span = (spread.at(-1) ?? 0) - (spread[0] ?? 0)
  if (n < 10 || span <= 0) return []
  const slow = n / span
  const fast = slow * speed
  const up = gamma * Math.log(n)
  const cost = (rate: number, gap: number) => rate * gap - Math.log(rate)
  const cameFromFast: [Uint8Array, Uint8Array] = [new Uint8Array(n), new Uint8Array(n)]
  let costs: [number, number] = [0, up]
  for (let i = 0; i < n; i++) {
    const gap = gapAt(spread, i)
    const toSlow = costs[1] < costs[0] ? 1 : 0
    const toFast = costs[1] < costs[0] + up ? 1 : 0
    cameFromFast[0][i] = toSlow
    cameFromFast[1][i] = toFast
    costs = [
      Math.min(costs[0], costs[1]) + cost(slow, gap),
      Math.min(costs[0] + up, costs[1]) + cost(fast, gap),
    ]
  }
  const found: Burst[] = []
  let state: 0 | 1 = costs[1] < costs[0] ? 1 : 0
  let end = -1
  let weight = 0
  for (let i = n - 1; i >= 0; i--) {
    if (state === 1) {
      if (end < 0) {
        end = i + 1
        weight = 0
      }
      weight += cost(slow, gapAt(spread, i)) - cost(fast, gapAt(spread, i))
    }
    const before: 0 | 1 = cameFromFast[state][i] === 1 ? 1 : 0
    if (state === 1 && (before === 0 || i === 0))
      found.push({ from: times[i] ?? 0, to: times[end] ?? 0, posts: end - i + 1, weight })
    if (before === 0) end = -1
    state = before
  }
  return found.reverse()
}

const gapAt = (times: Float64Array, i: number) => (times[i + 1] ?? 0) - (times[i] ?? 0)

/** k posts of one tick stand at (j + ½)/k of it, so that a coarse clock does not look like a burst at every tick. */
function untied(times: ArrayLike<number>, resolution: number): Float64Array {
  const out = new Float64Array(times.length)
  for (let i = 0; i < times.length; ) {
    let j = i
    while (j < times.length && times[j] === times[i]) j++
    for (let k = i; k < j; k++) out[k] = (times[i] ?? 0) + (resolution * (k - i + 0.5)) / (j - i)
    i = j
  }
  return out
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Pairs of accounts whose repulsion is reckoned in all: beyond, fewer rounds are made, and at last none. */
const EFFORT = 2e7
const ROUNDS = 300

export interface Tie {
  source: number
  target: number
  weight: number
}

/**
 * Places accounts on a disc of radius 1: those that meet often near each other, none on another. Springs and repulsion
 * after Fruchterman & Reingold (1991), from a sunflower of the most tied in the middle; no chance in it, so that the same
 * network is the same picture.
 *
 * @param size how many accounts there are; ties name them 0 … size − 1.
 */
export function placeOnDisc(size: number, ties: readonly Tie[]): [x: number, y: number][] {
  const degree = new Float64Array(size)
  for (const { source, target, weight } of ties) {
    degree[source] = (degree[source] ?? 0) + weight
    degree[target] = (degree[target] ?? 0) + weight
  }
  const order = [...degree.keys()].sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || a - b)
  const x = new Float64Array(size)
  const y = new Float64Array(size)
  for (const [rank, node] of order.entries()) {
    const distance = Math.sqrt((rank + 0.5) / size)
    x[node] = distance * Math.cos(rank * GOLDEN_ANGLE)
    y[node] = distance * Math.sin(rank * GOLDEN_ANGLE)
  }
  const rounds = Math.min(ROUNDS, Math.floor(EFFORT / (size * size)))
  const rest = 1 / Math.sqrt(size)
  // where everybody meets everybody the springs would pull all into one point
  const pull = 0.24 / Math.max(1, Math.sqrt(ties.length / Math.max(1, size)) * 2)
  for (let round = 0; round < rounds; round++) {
    const step = 0.12 * (1 - round / rounds) + 0.004
    settle(x, y, ties, rest, pull, step)
  }
  return onDisc(x, y)
}

function settle(
  x: Float64Array,
  y: Float64Array,
  ties: readonly Tie[],
  rest: number,
  pull: number,
  step: number,
): void {
  const size = x.length
  const fx = new Float64Array(size)
  const fy = new Float64Array(size)
  const push = (at: number, dx: number, dy: number) => {
    fx[at] = (fx[at] ?? 0) + dx
    fy[at] = (fy[at] ?? 0) + dy
  }
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const dx = (x[a] ?? 0) - (x[b] ?? 0)
      const dy = (y[a] ?? 0) - (y[b] ?? 0)
      const force = (rest * rest) / Math.max(1e-6, dx * dx + dy * dy)
      push(a, dx * force, dy * force)
      push(b, -dx * force, -dy * force)
    }
    push(a, -(x[a] ?? 0) * 0.4, -(y[a] ?? 0) * 0.4)
  }
  for (const { source, target, weight } of ties) {
    const dx = (x[source] ?? 0) - (x[target] ?? 0)
    const dy = (y[source] ?? 0) - (y[target] ?? 0)
    const force = (Math.hypot(dx, dy) / rest) * pull * 0.25 * Math.min(3, Math.log2(1 + weight))
    push(source, -dx * force, -dy * force)
    push(target, dx * force, dy * force)
  }
  for (let at = 0; at < size; at++) {
    const length = Math.hypot(fx[at] ?? 0, fy[at] ?? 0)
    const reach = length > 0 ? Math.min(length, step) / length : 0
    x[at] = (x[at] ?? 0) + (fx[at] ?? 0) * reach
    y[at] = (y[at] ?? 0) + (fy[at] ?? 0) * reach
  }
}

/** How much a place keeps of its own distance; the rest spreads accounts evenly, so that one far off does not shrink all. */
const OWN = 0.35

/** Centred, spread over the disc, and rounded: two machines' last figures may differ. */
function onDisc(x: Float64Array, y: Float64Array): [number, number][] {
  const size = x.length
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / size
  const [cx, cy] = [mean(x), mean(y)]
  const far = Float64Array.from(x, (value, at) => Math.hypot(value - cx, (y[at] ?? 0) - cy))
  const farthest = far.reduce((most, distance) => Math.max(most, distance), 1e-9)
  const order = [...far.keys()].sort((a, b) => (far[a] ?? 0) - (far[b] ?? 0) || a - b)
  const places: [number, number][] = Array.from(far, () => [0, 0])
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  for (const [rank, at] of order.entries()) {
    const distance = far[at] ?? 0
    if (distance === 0) continue
    const even = size === 1 ? 0 : Math.sqrt((rank + 0.5) / (size - 0.5))
    const scale = (OWN * (distance / farthest) + (1 - OWN) * even) / distance
    places[at] = [rounded(((x[at] ?? 0) - cx) * scale), rounded(((y[at] ?? 0) - cy) * scale)]
  }
  return places
}

import type { NetworkData } from '../../model/index.ts'
import type { NetworkScene } from './scene.ts'

/** What a pointer is at. */
export type Pointed = { account: number } | { pair: number } | null

const NEAR_DOT = 6
const NEAR_LINE = 7

/** The account under a point, else the nearest line; a finger gets more room than a mouse. */
export function pointedAt(
  network: NetworkData,
  { dots }: NetworkScene,
  x: number,
  y: number,
  coarse = false,
): Pointed {
  const more = coarse ? 8 : 0
  let best: Pointed = null
  let least = Number.POSITIVE_INFINITY
  for (const [account, dot] of dots.entries()) {
    const distance = Math.hypot(dot.x - x, dot.y - y) - dot.r
    if (!coarse && distance < NEAR_DOT && distance < least) {
      best = { account }
      least = distance
    }
  }
  if (best) return best
  for (const [pair, { source, target }] of network.pairs.entries()) {
    const [a, b] = [dots[source], dots[target]]
    if (!a || !b) continue
    const distance = toSegment(x, y, a.x, a.y, b.x, b.y)
    if (distance < NEAR_LINE + more && distance < least) {
      best = { pair }
      least = distance
    }
  }
  return best
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}

export interface Disc {
  x: number
  y: number
  r: number
}

const ANGLES = 48

/**
 * Places discs side by side, the first in the middle and each next one as near to it as those before allow, in a band
 * `aspect` times as wide as it is high. Between two discs stay `gap` units. No chance in it.
 */
export function pack(radii: readonly number[], aspect: number, gap: number): Disc[] {
  const placed: Disc[] = []
  for (const r of radii) {
    const free = placed.length === 0 ? [{ x: 0, y: 0, r }] : beside(r, placed, gap)
    const clear = free.filter(disc => placed.every(other => apart(disc, other) >= gap - 1e-6))
    clear.sort((a, b) => grown(a, placed, aspect) - grown(b, placed, aspect))
    placed.push(clear[0] ?? { x: 0, y: 0, r })
  }
  return placed
}

/** Points around each disc, so far from it that the new one leaves the gap. */
function beside(r: number, placed: readonly Disc[], gap: number): Disc[] {
  return placed.flatMap(other =>
    Array.from({ length: ANGLES }, (_, n): Disc => {
      const angle = (n * 2 * Math.PI) / ANGLES
      const distance = other.r + r + gap
      return { x: other.x + distance * Math.cos(angle), y: other.y + distance * Math.sin(angle), r }
    }),
  )
}

const apart = (a: Disc, b: Disc) => Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r

/** How large the band becomes with one more disc; of places that are alike in this, the one nearest to the middle. */
function grown(disc: Disc, placed: readonly Disc[], aspect: number): number {
  const { width, height } = boxOf([...placed, disc])
  return Math.max(width / aspect, height) * 20 + Math.hypot(disc.x / aspect, disc.y)
}

export function boxOf(discs: readonly Disc[]): { left: number; top: number; width: number; height: number } {
  const left = Math.min(...discs.map(({ x, r }) => x - r))
  const top = Math.min(...discs.map(({ y, r }) => y - r))
  return {
    left,
    top,
    width: Math.max(...discs.map(({ x, r }) => x + r)) - left,
    height: Math.max(...discs.map(({ y, r }) => y + r)) - top,
  }
}

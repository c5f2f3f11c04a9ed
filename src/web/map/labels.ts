export interface Label {
  x: number
  y: number
  text: string
  left: boolean
}

const LINE = 17
const LETTER = 7.2

/** Places labels beside their points so that none covers another: right, else left, else further down. */
export function placeLabels(
  wanted: { x: number; y: number; text: string }[],
  width: number,
  height: number,
): Label[] {
  const taken: { x0: number; x1: number; y: number }[] = []
  const labels: Label[] = []
  for (const { x, y, text } of wanted) {
    const length = text.length * LETTER + 14
    const sides = x + length > width - 8 ? [true, false] : [false, true]
    for (const [left, drop] of sides.flatMap(side => [0, -1, 1].map(step => [side, step] as const))) {
      const at = Math.max(12, Math.min(height - 12, y + drop * LINE))
      const x0 = left ? x - length : x
      const clash = taken.some(box => Math.abs(box.y - at) < LINE && x0 < box.x1 && box.x0 < x0 + length)
      if (clash || x0 < 0 || x0 + length > width) continue
      taken.push({ x0, x1: x0 + length, y: at })
      labels.push({ x, y: at, text, left })
      break
    }
  }
  return labels
}

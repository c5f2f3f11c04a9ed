export interface Label {
  x: number
  y: number
  text: string
  left: boolean
}

const LINE = 17
const LETTER = 7.4

interface Box {
  x0: number
  x1: number
  y0: number
  y1: number
}

/**
 * Places labels beside their points: right, else left, else a line up or down. The first ones matter most: one that
 * would cover another label, or the point of another, is left out.
 */
export function placeLabels(
  wanted: { x: number; y: number; text: string }[],
  width: number,
  height: number,
): Label[] {
  const taken: Box[] = []
  const points = wanted.map(({ x, y }): Box => ({ x0: x - 5, x1: x + 5, y0: y - 5, y1: y + 5 }))
  const labels: Label[] = []
  for (const [n, { x, y, text }] of wanted.entries()) {
    const length = [...text].length * LETTER + 14
    const sides = x + length > width - 8 ? [true, false] : [false, true]
    for (const [left, drop] of sides.flatMap(side => [0, -1, 1].map(step => [side, step] as const))) {
      const at = Math.max(12, Math.min(height - 12, y + drop * LINE))
      const x0 = left ? x - length : x
      const own = {
        x0: left ? x0 : x0 + 6,
        x1: left ? x0 + length - 6 : x0 + length,
        y0: at - LINE / 2,
        y1: at + LINE / 2,
      }
      const covers = (box: Box) => box.x0 < own.x1 && own.x0 < box.x1 && box.y0 < own.y1 && own.y0 < box.y1
      if (own.x0 < 4 || own.x1 > width - 4) continue
      if (taken.some(covers) || points.some((point, i) => i !== n && covers(point))) continue
      taken.push(own)
      labels.push({ x, y: at, text, left })
      break
    }
  }
  return labels
}

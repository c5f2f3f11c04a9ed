export interface Piece {
  text: string
  isMarked: boolean
}

/**
 * An excerpt in pieces, marked and not. `marks` are spans of the whole text, as "12-15 20-31", in order; the excerpt
 * begins at `from` in it. What lies outside the excerpt is left out.
 */
export function marked(excerpt: string, from: number, marks: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const put = (to: number, isMarked: boolean) => {
    if (to > at) pieces.push({ text: excerpt.slice(at, to), isMarked })
    at = Math.max(at, to)
  }
  for (const mark of marks.split(' ')) {
    const [start = Number.NaN, end = Number.NaN] = mark.split('-').map(one => Number.parseInt(one, 10) - from)
    if (!(end > start) || end <= 0 || start >= excerpt.length) continue
    put(Math.max(0, start), false)
    put(Math.min(excerpt.length, end), true)
  }
  put(excerpt.length, false)
  return pieces
}

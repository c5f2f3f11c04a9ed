import { constants, inflateSync } from 'node:zlib'
import type { Dict } from './syntax.ts'

const MOST_STREAM = 64 << 20

/** What can be inflated of it: a stream that is cut short gives its beginning. */
export function inflate(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_STREAM, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/** PNG predictors (ISO 32000-1 7.4.4.4), as cross-reference and object streams use them. */
export function predicted(bytes: Buffer, params: Dict | null): Buffer {
  const predictor = Number(params?.get('Predictor') ?? 1)
  if (!(predictor >= 10)) return bytes
  const colours = Number(params?.get('Colors') ?? 1) || 1
  const bits = Number(params?.get('BitsPerComponent') ?? 8) || 8
  const columns = Number(params?.get('Columns') ?? 1) || 1
  const width = Math.ceil((colours * bits * columns) / 8)
  const step = Math.max(1, Math.ceil((colours * bits) / 8))
  if (!(width > 0) || width > bytes.length) return bytes
  const rows = Math.floor((bytes.length + width) / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)] ?? 0
    for (let i = 0; i < width; i++) {
      const raw = bytes[row * (width + 1) + 1 + i] ?? 0
      const left = i >= step ? (out[row * width + i - step] ?? 0) : 0
      const up = row > 0 ? (out[(row - 1) * width + i] ?? 0) : 0
      const corner = row > 0 && i >= step ? (out[(row - 1) * width + i - step] ?? 0) : 0
      const guess =
        kind === 1
          ? left
          : kind === 2
            ? up
            : kind === 3
              ? (left + up) >> 1
              : kind === 4
                ? paeth(left, up, corner)
                : 0
      out[row * width + i] = (raw + guess) & 0xff
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

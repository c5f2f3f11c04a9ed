import { Decompress } from 'fzstd'
import { InputProblem } from './importer.ts'

/** Packed bytes go in by slices this long: a block of three bytes may stand for 128 kB. */
const SLICE = 4 << 10

/** Reddit's dumps are packed with --long=31, a window of 2 GB: the whole of it would have to be held, and fzstd cannot count so far. */
const WIDEST = 512 << 20

/**
 * The unpacked bytes of zstd frames, block by block.
 * @throws InputProblem when it wants more memory than there is any sense in giving it; else whatever is wrong with the
 *   stream, when all whole blocks before it have been delivered.
 */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const frames = new Decompress(block => ready.push(block))
  for await (const slice of slices(packed)) {
    let damage: unknown
    try {
      frames.push(slice, slice.length === 0)
    } catch (error) {
      damage = error
    }
    yield* ready
    ready = []
    if (damage) throw damage
  }
}

/** The bytes in slices, and an empty one at the end. */
async function* slices(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of packed) {
    if (isFirst && windowOf(chunk) > WIDEST)
      throw new InputProblem(
        `The archive was packed with a window of ${(windowOf(chunk) / 2 ** 30).toFixed(1)} GB (zstd --long), more than can be unpacked here. Unpack it first: zstd -d --long=31 FILE.zst`,
      )
    isFirst = false
    for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, at + SLICE)
  }
  yield new Uint8Array(0)
}

/** How far back a zstd frame may refer, from its first bytes (RFC 8878, 3.1.1.1). */
function windowOf(start: Uint8Array): number {
  const bytes = Buffer.concat([start.subarray(0, 18), Buffer.alloc(18)])
  const descriptor = bytes.readUInt8(4)
  if ((descriptor & 0x20) === 0) {
    const window = bytes.readUInt8(5)
    return 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8)
  }
  // One segment: the window is the content.
  const size = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0)
  const lengths = [
    () => bytes.readUInt8(size),
    () => bytes.readUInt16LE(size) + 256,
    () => bytes.readUInt32LE(size),
  ]
  return lengths[descriptor >> 6]?.() ?? Number(bytes.readBigUInt64LE(size))
}

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Decompress } from 'fzstd'
import { InputProblem } from './importer.ts'

export type Compression = 'none' | 'gzip' | 'zstd'

const MAGIC: readonly [Compression, readonly number[]][] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]

/** Told by the file's first bytes; its name is not asked. */
export async function compressionOf(path: string): Promise<Compression> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const start = buffer.subarray(0, bytesRead)
    return MAGIC.find(([, magic]) => magic.every((byte, at) => start[at] === byte))?.[0] ?? 'none'
  } finally {
    await file.close()
  }
}

/** A compressed stream that ended early or is damaged; what came before it has been delivered. */
export class DamagedStream extends Error {
  override name = 'DamagedStream'
}

/**
 * The file's bytes, decompressed. `onRead` hears how many bytes of the file itself have been read.
 * @throws DamagedStream after the last whole chunk of a truncated or corrupt archive.
 * @throws InputProblem when a zstd archive wants more memory than there is any sense in giving it.
 */
export async function* fileBytes(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const compression = await compressionOf(path)
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  let read = 0
  file.on('data', chunk => {
    read += chunk.length
    onRead(read)
  })
  if (compression === 'none') yield* file
  else if (compression === 'gzip') yield* gunzipped(file)
  else yield* unzstd(file)
}

async function* gunzipped(file: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  const gunzip = file.pipe(createGunzip({ chunkSize: 1 << 20 }))
  file.on('error', error => gunzip.destroy(error))
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } catch (error) {
    throw new DamagedStream(`the gzip stream is damaged or cut short (${(error as Error).message})`)
  }
}

/** Reddit's dumps are packed with --long=31, a window of 2 GB: the whole of it would have to be held, and fzstd cannot count so far. */
const WIDEST = 512 << 20

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

async function* unzstd(file: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const frames = new Decompress(chunk => ready.push(chunk))
  let isFirst = true
  try {
    for await (const chunk of file) {
      if (isFirst && windowOf(chunk as Uint8Array) > WIDEST)
        throw new InputProblem(
          `The archive was packed with a window of ${(windowOf(chunk as Uint8Array) / 2 ** 30).toFixed(1)} GB (zstd --long), more than can be unpacked here. Unpack it first: zstd -d --long=31 FILE.zst`,
        )
      isFirst = false
      frames.push(chunk as Uint8Array) // a stream without encoding yields bytes
      yield* ready
      ready = []
    }
    frames.push(new Uint8Array(0), true)
    yield* ready
  } catch (error) {
    if (error instanceof InputProblem) throw error
    throw new DamagedStream(`the zstd stream is damaged or cut short (${(error as Error).message})`)
  }
}

/** The first `limit` decompressed bytes; damage further in is not seen here. */
export async function firstBytes(path: string, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of fileBytes(path)) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= limit) break
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
  }
  return Buffer.concat(chunks).subarray(0, limit)
}

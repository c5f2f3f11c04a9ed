import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { gunzipped } from './gunzip.ts'
import { InputProblem } from './importer.ts'
import { unzstd } from './unzstd.ts'

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

/** A compressed file that unpacks to far more than any export does. */
export class DecompressionBomb extends Error {
  override name = 'DecompressionBomb'
}

/** Posts of one platform come down to a tenth of their size, and rarely to a fiftieth. */
const MOST_TIMES = 200
/** Smaller than this unpacked, a file may be as regular as it likes. */
const HARMLESS = 16 << 20

/**
 * The file's bytes, decompressed. `onRead` hears how many bytes of the file itself have been read.
 * @throws DamagedStream after the last byte that can be had of a truncated or corrupt archive;
 *   DecompressionBomb when it unpacks to more than 200 times its size; InputProblem when a zstd archive wants more
 *   memory than there is any sense in giving it.
 */
export async function* fileBytes(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const compression = await compressionOf(path)
  let read = 0
  async function* packed(): AsyncGenerator<Uint8Array> {
    read = 0
    // Of packed bytes fewer at a time, so that a bomb shows early.
    const highWaterMark = compression === 'none' ? 1 << 20 : 64 << 10
    for await (const chunk of createReadStream(path, { highWaterMark })) {
      read += chunk.length
      onRead(read)
      yield chunk
    }
  }
  if (compression === 'none') return yield* packed()
  let given = 0
  try {
    for await (const chunk of compression === 'gzip' ? gunzipped(packed) : unzstd(packed())) {
      given += chunk.length
      if (given > HARMLESS && given > MOST_TIMES * read)
        throw new DecompressionBomb(
          `unpacks to more than ${MOST_TIMES} times its size, which no export does; if it is right all the same, unpack it yourself and add the plain file`,
        )
      yield chunk
    }
  } catch (error) {
    const isOfTheDisk = error instanceof Error && 'syscall' in error
    if (error instanceof DecompressionBomb || error instanceof InputProblem || isOfTheDisk) throw error
    throw new DamagedStream(`the ${compression} stream is damaged or cut short (${(error as Error).message})`)
  }
}

/** The first `limit` decompressed bytes, and what is wrong with the stream if they end in a damage. */
export async function beginning(
  path: string,
  limit: number,
): Promise<{ bytes: Buffer; damage: string | null }> {
  const chunks: Uint8Array[] = []
  let length = 0
  let damage: string | null = null
  try {
    for await (const chunk of fileBytes(path)) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= limit) break
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    damage = error.message
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), damage }
}

/** The first `limit` decompressed bytes; damage further in is not seen here. */
export async function firstBytes(path: string, limit: number): Promise<Buffer> {
  return (await beginning(path, limit)).bytes
}

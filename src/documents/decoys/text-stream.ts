import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'

/** A stream's text piece by piece, broken where no word is, and with the SHA-256 of the bytes at the end. */
export interface TextPieces {
  pieces: AsyncIterable<string>
  /** To be asked once the pieces are through. */
  sha256: () => string
}

/** What is kept back at most for a word that is not yet whole. */
const LONGEST_WORD = 4096

/**
 * Text of any encoding: gzip is unpacked; UTF-8, UTF-16 and UTF-32 are told by their mark or their zeros; whatever else
 * shares ASCII's letters reads as well, but for its accents. Damaged gzip is read as far as it goes.
 */
export function textPieces(chunks: AsyncIterable<Uint8Array>): TextPieces {
  const hash = createHash('sha256')
  return { pieces: whole(decoded(unpacked(hashed(chunks, hash)))), sha256: () => hash.digest('hex') }
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
}

/** The first piece has at least a few bytes, so that it shows what it is. */
async function* unpacked(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < 4) {
    const { value, done } = await source.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const rest = {
    async *[Symbol.asyncIterator]() {
      yield head
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value as Buffer // not done: a chunk
    },
  }
  if (!(head[0] === 0x1f && head[1] === 0x8b)) return yield* rest
  const gunzip = createGunzip()
  const feeding = (async () => {
    for await (const chunk of rest)
      if (!gunzip.destroyed && !gunzip.write(chunk))
        await new Promise<void>(resolve => {
          const go = () => {
            gunzip.off('drain', go).off('close', go)
            resolve()
          }
          gunzip.once('drain', go).once('close', go)
        })
    if (!gunzip.destroyed) gunzip.end()
  })()
  try {
    for await (const chunk of gunzip) yield chunk as Buffer // a stream without encoding yields buffers
  } catch {
    // as far as it goes
  }
  await feeding
}

async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    // UTF-32 read as UTF-16 has a NUL beside each sign.
    yield decoder.decode(chunk, { stream: true }).replaceAll('\0', '')
  }
  yield decoder?.decode() ?? ''
}

function encodingOf(head: Buffer): string {
  const mark = head.toString('hex', 0, 4)
  if (mark.startsWith('fffe')) return 'utf-16le'
  if (mark.startsWith('feff') || mark === '0000feff') return 'utf-16be'
  const sample = head.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd + even < sample.length * 0.3) return 'utf-8'
  return odd > even ? 'utf-16le' : 'utf-16be'
}

async function* whole(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let kept = ''
  for await (const text of texts) {
    const all = kept + text
    const end =
      Math.max(
        all.lastIndexOf('\n'),
        all.lastIndexOf(' '),
        all.lastIndexOf('\t'),
        all.length - LONGEST_WORD,
      ) + 1
    kept = all.slice(end)
    if (end > 0) yield all.slice(0, end)
  }
  if (kept !== '') yield kept
}

import { isUtf8 } from 'node:buffer'

/** How a text's letters are written. `windows-1252`: what is valid UTF-8 is read as such, and other bytes so. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Told by a byte order mark, by the zeros that UTF-16 puts beside plain letters, or by bytes that are no UTF-8. */
export function encodingOf(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const [even, odd] = zeros(start.subarray(0, 1024))
  if (odd > 0.4 && even < 0.05) return 'utf-16le'
  if (even > 0.4 && odd < 0.05) return 'utf-16be'
  // A head may end inside a character; its last line is not judged.
  const end = start.lastIndexOf(0x0a) + 1
  return isUtf8(start.subarray(0, end)) ? 'utf-8' : 'windows-1252'
}

/** Which share of the bytes at even and at odd places is zero. */
function zeros(bytes: Uint8Array): [even: number, odd: number] {
  const counts: [number, number] = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) counts[(at % 2) as 0 | 1]++
  const half = Math.max(1, bytes.length / 2)
  return [counts[0] / half, counts[1] / half]
}

/** A text's bytes in UTF-8, whatever they were; a byte order mark of UTF-16 is left out. */
export async function* inUtf8(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') yield* bytes
  else if (encoding === 'windows-1252') yield* mendedChunks(bytes)
  else {
    const decoder = new TextDecoder(encoding)
    for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
  }
}

async function* mendedChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of bytes) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = all.length - unfinished(all)
    rest = all.subarray(end)
    yield mended(all.subarray(0, end))
  }
  if (rest.length > 0) yield mended(rest)
}

/** How many bytes at the end may begin a character that is not all there. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const length = lengthOf(bytes[bytes.length - back] ?? 0)
    if (length > 1) return length > back ? back : 0
    if (length === 1) return 0
  }
  return 0
}

/** Bytes in UTF-8; each byte that is no part of a valid character is read as Windows-1252. */
export function mended(bytes: Uint8Array): Uint8Array {
  if (isUtf8(bytes)) return bytes
  const out = Buffer.alloc(bytes.length * 3)
  let to = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const length = lengthOf(byte)
    if (length === 1) {
      out[to++] = byte
      at++
    } else if (length > 1 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      for (const end = at + length; at < end; at++) out[to++] = bytes[at] ?? 0
    } else {
      to += out.write(WINDOWS_1252[byte - 0x80] ?? '\ufffd', to)
      at++
    }
  }
  return out.subarray(0, to)
}

/** How long a character that begins with this byte would be; 0 when none does. */
const lengthOf = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4

/** What the bytes from 0x80 on stand for. Written out: Node 20's own decoder takes 0x80 to 0x9f for control signs. */
const WINDOWS_1252 = [
  ...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
  ...Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)),
]

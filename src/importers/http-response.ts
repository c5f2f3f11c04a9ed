import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { Decompress } from 'fzstd'
import { fields } from './warc.ts'

/** A body that unpacks to more than this is not a page. */
const LONGEST_BODY = 32 << 20

export interface HttpResponse {
  status: number
  header: ReadonlyMap<string, string>
  body: Buffer
}

/** A response as it went over the wire, its body unchunked and decompressed; null when it is none. */
export async function httpResponse(message: Buffer): Promise<HttpResponse | null> {
  let at = 0
  const nextLine = () => {
    const end = message.indexOf(0x0a, at)
    if (end < 0) return null
    const line = message.subarray(at, end).toString('latin1').replace(/\r$/, '')
    at = end + 1
    return line
  }
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(nextLine() ?? '')?.[1]
  if (!status) return null
  const header = await fields(nextLine)
  const sent = message.subarray(at)
  const whole = /chunked/i.test(header.get('transfer-encoding') ?? '') ? unchunked(sent) : sent
  return { status: Number(status), header, body: decompressed(whole, header.get('content-encoding') ?? '') }
}

/** Some crawlers store bodies unchunked and leave the header as it was: a body without chunks is taken as it stands. */
function unchunked(body: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0x0a, at)
    const size = /^([0-9a-f]+)\s*(?:;.*)?\r?$/i.exec(
      body.subarray(at, Math.min(end, at + 1024)).toString('latin1'),
    )?.[1]
    if (end < 0 || !size) return at === 0 ? body : Buffer.concat(pieces)
    const length = Number.parseInt(size, 16)
    if (length === 0) break
    pieces.push(body.subarray(end + 1, end + 1 + length))
    at = end + 1 + length
    while (body[at] === 0x0d || body[at] === 0x0a) at++
  }
  return Buffer.concat(pieces)
}

/** As with chunks: what does not unpack is taken as it stands. Of several encodings the last was put on last. */
function decompressed(body: Buffer, encoding: string): Buffer {
  return encoding
    .split(',')
    .reverse()
    .reduce((packed, name) => {
      const unpack = UNPACK[name.trim().toLowerCase()]
      try {
        return unpack ? unpack(packed) : packed
      } catch {
        return packed
      }
    }, body)
}

const LIMIT = { maxOutputLength: LONGEST_BODY }
/** A capture that stopped early gives what came before. */
const CUT = { ...LIMIT, finishFlush: constants.Z_SYNC_FLUSH }

const UNPACK: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  gzip: packed => gunzipSync(packed, CUT),
  'x-gzip': packed => gunzipSync(packed, CUT),
  br: packed => brotliDecompressSync(packed, LIMIT),
  zstd: unzstd,
  deflate: packed => {
    try {
      return inflateSync(packed, CUT)
    } catch {
      return inflateRawSync(packed, CUT) // some servers leave out the zlib wrapper
    }
  },
}

function unzstd(packed: Buffer): Buffer {
  const pieces: Uint8Array[] = []
  let length = 0
  const frames = new Decompress(piece => {
    length += piece.length
    if (length > LONGEST_BODY) throw new RangeError('longer than a page')
    pieces.push(piece)
  })
  frames.push(packed, true)
  return Buffer.concat(pieces)
}

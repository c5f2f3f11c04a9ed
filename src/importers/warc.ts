import { DamagedStream } from './bytes.ts'

/** A record whose block is longer than this is passed over; no page comes near it. */
const LONGEST_BLOCK = 20 << 20
const LONGEST_LINE = 64 << 10

/** One record of a web archive (ISO 28500); `number` counts all records of the file, from 1. */
export type WarcRecord = { number: number; header: ReadonlyMap<string, string> } & (
  | { block: Buffer }
  | { problem: string }
)

/** The records of a WARC file, 1.0 or 1.1, one after another. Text between records is passed over. */
export async function* warcRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<WarcRecord> {
  const input = new Input(bytes)
  let number = 0
  try {
    for (;;) {
      let line = await input.line()
      while (line !== null && !/^WARC\/\d+\.\d+\s*$/.test(line)) line = await input.line()
      if (line === null) return
      number++
      const header = await fields(() => input.line())
      const length = Number(header.get('content-length') ?? Number.NaN)
      if (!Number.isSafeInteger(length) || length < 0)
        yield { number, header, problem: 'its length is not stated' }
      else if (length > LONGEST_BLOCK) {
        await input.take(length, false)
        yield { number, header, problem: `it is longer than ${LONGEST_BLOCK >> 20} MB` }
      } else {
        const block = await input.take(length, true)
        if (block.length === length) yield { number, header, block }
        else yield { number, header, problem: 'the file ends inside this record' }
      }
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    yield { number: number + 1, header: new Map(), problem: error.message }
  }
}

/** Header fields up to an empty line, their names in lower case; a line that begins with a blank continues the last. */
export async function fields(
  nextLine: () => Promise<string | null> | string | null,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let last = ''
  for (let line = await nextLine(); line !== null && line.trim() !== ''; line = await nextLine()) {
    const colon = line.indexOf(':')
    if (/^\s/.test(line) && last) found.set(last, `${found.get(last)} ${line.trim()}`)
    else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase()
      found.set(last, line.slice(colon + 1).trim())
    }
  }
  return found
}

/** Bytes that come in chunks, taken by lines and by lengths. */
class Input {
  #chunks: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    if (done) return false
    this.#rest =
      this.#rest.length > 0
        ? Buffer.concat([this.#rest, value])
        : Buffer.from(value.buffer, value.byteOffset, value.length)
    return true
  }

  /** The next line without its end, or null at the end of the bytes. */
  async line(): Promise<string | null> {
    let end = this.#rest.indexOf(0x0a)
    while (end < 0 && this.#rest.length < LONGEST_LINE && (await this.#more())) end = this.#rest.indexOf(0x0a)
    if (end < 0 && this.#rest.length === 0) return null
    const length = end < 0 ? this.#rest.length : end + 1
    const line = this.#rest.subarray(0, length).toString('utf8')
    this.#rest = this.#rest.subarray(length)
    return line.replace(/\r?\n$/, '')
  }

  /** The next `length` bytes, fewer at the end; they are not kept unless asked for. */
  async take(length: number, keep: boolean): Promise<Buffer> {
    const pieces: Buffer[] = []
    let missing = length
    while (missing > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const piece = this.#rest.subarray(0, missing)
      if (keep) pieces.push(piece)
      this.#rest = this.#rest.subarray(piece.length)
      missing -= piece.length
    }
    return Buffer.concat(pieces)
  }
}

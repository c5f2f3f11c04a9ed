import { DamagedStream } from './bytes.ts'
import { mended } from './encoding.ts'
import type { RawRecord } from './importer.ts'

/** A line or value longer than this is not read: no export of one page or post comes near it. */
const LONGEST = 64 << 20
const SHOWN = 2_000

const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d])
/** The bytes of a byte order mark. */
const MARK = new Set([0xef, 0xbb, 0xbf])
/** The depth of what is no object and no array. */
const BARE = -1

/** One line, one record; `row` is the line's number, from 1. Empty lines are passed over. */
export async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  const line = new Pieces()
  let row = 1
  try {
    for await (const chunk of bytes) {
      let start = 0
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        line.add(chunk.subarray(start, end))
        const record = line.take(row++)
        if (record) yield record
        start = end + 1
      }
      line.add(chunk.subarray(start))
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    const raw = line.start()
    const last = line.take(row)
    const isWhole = last !== null && 'json' in last && isJson(last.json)
    if (isWhole) yield last
    yield { row: isWhole ? row + 1 : row, problem: error.message, raw: isWhole ? '' : raw }
    return
  }
  const last = line.take(row)
  if (last) yield last
}

/**
 * The elements of a top-level array, or top-level values one after another, however they are laid out in lines;
 * `row` counts them from 1. What stands between values and is none (a word, a bracket too many) is a record too, so
 * that it is refused by its row. A value that is never closed is a problem of its own.
 */
export async function* jsonValues(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  const value = new Pieces()
  let row = 0
  let inList = false
  /** How deep inside a value; `BARE` in what is no object and no array. */
  let depth = 0
  let inString = false
  let escaped = false
  try {
    for await (const chunk of bytes) {
      let start = 0
      let [quote, backslash] = [-1, -1] // the next ones
      for (let i = 0; i < chunk.length; i++) {
        if (inString) {
          if (escaped) escaped = false
          else {
            if (quote < i) quote = placeOf(chunk, QUOTE, i)
            if (backslash < i) backslash = placeOf(chunk, BACKSLASH, i)
            i = Math.min(quote, backslash)
            if (i === backslash) escaped = i < chunk.length
            else inString = false
          }
          continue
        }
        const byte = chunk[i] as number // i is within the chunk
        if (byte === QUOTE) {
          inString = true
          if (depth === 0) {
            depth = BARE
            start = i
          }
          continue
        }
        const opens = byte === 0x5b || byte === 0x7b
        const closes = byte === 0x5d || byte === 0x7d
        if (depth > 0) {
          if (opens) depth++
          else if (closes && --depth === 0) {
            value.add(chunk.subarray(start, i + 1))
            const record = value.take(++row)
            if (record) yield record
          }
          continue
        }
        const endsList = inList && byte === 0x5d
        if (depth === BARE && (opens || endsList || byte === COMMA || byte === NEWLINE)) {
          value.add(chunk.subarray(start, i))
          const record = value.take(++row)
          if (record) yield record
          else row--
          depth = 0
        }
        if (endsList) inList = false
        else if (opens && (inList || byte === 0x7b)) {
          depth = 1
          start = i
        } else if (opens) inList = true
        else if (depth === 0 && byte !== COMMA && !SPACE.has(byte) && !MARK.has(byte)) {
          depth = BARE
          start = i
        }
      }
      if (depth !== 0) value.add(chunk.subarray(start))
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    yield { row: row + 1, problem: error.message, raw: value.start() }
    return
  }
  if (depth > 0) yield { row: row + 1, problem: 'the file ends inside this record', raw: value.start() }
  const last = depth === BARE ? value.take(row + 1) : null
  if (last) yield last
}

/** A line whose end was lost may still be all there. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function placeOf(chunk: Uint8Array, byte: number, from: number): number {
  const at = chunk.indexOf(byte, from)
  return at < 0 ? chunk.length : at
}

/** Bytes that are no UTF-8 are read as Windows-1252, so that they cost a letter and not the record. */
function text(bytes: Buffer): string {
  const whole = mended(bytes)
  return Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString('utf8')
}

/** The pieces of a record that may stretch over chunks; forgets what is too long. */
export class Pieces {
  #pieces: Uint8Array[] = []
  #length = 0

  add(piece: Uint8Array): void {
    this.#length += piece.length
    if (this.#length <= LONGEST && piece.length > 0) this.#pieces.push(piece)
    else if (this.#length > LONGEST)
      this.#pieces = [Buffer.concat(this.#pieces.slice(0, 1)).subarray(0, SHOWN)]
  }

  start(): string {
    return text(Buffer.concat(this.#pieces).subarray(0, SHOWN))
  }

  take(row: number): RawRecord | null {
    const tooLong = this.#length > LONGEST
    const raw = tooLong ? this.start() : text(Buffer.concat(this.#pieces))
    this.#pieces = []
    this.#length = 0
    if (tooLong) return { row, problem: `the record is longer than ${LONGEST >> 20} MB`, raw }
    const json = raw.replace(/^\uFEFF/, '').trim()
    return json === '' ? null : { row, json }
  }
}

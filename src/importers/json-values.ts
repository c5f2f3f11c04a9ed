import { DamagedStream } from './bytes.ts'
import type { RawRecord } from './importer.ts'

/** A line or value longer than this is not read: no export of one page or post comes near it. */
const LONGEST = 64 << 20
const SHOWN = 2_000

const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = new Set([0x5b, 0x7b])
const CLOSE = new Set([0x5d, 0x7d])
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d])

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
    yield { row, problem: error.message, raw: line.start() }
    return
  }
  const last = line.take(row)
  if (last) yield last
}

/**
 * The elements of a top-level array, or top-level values one after another, however they are laid out in lines;
 * `row` counts them from 1. A value that is never closed is a problem of its own.
 */
export async function* jsonValues(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  const value = new Pieces()
  let row = 0
  let depth = 0
  let base = -1 // the depth at which records stand: 1 in an array, 0 for values one after another
  let inString = false
  let escaped = false
  let started = false
  try {
    for await (const chunk of bytes) {
      let start = 0
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] as number // i is within the chunk
        if (inString) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) inString = false
          continue
        }
        if (base < 0) {
          if (SPACE.has(byte) || byte > 0x7f) continue // blank or a byte order mark
          base = byte === 0x5b ? 1 : 0
          if (base === 1) {
            depth = 1
            continue
          }
        }
        if (byte === QUOTE) inString = true
        if (OPEN.has(byte)) {
          if (depth === base) {
            start = i
            started = true
          }
          depth++
        } else if (CLOSE.has(byte)) {
          depth--
          if (depth === base && started) {
            value.add(chunk.subarray(start, i + 1))
            const record = value.take(++row)
            if (record) yield record
            started = false
          }
        }
      }
      if (started) value.add(chunk.subarray(start))
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    yield { row: row + 1, problem: error.message, raw: value.start() }
    return
  }
  if (started) yield { row: row + 1, problem: 'the file ends inside this record', raw: value.start() }
}

/** The pieces of a record that may stretch over chunks; forgets what is too long. */
export class Pieces {
  #pieces: Uint8Array[] = []
  #length = 0

  add(piece: Uint8Array): void {
    this.#length += piece.length
    if (this.#length <= LONGEST && piece.length > 0) this.#pieces.push(piece)
  }

  start(): string {
    return Buffer.concat(this.#pieces).subarray(0, SHOWN).toString('utf8')
  }

  take(row: number): RawRecord | null {
    const tooLong = this.#length > LONGEST
    const raw = tooLong ? this.start() : Buffer.concat(this.#pieces).toString('utf8')
    this.#pieces = []
    this.#length = 0
    if (tooLong) return { row, problem: `the record is longer than ${LONGEST >> 20} MB`, raw }
    const json = raw.replace(/^\uFEFF/, '').trim()
    return json === '' ? null : { row, json }
  }
}

import { DamagedStream } from './bytes.ts'
import type { RawRecord } from './importer.ts'
import { Pieces } from './json-values.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** An object's plain values, as JSON text by their names: those that stand before the record. */
export type Header = Readonly<Record<string, string>>

/** Where a value stands: the names that lead to it; `*` is any element of a list. */
export type Path = readonly string[]

interface Nesting {
  isObject: boolean
  path: string[]
  /** The name that the next value goes by. */
  name: string
  header: Record<string, string>
}

/** One object or list inside the document, and what is said around it. */
export interface Nested {
  /** JSON text. */
  json: string
  path: Path
  /** Of the objects around it, the outermost first. */
  around: readonly Header[]
}

/**
 * The objects inside one JSON document that may be larger than memory: each that `isRecord` says stands for itself, as
 * `compose` writes it. `row` counts them from 1. A document that is cut short, or damaged, ends in a problem.
 */
export async function* nestedRecords(
  bytes: AsyncIterable<Uint8Array>,
  isRecord: (path: Path) => boolean,
  compose: (nested: Nested) => string,
): AsyncGenerator<RawRecord> {
  const stack: Nesting[] = []
  const piece = new Pieces()
  let row = 0
  let inString = false
  let escaped = false
  /** What is being gathered: a record (by its depth), a text, or a plain value. */
  let gathering: 'record' | 'text' | 'plain' | null = null
  let depth = 0
  let isKey = false

  const nested = (json: string): RawRecord => {
    const top = stack.at(-1)
    const path = top ? [...top.path, top.isObject ? top.name : '*'] : []
    const around = stack.filter(level => level.isObject).map(level => level.header)
    return { row, json: compose({ json, path, around }) }
  }
  const keep = (json: string) => {
    const top = stack.at(-1)
    if (!top?.isObject) return
    if (isKey) top.name = nameOf(json)
    else top.header[top.name] = json
  }
  const taken = (): string | null => {
    const record = piece.take(row)
    return record && 'json' in record ? record.json : null
  }

  try {
    for await (const chunk of bytes) {
      let start = 0
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] as number // i is within the chunk
        if (inString) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) {
            inString = false
            if (gathering === 'text') {
              piece.add(chunk.subarray(start, i + 1))
              gathering = null
              const text = taken()
              if (text !== null) keep(text)
            }
          }
          continue
        }
        if (gathering === 'record') {
          if (byte === QUOTE) inString = true
          else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
          else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth === 0) {
            piece.add(chunk.subarray(start, i + 1))
            gathering = null
            row++
            const record = piece.take(row)
            if (record) yield 'json' in record ? nested(record.json) : record
          }
          continue
        }
        if (gathering === 'plain') {
          if (!isSpace(byte) && byte !== COMMA && byte !== CLOSE_OBJECT && byte !== CLOSE_LIST) continue
          piece.add(chunk.subarray(start, i))
          gathering = null
          const value = taken()
          if (value !== null) keep(value)
        }
        if (byte === QUOTE) {
          inString = true
          gathering = 'text'
          start = i
        } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          const top = stack.at(-1)
          const path = top ? [...top.path, top.isObject ? top.name : '*'] : []
          if (byte === OPEN_OBJECT && isRecord(path)) {
            gathering = 'record'
            depth = 1
            start = i
          } else {
            stack.push({ isObject: byte === OPEN_OBJECT, path, name: '', header: {} })
            isKey = byte === OPEN_OBJECT
          }
        } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          stack.pop()
        } else if (byte === COMMA) {
          isKey = stack.at(-1)?.isObject ?? false
        } else if (byte === COLON) {
          isKey = false
        } else if (!isSpace(byte) && byte <= 0x7f && stack.length > 0) {
          gathering = 'plain'
          start = i
        }
      }
      if (gathering) piece.add(chunk.subarray(start))
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    yield { row: row + 1, problem: error.message, raw: piece.start() }
    return
  }
  if (gathering === 'record')
    yield { row: row + 1, problem: 'the file ends inside this record', raw: piece.start() }
  else if (stack.length > 0)
    yield { row: row + 1, problem: 'the file was cut short: what came after this is not in it', raw: '' }
}

/** A name as it reads; one that is no JSON stays as written. */
function nameOf(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return json
  }
}

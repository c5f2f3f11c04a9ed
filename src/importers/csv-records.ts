/** A row longer than this (2 MB) is refused. */
export const LONGEST_ROW = 2 << 20
const SHOWN = 2_000

const QUOTE = 0x22
const NEWLINE = 0x0a
const RETURN = 0x0d
const BLANK = 0x20

/** A row of a table: its cells as they are written, as many as there are columns; or why it is none. */
export type CsvRecord = { row: number; cells: Uint8Array } | { row: number; problem: string; raw: string }

/** A row's end, where the next one begins, its number of cells, where those too many begin, and blanks around quotes. */
interface Found {
  end: number
  next: number
  width: number
  cut: number
  gaps: [from: number, to: number][]
}

type Scan = Found | { problem: string } | undefined

/**
 * The rows of a table in UTF-8 (RFC 4180; a line may end in LF, CR LF or CR), but for its header, chunk by chunk. `row`
 * counts them from 1; empty lines are none. Short rows are filled up with empty cells. A quote that is never closed, or
 * closed inside a word, costs its own line: reading goes on with the next one.
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  columns: number,
): AsyncGenerator<CsvRecord[]> {
  const comma = delimiter.charCodeAt(0)
  let rest: Buffer = Buffer.alloc(0)
  let row = -1
  let skipping = false

  function* within(last: boolean): Generator<CsvRecord> {
    let start = 0
    while (start < rest.length) {
      if (skipping) {
        const end = lineEnd(rest, start)
        if (end === undefined) break
        skipping = false
        start = end.next
        continue
      }
      let found = scan(rest, start, comma, columns, last)
      if (found === undefined) {
        if (rest.length - start <= LONGEST_ROW) {
          rest = rest.subarray(start)
          return
        }
        found = { problem: `the row is longer than ${LONGEST_ROW >> 20} MB` }
      }
      if ('end' in found && found.end - start > LONGEST_ROW)
        found = { problem: `the row is longer than ${LONGEST_ROW >> 20} MB` }
      if ('problem' in found) {
        const line = lineEnd(rest, start) ?? { end: rest.length, next: rest.length, open: !last }
        if ('open' in line) skipping = line.open
        const raw = rest.subarray(start, line.end)
        row++
        if (row > 0) yield { row, problem: found.problem, raw: shown(raw) }
        start = line.next
        continue
      }
      const { end, next, width, cut, gaps } = found
      if (end > start) {
        row++
        if (row > 0) {
          const cells = without(gaps, rest, start, Math.min(end, cut))
          if (width > columns && !isEmpty(rest.subarray(cut, end), comma))
            yield {
              row,
              problem: `it has ${width} cells where the header has ${columns}`,
              raw: shown(rest.subarray(start, end)),
            }
          else yield { row, cells: width < columns ? padded(cells, comma, columns - width) : cells }
        }
      }
      start = next
    }
    rest = Buffer.alloc(0)
  }

  let isFirst = true
  for await (const chunk of bytes) {
    const all =
      rest.length > 0
        ? Buffer.concat([rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    rest = isFirst ? all.subarray(marks(all)) : all
    isFirst = false
    yield [...within(false)]
  }
  yield [...within(true)]
}

/** How many bytes the byte order marks at the beginning take. */
function marks(bytes: Buffer): number {
  let length = 0
  while (bytes.toString('latin1', length, length + 3) === '\xef\xbb\xbf') length += 3
  return length
}

/** One row from `start` on; undefined when more bytes are needed to see its end. */
function scan(bytes: Buffer, start: number, comma: number, columns: number, last: boolean): Scan {
  let width = 1
  let cut = Number.POSITIVE_INFINITY
  let at = start
  const gaps: Found['gaps'] = []
  const skipBlanks = () => {
    const from = at
    while (bytes[at] === BLANK) at++
    return from
  }
  for (;;) {
    const begun = skipBlanks()
    if (bytes[at] === QUOTE) {
      if (at > begun) gaps.push([begun, at])
      let close = bytes.indexOf(QUOTE, at + 1)
      while (close >= 0 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2)
      if (close < 0 || (close + 1 >= bytes.length && !last)) {
        if (!last && bytes.length - start <= LONGEST_ROW) return undefined
        if (close < 0)
          return {
            problem: last
              ? 'a quote is never closed'
              : `a quote is not closed within ${LONGEST_ROW >> 20} MB`,
          }
      }
      at = close + 1
      const closed = skipBlanks()
      if (at > closed) gaps.push([closed, at])
      const byte = bytes[at]
      if (at < bytes.length && byte !== comma && byte !== NEWLINE && byte !== RETURN)
        return { problem: 'a quote is closed inside a cell, or never' }
    } else {
      let byte = bytes[at]
      while (at < bytes.length && byte !== comma && byte !== NEWLINE && byte !== RETURN) byte = bytes[++at]
    }
    if (at >= bytes.length) return last ? { end: at, next: at, width, cut, gaps } : undefined
    if (bytes[at] !== comma) break
    if (width === columns) cut = at
    width++
    at++
  }
  if (bytes[at] === NEWLINE) return { end: at, next: at + 1, width, cut, gaps }
  if (at + 1 >= bytes.length && !last) return undefined
  return { end: at, next: bytes[at + 1] === NEWLINE ? at + 2 : at + 1, width, cut, gaps }
}

/** Where the line that stands at `start` ends, whatever quotes it holds. */
function lineEnd(bytes: Buffer, start: number): { end: number; next: number } | undefined {
  const newline = bytes.indexOf(NEWLINE, start)
  const line = bytes.subarray(start, newline < 0 ? bytes.length : newline)
  const bare = line.indexOf(RETURN)
  if (bare >= 0 && bare < line.length - 1) return { end: start + bare, next: start + bare + 1 }
  if (newline < 0) return undefined
  return { end: bare >= 0 ? start + bare : newline, next: newline + 1 }
}

/** The bytes from `start` to `end` without the gaps: the engine does not always pass over blanks outside quotes. */
function without(gaps: Found['gaps'], bytes: Buffer, start: number, end: number): Buffer {
  if (gaps.length === 0) return bytes.subarray(start, end)
  const pieces: Buffer[] = []
  let at = start
  for (const [from, to] of gaps) {
    if (from >= end) break
    pieces.push(bytes.subarray(at, from))
    at = to
  }
  return Buffer.concat([...pieces, bytes.subarray(at, Math.max(at, end))])
}

const isEmpty = (cells: Buffer, comma: number): boolean => cells.every(byte => byte === comma)

function padded(cells: Buffer, comma: number, by: number): Buffer {
  return Buffer.concat([cells, Buffer.alloc(by, comma)])
}

function shown(raw: Buffer): string {
  return (raw.length > LONGEST_ROW ? raw.subarray(0, SHOWN) : raw).toString('utf8')
}

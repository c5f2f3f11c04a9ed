import { type Encoding, mended } from './encoding.ts'

/** How a table is laid out in its file. */
export interface Dialect {
  delimiter: string
  quote: string
  encoding: Encoding
  /** Lines end, or also end, in a carriage return alone. */
  bareReturns: boolean
}

/** The columns and first rows of a table. */
export interface TableHead {
  columns: string[]
  rows: string[][]
  dialect: Dialect
}

const DELIMITERS = [',', '\t', ';', '|']
const SAMPLE_ROWS = 200
const SAMPLE_BYTES = 1 << 20
/** No export has more; the engine's time grows with their square. */
const MOST_COLUMNS = 10_000

/**
 * What a table's beginning, in UTF-8 or Windows-1252, shows; null when the bytes are not a table with a header, and
 * why they cannot be one where that is worth a word.
 */
export function tableHead(
  bytes: Buffer,
  cut: boolean,
  encoding: Encoding,
): TableHead | { problem: string } | null {
  const text = Buffer.from(mended(bytes.subarray(0, SAMPLE_BYTES)))
    .toString('utf8')
    .replace(/^\uFEFF+/, '')
  if (text.trim() === '') return null
  if (isBinary(text)) return { problem: 'it is no text (a great part of it are bytes of zero)' }
  const tries = DELIMITERS.map(delimiter => {
    const rows = records(text, delimiter, cut || bytes.length > SAMPLE_BYTES)
    const width = rows[0]?.length ?? 0
    return {
      delimiter,
      rows,
      width,
      even: rows.filter(row => row.length === width).length / Math.max(1, rows.length),
    }
  })
  const best = tries
    .filter(t => t.width > 1)
    .sort((a, b) => b.even * Math.log(b.width + 1) - a.even * Math.log(a.width + 1))[0]
  const header = best?.rows[0]
  if (tries.every(t => t.rows.length === 0) && bytes.length >= SAMPLE_BYTES)
    return { problem: 'its first line is longer than 1 MB and cannot be a header' }
  if (!best || !header || best.even < 0.5) return null
  if (header.length > MOST_COLUMNS)
    return { problem: `its first line has ${header.length} columns; a table may have ${MOST_COLUMNS}` }
  return {
    columns: unique(header),
    rows: best.rows.slice(1),
    dialect: { delimiter: best.delimiter, quote: '"', encoding, bareReturns: /\r(?!\n)./s.test(text) },
  }
}

/** A few bytes of zero are damage in a text; many are no text. */
const isBinary = (text: string) => (text.match(/\0/g)?.length ?? 0) > text.length / 10

/** Records of quoted, delimited text (RFC 4180), enough of them to judge by. `cut`: the last may be incomplete and is left out. */
export function records(text: string, delimiter: string, cut: boolean): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  const endRow = () => {
    row.push(field)
    field = ''
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  let i = 0
  for (; i < text.length && rows.length <= SAMPLE_ROWS; i++) {
    const c = text[i]
    if (quoted) {
      if (c !== '"') field += c
      else if (text[i + 1] === '"') {
        field += '"'
        i++
      } else quoted = false
    } else if (c === '"' && field === '') quoted = true
    else if (c === delimiter) {
      row.push(field)
      field = ''
    } else if (c === '\n' || (c === '\r' && text[i + 1] !== '\n')) endRow()
    else if (c !== '\r') field += c
  }
  if (!cut && i >= text.length && (field !== '' || row.length > 0)) endRow()
  return rows
}

/** Column names as DuckDB will be told them: never empty, never twice, never `row`, which is ours. */
export function unique(header: readonly string[]): string[] {
  const taken = new Set(['row'])
  return header.map((name, at) => {
    // SQL ends at a zero, whatever quotes it stands in.
    const clean = name.replaceAll('\0', '').trim() || `column${at}`
    let own = clean
    for (let n = 1; taken.has(own.toLowerCase()); n++) own = `${clean}_${n}`
    taken.add(own.toLowerCase())
    return own
  })
}

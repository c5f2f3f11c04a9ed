/** How a table is laid out in its file. */
export interface Dialect {
  delimiter: string
  quote: string
  encoding: 'utf-8' | 'utf-16' | 'latin-1'
}

const DELIMITERS = [',', '\t', ';', '|']
const SAMPLE_ROWS = 200

/** The table's columns and first rows, or null when the bytes are not a table with a header. */
export function tableHead(
  bytes: Buffer,
  cut: boolean,
): { columns: string[]; rows: string[][]; dialect: Dialect } | null {
  const encoding = encodingOf(bytes)
  const text = decode(bytes.subarray(0, 1 << 20), encoding)
  if (isBinary(text) || text.trim() === '') return null
  const tries = DELIMITERS.map(delimiter => {
    const rows = records(text, delimiter, cut || bytes.length > 1 << 20)
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
  if (!best || !header || best.even < 0.5) return null
  return {
    columns: unique(header),
    rows: best.rows.slice(1),
    dialect: { delimiter: best.delimiter, quote: '"', encoding },
  }
}

/** A few bytes of zero are damage in a text; many are no text. */
const isBinary = (text: string) => (text.match(/\0/g)?.length ?? 0) > text.length / 10

function encodingOf(bytes: Buffer): Dialect['encoding'] {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'utf-16'
  try {
    // A head may end inside a character; its last bytes are not judged.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1))
    return 'utf-8'
  } catch {
    return 'latin-1'
  }
}

function decode(bytes: Buffer, encoding: Dialect['encoding']): string {
  return new TextDecoder(
    encoding === 'latin-1'
      ? 'windows-1252'
      : encoding === 'utf-16' && bytes[0] === 0xfe
        ? 'utf-16be'
        : encoding,
  ).decode(bytes)
}

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
    } else if (c === '\n') endRow()
    else if (c !== '\r') field += c
  }
  if (!cut && i >= text.length && (field !== '' || row.length > 0)) endRow()
  return rows
}

/** Column names as DuckDB will be told them: never empty, never twice, never `row`, which is ours. */
export function unique(header: readonly string[]): string[] {
  const taken = new Set(['row'])
  return header.map((name, at) => {
    const clean = name.trim() || `column${at}`
    let own = clean
    for (let n = 1; taken.has(own.toLowerCase()); n++) own = `${clean}_${n}`
    taken.add(own.toLowerCase())
    return own
  })
}

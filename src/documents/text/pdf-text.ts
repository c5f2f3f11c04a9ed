import { decode } from '../code-page.ts'
import { PdfFile } from '../pdf/file.ts'
import { type Dict, Lexer, Name, type Pdf, Ref } from '../pdf/syntax.ts'
import { Gathered, LONGEST } from './gathered.ts'

const MOST_PAGES = 5000
/** Bytes of instructions that are read in all, and streams of one page: many pages can name one that is long. */
const MOST_CONTENT = 128 << 20
const MOST_STREAMS = 10_000
const MOST_FONTS = 2000

/** How a font's codes are read. */
interface Font {
  wide: boolean
  map: ReadonlyMap<number, string> | null
}

/**
 * The text of a PDF in the order of its pages' instructions, which is mostly that of reading. Codes are read by the font's own
 * table (ToUnicode), else as Windows Latin 1; null where it is enciphered or a stream is behind a filter that is not read.
 */
export function pdfPagesText(bytes: Buffer): string | null {
  const file = new PdfFile(bytes)
  if (file.encryption && file.encryption.cipher === null) return null
  const out = new Gathered()
  const fonts = new Map<Pdf, Font>()
  let left = MOST_CONTENT
  for (const page of pagesOf(file)) {
    const resources = inherited(file, page, 'Resources')
    const own = new Map<string, Font>()
    for (const [name, font] of file.dict(file.dict(resources)?.get('Font')) ?? []) {
      const dict = file.dict(font)
      if (!dict || own.size >= MOST_FONTS) continue
      const known = fonts.get(dict) ?? fontOf(file, dict)
      fonts.set(dict, known)
      own.set(name, known)
    }
    const contents = page.get('Contents')
    const streams = file.resolve(contents)
    const parts: Buffer[] = []
    for (const named of (Array.isArray(streams) ? streams : [contents ?? null]).slice(0, MOST_STREAMS)) {
      const part = left > 0 ? file.streamBytes(named) : null
      if (!part) continue
      parts.push(part, Buffer.from('\n'))
      left -= part.length
    }
    show(Buffer.concat(parts), own, out)
    if (out.isFull || left <= 0) break
    out.add('\n')
  }
  const whole = out.toString()
  return /\S/.test(whole) ? whole : null
}

function pagesOf(file: PdfFile): Dict[] {
  const pages: Dict[] = []
  const seen = new Set<Dict>()
  const visit = (value: Pdf | undefined, depth: number) => {
    const node = file.dict(value)
    if (!node || seen.has(node) || depth > 50 || pages.length >= MOST_PAGES) return
    seen.add(node)
    if (node.has('Kids')) for (const kid of file.array(node.get('Kids'))) visit(kid, depth + 1)
    else pages.push(node)
  }
  visit(file.dict(file.trailer.get('Root'))?.get('Pages'), 0)
  return pages
}

function inherited(file: PdfFile, page: Dict, name: string): Pdf | undefined {
  let node: Dict | null = page
  for (let depth = 0; node && depth < 50; depth++) {
    if (node.has(name)) return node.get(name)
    node = file.dict(node.get('Parent'))
  }
  return undefined
}

function fontOf(file: PdfFile, dict: Dict): Font {
  const wide = file.name(dict.get('Subtype')) === 'Type0'
  const table = dict.get('ToUnicode')
  const bytes = table instanceof Ref || table ? file.streamBytes(table) : null
  return { wide, map: bytes ? toUnicode(bytes.toString('latin1')) : null }
}

const MOST_CODES = 70_000
/** Signs that one code may stand for; a ligature has a handful. */
const MOST_UNITS = 64
const HEX = '<\\s{0,9}([0-9a-fA-F]{1,8})\\s{0,9}>'
const TARGET = `<\\s{0,9}([0-9a-fA-F]{1,${MOST_UNITS * 4}})\\s{0,9}>`

/** A font's table of codes (Adobe's technical note 5411). Ranges that overlap again and again are counted, and end it. */
function toUnicode(text: string): Map<number, string> {
  const map = new Map<number, string>()
  let left = MOST_CODES
  const set = (code: number, to: string) => {
    left--
    map.set(code, to)
  }
  for (const block of blocks(text, 'bfchar'))
    for (const [, code, to] of block.matchAll(new RegExp(`${HEX}\\s*${TARGET}`, 'g')))
      if (left > 0) set(Number.parseInt(code ?? '', 16), units(to ?? ''))
  for (const block of blocks(text, 'bfrange'))
    for (const [, low, high, to, list] of block.matchAll(
      new RegExp(`${HEX}\\s*${HEX}\\s*(?:${TARGET}|\\[([^\\]]*)\\])`, 'g'),
    )) {
      const from = Number.parseInt(low ?? '', 16)
      const last = Math.min(Number.parseInt(high ?? '', 16), from + left - 1)
      const first = to === undefined ? '' : units(to)
      const names =
        to === undefined
          ? [...(list ?? '').matchAll(new RegExp(TARGET, 'g'))].map(([, hex]) => units(hex ?? ''))
          : []
      for (let code = from; code <= last; code++)
        set(
          code,
          to === undefined
            ? (names[code - from] ?? '')
            : first.slice(0, -1) + String.fromCharCode(first.charCodeAt(first.length - 1) + code - from),
        )
    }
  return map
}

const units = (hex: string) =>
  Buffer.from(hex.padStart(Math.ceil(hex.length / 4) * 4, '0'), 'hex')
    .swap16()
    .toString('utf16le')

/** What stands between `begin…` and `end…`; without an end there is no further block. */
function* blocks(text: string, name: string): Generator<string> {
  const [begins, ends] = [`begin${name}`, `end${name}`]
  for (let at = text.indexOf(begins); at >= 0; ) {
    const from = at + begins.length
    const end = text.indexOf(ends, from)
    if (end < 0) return
    yield text.slice(from, end)
    at = text.indexOf(begins, end)
  }
}

/** Adds the strings that a page shows; what moves the pen to another line is a line end. */
function show(content: Buffer, fonts: ReadonlyMap<string, Font>, out: Gathered): void {
  const lexer = new Lexer(content)
  let operands: Pdf[] = []
  let font: Font | undefined
  while (lexer.at < content.length && !out.isFull) {
    const at = lexer.at
    const word = lexer.word()
    if (word === null) {
      lexer.at = at
      operands.push(lexer.object())
      if (operands.length > 1000) operands = operands.slice(-10)
      if (lexer.at <= at) lexer.at = at + 1
      continue
    }
    const [first] = operands
    const last = operands.at(-1)
    if (word === 'Tf' && first instanceof Name) font = fonts.get(first.text)
    else if ((word === 'Tj' || word === "'" || word === '"') && Buffer.isBuffer(last))
      out.add(word === 'Tj' ? '' : '\n', read(last, font))
    else if (word === 'TJ' && Array.isArray(last))
      // A wide gap between two strings is a space that is not written.
      for (const item of last)
        out.add(Buffer.isBuffer(item) ? read(item, font) : typeof item === 'number' && item < -180 ? ' ' : '')
    else if (word === 'T*' || word === 'ET') out.add('\n')
    else if ((word === 'Td' || word === 'TD') && typeof last === 'number') out.add(last === 0 ? ' ' : '\n')
    else if (word === 'Tm') out.add('\n')
    else if (word === 'ID') {
      const end = content.indexOf('EI', lexer.at, 'latin1')
      lexer.at = end < 0 ? content.length : end + 2
    }
    operands = []
    if (lexer.at <= at) lexer.at = at + 1
  }
}

function read(bytes: Buffer, font: Font | undefined): string {
  if (!font?.wide && !font?.map) return decode(bytes, 1252)
  let text = ''
  for (let at = 0; at < bytes.length && text.length < LONGEST; at += font.wide ? 2 : 1) {
    const code = font.wide ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    text += font.map?.get(code) ?? (font.wide ? '' : decode(bytes.subarray(at, at + 1), 1252))
  }
  return text
}

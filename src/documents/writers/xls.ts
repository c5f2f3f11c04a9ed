import CFB from 'cfb'
import { type Content, linesOf } from './content.ts'
import { codePageOf, propertySet } from './property-set.ts'

/**
 * A workbook of Excel 97–2003: one sheet, a line a row, in an OLE2 file with its property sets.
 * The library that packs it adds a stream of its own (`\u0001Sh33tJ5`), which tells that no Excel did.
 */
export function xls(content: Content): Buffer {
  const codePage = codePageOf(content)
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/Workbook', workbook(content))
  CFB.utils.cfb_add(
    file,
    '/\u0005SummaryInformation',
    propertySet('summary', codePage, [
      [2, content.title],
      [4, content.creator],
      [8, content.lastModifiedBy],
      [12, { at: content.created }],
      [13, { at: content.modified }],
      [18, content.application ?? 'Microsoft Excel'],
    ]),
  )
  CFB.utils.cfb_add(
    file,
    '/\u0005DocumentSummaryInformation',
    propertySet('document', codePage, content.company ? [[15, content.company]] : []),
  )
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array) // what it writes for this type
}

/** Where the Excel that wrote it, and its Windows, are at home. */
const COUNTRY = { 'ru-RU': 7, fr: 33, en: 44 }

function workbook(content: Content): Buffer {
  const country = content.locale === 'ru-RU' ? COUNTRY['ru-RU'] : COUNTRY[content.language]
  const sheetName = content.title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 28)
  const before = [
    record(0x0809, words(0x0600, 0x0005, 0x0dbb, 0x07cc, 0x00c1, 0, 0x0306, 0)),
    record(0x005c, writeAccess(content.lastModifiedBy)),
    record(0x0042, words(1200)),
    record(0x003d, words(0, 0, 0x3a00, 0x2000, 0x38, 0, 0, 1, 600)),
    ...Array.from({ length: 4 }, () =>
      record(0x0031, Buffer.concat([words(200, 0, 0x7fff, 400, 0, 0, 0), shortText('Arial')])),
    ),
    ...Array.from({ length: 16 }, (_, i) =>
      record(0x00e0, words(0, 0, i < 15 ? 0xfff5 : 1, 0x20, 0, 0, 0, 0, 0, 0x20c0)),
    ),
    record(0x0293, words(0x8000, 0xff00)),
    record(0x008c, words(country, country)),
  ]
  const length = (parts: readonly Buffer[]) => parts.reduce((sum, part) => sum + part.length, 0)
  const sheetRecord = (at: number) =>
    record(0x0085, Buffer.concat([words(at & 0xffff, at >>> 16, 0), shortText(sheetName)]))
  const end = record(0x000a, Buffer.alloc(0))
  const globals = [...before, sheetRecord(length([...before, sheetRecord(0), end])), end]
  const rows = linesOf(content).flatMap(line => lined(line).map(part => part.split('\t')))
  const columns = Math.max(...rows.map(row => row.length))
  return Buffer.concat([
    ...globals,
    record(0x0809, words(0x0600, 0x0010, 0x0dbb, 0x07cc, 0x00c1, 0, 0x0306, 0)),
    record(0x0200, words(0, 0, rows.length, 0, 0, columns, 0)),
    ...rows.flatMap((row, r) =>
      row.map((text, c) => record(0x0204, Buffer.concat([words(r, c, 15), text16(text)]))),
    ),
    record(0x023e, words(0x06b6, 0, 0, 0x40, 0, 0, 0, 0, 0)),
    end,
  ])
}

function record(id: number, body: Buffer): Buffer {
  return Buffer.concat([words(id, body.length), body])
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, i) => {
    bytes.writeUInt16LE(value, 2 * i)
  })
  return bytes
}

/** A length in signs, a flag for UTF-16, the text. */
const text16 = (text: string): Buffer =>
  Buffer.concat([words(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')])
const shortText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([text.length, 1]), Buffer.from(text, 'utf16le')])

/** Who has the workbook open, filled up with spaces to 112 bytes. */
function writeAccess(name: string): Buffer {
  const bytes = Buffer.alloc(112, 0x20)
  text16(name.slice(0, 54)).copy(bytes)
  return bytes
}

/** A cell of this kind holds 255 signs; longer lines go on in the next row. */
const lined = (line: string): string[] =>
  line.match(/[^\n]{1,250}(?:\s|$)/g)?.map(part => part.trimEnd()) ?? [line.slice(0, 250)]

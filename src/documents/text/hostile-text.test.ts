import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { memory } from '../bytes.ts'
import { messageReading } from '../mail/message.ts'
import { compoundFile, uint32s } from '../testing/compound.ts'
import { docFile, record, words } from '../testing/office.ts'
import { zipFile } from '../testing/zip.ts'
import { documentText } from './document-text.ts'
import { LONGEST } from './gathered.ts'

/** What takes longer than this, even on a busy machine, does not grow with the size alone. */
const SLOW_MS = 8_000
const MEGABYTE = 1 << 20

function within<T>(work: () => T): T {
  const since = performance.now()
  const done = work()
  expect(performance.now() - since).toBeLessThan(SLOW_MS)
  return done
}

const text = (bytes: Buffer, format: string) => within(() => documentText(memory(bytes), format))
const many = (piece: string, bytes = MEGABYTE) => piece.repeat(Math.ceil(bytes / piece.length))

/** A PDF of one page with one font. */
function pdf(page: string, table: string, contents = '5 0 R'): Buffer {
  const stream = (id: number, body: string) => {
    const packed = deflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    return `${id} 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream\n${packed}\nendstream endobj\n`
  }
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents ${contents}/Resources<</Font<</F 4 0 R>>>>>>endobj\n4 0 obj<</Type/Font/ToUnicode 6 0 R>>endobj\n${stream(5, page)}${stream(6, table)}trailer<</Root 1 0 R>>\n`,
    'latin1',
  )
}

test('a font’s table says what codes are', () => {
  const table =
    'beginbfchar <41> <0416> endbfchar beginbfrange <42> <43> <0031> <44> <45> [<0061> <00620063>] endbfrange'
  expect(text(pdf('BT /F 1 Tf (ABCDE) Tj ET', table), 'pdf')).toBe('Ж12abc\n\n')
})

test('a font’s table whose codes are beyond all counting, or come again and again, ends', () => {
  const beyond = 'beginbfrange <ffffffffffffffffffff> <fffffffffffffffffffffffff> <0041> endbfrange'
  expect(text(pdf('BT /F 1 Tf (A) Tj ET', beyond), 'pdf')).toBe('A\n\n')
  const again = `beginbfrange ${many('<0000> <fffe> <0041> ')} endbfrange`
  expect(text(pdf('BT /F 1 Tf (A) Tj ET', again), 'pdf')).not.toBeNull()
  expect(text(pdf('BT /F 1 Tf (A) Tj ET', many('beginbfchar ', 4 * MEGABYTE)), 'pdf')).toBe('A\n\n')
})

test('a page that names one long stream a thousand times is read as far as its text is compared', () => {
  const found = text(pdf(many('(word )Tj '), '', `[${'5 0 R '.repeat(1000)}]`), 'pdf')
  expect(found).toHaveLength(LONGEST)
})

test('parts that open elements and never close them are read once, not once for each', () => {
  const sheet = (shared: string, rows: string) =>
    zipFile([
      { name: 'xl/sharedStrings.xml', data: shared },
      { name: 'xl/worksheets/sheet1.xml', data: rows },
    ])
  expect(text(sheet(many('<si>'), many('<row>')), 'xlsx')).toBeNull()
  expect(text(sheet(`<si>${many('<rPh>')}</si>`, `<row>${many('<c>')}</row>`), 'xlsx')).toBeNull()
  const odt = zipFile([
    { name: 'content.xml', data: `${many('<text:tracked-changes>')}<text:p>told</text:p>` },
  ])
  expect(text(odt, 'odt')).toBe('told\n')
})

test('a workbook’s empty strings are counted, and its empty rows and cells are none', () => {
  const file = zipFile([
    { name: 'xl/sharedStrings.xml', data: '<sst><si/><si><t>one</t><rPh><t>wan</t></rPh></si></sst>' },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: '<row r="1"/><row r="2"><c t="s"><v>1</v></c><c r="B2"/><c><v>2</v></c></row><row r="3"><c t="inlineStr"><is><t>x &amp; y</t></is></c></row>',
    },
  ])
  expect(text(file, 'xlsx')).toBe('one\t2\nx & y')
})

test('cells and pieces that name one long text a hundred thousand times make no text of gigabytes', () => {
  const long = 'a'.repeat(30_000)
  const cells = zipFile([
    { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${long}</t></si></sst>` },
    { name: 'xl/worksheets/sheet1.xml', data: `<row>${'<c t="s"><v>0</v></c>'.repeat(100_000)}</row>` },
  ])
  expect(text(cells, 'xlsx')).toHaveLength(LONGEST)
  const string = Buffer.alloc(3)
  string.writeUInt16LE(8000)
  const cell = record(0x00fd, words(0, 0, 0), uint32s([0]))
  const workbook = Buffer.concat([
    record(0x0809, words(0x0600, 5, 0x1faa, 1997), uint32s([0, 0])),
    record(0x00fc, uint32s([1, 1]), string, Buffer.alloc(8000, 'a')),
    ...Array.from({ length: 100_000 }, () => cell),
  ])
  expect(text(compoundFile({ Workbook: workbook }), 'xls')).toHaveLength(LONGEST)
})

test('a Word 97 file gives the text of its pieces, and stops where they are too many', () => {
  expect(text(docFile(), 'doc')).toBe('The plan of May.\nНет плана.\n')
  const count = 40_000
  const main = Buffer.concat([Buffer.alloc(1024), Buffer.alloc(100_000, 'a')])
  main.writeUInt16LE(0xa5ec)
  main.writeUInt16LE(0xc1, 2)
  main.writeUInt16LE(0x0200, 10)
  const places = uint32s(Array.from({ length: count + 1 }, (_, n) => n * 100_000))
  const piece = Buffer.concat([words(0), uint32s([0x40000000 | (1024 << 1)]), words(0)])
  const head = Buffer.from([2, 0, 0, 0, 0])
  head.writeUInt32LE(places.length + count * 8, 1)
  const table = Buffer.concat([head, places, ...Array.from({ length: count }, () => piece)])
  main.writeUInt32LE(table.length, 0x01a6)
  const found = text(compoundFile({ WordDocument: main, '1Table': table }), 'doc')
  expect(found).toHaveLength(LONGEST)
})

test('a million groups inside groups are counted, and not kept', () => {
  expect(text(Buffer.from(`{\\rtf1 ${many('{', 8 * MEGABYTE)}x`), 'rtf')).toBe('x')
})

test('white space without an end in a message costs no more than other signs', () => {
  const spaces = ' '.repeat(MEGABYTE)
  const mail = Buffer.from(
    `Received: from a${spaces}c\r\nSubject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na${spaces}b  \r\nc`,
  )
  expect(text(mail, 'eml')).toBe(`a${spaces}b\r\nc`)
  expect(within(() => messageReading(mail)).facts.length).toBeGreaterThan(1)
})

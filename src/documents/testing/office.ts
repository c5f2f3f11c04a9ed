import { compoundFile, uint32s } from './compound.ts'
import * as set from './property-set.ts'
import { zipFile } from './zip.ts'

/** A BIFF8 record. */
export function record(type: number, ...parts: Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

export const words = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2)
  for (const [at, n] of numbers.entries()) bytes.writeUInt16LE(n, at * 2)
  return bytes
}

/** The user as WRITEACCESS keeps it: 112 bytes, padded with blanks. */
export function writeAccess(user: string): Buffer {
  const wide = [...user].some(sign => sign > 'ÿ')
  const head = Buffer.concat([
    words(user.length),
    Buffer.from([wide ? 1 : 0]),
    Buffer.from(user, wide ? 'utf16le' : 'latin1'),
  ])
  return record(0x5c, head, Buffer.alloc(112 - head.length, 0x20))
}

export const workbook = (user: string): Buffer =>
  Buffer.concat([
    record(0x0809, words(0x0600, 5, 0x1faa, 1997), uint32s([0x000040c1, 0x00000406])),
    writeAccess(user),
    record(0x42, words(1200)),
    record(0x8c, words(1, 7)),
    record(0x4d, words(0), devMode('HP LaserJet 4')),
    record(0x0a),
  ])

export function devMode(printer: string): Buffer {
  const bytes = Buffer.alloc(220)
  bytes.write(printer, 0, 'utf16le')
  bytes.writeUInt16LE(0x0401, 64)
  return bytes
}

/** An Excel workbook of 2017 that an author began in English and somebody saved under a Cyrillic code page. */
export const xlsFile = (user = 'ann'): Buffer =>
  compoundFile({
    Workbook: workbook(user),
    '\x05SummaryInformation': set.summary(
      set.page(1251),
      set.text(4, 'Анна Опытова', 'win1251'),
      set.text(8, 'Борис Пробный', 'win1251'),
      set.time(12, '2012-03-04T05:06:07Z'),
      set.time(13, '2017-03-27T13:00:00Z'),
      set.time(11, null),
      set.text(18, 'Microsoft Excel'),
    ),
    '\x05DocumentSummaryInformation': set.documentSummary(
      [
        set.page(1251),
        set.text(15, 'ООО «Пример»', 'win1251'),
        set.int(23, 0x000e0000),
        set.truth(16, false),
        set.pairs(12, [['Листы', 3]], 'win1251'),
      ],
      [set.names({ 2: 'Заметка' }, 'win1251'), set.page(1251), set.text(2, 'вторая', 'win1251')],
    ),
  })

/** A string table of Word's ([MS-DOC] 2.2.4). */
const stringTable = (texts: readonly string[]): Buffer =>
  Buffer.concat([
    words(0xffff, texts.length, 0),
    ...texts.map(text => Buffer.concat([words(text.length), Buffer.from(text, 'utf16le')])),
  ])

/** A Word 97 document: its file information block, and the tables that it points to. */
export function docFile(): Buffer {
  const saved = stringTable(['ann', 'C:\\Drafts\\Plan.doc', 'борис', 'D:\\Архив\\Plan.doc'])
  const revisers = stringTable(['Unknown', 'cat'])
  const dop = Buffer.alloc(84)
  // 27 March 2017, 15:04 on the writer's clock
  dop.writeUInt32LE((4 | (15 << 6) | (27 << 11) | (3 << 16) | (117 << 20)) >>> 0, 0x14)
  dop.writeUInt16LE(9, 0x20)
  // The table of pieces: one in a byte a sign, one in two.
  const [narrow, broad] = ['The plan of May.\r', 'Нет плана.\r']
  const pieces = Buffer.concat([
    Buffer.from([2]),
    uint32s([28, 0, narrow.length, narrow.length + broad.length]),
    words(0),
    uint32s([(0x40000000 | (900 << 1)) >>> 0]),
    words(0, 0),
    uint32s([900 + narrow.length]),
    words(0),
  ])
  const table = Buffer.concat([saved, revisers, dop, pieces])
  const main = Buffer.concat([
    Buffer.alloc(900),
    Buffer.from(narrow, 'latin1'),
    Buffer.from(broad, 'utf16le'),
  ])
  main.writeUInt16LE(0xa5ec)
  main.writeUInt16LE(0xc1, 2)
  main.writeUInt16LE(0x0419, 6)
  main.writeUInt16LE(0x0200, 10)
  main.writeUInt16LE(14, 32)
  main.writeUInt16LE(0x0411, 60)
  main.writeUInt16LE(22, 62)
  main.writeUInt16LE(93, 152)
  const place = (index: number, at: number, length: number) => {
    main.writeUInt32LE(at, 154 + index * 8)
    main.writeUInt32LE(length, 154 + index * 8 + 4)
  }
  place(71, 0, saved.length)
  place(51, saved.length, revisers.length)
  place(31, saved.length + revisers.length, dop.length)
  place(33, saved.length + revisers.length + dop.length, pieces.length)
  return compoundFile({
    WordDocument: main,
    '1Table': table,
    '\x05SummaryInformation': set.summary(
      set.page(1252),
      set.text(4, 'ann'),
      set.time(12, '2017-03-27T12:04:00Z'),
      set.span(10, 120),
    ),
    'ObjectPool/_1/\x05SummaryInformation': set.summary(
      set.page(1252),
      set.text(4, 'the author of the chart'),
    ),
  })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const CORE = `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>ann &amp; bob</dc:creator><cp:lastModifiedBy>Борис Пробный</cp:lastModifiedBy><cp:revision>12</cp:revision><dcterms:created>2012-03-04T05:06:07Z</dcterms:created><dcterms:modified>2017-03-27T15:00:00+02:00</dcterms:modified></cp:coreProperties>`
const APP = `${XML}<Properties xmlns:vt="v"><Application>Microsoft Office Word</Application><AppVersion>14.0000</AppVersion><Company>Example</Company><TotalTime>7</TotalTime></Properties>`
const CUSTOM = `${XML}<Properties xmlns:vt="v"><property fmtid="{}" pid="2" name="Reference"><vt:lpwstr>A-17</vt:lpwstr></property></Properties>`
const types = (main: string, part: string) =>
  `${XML}<Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`

export const docxFile = (extra: { name: string; data: string | Buffer }[] = []): Buffer =>
  zipFile([
    { name: '[Content_Types].xml', data: types('wordprocessingml.document', 'word/document.xml') },
    { name: 'docProps/core.xml', data: CORE },
    { name: 'docProps/app.xml', data: APP },
    { name: 'docProps/custom.xml', data: CUSTOM },
    {
      name: 'word/document.xml',
      data: `${XML}<w:document xmlns:w="w"><w:r><w:lang w:val="ru-RU"/></w:r><w:r><w:lang w:val="ru-RU" w:eastAsia="ja-JP"/></w:r><w:lang w:val="en-GB"/><w:ins w:id="1" w:author="cat" w:date="2017-01-02T03:04:05Z"/><w:del w:id="2" w:author="cat" w:date="2017-01-03T03:04:05Z"/></w:document>`,
    },
    {
      name: 'word/comments.xml',
      data: `${XML}<w:comments xmlns:w="w"><w:comment w:id="1" w:author="dan &lt;d&gt;" w:initials="d"/></w:comments>`,
    },
    {
      name: 'word/settings.xml',
      data: `${XML}<w:settings xmlns:w="w" xmlns:w15="w15"><w:rsids><w:rsidRoot w:val="00AA1111"/><w:rsid w:val="00AA1111"/><w:rsid w:val="00BB2222"/></w:rsids><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/><w:decimalSymbol w:val=","/><w15:docId w15:val="{11111111-2222-3333-4444-555555555555}"/></w:settings>`,
    },
    {
      name: 'word/_rels/settings.xml.rels',
      data: `${XML}<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="file:///C:\\Office\\House.dotm" TargetMode="External"/></Relationships>`,
    },
    ...extra,
  ])

export const xlsxFile = (): Buffer =>
  zipFile([
    { name: '[Content_Types].xml', data: types('spreadsheetml.sheet', 'xl/workbook.xml') },
    { name: 'docProps/core.xml', data: CORE },
    {
      name: 'xl/workbook.xml',
      data: `${XML}<workbook><fileVersion appName="xl" lastEdited="6" lowestEdited="4" rupBuild="14420"/><x15ac:absPath url="C:\\Users\\ann\\Leak &amp; Co\\"/></workbook>`,
    },
    { name: 'xl/printerSettings/printerSettings1.bin', data: devMode('Kyocera 3rd floor') },
    {
      name: 'xl/comments1.xml',
      data: `${XML}<comments><authors><author>eve</author><author></author></authors></comments>`,
    },
  ])

export const rtfFile = (): Buffer =>
  Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1251\\deflang1049{\\info{\\title \\'cf\\'eb\\'e0\\'ed}{\\author Ann}{\\operator \\u1041?\\u1086?\\u1073?}{\\creatim\\yr2012\\mo3\\dy4\\hr5\\min6}{\\version3}{\\edmins7}{\\nofpages1}}{\\*\\template House.dot;}{\\*\\revtbl {Unknown;}{cat;}}text}`,
    'latin1',
  )

export const pdfFile = (): Buffer => {
  const first = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Title(Plan \\(draft\\))/Author<FEFF041104430440>/Producer(Maker)/CreationDate(D:20170327150000+02'00')>>endobj
`
  const at = (text: string, what: string) => String(text.indexOf(what)).padStart(10, '0')
  const table = `xref\n0 4\n0000000000 65535 f \n${at(first, '1 0 obj')} 00000 n \n${at(first, '2 0 obj')} 00000 n \n${at(first, '3 0 obj')} 00000 n \ntrailer<</Size 4/Root 1 0 R/Info 3 0 R/ID[<AA><BB>]>>\nstartxref\n${first.length}\n%%EOF\n`
  const whole = first + table
  const update = `4 0 obj<</Author(dan)/Producer(Other)/ModDate(D:20170501)>>endobj\n`
  const second = `xref\n4 1\n${String(whole.length).padStart(10, '0')} 00000 n \ntrailer<</Size 5/Root 1 0 R/Info 4 0 R/ID[<AA><CC>]/Prev ${first.length}>>\nstartxref\n${whole.length + update.length}\n%%EOF\n`
  return Buffer.from(whole + update + second, 'latin1')
}

export const odtFile = (): Buffer =>
  zipFile([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
    {
      name: 'meta.xml',
      data: `${XML}<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta><meta:initial-creator>ann</meta:initial-creator><dc:creator>bob</dc:creator><dc:date>2017-03-27T15:00:00.5</dc:date><meta:editing-duration>PT1H2M3S</meta:editing-duration><meta:document-statistic meta:page-count="2" meta:word-count="30"/><meta:user-defined meta:name="Info 1">one</meta:user-defined></office:meta></office:document-meta>`,
    },
    {
      name: 'settings.xml',
      data: '<s><config:config-item config:name="PrinterName" config:type="string">Office printer</config:config-item></s>',
    },
  ])

export const mailFile = (): Buffer =>
  Buffer.from(
    [
      'Received: from mx.example (mx.example [192.0.2.1])\r\n\tby in.example with ESMTP id 2; Fri, 5 May 2017 20:49:05 +0200',
      'Received: from pc (unknown [192.0.2.9]) by mx.example; Fri, 5 May 2017 20:49:00 +0200',
      'From: =?windows-1251?Q?=C0=ED=ED=E0?= <ann@example.org>',
      'To: Bob <bob@example.org>',
      'Subject: =?UTF-8?B?0J/Qu9Cw?= =?UTF-8?B?0L0=?=',
      'Date: Fri, 5 May 2017 20:48:59 +0200',
      'Message-ID: <1@example.org>',
      'X-Mailer: Test 1.0',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      'before',
      '--b',
      'Content-Type: text/plain; charset=koi8-r',
      '',
      'the text',
      '--b',
      'Content-Type: application/octet-stream',
      "Content-Disposition: attachment; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD.rtf",
      'Content-Transfer-Encoding: base64',
      '',
      rtfFile().toString('base64'),
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: c@example.org',
      'Subject: inside',
      '',
      'text',
      '--b--',
      'after',
      '',
    ].join('\r\n'),
    'latin1',
  )

import CFB from 'cfb'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readMessage, valuesOf } from '../authenticity/message.ts'
import type { Content } from './content.ts'
import { eml } from './eml.ts'
import { WRITERS } from './index.ts'

const EVIL = 'a <b> & "c" \u0000\u0007 {\\rtf} (d) \\ é € 日本 \u{1f600}'
const content: Content = {
  title: `Title ${EVIL}`,
  language: 'fr',
  blocks: [
    { kind: 'heading', text: EVIL },
    { kind: 'list', items: ['one', EVIL] },
    { kind: 'table', rows: [['Name', 'Price'], ['12.50', EVIL], ['short']] },
    { kind: 'paragraph', text: 'word '.repeat(400).trim() },
  ],
  creator: 'Ann <x>',
  lastModifiedBy: 'Иван Ё',
  company: 'A & B',
  created: Date.UTC(2017, 2, 27, 13, 2, 5),
  modified: Date.UTC(2017, 2, 27, 13, 3),
  locale: 'ru-RU',
  savedAt: 'C:\\Users\\Пример\\',
}

/** The elements of a part that are opened and not closed, or the other way around. */
function unbalanced(xml: string): string[] {
  const open: string[] = []
  for (const [, close, name = '', , empty] of xml.matchAll(/<(\/?)([\w:]+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return [`/${name}`]
    } else if (!empty) open.push(name)
  }
  return open
}

test.each(['docx', 'xlsx', 'odt'] as const)('a %s is sound XML, whatever its text holds', format => {
  const parts = Object.entries(unzipSync(WRITERS[format](content)))
  const all = parts.map(([, bytes]) => Buffer.from(bytes).toString()).join('\n')
  for (const [name, bytes] of parts) {
    const text = Buffer.from(bytes).toString()
    if (name === 'mimetype') continue
    expect(unbalanced(text), name).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML may not hold them
    expect(text.replace(/&(amp|lt|gt|quot);/g, ''), name).not.toMatch(/&|[\u0000-\u0008]/)
  }
  expect(all).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
  expect(all).toContain('日本 \u{1f600}')
  expect(all).toContain('Иван Ё')
  expect(all).toContain('2017-03-27T13:03:00Z')
})

test('an xlsx tells where it was saved, and a plain number is a number', () => {
  const parts = unzipSync(WRITERS.xlsx(content))
  const part = (name: string) => Buffer.from(parts[name] ?? []).toString()
  expect(part('xl/workbook.xml')).toContain('absPath url="C:\\Users\\Пример\\"')
  expect(part('xl/worksheets/sheet1.xml')).toContain('<v>12.50</v>')
})

test('an rtf escapes what is not ASCII, in pairs where it must', () => {
  const text = WRITERS.rtf(content).toString('latin1')
  expect(text).toMatch(/^\{\\rtf1[\x20-\x7e\r\n]+\}$/)
  expect(text).toContain('\\{\\\\rtf\\}')
  expect(text).toContain('\\u-10179?\\u-8704?')
  expect(text).toContain('\\yr2017\\mo3\\dy27\\hr13\\min3')
})

test('a pdf has its objects where its table says, and breaks long lines over pages', () => {
  const long = { ...content, blocks: Array.from({ length: 60 }, () => content.blocks).flat() }
  const text = WRITERS.pdf(long).toString('latin1')
  const at = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const offsets = [...text.slice(at).matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset))
  offsets.forEach((offset, i) => {
    expect(text.slice(offset).startsWith(`${i + 1} 0 obj\n`)).toBe(true)
  })
  for (const [, length, stream] of text.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g))
    expect(stream).toHaveLength(Number(length))
  expect(text.match(/\/Type \/Page /g)?.length).toBeGreaterThan(5)
  expect(text).toContain('\\(d\\) \\\\')
})

test('an xls has one sheet at the place its list of sheets names, and says who had it open and where', () => {
  const file = CFB.read(WRITERS.xls(content), { type: 'buffer' })
  const stream = Buffer.from(CFB.find(file, '/Workbook')?.content ?? [])
  const records: [number, Buffer][] = []
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2))
    records.push([stream.readUInt16LE(at), stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2))])
  const find = (id: number) => records.find(([found]) => found === id)?.[1] ?? Buffer.alloc(0)
  expect(stream.readUInt16LE(find(0x0085).readUInt32LE(0))).toBe(0x0809)
  expect(find(0x005c).toString('utf16le', 3, 3 + 2 * find(0x005c).readUInt16LE(0))).toBe('Иван Ё')
  expect(find(0x008c).readUInt16LE(0)).toBe(7)
  const summary = Buffer.from(CFB.find(file, '/\u0005SummaryInformation')?.content ?? [])
  expect(summary.includes(Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0x20, 0xa8]))).toBe(true)
  for (const [id, body] of records) if (id === 0x0204) expect(body.readUInt16LE(6)).toBeLessThan(256)
})

test('no line of a message is too long, and no title adds a header', () => {
  const mail = eml(
    { ...content, title: 'a\r\nBcc: eve@x.example' },
    {
      from: 'Änn <ann@ville.example>',
      to: 'Bob <bob@ville.example>',
      messageId: '1@ville.example',
      attachment: { name: 'a.docx', type: 'application/x', bytes: WRITERS.docx(content) },
    },
  )
  const message = readMessage(mail)
  expect(message.malformed).toBe(0)
  expect(valuesOf(message, 'bcc')).toEqual([])
  expect(valuesOf(message, 'from')).toEqual([' =?utf-8?B?w4Rubg==?= <ann@ville.example>'])
  expect(
    Math.max(
      ...mail
        .toString('latin1')
        .split('\r\n')
        .map(line => line.length),
    ),
  ).toBeLessThan(79)
  const [, packed = ''] = /filename="a\.docx"\r\n\r\n([\s\S]*?)\r\n--/.exec(mail.toString('latin1')) ?? []
  expect(Buffer.from(packed, 'base64')).toEqual(WRITERS.docx(content))
})

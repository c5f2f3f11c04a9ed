import { expect, test } from 'vitest'
import { memory } from './bytes.ts'
import type { Fact } from './fact.ts'
import { readDocument } from './read.ts'
import { compoundFile } from './testing/compound.ts'
import {
  docFile,
  docxFile,
  mailFile,
  odtFile,
  pdfFile,
  rtfFile,
  xlsFile,
  xlsxFile,
} from './testing/office.ts'
import * as set from './testing/property-set.ts'

const reading = (bytes: Buffer) => readDocument(memory(bytes))
/** Facts as `name: value`, for those names alone. */
const told = (facts: readonly Fact[], ...names: string[]) =>
  facts.filter(({ name }) => names.includes(name)).map(({ name, value }) => `${name}: ${value}`)

test('a workbook tells who had it open, under which country and page, with which build, for which printer', async () => {
  const { format, facts, problems } = await reading(xlsFile('Борис'))
  expect([format, problems]).toEqual(['xls', []])
  expect(
    told(
      facts,
      'xls_user',
      'xls_country_default',
      'xls_country_windows',
      'xls_build',
      'xls_build_year',
      'printer',
    ),
  ).toEqual([
    'xls_build: 8106',
    'xls_build_year: 1997',
    'xls_user: Борис',
    'xls_country_default: 1',
    'xls_country_windows: 7',
    'printer: HP LaserJet 4',
  ])
})

test('texts of a property set are read under its code page, with their bytes and their place', async () => {
  const { facts } = await reading(xlsFile())
  expect(told(facts, 'author', 'last_modified_by', 'company', 'heading_pairs', 'custom:Заметка')).toEqual([
    'author: Анна Опытова',
    'last_modified_by: Борис Пробный',
    'company: ООО «Пример»',
    'heading_pairs: Листы 3',
    'custom:Заметка: вторая',
  ])
  const author = facts.find(({ name }) => name === 'author')
  expect(author).toMatchObject({ decoder: 'MS-OLEPS code page 1251', timeBasis: null })
  expect(author?.locator).toMatch(/^SummaryInformation\+0x[0-9a-f]+ F29F85E0\/4$/)
  expect(author?.raw).toContain(Buffer.from([0xc0, 0xed, 0xed, 0xe0]).toString('hex'))
})

test('author, last modified by and company are three facts, and a time that was never set is none', async () => {
  const { facts } = await reading(xlsFile())
  expect(told(facts, 'created', 'modified', 'last_printed')).toEqual([
    'created: 2012-03-04T05:06:07Z',
    'modified: 2017-03-27T13:00:00Z',
  ])
  expect(facts.find(({ name }) => name === 'created')?.timeBasis).toBe('utc')
})

test.each<[string, number, string, string]>([
  ['Windows Cyrillic', 1251, 'win1251', 'Привет'],
  ['Shift JIS', 932, 'shift_jis', 'ワークシート'],
  ['GBK', 936, 'gbk', '工作表'],
  ['Korean', 949, 'cp949', '워크시트'],
  ['Big5', 950, 'big5', '工作表'],
  ['Mac Roman', 10000, 'macroman', 'Modèle'],
  ['Mac Cyrillic', 10007, 'maccyrillic', 'Привет'],
  ['UTF-8', 65001, 'utf8', 'Ünïcödé ワ'],
  ['UTF-16', 1200, 'utf16le', 'Привет ワ'],
])('a title under %s is read right', async (_, page, encoding, title) => {
  const { facts } = await reading(
    compoundFile({
      '\x05SummaryInformation': set.summary(set.page(page), set.text(2, title, encoding), set.wide(4, title)),
    }),
  )
  expect(told(facts, 'code_page', 'title', 'author')).toEqual([
    `code_page: ${page}`,
    `title: ${title}`,
    `author: ${title}`,
  ])
})

test('a Word file tells its languages, who saved it where, who revised it, and a time on its own clock', async () => {
  const { format, facts, inner } = await reading(docFile())
  expect(format).toBe('doc')
  expect(
    told(
      facts,
      'doc_language',
      'doc_far_east_language',
      'doc_saved_by',
      'doc_saved_path',
      'revision_author',
      'doc_created',
      'created',
      'edit_seconds',
      'doc_revision',
    ),
  ).toEqual([
    'created: 2017-03-27T12:04:00Z',
    'edit_seconds: 120',
    'doc_language: 1049',
    'doc_far_east_language: 1041',
    'doc_created: 2017-03-27T15:04:00',
    'doc_revision: 9',
    'revision_author: cat',
    'doc_saved_by: ann',
    'doc_saved_path: C:\\Drafts\\Plan.doc',
    'doc_saved_by: борис',
    'doc_saved_path: D:\\Архив\\Plan.doc',
  ])
  expect(facts.find(({ name }) => name === 'doc_created')?.timeBasis).toBe('local')
  expect(inner.map(({ name }) => name)).toEqual(['ObjectPool/_1'])
})

test('a Word file in OOXML tells its sessions, languages, authors of comments and changes, and its template', async () => {
  const { format, facts, problems } = await reading(docxFile())
  expect([format, problems]).toEqual(['docx', []])
  const all = told(
    facts,
    'author',
    'last_modified_by',
    'modified',
    'edit_minutes',
    'docx_rsid_root',
    'docx_rsids',
    'docx_id',
    'docx_theme_lang',
    'docx_decimal_symbol',
    'docx_attached_template',
    'comment_author',
    'revision_author',
    'custom:Reference',
  )
  expect(all.sort()).toEqual([
    'author: ann & bob',
    'comment_author: dan <d>',
    'custom:Reference: A-17',
    'docx_attached_template: file:///C:\\Office\\House.dotm',
    'docx_decimal_symbol: ,',
    'docx_id: {11111111-2222-3333-4444-555555555555}',
    'docx_rsid_root: 00AA1111',
    'docx_rsids: 00AA1111 00BB2222',
    'docx_theme_lang: en-US',
    'edit_minutes: 7',
    'last_modified_by: Борис Пробный',
    'modified: 2017-03-27T13:00:00Z',
    'revision_author: cat',
  ])
  expect(
    facts.filter(({ name }) => name === 'docx_lang').map(({ value, locator }) => `${value} ${locator}`),
  ).toEqual(['ru-RU word/document.xml w:lang@val, 2 ×', 'en-GB word/document.xml w:lang@val, 1 ×'])
  expect(facts.find(({ name }) => name === 'revision_author')?.locator).toBe(
    'word/document.xml w:ins@author, 2 ×, 2017-01-02T03:04:05Z to 2017-01-03T03:04:05Z',
  )
})

test('an Excel file in OOXML tells its builds, its folder, its printer and who commented', async () => {
  const { format, facts } = await reading(xlsxFile())
  expect(format).toBe('xlsx')
  expect(told(facts, 'xlsx_build', 'xlsx_path', 'printer', 'comment_author')).toEqual([
    'xlsx_build: 14420',
    'xlsx_path: C:\\Users\\ann\\Leak & Co\\',
    'comment_author: eve',
    'printer: Kyocera 3rd floor',
  ])
})

test('an OpenDocument file keeps who began it and who saved it last apart, on the writer’s clock', async () => {
  const { format, facts } = await reading(odtFile())
  expect(format).toBe('odt')
  expect(
    told(
      facts,
      'author',
      'last_modified_by',
      'modified',
      'edit_seconds',
      'pages',
      'custom:Info 1',
      'printer',
    ),
  ).toEqual([
    'author: ann',
    'last_modified_by: bob',
    'modified: 2017-03-27T15:00:00.500',
    'edit_seconds: 3723',
    'pages: 2',
    'custom:Info 1: one',
    'printer: Office printer',
  ])
  expect(facts.find(({ name }) => name === 'modified')?.timeBasis).toBe('local')
})

test('an RTF file’s texts are read under its code page, its Unicode as it is', async () => {
  const { facts } = await reading(rtfFile())
  expect(
    told(
      facts,
      'title',
      'author',
      'last_modified_by',
      'created',
      'revision_author',
      'rtf_language',
      'template',
    ),
  ).toEqual([
    'rtf_language: 1049',
    'title: План',
    'author: Ann',
    'last_modified_by: Боб',
    'created: 2012-03-04T05:06:00',
    'template: House.dot',
    'revision_author: cat',
  ])
})

test('a PDF that was saved by appending tells what it said before', async () => {
  const { facts, problems } = await reading(pdfFile())
  expect(problems).toEqual([])
  expect(
    told(
      facts,
      'author',
      'producer',
      'modified',
      'pdf_updates',
      'pdf_earlier',
      'pdf_id_permanent',
      'pdf_id_changing',
      'language',
    ),
  ).toEqual([
    'language: fr-FR',
    'author: dan',
    'producer: Other',
    'modified: 2017-05-01T00:00:00',
    'pdf_earlier: title: Plan (draft)',
    'pdf_earlier: author: Бур',
    'pdf_earlier: producer: Maker',
    'pdf_earlier: created: 2017-03-27T13:00:00Z',
    'pdf_id_permanent: aa',
    'pdf_id_changing: cc',
    'pdf_updates: 1',
  ])
})

test('a message tells its headers raw and decoded, its way, and its attachments under their own names', async () => {
  const { format, facts, inner } = await reading(mailFile())
  expect(format).toBe('eml')
  expect(
    told(
      facts,
      'mail_from',
      'mail_subject',
      'mail_date',
      'mail_message_id',
      'mail_received_from',
      'mail_received_at',
      'mail_received_hops',
      'mail_program',
      'mail_charset',
      'mail_attachments',
    ),
  ).toEqual([
    'mail_received_from: mx.example (mx.example [192.0.2.1])',
    'mail_received_at: 2017-05-05T18:49:05Z',
    'mail_received_from: pc (unknown [192.0.2.9])',
    'mail_received_at: 2017-05-05T18:49:00Z',
    'mail_from: Анна <ann@example.org>',
    'mail_subject: План',
    'mail_date: 2017-05-05T18:48:59Z',
    'mail_message_id: <1@example.org>',
    'mail_program: Test 1.0',
    'mail_received_hops: 2',
    'mail_charset: koi8-r',
    'mail_attachments: 2',
  ])
  expect(
    facts.find(({ name, value }) => name === 'mail_header' && value.startsWith('Received: from mx'))?.raw,
  ).toContain('\r\n\tby in.example')
  expect(inner.map(({ name }) => name)).toEqual(['План.rtf', 'message.eml'])
  const [attachment] = inner
  if (!attachment || !('bytes' in attachment)) throw new Error('there is no attachment')
  expect((await readDocument(attachment.bytes())).format).toBe('rtf')
})

test('a part with a DTD expands no entity', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p:coreProperties xmlns:p="c" xmlns:dc="d"><dc:creator>&b;&c;</dc:creator></p:coreProperties>`
  const { facts, problems } = await reading(docxFile([{ name: 'docProps/other.xml', data: bomb }]))
  expect(problems).toEqual([])
  const { parseXml } = await import('./xml/tree.ts')
  const parsed = parseXml(Buffer.from(bomb))
  expect(parsed.root?.children[0]?.text).toBe('&b;&c;')
  expect(parsed.problems.join()).toMatch(/DTD/)
  expect(facts.length).toBeGreaterThan(5)
})

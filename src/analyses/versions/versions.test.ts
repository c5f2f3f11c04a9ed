import { expect, test } from 'vitest'
import { fixtures } from '../../case/testing.ts'
import { WRITERS } from '../../documents/writers/index.ts'
import { type Answered, askFiles } from '../testing/files.ts'
import { versions } from './versions.ts'

const space = fixtures()
const ask = (files: Record<string, string | Buffer>, params = {}): Promise<Answered> =>
  askFiles(space, versions, files, [], params)

const NOTE = [
  'The meeting of the committee is moved to Thursday, since the hall is let to the choir until then.',
  'Forty chairs are to be carried over from the school, and the caretaker wants them back on Friday morning.',
  'The treasurer has paid the printer, the baker and the man who lends us the loudspeakers.',
  'Whoever can bring a thermos of coffee should tell the office by Tuesday at noon.',
]
const LETTER = [
  'I have read the contract and cannot sign it as long as the sixth paragraph names no sum.',
  'The insurance wants a list of all rooms with their windows, which nobody has made so far.',
  'Please ask the landlord whether the cellar belongs to the flat or to the shop below it.',
  'My brother will drive the van, but only if he is back at the station before nightfall.',
]
const text = (lines: readonly string[]) => lines.join('\n')
const mail = (date: string, lines: readonly string[]) =>
  `From: ann@office.example\nTo: bob@office.example\nSubject: the note\nDate: ${date}\n\n${text(lines)}\n`
const content = (created: number, lines: readonly string[]) => ({
  title: 'Note',
  language: 'en' as const,
  blocks: lines.map(line => ({ kind: 'paragraph' as const, text: line })),
  creator: 'ann',
  lastModifiedBy: 'ann',
  created,
  modified: created,
})

test('a draft, its last version in another format and a copy are one text, and strangers are not of it', async () => {
  const [first, last] = [Date.UTC(2017, 1, 2), Date.UTC(2017, 1, 9)]
  const final = WRITERS.docx(content(last, NOTE))
  const { record, rows } = await ask({
    'draft.odt': WRITERS.odt(content(first, [...NOTE.slice(0, 3), 'Coffee is to be talked about.'])),
    'final.docx': final,
    'sent/final.docx': final,
    'letter.txt': text(LETTER),
  })
  expect(record.findings.map(({ claim }) => claim.en.replaceAll('\u00a0', ' '))).toEqual([
    'Of 3 different files with enough words of their own, 2 say the same as another or nearly: 1 text, 1 of them in more than one version.',
    '“Note” is there in 2 versions, in 3 files, saved or sent from 2 Feb 2017, 00:00:00 to 9 Feb 2017, 00:00:00.',
  ])
  expect(record.findings[0]?.numbers).toEqual({ compared: 3, alike: 2, groups: 1, revised: 1, copies: 1 })
  expect(rows.map(({ document, first, files }) => [document, first, files])).toEqual([
    ['dump/draft.odt', true, 1],
    ['dump/final.docx', false, 2],
  ])
})

test('the same words in several files are one version, whatever the format and the white space', async () => {
  const { record } = await ask({
    'a.txt': text(NOTE),
    'b.txt': `${NOTE.join('\r\n\r\n')}\r\n`,
    'c.rtf': WRITERS.rtf(content(Date.UTC(2017, 1, 2), NOTE)),
    'letter.txt': text(LETTER),
  })
  expect(record.figures.groups).toMatchObject(
    [
      { versions: 1, files: 2 },
      { versions: 2, files: 3 },
    ].slice(1),
  )
})

test('a signature and a disclaimer that all letters bear make none of them alike', async () => {
  const foot = [
    '--',
    'This message and its attachments are confidential and meant for the person whom it is addressed to and nobody else.',
    'If it has come to you by mistake, tell the sender at once, delete it, and do not copy it or pass it on to others.',
    'Office of the campaign, third floor, ring twice, closed on Mondays and on all the holidays of the republic.',
  ]
  const letters = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `mail/${n}.eml`,
        mail('Thu, 02 Feb 2017 10:00:00 +0000', [
          Array.from({ length: 24 }, (_, w) => `w${n * 100 + w}`).join(' '),
          ...foot.map(line => (n % 2 === 0 ? line : `\t${line} `)),
        ]),
      ]),
    )
  expect((await ask(letters(21))).record.status).toBe('nothing found')
  // It is the rule on common lines that keeps them apart: a line in no more than twenty texts is somebody's own.
  expect((await ask(letters(20))).record.status).toBe('found')
})

test('an answer that repeats the whole letter is no version of it', async () => {
  const own =
    'No. The cellar belongs to nobody, and I will not ask the landlord about that or anything else before we have met on Sunday.'
  const { record } = await ask({
    '1.eml': mail('Thu, 02 Feb 2017 10:00:00 +0000', LETTER),
    '2.eml': mail('Thu, 02 Feb 2017 11:00:00 +0000', [own, ...LETTER.map(line => `> ${line}`)]),
  })
  expect(record.status).toBe('nothing found')
})

test('marked and proven passages stand in the kept texts where it is said that they do', async () => {
  const changed = NOTE.map(line => line.replace('Forty', 'Fifty'))
  const { record, texts } = await ask({
    'a.txt': text([...NOTE, ...LETTER]),
    'b.txt': text([...changed, ...LETTER]),
  })
  for (const variant of record.figures.variants ?? []) {
    const whole = texts.get(String(variant.document)) ?? ''
    expect(whole.slice(Number(variant.excerpt_from))).toContain(String(variant.excerpt))
  }
  expect(record.findings).toHaveLength(2)
  for (const { evidence } of record.findings)
    for (const ref of evidence) {
      expect(ref.type).toBe('passage')
      if (ref.type !== 'passage') continue
      const shared = texts.get(ref.document)?.slice(ref.from, ref.to) ?? ''
      expect(shared.split(' ').length).toBeGreaterThan(11)
    }
})

test('of a group of many files, each passage that is evidence has words', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `${String(n).padStart(2, '0')}.txt`,
      `${text([...NOTE, ...LETTER])}\n${n}`,
    ]),
  )
  const { record, texts } = await ask(many, { common_line: 100 })
  const [, group] = record.findings
  expect(group?.numbers).toMatchObject({ versions: 60, files: 60 })
  expect(group?.evidence.length).toBeGreaterThan(30)
  for (const ref of group?.evidence ?? [])
    expect(ref.type === 'passage' && texts.get(ref.document)?.slice(ref.from, ref.to)).toMatch(/\w+ \w+/)
})

test('a dump without words, or with one text alone, says so', async () => {
  expect((await ask({ 'a.txt': text(NOTE), 'b.txt': text(LETTER) })).record.reason?.en).toBe(
    'No two of 2 different files say the same or nearly the same.',
  )
  expect((await ask({ 'a.bin': Buffer.from([0, 1, 2, 250, 251]) })).record.status).toBe('not applicable')
})

test('more text than is compared at once is not compared, and the reason names the flag', async () => {
  const { record } = await ask({ 'a.txt': text(NOTE), 'b.txt': `${text(NOTE)} again` }, { most_signs: 100 })
  expect(record.reason?.en).toContain('--versions-most_signs')
})

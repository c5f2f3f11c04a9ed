import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeDecoys } from '../decoys/make.ts'
import { sha256 } from '../decoys/registry.ts'
import { changedPassages } from './difference.ts'
import { indexDecoys, indexOriginals, type JudgedDocument, judgeDocument } from './four-way.ts'

const TEXT = `Budget for the hall
The hall costs 1200 euros for the weekend, and the deposit is due before the first of the month.
Ann asks for two more tables; Bob brings the chairs from the school, where they have been since the summer.`

const doc = (more: Partial<JudgedDocument>): JudgedDocument => ({
  document: 'leak/a.docx',
  sha256: sha256(JSON.stringify(more)),
  text: null,
  facts: [],
  ...more,
})
const hall = doc({
  document: 'mine/hall.docx',
  sha256: sha256('hall'),
  text: TEXT,
  facts: [
    { name: 'author', value: 'Ann' },
    { name: 'application', value: 'Word 15' },
  ],
})
const letter = doc({
  document: 'mine/letter.eml',
  sha256: sha256('letter'),
  text: 'See you at noon.',
  messageId: '<1@ville.example>',
  facts: [{ name: 'mail_subject', value: 'Lunch' }],
})
const originals = indexOriginals([hall, letter])
const { registry, files } = makeDecoys({
  secret: createHash('sha256').update('verdicts').digest(),
  count: 3,
  formats: ['txt'],
  languages: ['en'],
  near: 1.49e12,
  made: 0,
})
const decoys = indexDecoys(registry)
const judged = (more: Partial<JudgedDocument>) => judgeDocument(doc(more), { originals, decoys })
const decoy = registry.decoys[0]

describe('planted', () => {
  test('by its bytes', () => {
    expect(judged({ sha256: sha256(files[0]?.bytes ?? '') })).toMatchObject({
      verdict: 'planted',
      basis: 'decoy bytes',
      against: decoy?.id,
    })
  })
  test('by a fact that someone typed into a text of his own', () => {
    const found = judged({ text: `they paid ${decoy?.facts[0]?.value.toLowerCase()} for nothing` })
    expect(found).toMatchObject({ verdict: 'planted', basis: 'decoy facts', against: decoy?.id })
    expect(found.because.en).toContain(decoy?.facts[0]?.value)
  })
  test('by a fact that is left in its properties', () => {
    expect(judged({ facts: [{ name: 'author', value: decoy?.facts[0]?.value ?? '' }] }).basis).toBe(
      'decoy facts',
    )
  })
  test('as a near-duplicate, though none of its facts is known', () => {
    const filler = indexDecoys({ decoys: registry.decoys.map(one => ({ ...one, facts: [] })) })
    expect(
      judgeDocument(doc({ text: decoy?.text.replace('the', 'a') ?? '' }), { decoys: filler }),
    ).toMatchObject({ verdict: 'planted', basis: 'decoy text', against: decoy?.id })
  })
  test('even where it lies among the originals too', () => {
    const [file] = files
    const own = doc({
      document: 'mine/decoy.txt',
      sha256: sha256(file?.bytes ?? ''),
      text: decoy?.text ?? '',
    })
    expect(judgeDocument(own, { originals: indexOriginals([own]), decoys }).verdict).toBe('planted')
  })
})

describe('authentic', () => {
  test('by the bytes of an original', () => {
    expect(judged({ sha256: hall.sha256 })).toMatchObject({
      verdict: 'authentic',
      basis: 'original bytes',
      against: 'mine/hall.docx',
    })
  })
  test('by an anchored signature, its own or that of the message that carries it', () => {
    expect(judged({ mail: 'ANCHORED-PASS', messageId: '<2@ville.example>' }).basis).toBe('anchored signature')
    expect(judged({ carriedBy: { document: 'leak/1.eml', mail: 'ANCHORED-PASS' } })).toMatchObject({
      verdict: 'authentic',
      against: 'leak/1.eml',
    })
  })
  test('by no lesser signature', () => {
    for (const mail of ['PARTIAL-PASS', 'WEAK-KEY', 'KEY-LATER-PUBLISHED', 'NO-KEY'] as const)
      expect(judged({ mail, carriedBy: { document: 'b', mail } }).verdict).toBe('unknown')
  })
})

describe('altered', () => {
  test('a changed figure is shown with what stood there before', () => {
    const found = judged({
      text: TEXT.replace('1200', '12000'),
      facts: [
        { name: 'author', value: 'Ann' },
        { name: 'application', value: 'Word 12' },
      ],
    })
    expect(found).toMatchObject({
      verdict: 'altered',
      basis: 'likeness',
      against: 'mine/hall.docx',
      change: 'content changed',
      difference: {
        isCoarse: false,
        fields: [{ name: 'application', before: ['Word 15'], after: ['Word 12'] }],
        passages: [
          {
            kind: 'changed',
            before: '1200',
            after: '12000',
            lead: 'for the hall The hall costs',
            trail: 'euros for the weekend, and the',
          },
        ],
      },
    })
    expect(found.because.en).toContain('a draft by its own authors would differ as well')
  })
  test('saved anew, the text is the same whatever its line breaks', () => {
    const found = judged({
      text: TEXT.replace(/ /g, '\n'),
      facts: [{ name: 'last_modified_by', value: 'Иван' }],
    })
    expect(found).toMatchObject({
      verdict: 'altered',
      change: 're-saved, same content',
      difference: { passages: [] },
    })
    expect(found.difference?.fields.map(({ name }) => name)).toEqual([
      'application',
      'author',
      'last_modified_by',
    ])
  })
  test('a message is known by its id, and its subject is content', () => {
    const base = { messageId: '<1@ville.example>', text: letter.text, facts: letter.facts }
    expect(judged(base)).toMatchObject({ basis: 'message id', change: 're-saved, same content' })
    expect(judged({ ...base, facts: [{ name: 'mail_subject', value: 'Bribe' }] }).change).toBe(
      'content changed',
    )
    expect(judged({ ...base, text: 'See you at midnight.' }).difference?.passages).toMatchObject([
      { before: 'noon.', after: 'midnight.' },
    ])
  })
  test('two messages of one wording are two messages', () => {
    const one = doc({ document: 'mine/1.eml', text: TEXT, messageId: '<1@x.example>' })
    const two = doc({ document: 'leak/2.eml', text: `${TEXT} Bye.`, messageId: '<2@x.example>' })
    expect(judgeDocument(two, { originals: indexOriginals([one]) }).verdict).toBe('unknown')
  })
})

describe('unknown', () => {
  test('absence from the originals is never fake', () => {
    const found = judged({
      text: 'Something else altogether, of which the originals hold nothing at all, and which is long enough to be compared with them.',
    })
    expect(found).toMatchObject({ verdict: 'unknown', basis: 'nothing', against: null, difference: null })
    expect(found.because.en).toContain('does not mean that it is fake')
    expect(found.because.fr).toContain('ne veut pas dire qu’il soit faux')
  })
  test('short texts resemble nothing', () => {
    const short = doc({ document: 'mine/ok.txt', text: 'ok, see you' })
    expect(judgeDocument(doc({ text: 'ok, see you' }), { originals: indexOriginals([short]) }).verdict).toBe(
      'unknown',
    )
  })
  test('without originals and decoys there is nothing else to say', () => {
    expect(judgeDocument(doc({ text: TEXT, mail: 'NO-KEY' }), {}).because.en).toMatch(
      /no originals to compare.*NO-KEY/,
    )
  })
})

describe('differences', () => {
  test('what was added, taken away and changed, apart', () => {
    const { passages } = changedPassages('a b c d e f g h i j k l m n', 'a b c NEW d e f g i j k l m x')
    expect(passages.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['added', '', 'NEW'],
      ['removed', 'h', ''],
      ['changed', 'n', 'x'],
    ])
  })
  test('long texts with nothing in common are still told in time', () => {
    const long = (word: string) =>
      Array.from({ length: 40_000 }, (_, i) => `${word}${i}${i % 9 ? '' : '\n'}`).join(' ')
    const since = performance.now()
    expect(changedPassages(long('a'), long('b')).isCoarse).toBe(true)
    expect(performance.now() - since).toBeLessThan(20_000)
  })
})

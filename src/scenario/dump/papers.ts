import type { Block, Content } from '../../documents/writers/content.ts'
import { inventedNoun, inventedWord } from '../names.ts'
import type { Random } from '../random.ts'

const DAY = 86_400_000
/** The night in which a set of workbooks was saved anew, within four minutes, by one program: 27 March 2017. */
export const RESAVED_FROM = Date.UTC(2017, 2, 27, 13, 2)
export const RESAVED_WITHIN = 4 * 60_000
/** "Made-up, Ivan": a name that says that nobody bears it. */
export const RESAVED_BY = 'Вымышленный Иван'

/** Sentences of an office in a campaign; `{n}`, `{sum}`, `{who}`, `{where}` are drawn. */
const SENTENCES = [
  'The meeting in {where} is moved by {n} minutes, and {who} informs the speakers.',
  'For {where} we count on {n} people, of whom a third will need a seat.',
  '{who} has asked the town hall of {where} for a permit and expects an answer within {n} days.',
  'The invoice over {sum} euros for the hall in {where} was paid on time.',
  'Leaflets: {n} boxes went to {where}, the rest stays with {who}.',
  'According to {who}, the local press in {where} will send {n} journalists.',
  'The bus company offers {n} seats for {sum} euros, fuel included.',
  '{who} proposes to speak first about schools, then for {n} minutes about trains.',
  'The survey in {where} reached {n} households; its answers are summed up below.',
  'We still lack {n} volunteers for the doors in {where}.',
  'The technician asks for {n} metres of cable and a second microphone.',
  'A donation of {sum} euros from {where} was registered and acknowledged by {who}.',
  'The draft of the programme has {n} pages; {who} will shorten the part on pensions.',
  'Security in {where} is agreed with the prefecture; {n} badges are printed.',
  'Rent for the office in {where} rises to {sum} euros from next month.',
  '{who} keeps the list of the {n} mayors who have signed.',
]
const TITLES = [
  'Note on {where}',
  'Costs, {where}',
  'Schedule for {where}',
  'Minutes, {where}',
  'Survey in {where}',
  'Volunteers of {where}',
]

export interface Office {
  people: readonly string[]
  places: readonly string[]
}

export const drawOffice = (random: Random): Office => ({
  people: Array.from({ length: 14 }, () => `${inventedNoun(random)} ${inventedWord(random)}`),
  places: Array.from({ length: 30 }, () => `${inventedWord(random)}-sur-${inventedWord(random)}`),
})

/** A paper of that office, with its own figures. */
export function drawPaper(random: Random, office: Office, sentences: number): Content {
  const fill = (text: string) =>
    text
      .replaceAll('{n}', () => String(random.int(3, 980)))
      .replaceAll('{sum}', () => String(random.int(210, 98_000)))
      .replaceAll('{who}', () => random.pick(office.people))
      .replaceAll('{where}', () => random.pick(office.places))
  const told = Array.from({ length: sentences }, () => fill(random.pick(SENTENCES)))
  const blocks: Block[] = []
  for (let at = 0; at < told.length; ) {
    const count = random.int(1, 3)
    blocks.push({ kind: 'paragraph', text: told.slice(at, at + count).join(' ') })
    at += count
  }
  if (random.chance(0.5))
    blocks.push({
      kind: 'table',
      rows: [
        ['Place', 'People', 'Euros'],
        ...Array.from({ length: random.int(3, 12) }, () => [
          random.pick(office.places),
          String(random.int(10, 900)),
          String(random.int(90, 9000)),
        ]),
      ],
    })
  const creator = random.pick(office.people)
  const created =
    Date.UTC(2016, 1, 1) + Math.floor(random.between(0, 400)) * DAY + random.int(7, 19) * 3_600_000
  return {
    title: fill(random.pick(TITLES)),
    language: 'en',
    blocks,
    creator,
    lastModifiedBy: random.chance(0.7) ? creator : random.pick(office.people),
    company: 'Campaign office',
    created,
    modified: created + random.int(5, 9000) * 60_000,
  }
}

/** The same content, saved by someone else's program: what a handler's preview leaves behind. */
export const resaved = (content: Content, at: number): Content => ({
  ...content,
  lastModifiedBy: RESAVED_BY,
  modified: at,
  applicationVersion: '12.0000',
  locale: 'ru-RU',
  savedAt: 'C:\\Users\\Пример\\Desktop\\',
})

/** The same paper before it was done: shorter, with another figure, saved the day before. */
export function draftOf(content: Content, random: Random): Content {
  const kept = Math.max(2, Math.ceil(content.blocks.length * random.between(0.7, 0.9)))
  return {
    ...content,
    modified: Math.max(content.created, content.modified - DAY),
    blocks: content.blocks.slice(0, kept).map((block, n) =>
      n === 0 && block.kind === 'paragraph'
        ? {
            ...block,
            text: block.text.replace(/\d+/, digits => String(Number(digits) + random.int(2, 40))),
          }
        : block,
    ),
  }
}

/** Content in which a figure was raised, a sentence put in or one taken out. */
export function tampered(content: Content, random: Random): Content {
  const paragraphs = content.blocks.flatMap((block, at) =>
    block.kind === 'paragraph' ? [{ text: block.text, at }] : [],
  )
  const { text, at } = random.pick(paragraphs)
  const ways = [
    () => `${text} The rest was paid in cash and is not to be entered in the books.`,
    () => text.replace(/\d+/, digits => `${digits}000`),
    () => text.replace(/^[^.]+\./, 'This point is not for the minutes.'),
  ]
  const changed = random.pick(ways)()
  return {
    ...content,
    modified: content.modified + random.int(1, 30) * DAY,
    blocks: content.blocks.with(at, { kind: 'paragraph', text: changed }),
  }
}

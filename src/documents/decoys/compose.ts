import type { Block, Content } from '../writers/content.ts'
import { createDraw, type Draw } from './draw.ts'
import { PHRASES } from './phrases.ts'
import { amountFact, dateFact, nameFact, referenceFact, roomFact, type SeededFact } from './seeded-facts.ts'

export interface Composed {
  content: Content
  facts: readonly SeededFact[]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A document of harmless prose with facts of its own; length, order and structure are drawn too. `near` is in ms UTC. */
export function compose(secret: Uint8Array, id: string, language: 'en' | 'fr', near: number): Composed {
  const draw = createDraw(secret, `decoy/${id}`)
  const words = PHRASES[language]
  const facts: SeededFact[] = [
    nameFact(draw),
    nameFact(draw),
    referenceFact(draw),
    amountFact(draw, language),
    amountFact(draw, language),
    roomFact(draw, language),
    dateFact(draw, language, near),
  ]
  const used = new Set<SeededFact>()
  const told = (phrase: string) =>
    phrase.replace(/\{(\w+)\}/g, (_, kind: string) => {
      const fitting = facts.filter(fact => fact.kind === kind)
      const fact = fitting.find(candidate => !used.has(candidate)) ?? draw.pick(fitting)
      used.add(fact)
      return fact.value
    })
  const drawn = (phrase: string) =>
    capital(
      phrase.replace(/\{(n|m|weekday)\}/g, (_, kind: string) =>
        kind === 'weekday'
          ? draw.pick(words.weekdays)
          : String(draw.int(kind === 'n' ? 12 : 2, kind === 'n' ? 90 : 11)),
      ),
    )
  // Long enough that a copy is recognised as one (see near-duplicates), short enough to be read.
  const prose = [
    ...draw.some(words.told, words.told.length).map(told),
    ...draw.some(words.filler, draw.int(9, words.filler.length)).map(drawn),
  ]
  const created = (Math.floor(near / DAY) - draw.int(3, 90)) * DAY + draw.int(7 * HOUR, 18 * HOUR)
  const [author, editor] = facts.map(({ value }) => value)
  return {
    facts,
    content: {
      title: draw.pick(words.titles),
      language,
      blocks: arranged(draw, draw.some(prose, prose.length), words),
      creator: author ?? '',
      lastModifiedBy: draw.chance(0.6) ? (author ?? '') : (editor ?? ''),
      created,
      modified: created + draw.int(0, 9) * DAY + draw.int(1, 120) * 60_000,
    },
  }
}

/** Sentences in paragraphs of uneven length, with headings, a list or a table among them. */
function arranged(draw: Draw, prose: readonly string[], words: (typeof PHRASES)['en' | 'fr']): Block[] {
  const blocks: Block[] = []
  const headings = draw.some(words.headings, draw.int(0, words.headings.length))
  for (let at = 0; at < prose.length; ) {
    const heading = draw.chance(0.4) ? headings.pop() : undefined
    if (heading) blocks.push({ kind: 'heading', text: heading })
    const count = draw.int(1, 4)
    const sentences = prose.slice(at, at + count)
    at += count
    blocks.push(
      sentences.length > 1 && draw.chance(0.25)
        ? { kind: 'list', items: sentences }
        : { kind: 'paragraph', text: sentences.join(' ') },
    )
  }
  if (draw.chance(0.6)) {
    const rows = draw.some(words.rows, draw.int(3, words.rows.length))
    const table: Block = {
      kind: 'table',
      rows: [
        [...words.columns],
        ...rows.map(row => [row, String(draw.int(2, 400)), String(draw.int(3, 900))]),
      ],
    }
    blocks.splice(draw.int(1, blocks.length), 0, table)
  }
  return blocks
}

import type { Block, Content } from '../writers/content.ts'
import { createDraw, type Draw } from './draw.ts'
import { PHRASES } from './phrases.ts'
import { amountFact, dateFact, nameFact, referenceFact, roomFact, type SeededFact } from './seeded-facts.ts'

export interface Composed {
  content: Content
  facts: readonly SeededFact[]
}

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
  // Long enough that a copy is recognised as one (see near-duplicates), short enough to be read.
  const prose = [
    ...draw.some(words.told, words.told.length).map(told),
    ...Array.from({ length: draw.int(1, 4) }, () =>
      draw.some(words.filler, draw.int(5, words.filler.length)),
    ).flat(),
  ]
  const created = near - draw.int(3, 90) * 86_400_000 + draw.int(0, 36_000_000)
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
      modified: created + draw.int(60_000, 9 * 86_400_000),
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

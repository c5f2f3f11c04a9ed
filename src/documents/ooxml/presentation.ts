import type { Fact } from '../fact.ts'
import { type Package, textFact } from '../package.ts'
import { unescaped } from '../xml/tree.ts'

const MOST_SLIDES = 400

/** What a PowerPoint file in OOXML says beside its properties: who commented, and the languages of its texts. */
export function presentationFacts(parts: Package): Fact[] {
  const facts: Fact[] = []
  for (const name of parts.names(/^ppt\/(commentAuthors|authors)\.xml$/i))
    for (const [, attributes = ''] of parts
      .text(name)
      .matchAll(/<(?:\w+:)?(?:cmAuthor|author)\s([^>]{0,2000})>/g)) {
      const author = /(?:^|\s)name\s*=\s*"([^"]{1,500})"/.exec(attributes)?.[1]
      const account = /(?:^|\s)userId\s*=\s*"([^"]{1,500})"/.exec(attributes)?.[1]
      if (author) facts.push(textFact('comment_author', unescaped(author), `${name} name`, 'OOXML comments'))
      if (account)
        facts.push(textFact('person_account', unescaped(account), `${name} userId`, 'OOXML comments'))
    }
  const counts = new Map<string, number>()
  for (const name of parts.names(/^ppt\/slides\/slide\d+\.xml$/i).slice(0, MOST_SLIDES))
    for (const [, lang = ''] of parts
      .text(name)
      .matchAll(/<a:(?:rPr|endParaRPr|defRPr|fld)\s[^>]{0,500}?\blang="([\w-]{1,35})"/g))
      counts.set(lang, (counts.get(lang) ?? 0) + 1)
  for (const [lang, count] of counts)
    facts.push(
      textFact('pptx_lang', lang, `ppt/slides a:rPr@lang, ${count} ×`, 'OOXML lang', { raw: String(count) }),
    )
  return facts
}

import type { Fact } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { type Package, textFact } from '../package.ts'
import { attribute, descendants, unescaped } from '../xml/tree.ts'

/** What a Word file in OOXML says beside its properties: revision ids, languages, authors of comments and changes. */
export function wordFacts(parts: Package, main: string): Fact[] {
  const folder = main.replace(/[^/]*$/, '')
  return [
    ...settingsFacts(parts, `${folder}settings.xml`),
    ...languageFacts(parts, [
      main,
      ...parts.names(/^word\/(styles|comments|footnotes|endnotes|header\d*|footer\d*)\.xml$/i),
    ]),
    ...authorFacts(parts, [
      main,
      ...parts.names(/^word\/(comments|footnotes|endnotes|header\d*|footer\d*)\.xml$/i),
    ]),
    ...peopleFacts(parts, parts.names(/^word\/people\.xml$/i)),
  ]
}

const SETTINGS: Readonly<Record<string, FactName>> = {
  rsidRoot: 'docx_rsid_root',
  decimalSymbol: 'docx_decimal_symbol',
  listSeparator: 'docx_list_separator',
}

function settingsFacts(parts: Package, name: string): Fact[] {
  const root = parts.xml(name)
  if (!root) return []
  const facts: Fact[] = []
  const rsids: string[] = []
  for (const element of descendants(root)) {
    const value = attribute(element, 'val')
    const known = SETTINGS[element.local]
    if (element.local === 'rsid' && value) rsids.push(value)
    else if (known && value) facts.push(textFact(known, value, `${name} ${element.name}`, 'OOXML settings'))
    else if (element.local === 'docId' && value)
      // Two generations of Word each keep one.
      facts.push(
        textFact(
          element.name.startsWith('w14') ? 'docx_id_2010' : 'docx_id',
          value,
          `${name} ${element.name}`,
          'OOXML settings',
        ),
      )
    else if (element.local === 'themeFontLang')
      for (const kind of ['val', 'eastAsia', 'bidi'] as const) {
        const lang = attribute(element, kind)
        if (lang)
          facts.push(
            textFact(
              kind === 'val'
                ? 'docx_theme_lang'
                : `docx_theme_lang_${kind === 'bidi' ? 'bidi' : 'east_asia'}`,
              lang,
              `${name} ${element.name}@${kind}`,
              'OOXML settings',
            ),
          )
      }
    else if (element.local === 'documentProtection') {
      const edit = attribute(element, 'edit')
      if (edit) facts.push(textFact('protection', edit, `${name} ${element.name}@edit`, 'OOXML settings'))
    }
  }
  if (rsids.length > 0) {
    facts.push(textFact('docx_rsids', rsids.join(' '), `${name} w:rsids`, 'OOXML settings'))
    facts.push(
      textFact('docx_rsid_count', String(rsids.length), `${name} w:rsids`, 'OOXML settings', { raw: '' }),
    )
  }
  return facts
}

const KINDS: Readonly<Record<string, FactName>> = {
  val: 'docx_lang',
  eastAsia: 'docx_lang_east_asia',
  bidi: 'docx_lang_bidi',
}

/** How often each language is named in w:lang, a fact a part and language. */
function languageFacts(parts: Package, names: readonly string[]): Fact[] {
  const facts: Fact[] = []
  for (const name of names) {
    const counts = new Map<string, number>()
    for (const [tag] of parts.text(name).matchAll(/<(?:\w+:)?lang\s[^>]{0,300}>/g))
      for (const [, kind = '', lang = ''] of tag.matchAll(
        /(?:\w+:)?(val|eastAsia|bidi)\s*=\s*["']([\w-]{1,35})["']/g,
      ))
        counts.set(`${kind} ${lang}`, (counts.get(`${kind} ${lang}`) ?? 0) + 1)
    for (const [key, count] of counts) {
      const [kind = '', lang = ''] = key.split(' ')
      const fact = KINDS[kind]
      if (fact)
        facts.push(
          textFact(fact, lang, `${name} w:lang@${kind}, ${count} ×`, 'OOXML w:lang', { raw: String(count) }),
        )
    }
  }
  return facts
}

const CHANGES =
  /<(?:\w+:)?(comment|ins|del|moveFrom|moveTo|\w+Change|cellIns|cellDel|cellMerge)\s([^>]{0,2000})>/g

function authorFacts(parts: Package, names: readonly string[]): Fact[] {
  const facts: Fact[] = []
  for (const name of names) {
    const seen = new Map<
      string,
      { fact: FactName; author: string; kind: string; count: number; first: string; last: string }
    >()
    for (const [, kind = '', attributes = ''] of parts.text(name).matchAll(CHANGES)) {
      const author = /(?:^|\s)(?:\w+:)?author\s*=\s*"([^"]{0,500})"/.exec(attributes)?.[1]
      if (author === undefined) continue
      const date = /(?:^|\s)(?:\w+:)?date\s*=\s*"([^"]{0,40})"/.exec(attributes)?.[1] ?? ''
      const fact: FactName = kind === 'comment' ? 'comment_author' : 'revision_author'
      const key = `${fact}\0${author}`
      const before = seen.get(key)
      if (!before) seen.set(key, { fact, author, kind, count: 1, first: date, last: date })
      else {
        before.count++
        if (date !== '' && (before.first === '' || date < before.first)) before.first = date
        if (date > before.last) before.last = date
      }
    }
    for (const { fact, author, kind, count, first, last } of seen.values()) {
      const when = first === '' ? '' : first === last ? `, ${first}` : `, ${first} to ${last}`
      facts.push(
        textFact(fact, unescaped(author), `${name} w:${kind}@author, ${count} ×${when}`, 'OOXML author'),
      )
    }
  }
  return facts
}

/** word/people.xml: who commented or changed, with the account that Word was signed in to. */
function peopleFacts(parts: Package, names: readonly string[]): Fact[] {
  return names.flatMap(name => {
    const root = parts.xml(name)
    return (root?.children ?? []).flatMap(person => {
      const presence = person.children.find(({ local }) => local === 'presenceInfo')
      const account = presence && attribute(presence, 'userId')
      const author = attribute(person, 'author')
      return [
        ...(author ? [textFact('person', author, `${name} ${person.name}`, 'OOXML people')] : []),
        ...(account
          ? [textFact('person_account', account, `${name} ${presence?.name}`, 'OOXML people')]
          : []),
      ]
    })
  })
}

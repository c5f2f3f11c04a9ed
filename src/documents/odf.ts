import type { Fact, Reading } from './fact.ts'
import type { FactName } from './fact-names.ts'
import { type Package, textFact } from './package.ts'
import { spanSeconds, w3cTime } from './times.ts'
import { attribute, descendants, unescaped, wholeText } from './xml/tree.ts'

const META: Readonly<Record<string, FactName>> = {
  generator: 'application',
  title: 'title',
  subject: 'subject',
  description: 'comments',
  keyword: 'keywords',
  'initial-creator': 'author',
  // In OpenDocument dc:creator is who saved it last.
  creator: 'last_modified_by',
  'printed-by': 'printed_by',
  'creation-date': 'created',
  date: 'modified',
  'print-date': 'last_printed',
  language: 'language',
  'editing-cycles': 'revision',
  'editing-duration': 'edit_seconds',
}

const STATISTICS: Readonly<Record<string, FactName>> = {
  'page-count': 'pages',
  'word-count': 'words',
  'character-count': 'characters',
  'non-whitespace-character-count': 'characters_without_spaces',
  'paragraph-count': 'paragraphs',
  'table-count': 'tables',
  'image-count': 'images',
  'object-count': 'objects',
  'cell-count': 'cells',
  'row-count': 'rows',
  'draw-count': 'drawings',
}

/** Everything that an OpenDocument file says of itself (OASIS OpenDocument 1.3 part 3, 4.3). */
export function odfReading(parts: Package): Reading & { encrypted: boolean } {
  const facts: Fact[] = []
  const root = parts.xml('meta.xml')
  const meta = root && [...descendants(root)].find(({ local }) => local === 'meta')
  for (const element of meta?.children ?? []) {
    const locator = `meta.xml ${element.name}`
    const text = wholeText(element)
    const known = META[element.local]
    if (element.local === 'document-statistic')
      for (const [key, value] of Object.entries(element.attributes)) {
        const name = STATISTICS[key.slice(key.indexOf(':') + 1)]
        if (name) facts.push(textFact(name, value, `${locator}@${key}`, 'ODF meta'))
      }
    else if (element.local === 'template') {
      for (const key of ['title', 'href'] as const) {
        const value = attribute(element, key)
        if (value)
          facts.push(
            textFact(key === 'title' ? 'template' : 'template_path', value, `${locator}@${key}`, 'ODF meta'),
          )
      }
      const when = attribute(element, 'date')
      if (when) facts.push(time('template_date', when, `${locator}@date`))
    } else if (element.local === 'user-defined') {
      const name = attribute(element, 'name') ?? ''
      facts.push(
        textFact(`custom:${name}`, text, locator, `ODF meta ${attribute(element, 'value-type') ?? 'string'}`),
      )
    } else if (known === 'edit_seconds') {
      const seconds = spanSeconds(text)
      facts.push(
        textFact(known, seconds === null ? text : String(seconds), locator, 'ODF meta', { raw: text }),
      )
    } else if (known === 'created' || known === 'modified' || known === 'last_printed')
      facts.push(time(known, text, locator))
    else facts.push(textFact(known ?? `custom:${element.local}`, text, locator, 'ODF meta'))
  }
  facts.push(...settingFacts(parts), ...languageFacts(parts), ...authorFacts(parts))
  const thumbnail = parts.entry('Thumbnails/thumbnail.png')
  if (thumbnail)
    facts.push(textFact('thumbnail_bytes', String(thumbnail.size), thumbnail.name, 'ODF', { raw: '' }))
  if (parts.names(/^(Basic|Scripts)\/.+\.(xml|py|js|bsh)$/i).some(name => !/script-lc|dialog-lc/i.test(name)))
    facts.push(textFact('macros', 'true', 'Basic, Scripts', 'ODF', { raw: '' }))
  const encrypted = /<(?:\w+:)?encryption-data\b/.test(parts.text('META-INF/manifest.xml'))
  return { facts, problems: parts.problems, encrypted }
}

/** Times without a zone are on the writer's clock. */
function time(name: FactName, text: string, locator: string): Fact {
  const read = w3cTime(text, 'local')
  return read
    ? textFact(name, read.value, locator, 'ODF meta', { raw: text, timeBasis: read.basis })
    : textFact(name, text, locator, 'ODF meta')
}

function settingFacts(parts: Package): Fact[] {
  const text = parts.text('settings.xml')
  const printer = /config:name="PrinterName"[^>]*>([^<]{1,300})</.exec(text)?.[1]
  return printer ? [textFact('printer', unescaped(printer), 'settings.xml PrinterName', 'ODF settings')] : []
}

/** The languages of the styles, with how often each is named. */
function languageFacts(parts: Package): Fact[] {
  const counts = new Map<string, number>()
  for (const [tag] of parts.text('styles.xml').matchAll(/<style:text-properties\s[^>]{0,4000}>/g)) {
    const language = /\bfo:language="([\w-]{1,20})"/.exec(tag)?.[1]
    const country = /\bfo:country="([\w-]{1,20})"/.exec(tag)?.[1]
    if (!language || language === 'none' || language === 'zxx') continue
    const lang = country && country !== 'none' ? `${language}-${country}` : language
    counts.set(lang, (counts.get(lang) ?? 0) + 1)
  }
  return [...counts].map(([lang, count]) =>
    textFact('odf_lang', lang, `styles.xml fo:language, ${count} ×`, 'ODF styles', { raw: String(count) }),
  )
}

/** Who commented and who changed, from the content. */
function authorFacts(parts: Package): Fact[] {
  const text = parts.text('content.xml')
  const facts: Fact[] = []
  for (const [tag, name] of [
    ['annotation', 'comment_author'],
    ['change-info', 'revision_author'],
  ] as const) {
    const authors = new Set<string>()
    for (const [, inner = ''] of text.matchAll(
      new RegExp(`<office:${tag}[ >]([\\s\\S]{0,2000}?)</office:${tag}>`, 'g'),
    )) {
      const author = /<dc:creator>([^<]{1,300})<\/dc:creator>/.exec(inner)?.[1]
      if (author) authors.add(unescaped(author))
    }
    for (const author of authors)
      facts.push(textFact(name, author, `content.xml office:${tag}`, 'ODF content'))
  }
  return facts
}

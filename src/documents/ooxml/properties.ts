import type { Fact } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { type Package, textFact } from '../package.ts'
import { w3cTime } from '../times.ts'
import { attribute, type Element, wholeText } from '../xml/tree.ts'

const CORE: Readonly<Record<string, FactName>> = {
  title: 'title',
  subject: 'subject',
  creator: 'author',
  keywords: 'keywords',
  description: 'comments',
  lastModifiedBy: 'last_modified_by',
  revision: 'revision',
  created: 'created',
  modified: 'modified',
  lastPrinted: 'last_printed',
  category: 'category',
  contentStatus: 'content_status',
  contentType: 'content_type',
  identifier: 'identifier',
  language: 'language',
  version: 'document_version',
}

/** docProps/core.xml (ECMA-376 part 2, 11). */
export function coreFacts(parts: Package, name: string): Fact[] {
  const root = parts.xml(name)
  if (!root) return []
  return root.children.flatMap(element => {
    const known = CORE[element.local]
    const locator = `${name} ${element.name}`
    const text = wholeText(element)
    const fact = known ?? (`custom:${element.local}` as const)
    if (['created', 'modified', 'lastPrinted'].includes(element.local)) {
      const time = w3cTime(text, 'unknown')
      return time === null
        ? [textFact(fact, text, locator, 'OOXML core')]
        : [textFact(fact, time.value, locator, 'OOXML core', { raw: text, timeBasis: time.basis })]
    }
    return [textFact(fact, text, locator, 'OOXML core')]
  })
}

const APP: Readonly<Record<string, FactName>> = {
  Template: 'template',
  TotalTime: 'edit_minutes',
  Pages: 'pages',
  Words: 'words',
  Characters: 'characters',
  CharactersWithSpaces: 'characters_with_spaces',
  Application: 'application',
  AppVersion: 'application_version',
  DocSecurity: 'security',
  Lines: 'lines',
  Paragraphs: 'paragraphs',
  Slides: 'slides',
  Notes: 'notes',
  HiddenSlides: 'hidden_slides',
  MMClips: 'multimedia_clips',
  PresentationFormat: 'presentation_target',
  ScaleCrop: 'scale_crop',
  Manager: 'manager',
  Company: 'company',
  LinksUpToDate: 'links_up_to_date',
  SharedDoc: 'shared_document',
  HyperlinkBase: 'link_base',
  HyperlinksChanged: 'hyperlinks_changed',
}

/** docProps/app.xml (ECMA-376 part 1, 22.2). */
export function appFacts(parts: Package, name: string): Fact[] {
  const root = parts.xml(name)
  if (!root) return []
  return root.children.flatMap((element): Fact[] => {
    const locator = `${name} ${element.name}`
    const text = wholeText(element)
    switch (element.local) {
      case 'HeadingPairs': {
        const items = variants(element)
        const facts: Fact[] = []
        for (let at = 0; at + 1 < items.length; at += 2)
          facts.push(
            textFact('heading_pairs', `${items[at]} ${items[at + 1]}`, `${locator}[${at}]`, 'OOXML app'),
          )
        return facts
      }
      case 'TitlesOfParts':
        return variants(element).map((value, at) =>
          textFact('part_titles', value, `${locator}[${at}]`, 'OOXML app'),
        )
      case 'HLinks':
        return linkFacts(variants(element), locator)
      case 'DigSig':
        return [textFact('signature_bytes', String(text.length), locator, 'OOXML app', { raw: '' })]
      default:
        return [textFact(APP[element.local] ?? `custom:${element.local}`, text, locator, 'OOXML app')]
    }
  })
}

function linkFacts(items: readonly string[], locator: string): Fact[] {
  const facts: Fact[] = []
  for (let at = 0; at + 5 < items.length; at += 6) {
    const [link = '', place = ''] = [items[at + 4], items[at + 5]]
    facts.push(
      textFact('hyperlinks', place === '' ? link : `${link}#${place}`, `${locator}[${at / 6}]`, 'OOXML app'),
    )
  }
  return facts
}

/** The items of a vector, those of variants unwrapped. */
function variants(element: Element): string[] {
  const vector = element.children.find(({ local }) => local === 'vector') ?? element
  return vector.children.map(item => (item.local === 'variant' ? wholeText(item).trim() : item.text))
}

/** docProps/custom.xml (ECMA-376 part 1, 22.3): properties that somebody named. */
export function customFacts(parts: Package, name: string): Fact[] {
  const root = parts.xml(name)
  if (!root) return []
  return root.children.flatMap((element): Fact[] => {
    const title = attribute(element, 'name')
    const value = element.children[0]
    if (title === undefined) return []
    const locator = `${name} property[${attribute(element, 'pid') ?? '?'}]`
    const text = value ? wholeText(value) : ''
    const fact = `custom:${title}` as const
    const link = attribute(element, 'linkTarget')
    const linked = link ? [textFact('custom_link', link, `${locator} ${title}`, 'OOXML custom')] : []
    if (value?.local === 'filetime' || value?.local === 'date') {
      const time = w3cTime(text, 'unknown')
      if (time)
        return [
          ...linked,
          textFact(fact, time.value, locator, 'OOXML custom', { raw: text, timeBasis: time.basis }),
        ]
    }
    if (value?.local === 'vector' || value?.local === 'array')
      return [
        ...linked,
        ...variants({ ...element, children: [value] }).map((item, at) =>
          textFact(fact, item, `${locator}[${at}]`, 'OOXML custom'),
        ),
      ]
    return [...linked, textFact(fact, text, locator, 'OOXML custom')]
  })
}

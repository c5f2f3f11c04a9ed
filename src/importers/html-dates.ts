import type { Json } from './head.ts'
import { mainPart } from './html-text.ts'
import { attribute, type Document, type Element, isElement, nodesOf } from './html-tree.ts'

/** Names under which pages state when they were published, surest first; compared in lower case. */
const META = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'article:published',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'publish-date',
  'publish_date',
  'published_time',
  'publication_date',
  'pubdate',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.created',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'date',
]

/** When a page says it was published: `at` as "2017-05-05T18:35:00.000Z", without Z where it states no zone. */
export interface Published {
  at: string | null
  /** A date without a time of day, where there is nothing better. */
  day: string | null
}

/** The first statement with a time of day, in order: JSON-LD, meta, microdata, the article's \`time\`. */
export function publishedAt(document: Document): Published {
  const stated = statements(document).map(moment)
  return {
    at: stated.find(m => m.at !== null)?.at ?? null,
    day: stated.find(m => m.day !== null)?.day ?? null,
  }
}

function statements(document: Document): string[] {
  const elements = [...nodesOf(document)].filter(isElement)
  const metas = elements.filter(e => e.tagName === 'meta')
  const time = [...nodesOf(mainPart(document).root)]
    .filter(isElement)
    .find(e => e.tagName === 'time' && attribute(e, 'datetime'))
  return [
    ...linkedData(elements).flatMap(datesPublished),
    ...META.flatMap(name => metas.filter(e => nameOf(e) === name).map(e => attribute(e, 'content'))),
    ...elements
      .filter(e => attribute(e, 'itemprop')?.toLowerCase() === 'datepublished')
      .map(e => attribute(e, 'content') ?? attribute(e, 'datetime')),
    time && attribute(time, 'datetime'),
  ].filter(statement => statement !== undefined)
}

const nameOf = (meta: Element) => (attribute(meta, 'property') ?? attribute(meta, 'name'))?.toLowerCase()

/** The page's JSON-LD blocks; those that do not parse are not there. */
function linkedData(elements: Element[]): Json[] {
  return elements
    .filter(
      e => e.tagName === 'script' && attribute(e, 'type')?.toLowerCase().trim() === 'application/ld+json',
    )
    .flatMap(script => {
      try {
        return [JSON.parse(script.childNodes.map(n => ('value' in n ? n.value : '')).join('')) as Json] // JSON.parse gives JSON
      } catch {
        return []
      }
    })
}

/** `datePublished` of the page's own things: not of the articles that it lists or quotes. */
function datesPublished(data: Json): string[] {
  const found: string[] = []
  let level: Json[] = [data]
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    const next: Json[] = []
    for (const thing of level) {
      if (Array.isArray(thing)) next.push(...thing.slice(0, 100))
      else if (thing !== null && typeof thing === 'object') {
        if (typeof thing.datePublished === 'string') found.push(thing.datePublished)
        for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage'])
          if (thing[key] !== undefined) next.push(thing[key])
      }
    }
    level = next
  }
  return found
}

function moment(text: string): Published {
  const clean = text.trim()
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i.exec(
      clean,
    )
  if (iso) {
    const [, day = null, clock, zone] = iso
    if (!clock) return { at: null, day }
    const local = `${day}T${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : clock.length, '0').replace(',', '.')}`
    return { at: zone ? utc(local + offset(zone)) : local, day: null }
  }
  // "Fri, 05 May 2017 18:35:00 +0200": the zone must be stated, for Date would take the reader's.
  return { at: /\d:\d{2}.*(GMT|UTC|[+-]\d{4})$/.test(clean) ? utc(clean) : null, day: null }
}

const offset = (zone: string) =>
  /^[a-z]/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.length > 3 ? zone.slice(-2) : '00'}`

function utc(text: string): string | null {
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

import { publishedAt } from './html-dates.ts'
import { mainPart, seenElements, visibleText } from './html-text.ts'
import { trackersOf } from './html-trackers.ts'
import { attribute, type Document, type Element, isElement, nodesOf, parsePage } from './html-tree.ts'
import { pageAddress, resolved, siteOf } from './page-address.ts'

/** What a page says of itself and to its readers. Addresses are absolute; what it does not say is null. */
export interface Page {
  url: string | null
  /** The registrable domain, without \`www.\`. */
  site: string | null
  siteName: string | null
  title: string | null
  text: string
  lang: string | null
  published: string | null
  publishedDay: string | null
  links: string[]
  images: string[]
  /** Ids of measuring and advertising accounts in its code: `UA-123-1`, `ca-pub-123`. */
  trackers: string[]
}

/**
 * Reads a page. `address` is where it was captured; without it, the page's own word is taken for it.
 * @throws UnreadablePage
 */
export function readPage(html: string, address: string | null): Page {
  const document = parsePage(html)
  const elements = [...nodesOf(document)].filter(isElement)
  const captured = address ?? savedFrom(document)
  const url = ownAddress(elements, captured)
  const site = url && siteOf(url)
  const here = captured ?? url
  const base = resolved(attribute(elements.find(e => e.tagName === 'base') ?? none, 'href'), here) ?? here
  const main = mainPart(document)
  const seen = seenElements(main)
  const { at, day } = publishedAt(document)
  const title = elements.find(e => e.tagName === 'title')
  return {
    url,
    site,
    siteName: meta(elements, 'og:site_name'),
    title: meta(elements, 'og:title') ?? (title ? words(title) : null),
    text: visibleText(main),
    lang: attribute(elements.find(e => e.tagName === 'html') ?? none, 'lang')?.trim() || null,
    published: at,
    publishedDay: day,
    links: distinct(
      seen.filter(e => e.tagName === 'a').map(e => resolved(attribute(e, 'href'), base)),
    ).filter(link => siteOf(link) !== site),
    images: distinct([
      resolved(meta(elements, 'og:image') ?? undefined, base),
      ...seen.filter(e => e.tagName === 'img').map(e => resolved(attribute(e, 'src'), base)),
    ]),
    trackers: trackersOf(elements),
  }
}

/** Browsers and SingleFile note the address of a page that they save in a comment at its top. */
const SAVED_FROM = /^\s*(?:saved from url=\(\d+\)|page saved with singlefile\s+url:\s*)(https?:\/\/\S+)/i

/** The address that names the page, of where it was captured and its word for itself in its head. */
function ownAddress(elements: Element[], captured: string | null): string | null {
  const link = elements.find(e => e.tagName === 'link' && attribute(e, 'rel')?.toLowerCase() === 'canonical')
  return pageAddress(captured, (link && attribute(link, 'href')) || meta(elements, 'og:url'))
}

function savedFrom(document: Document): string | null {
  let seen = 0
  for (const node of nodesOf(document)) {
    if (node.nodeName === '#comment' && 'data' in node) return SAVED_FROM.exec(node.data)?.[1] ?? null
    if (++seen > 20) return null
  }
  return null
}

const none: Element = { attrs: [] } as unknown as Element // an element without attributes, for what is not there

function meta(elements: Element[], name: string): string | null {
  const found = elements.find(
    e => e.tagName === 'meta' && (attribute(e, 'property') ?? attribute(e, 'name'))?.toLowerCase() === name,
  )
  return (found && attribute(found, 'content')?.trim()) || null
}

const words = (element: Element) =>
  element.childNodes
    .map(n => ('value' in n ? n.value : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim() || null

const distinct = (values: (string | null)[]) => [...new Set(values.filter(value => value !== null))]

import { type Element, isElement } from './html-tree.ts'

/**
 * Ids of accounts that measure a page or sell its space: Google Analytics (`UA-`, `G-`), Tag Manager (`GTM-`), Ads
 * (`AW-`), AdSense (`ca-pub-`), Yandex Metrica, and Meta's pixel. Whoever holds the account is the same on every page
 * that names it. The property at the end of `UA-123-1` tells sites of one account apart and stays.
 */
const IDS: readonly { found: RegExp; name: (id: string) => string }[] = [
  { found: /\b(UA-\d{4,10}-\d{1,4})\b/g, name: id => id },
  { found: /\b(ca-pub-\d{10,20})\b/g, name: id => id },
  { found: /\b(GTM-[A-Z0-9]{4,9})\b/g, name: id => id },
  { found: /(?:["'=/])((?:G|AW|GT)-(?=[A-Z]*\d)[A-Z0-9]{6,12})(?=["'&;/\s]|$)/g, name: id => id },
  { found: /\bmc\.yandex\.ru\/watch\/(\d{4,12})\b/g, name: id => `yandex-${id}` },
  { found: /\bym\(\s*(\d{4,12})\s*,/g, name: id => `yandex-${id}` },
  { found: /\bfbq\(\s*['"]init['"]\s*,\s*['"](\d{6,20})['"]/g, name: id => `pixel-${id}` },
  { found: /\bfacebook\.com\/tr\?id=(\d{6,20})\b/g, name: id => `pixel-${id}` },
]
/** Of one page; a page that names more is no longer measured but stuffed. */
const MOST = 40
const LONGEST = 200_000

/** The ids in a page's code: scripts, and the attributes of its elements. What it says to its readers is none. */
export function trackersOf(elements: readonly Element[]): string[] {
  const ids = new Set<string>()
  for (const element of elements)
    for (const code of codeOf(element))
      for (const { found, name } of IDS)
        for (const match of code.slice(0, LONGEST).matchAll(found)) {
          if (ids.size >= MOST) return [...ids]
          ids.add(name(match[1] ?? ''))
        }
  return [...ids]
}

const TELLING = /^(?:src|data-|content$|config$)/

function* codeOf(element: Element): Generator<string> {
  const isLink = element.tagName === 'a'
  if (!isLink)
    for (const { name, value } of element.attrs)
      if (TELLING.test(name) || (element.tagName === 'link' && name === 'href')) yield value
  if (element.tagName !== 'script' && element.tagName !== 'noscript') return
  for (const child of element.childNodes) if (!isElement(child) && 'value' in child) yield child.value
}

import { type PlacedWords, passageSpans, placedWords, type Span } from '../../kernels/near-text/places.ts'
import type { Store } from '../../store/store.ts'

const MARKS: Readonly<Record<string, string>> = {
  '“': '”',
  '«': '»',
  '„': '“',
  '"': '"',
  '「': '」',
  '『': '』',
}
/** Of a passage, the share that must stand between quotation marks. */
const BETWEEN_MARKS = 0.8
/** Pages beyond which quotations are not sought. */
const MOST = 5_000

interface Page {
  i: number
  head: number
  post_id: string
  account_id: string | null
  url: string | null
  text: string
}

const GROUPED = `
  member AS (
    SELECT n.i, n.head, p.platform, p.post_id, p.account_id, p.text, p.kind
    FROM near_text AS n JOIN near_text_post AS p ON p.i = n.i
  ),
  paged AS (SELECT DISTINCT head FROM member WHERE kind = 'page'),
  page AS (
    SELECT m.* FROM member AS m JOIN paged ON paged.head = m.head
    WHERE m.kind = 'page' OR m.i = m.head
    ORDER BY m.i
    LIMIT ${MOST}
  )`

const PAGES = `
  WITH ${GROUPED}
  SELECT page.i, page.head, page.post_id, page.account_id, page.text, post.url
  FROM page JOIN post ON post.platform = page.platform AND post.post_id = page.post_id
  ORDER BY page.i`

const LINKS = `
  WITH ${GROUPED}
  SELECT page.i, action.object
  FROM page JOIN action ON action.platform = page.platform AND action.post_id = page.post_id
  WHERE action.object_kind = 'url'`

/** Pages that share their passage with another between quotation marks, and link to it or name its site: added to `near_text_credit`. */
export async function findPageQuotes(store: Store): Promise<void> {
  const pages = await store.rows<Page>(PAGES)
  if (pages.length === 0) return
  const links = new Set(
    (await store.rows<{ i: number; object: string }>(LINKS)).map(({ i, object }) => `${i} ${object}`),
  )
  const credits = ({ i, text }: Page, { post_id, url, account_id: site }: Page): boolean =>
    links.has(`${i} ${post_id}`) ||
    links.has(`${i} ${url}`) ||
    (site !== null && site.length > 3 && text.toLowerCase().includes(site.toLowerCase()))
  const byGroup = new Map<number, Page[]>()
  for (const page of pages) byGroup.set(page.head, [...(byGroup.get(page.head) ?? []), page])
  const quoting: (readonly [number, string])[] = []
  for (const group of byGroup.values()) {
    const placed = new Map<Page, PlacedWords>()
    const words = (page: Page) => {
      const known = placed.get(page) ?? placedWords(page.text)
      placed.set(page, known)
      return known
    }
    for (const page of group)
      if (
        group.some(
          other => other !== page && credits(page, other) && isQuoted(page, words(page), words(other)),
        )
      )
        quoting.push([page.i, 'quotation'])
  }
  await store.append('near_text_credit', quoting)
}

function isQuoted({ text }: Page, own: PlacedWords, other: PlacedWords): boolean {
  const shared = passageSpans(other, own).map(({ other: span }) => span)
  if (shared.length === 0) return false
  const quoted = quotations(text)
  const length = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const inside = shared.flatMap(span =>
    quoted
      .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
      .filter(one => one.to > one.from),
  )
  return length(inside) >= length(shared) * BETWEEN_MARKS
}

/** What stands between quotation marks: from an opening mark to the next that closes it. */
export function quotations(text: string): Span[] {
  const found: Span[] = []
  for (let i = 0; i < text.length; i++) {
    const closing = MARKS[text.charAt(i)]
    if (closing === undefined) continue
    const end = text.indexOf(closing, i + 1)
    if (end < 0) break
    found.push({ from: i + 1, to: end })
    i = end
  }
  return found
}

import { attribute, type Document, type Element, isElement, type Node, nodesOf } from './html-tree.ts'

const UNSEEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'select',
  'button',
  'head',
  'dialog',
])
/** What stands around an article; in a page that marks no article, it may be all there is. */
const AROUND = new Set(['nav', 'header', 'footer', 'aside', 'form'])
const BLOCKS = new Set(
  `address article aside blockquote body br dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
  li main nav ol p pre section summary table td th tr ul`.split(/\s+/),
)

/** The part of a page that says what it is about, and whether the page marks it as such. */
export interface MainPart {
  root: Element | Document
  marked: boolean
}

/** The article's body, else the one article, else the main part, else the longest article, else the whole page. */
export function mainPart(document: Document): MainPart {
  const elements = [...nodesOf(document)].filter(isElement)
  const articles = outermostArticles(document)
  const first =
    elements.find(e => attribute(e, 'itemprop') === 'articleBody') ??
    (articles.length === 1 ? articles[0] : undefined) ??
    elements.find(e => e.tagName === 'main' || attribute(e, 'role') === 'main')
  if (first) return { root: first, marked: true }
  const longest = articles
    .map(root => ({ root, length: visibleText({ root, marked: true }).length }))
    .sort((a, b) => b.length - a.length)[0]
  if (longest) return { root: longest.root, marked: true }
  return { root: elements.find(e => e.tagName === 'body') ?? document, marked: false }
}

/** Comments stand as articles within the article. */
function outermostArticles(document: Document): Element[] {
  const articles: Element[] = []
  const outside = nodesOf(document, e => e.tagName !== 'article' || articles.push(e) < 0)
  while (!outside.next().done);
  return articles
}

const isSeen = (marked: boolean) => (e: Element) =>
  !UNSEEN.has(e.tagName) && !(marked && AROUND.has(e.tagName)) && attribute(e, 'hidden') === undefined

/** The elements of a part that a reader sees. */
export function seenElements({ root, marked }: MainPart): Element[] {
  return [...nodesOf(root, isSeen(marked))].filter(isElement)
}

/** What a reader sees, a line a block. */
export function visibleText({ root, marked }: MainPart): string {
  const seen = isSeen(marked)
  let text = ''
  // A block's end waits beneath its children.
  const waiting: (Node | '\n')[] = [...root.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node === '\n') text += node
    else if (!isElement(node))
      text += node.nodeName === '#text' && 'value' in node ? node.value.replace(/\s+/g, ' ') : ''
    else if (seen(node)) {
      if (BLOCKS.has(node.tagName)) {
        text += '\n'
        waiting.push('\n')
      }
      for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i] as Node) // i is within the list
    }
  }
  return text
    .split('\n')
    .map(line => line.replace(/[ \u00a0]+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}

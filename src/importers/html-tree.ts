import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type Document = DefaultTreeAdapterTypes.Document

/** A page that cannot be read: too long, too deep, or made to take for ever. */
export class UnreadablePage extends Error {
  override name = 'UnreadablePage'
}

const LONGEST = 5_000_000
/** Browsers stop nesting at 512. */
const DEEPEST = 1_000
const PIECE = 16 << 10
const PATIENCE_MS = 10_000

/**
 * A page as a tree. Pages come from strangers: the parser's work grows with the square of the depth and of a tag's
 * attributes, so both depth and time are limited.
 * @throws UnreadablePage
 */
export function parsePage(html: string): Document {
  const text = withoutEmbedded(html)
  if (text.length > LONGEST) throw new UnreadablePage(`the page is longer than ${LONGEST / 1e6} MB`)
  let depth = 0
  const parser = new Parser({
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush: () => {
        if (++depth > DEEPEST) throw new UnreadablePage(`the page nests more than ${DEEPEST} elements`)
      },
      onItemPop: () => {
        depth--
      },
    },
  })
  const end = performance.now() + PATIENCE_MS
  for (let at = 0; at < text.length; at += PIECE) {
    parser.tokenizer.write(text.slice(at, at + PIECE), false)
    if (performance.now() > end)
      throw new UnreadablePage(`the page took more than ${PATIENCE_MS / 1000} s to parse`)
  }
  parser.tokenizer.write('', true)
  return parser.document
}

/** Pages saved into one file carry their pictures inside them, megabytes of \`data:\` addresses. */
function withoutEmbedded(html: string): string {
  let text = ''
  let kept = 0
  for (let at = html.indexOf(';base64,'); at >= 0; at = html.indexOf(';base64,', kept)) {
    const end = /[^a-z0-9+/=]/gi
    end.lastIndex = at + ';base64,'.length
    text += html.slice(kept, end.lastIndex)
    kept = end.exec(html)?.index ?? html.length
  }
  return text + html.slice(kept)
}

/** Every node under this one, in the order of the page; the walk does not enter elements that `enter` refuses. */
export function* nodesOf(
  root: Document | Element,
  enter: (element: Element) => boolean = () => true,
): Generator<Node> {
  const waiting: Node[] = [...root.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isElement(node) && !enter(node)) continue
    yield node
    if (isElement(node))
      for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i] as Node) // i is within the list
  }
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(a => a.name === name)?.value
}

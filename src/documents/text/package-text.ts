import type { Package } from '../package.ts'
import { unescaped } from '../xml/tree.ts'
import { elements, without } from './elements.ts'
import { Gathered } from './gathered.ts'

/** The text of a Word file: its body, then its notes; a line a paragraph. What was struck out is not in it. */
export function wordText(parts: Package): string {
  const names = ['word/document.xml', ...parts.names(/^word\/(footnotes|endnotes)\.xml$/i).sort()]
  return names.map(name => marked(parts.text(name))).join('\n')
}

/** The text of a presentation, slide by slide. */
export const slidesText = (parts: Package): string =>
  byNumber(parts.names(/^ppt\/slides\/slide\d+\.xml$/i))
    .map(name => marked(parts.text(name)))
    .join('\n')

/** Texts between `t` marks (w:t, a:t), with the ends of paragraphs and the breaks between them. */
function marked(xml: string): string {
  const out = new Gathered()
  for (const [whole, text] of xml.matchAll(
    /<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<\/|<(?:\w+:)?(?:br|cr)(?:\s[^<>]*)?\/>|<(?:\w+:)?tab\/>|<\/(?:\w+:)?p>/g,
  )) {
    if (out.isFull) break
    out.add(text !== undefined ? unescaped(text) : /tab\/>$/.test(whole) ? '\t' : '\n')
  }
  return out.toString()
}

/** The values of a workbook, sheet by sheet and a line a row, as they are kept. */
export function workbookText(parts: Package): string {
  const shared: string[] = []
  for (const { inside } of elements(parts.text('xl/sharedStrings.xml'), 'si'))
    shared.push(stringItem(inside ?? ''))
  const out = new Gathered()
  for (const [at, name] of byNumber(parts.names(/^xl\/worksheets\/[^/]+\.xml$/i)).entries()) {
    if (out.isFull) break
    if (at > 0) out.add('\n')
    let rows = 0
    for (const { inside } of elements(parts.text(name), 'row')) {
      if (out.isFull) break
      if (inside === null) continue
      if (rows++ > 0) out.add('\n')
      addRow(out, inside, shared)
    }
  }
  return out.toString()
}

/** A row's values, a tab between them; a cell without anything in it is none. */
function addRow(out: Gathered, row: string, shared: readonly string[]): void {
  let cells = 0
  for (const { attributes, inside } of elements(row, 'c')) {
    if (inside === null) continue
    if (out.isFull) return
    const type = /\bt="(\w+)"/.exec(attributes)?.[1]
    const value = unescaped(/<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</.exec(inside)?.[1] ?? '')
    if (cells++ > 0) out.add('\t')
    out.add(type === 'inlineStr' ? stringItem(inside) : type === 's' ? (shared[Number(value)] ?? '') : value)
  }
}

/** A string's runs; how it is to be pronounced (`rPh`) is no part of it. */
const stringItem = (xml: string): string =>
  [...without(xml, 'rPh').matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</g)]
    .map(([, text]) => unescaped(text ?? ''))
    .join('')

/** The text of an OpenDocument file, a line a paragraph. */
export function odfText(parts: Package): string {
  const xml = parts.text('content.xml')
  const body = xml.slice(Math.max(0, xml.search(/<office:body\b/)))
  return unescaped(
    without(body, 'tracked-changes')
      .replace(/<text:s(?:\s[^<>]*)?\/>/g, ' ')
      .replace(/<text:tab(?:\s[^<>]*)?\/>/g, '\t')
      .replace(/<text:line-break\/>|<\/text:[ph]>/g, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
}

const byNumber = (names: readonly string[]): string[] =>
  names.toSorted(
    (a, b) => Number(/\d+/.exec(a.split('/').at(-1) ?? '')) - Number(/\d+/.exec(b.split('/').at(-1) ?? '')),
  )

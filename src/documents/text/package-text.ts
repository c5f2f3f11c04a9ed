import type { Package } from '../package.ts'
import { unescaped } from '../xml/tree.ts'

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
  let out = ''
  for (const [whole, text] of xml.matchAll(
    /<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<\/|<(?:\w+:)?(?:br|cr)(?:\s[^<>]*)?\/>|<(?:\w+:)?tab\/>|<\/(?:\w+:)?p>/g,
  ))
    out += text !== undefined ? unescaped(text) : /tab\/>$/.test(whole) ? '\t' : '\n'
  return out
}

/** The values of a workbook, sheet by sheet and a line a row, as they are kept. */
export function workbookText(parts: Package): string {
  const shared = [
    ...parts.text('xl/sharedStrings.xml').matchAll(/<(?:\w+:)?si(?:\s[^<>]*)?>([\s\S]*?)<\/(?:\w+:)?si>/g),
  ].map(([, item]) => stringItem(item ?? ''))
  return byNumber(parts.names(/^xl\/worksheets\/[^/]+\.xml$/i))
    .map(name =>
      [...parts.text(name).matchAll(/<(?:\w+:)?row\b[^<>]*>([\s\S]*?)<\/(?:\w+:)?row>/g)]
        .map(([, row]) => rowText(row ?? '', shared))
        .join('\n'),
    )
    .join('\n')
}

function rowText(row: string, shared: readonly string[]): string {
  return [...row.matchAll(/<(?:\w+:)?c\b([^<>]*[^/<>]|)>([\s\S]*?)<\/(?:\w+:)?c>/g)]
    .map(([, attributes, inside]) => {
      const type = /\bt="(\w+)"/.exec(attributes ?? '')?.[1]
      if (type === 'inlineStr') return stringItem(inside ?? '')
      const value = unescaped(/<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</.exec(inside ?? '')?.[1] ?? '')
      return type === 's' ? (shared[Number(value)] ?? '') : value
    })
    .join('\t')
}

/** A string's runs; how it is to be pronounced (`rPh`) is no part of it. */
const stringItem = (xml: string): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</g),
  ]
    .map(([, text]) => unescaped(text ?? ''))
    .join('')

/** The text of an OpenDocument file, a line a paragraph. */
export function odfText(parts: Package): string {
  const xml = parts.text('content.xml')
  const body = xml.slice(Math.max(0, xml.search(/<office:body\b/)))
  return unescaped(
    body
      .replace(/<text:tracked-changes\b[\s\S]*?<\/text:tracked-changes>/g, '')
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

import type { Fact } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { type Package, textFact } from '../package.ts'
import { unescaped } from '../xml/tree.ts'

const VERSION: Readonly<Record<string, FactName>> = {
  appName: 'xlsx_app',
  lastEdited: 'xlsx_last_edited',
  lowestEdited: 'xlsx_lowest_edited',
  rupBuild: 'xlsx_build',
  codeName: 'xlsx_code_name',
}

/** What an Excel file in OOXML says beside its properties: builds, the folder it was saved in, who it is reserved by. */
export function workbookFacts(parts: Package, main: string): Fact[] {
  if (/\.bin$/i.test(main)) return binaryFacts(parts, main)
  const text = parts.text(main)
  const facts: Fact[] = []
  const add = (name: FactName, value: string | undefined, what: string) => {
    if (value !== undefined && value !== '')
      facts.push(textFact(name, unescaped(value), `${main} ${what}`, 'OOXML workbook'))
  }
  const tag = (name: string) => new RegExp(`<(?:\\w+:)?${name}\\s([^>]{0,2000})>`).exec(text)?.[1] ?? ''
  const value = (attributes: string, name: string) =>
    new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*"([^"]{0,1000})"`).exec(attributes)?.[1]
  const version = tag('fileVersion')
  for (const [key, name] of Object.entries(VERSION)) add(name, value(version, key), `fileVersion@${key}`)
  add('xlsx_path', value(tag('absPath'), 'url'), 'x15ac:absPath@url')
  add('xlsx_reserved_by', value(tag('fileSharing'), 'userName'), 'fileSharing@userName')
  add('xlsx_document_id', value(tag('revisionPtr'), 'documentId'), 'xr:revisionPtr@documentId')
  add('protection', tag('workbookProtection') === '' ? undefined : 'workbook', 'workbookProtection')
  return [...facts, ...commentFacts(parts), ...sharedFacts(parts)]
}

/** Who commented, in both of Excel's ways. */
function commentFacts(parts: Package): Fact[] {
  const old = parts
    .names(/^xl\/(comments\d*|comments\/[^/]+)\.xml$/i)
    .flatMap(name =>
      [...parts.text(name).matchAll(/<(?:\w+:)?author>([^<]{0,500})<\/(?:\w+:)?author>/g)].map(
        ([, author = '']) =>
          textFact('comment_author', unescaped(author), `${name} author`, 'OOXML comments'),
      ),
    )
  const threads = parts
    .names(/^xl\/persons\/[^/]+\.xml$/i)
    .flatMap(name =>
      [...parts.text(name).matchAll(/<(?:\w+:)?person\s([^>]{0,2000})>/g)].flatMap(([, attributes = '']) => [
        ...one('person', /displayName\s*=\s*"([^"]{1,500})"/.exec(attributes)?.[1], name, 'displayName'),
        ...one('person_account', /userId\s*=\s*"([^"]{1,500})"/.exec(attributes)?.[1], name, 'userId'),
      ]),
    )
  return [...old.filter(({ value }) => value !== ''), ...threads]
}

/** A shared workbook keeps who saved it, and when by that computer's clock. */
function sharedFacts(parts: Package): Fact[] {
  return parts.names(/^xl\/revisions\/(revisionHeaders|userNames)\.xml$/i).flatMap(name => {
    const seen = new Set<string>()
    return [...parts.text(name).matchAll(/<(?:\w+:)?(header|userInfo)\s([^>]{0,2000})>/g)].flatMap(
      ([, tag = '', attributes = '']) => {
        const user = /(?:userName|(?:^|\s)name)\s*=\s*"([^"]{1,500})"/.exec(attributes)?.[1]
        if (user === undefined || seen.has(user)) return []
        seen.add(user)
        return one('revision_author', user, name, tag)
      },
    )
  })
}

const one = (name: FactName, value: string | undefined, part: string, what: string): Fact[] =>
  value === undefined ? [] : [textFact(name, unescaped(value), `${part} ${what}`, 'OOXML')]

/** The binary workbook ([MS-XLSB]): the folder it was saved in stands in it as UTF-16. */
function binaryFacts(parts: Package, main: string): Fact[] {
  const part = parts.read(main)
  if (!part) return []
  const facts: Fact[] = []
  let at = 0
  for (let n = 0; n < 200_000 && at < part.length; n++) {
    let type = part[at++] ?? 0
    if (type & 0x80) type = (type & 0x7f) | ((part[at++] ?? 0) << 7)
    let length = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = part[at++] ?? 0
      length |= (byte & 0x7f) << shift
      if (!(byte & 0x80)) break
    }
    const data = part.subarray(at, at + length)
    // BrtAbsPath15: a length and the folder
    if (type === 2071 && data.length > 4) {
      const path = data.subarray(4, 4 + data.readUInt32LE(0) * 2).toString('utf16le')
      facts.push(textFact('xlsx_path', path, `${main}+0x${at.toString(16)} BrtAbsPath15`, 'MS-XLSB'))
    }
    at += length
  }
  return [...facts, ...commentFacts(parts)]
}

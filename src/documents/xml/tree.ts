import { SaxesParser } from 'saxes'

/** An element: its name as written and without prefix, its attributes as written, and what stands in it. */
export interface Element {
  name: string
  local: string
  attributes: Readonly<Record<string, string>>
  children: Element[]
  /** The text directly in it. */
  text: string
}

const MOST_BYTES = 16 << 20
const MOST_ELEMENTS = 200_000
const DEEPEST = 200

export interface Parsed {
  root: Element | null
  problems: string[]
}

/**
 * A small part as a tree, as far as it is well formed. Declarations of a DTD are not read, so no entity is ever
 * expanded and nothing is fetched.
 */
export function parseXml(bytes: Buffer): Parsed {
  const problems: string[] = []
  const problem = (what: string) => {
    if (problems.length < 3) problems.push(what)
  }
  if (bytes.length > MOST_BYTES) problem(`only the first ${MOST_BYTES} bytes are read`)
  const text = xmlText(bytes.subarray(0, MOST_BYTES))
  let root: Element | null = null
  const open: Element[] = []
  let count = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  const add = (piece: string) => {
    const here = open.at(-1)
    if (here) here.text += piece
  }
  parser.on('doctype', () => problem('it has a DTD, which is not read: its entities stay as they are'))
  parser.on('error', error =>
    problem(`it is not well formed (${error.message.replace(/^\d+:\d+: /, '').slice(0, 80)})`),
  )
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('opentag', tag => {
    if (++count > MOST_ELEMENTS || open.length > DEEPEST) throw new TooMuch()
    const element: Element = {
      name: tag.name,
      local: local(tag.name),
      // without namespaces, attributes are plain texts
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
    }
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (!(error instanceof TooMuch))
      problem(`it cannot be read (${error instanceof Error ? error.message.slice(0, 80) : error})`)
    else
      problem(`it has more than ${MOST_ELEMENTS} elements or is more than ${DEEPEST} deep: the rest is left`)
  }
  return { root, problems }
}

class TooMuch extends Error {}

/** XML as text, by its byte order mark or its first signs. */
export function xmlText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes.subarray(2))
  if (bytes[0] === 0x3c && bytes[1] === 0) return bytes.toString('utf16le')
  if (bytes[0] === 0 && bytes[1] === 0x3c) return swapped(bytes)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0
  const declared = /^\s*<\?xml[^>]*encoding=["']([\w.-]{1,40})["']/.exec(
    bytes.subarray(start, start + 200).toString('latin1'),
  )?.[1]
  if (declared && !/^utf-?8$/i.test(declared))
    try {
      return new TextDecoder(declared).decode(bytes.subarray(start))
    } catch {
      // an encoding that nobody knows is read as UTF-8
    }
  return bytes.subarray(start).toString('utf8')
}

function swapped(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}

export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The attribute of a local name, whatever its prefix. */
export function attribute(element: Element, name: string): string | undefined {
  for (const [key, value] of Object.entries(element.attributes)) if (local(key) === name) return value
  return undefined
}

export function* descendants(element: Element): Generator<Element> {
  const pending = [element]
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next
    for (let at = next.children.length - 1; at >= 0; at--) {
      const child = next.children[at]
      if (child) pending.push(child)
    }
  }
}

/** The text in it and in what stands in it. */
export const wholeText = (element: Element): string =>
  element.children.length === 0 ? element.text : element.text + element.children.map(wholeText).join('')

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** An attribute's value as it stands in a tag that was found by its signs. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex, digits, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? all
    const code = hex ? Number.parseInt(hex, 16) : Number(digits)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

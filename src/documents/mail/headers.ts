import { decode, encodingOf } from '../code-page.ts'
import { decodeBytes } from './charset.ts'

/** A header as it stands in a message: its value with its folds, where it begins, and its bytes. */
export interface Header {
  name: string
  /** Bytes as Latin 1 signs, folded as they stand. */
  raw: string
  offset: number
}

const MOST_HEADERS = 2000
const MOST_BYTES = 4 << 20

/** The headers of a message or part, and where its body begins. A first line of an mbox is left out. */
export function readHeaders(bytes: Buffer, from = 0, to = bytes.length): { headers: Header[]; body: number } {
  const headers: Header[] = []
  const end = Math.min(to, from + MOST_BYTES)
  let at = from
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3
  while (at < end) {
    const line = lineEnd(bytes, at, end)
    const text = bytes.toString('latin1', at, line.end)
    if (text === '') return { headers, body: line.next }
    if (/^[ \t]/.test(text) && headers.length > 0) {
      const last = headers.at(-1)
      if (last) last.raw += `\r\n${text}`
    } else {
      const colon = text.indexOf(':')
      const name = colon > 0 ? text.slice(0, colon).trimEnd() : ''
      if (name === '' || /[^\x21-\x7e]/.test(name)) {
        if (headers.length > 0 || !/^>?From /.test(text)) return { headers, body: at }
      } else if (headers.length < MOST_HEADERS) headers.push({ name, raw: text.slice(colon + 1), offset: at })
    }
    at = line.next
  }
  return { headers, body: at }
}

function lineEnd(bytes: Buffer, from: number, to: number): { end: number; next: number } {
  let at = from
  while (at < to && bytes[at] !== 10 && bytes[at] !== 13) at++
  if (at >= to) return { end: to, next: to }
  return { end: at, next: bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1 }
}

/** A header's value on one line, its encoded words in clear (RFC 2047), its bare bytes as UTF-8 or Windows Latin 1. */
export function unfolded(raw: string): string {
  const line = raw.replace(/\r\n[ \t]*/g, ' ').trim()
  const joined = line.replace(/(\?=)\s+(=\?)/g, '$1$2')
  let charset = ''
  let pending: Buffer[] = []
  let out = ''
  let last = 0
  const flush = () => {
    if (pending.length > 0) out += decodeBytes(Buffer.concat(pending), charset)
    pending = []
  }
  for (const found of joined.matchAll(/=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=/g)) {
    const between = joined.slice(last, found.index)
    const page = (found[1] ?? '').replace(/\*.*$/, '')
    if (between !== '' || page.toLowerCase() !== charset.toLowerCase()) {
      flush()
      out += bare(between)
      charset = page
    }
    pending.push(
      /b/i.test(found[2] ?? '')
        ? Buffer.from(found[3] ?? '', 'base64')
        : quoted((found[3] ?? '').replaceAll('_', ' ')),
    )
    last = found.index + found[0].length
  }
  flush()
  return out + bare(joined.slice(last))
}

const strict = new TextDecoder('utf-8', { fatal: true })

function bare(latin: string): string {
  if (![...latin].some(sign => sign > '\x7f')) return latin
  const bytes = Buffer.from(latin, 'latin1')
  try {
    return strict.decode(bytes)
  } catch {
    return decode(bytes, encodingOf(1252) === null ? 0 : 1252)
  }
}

/** "=E9" and the like as bytes. */
export function quoted(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
}

/** "text/plain; charset=utf-8; name*=UTF-8''r%C3%A9.doc" as its value and its parameters (RFC 2231 and 2047). */
export function parameters(raw: string): { value: string; params: Map<string, string> } {
  const line = raw.replace(/\r\n[ \t]*/g, ' ').trim()
  const value = (/^[^;]*/.exec(line)?.[0] ?? '').trim().toLowerCase()
  const params = new Map<string, string>()
  const pieces = new Map<string, { at: number; text: string; coded: boolean }[]>()
  for (const [, key = '', inQuotes, plain] of line.matchAll(
    /;\s*([\w*-]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g,
  )) {
    const text = inQuotes === undefined ? (plain ?? '') : inQuotes.replace(/\\(.)/g, '$1')
    const found = /^([^*]+)(?:\*(\d+))?(\*)?$/.exec(key.toLowerCase())
    const name = found?.[1] ?? key.toLowerCase()
    if (found?.[2] === undefined && found?.[3] === undefined) params.set(name, unfolded(text))
    else
      pieces.set(name, [
        ...(pieces.get(name) ?? []),
        { at: Number(found?.[2] ?? 0), text, coded: found?.[3] !== undefined },
      ])
  }
  for (const [name, parts] of pieces) {
    parts.sort((a, b) => a.at - b.at)
    const charset = parts[0]?.coded ? (/^([^']*)'[^']*'/.exec(parts[0].text)?.[1] ?? '') : ''
    const bytes = parts.map(({ text, coded }, at) => {
      const body = at === 0 && coded ? text.replace(/^[^']*'[^']*'/, '') : text
      return coded
        ? Buffer.from(
            body.replace(/%([0-9a-fA-F]{2})/g, (_, code: string) =>
              String.fromCharCode(Number.parseInt(code, 16)),
            ),
            'latin1',
          )
        : Buffer.from(body, 'latin1')
    })
    params.set(
      name,
      charset === ''
        ? unfolded(Buffer.concat(bytes).toString('latin1'))
        : decodeBytes(Buffer.concat(bytes), charset),
    )
  }
  return { value, params }
}

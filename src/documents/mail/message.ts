import { memory } from '../bytes.ts'
import type { Fact } from '../fact.ts'
import type { DocumentReading, Inner } from '../reading.ts'
import { htmlText } from '../text/plain.ts'
import { decodeBytes } from './charset.ts'
import { headerFacts } from './facts.ts'
import { type Header, parameters, quoted, readHeaders } from './headers.ts'

const DEEPEST = 30
const MOST_PARTS = 5000

interface Part {
  headers: Header[]
  type: string
  params: Map<string, string>
  from: number
  to: number
}

/** A message (RFC 5322, MIME): its headers as facts, its attachments and enclosed messages as documents inside it. */
export function messageReading(bytes: Buffer): DocumentReading {
  const problems: string[] = []
  const parts: Part[] = []
  const { headers, body } = readHeaders(bytes)
  if (headers.length === 0) problems.push('it has no headers')
  split(bytes, headers, body, bytes.length, 0, parts, problems)
  const facts = headerFacts(headers)
  const charsets = new Set<string>()
  const inner: Inner[] = []
  let encrypted = false
  for (const part of parts) {
    const charset = part.params.get('charset')
    if (charset) charsets.add(charset.toLowerCase())
    if (/^application\/(x-)?pkcs7-mime$/.test(part.type) || part.type === 'application/pgp-encrypted')
      encrypted = true
    const name = attachmentName(part)
    if (name === null) continue
    inner.push({
      name: name || `part ${inner.length + 1}`,
      bytes: () => memory(contents(bytes, part)),
      ...(part.type.startsWith('message/rfc822') ? { as: 'eml' as const } : {}),
    })
  }
  for (const charset of charsets)
    facts.push({
      name: 'mail_charset',
      value: charset,
      raw: charset,
      locator: 'Content-Type',
      decoder: 'MIME',
      timeBasis: null,
    })
  facts.push(counted(inner.length))
  return { format: 'eml', facts, problems, encrypted, inner }
}

/** What a message says itself: its plain text, else its pages' text; attachments are documents of their own. */
export function messageText(bytes: Buffer): string {
  const parts: Part[] = []
  const { headers, body } = readHeaders(bytes)
  split(bytes, headers, body, bytes.length, 0, parts, [])
  const own = parts.filter(part => attachmentName(part) === null && /^(text\/|$)/.test(part.type))
  const plain = own.filter(({ type }) => type !== 'text/html')
  return (plain.length > 0 ? plain : own)
    .map(part => {
      const text = decodeBytes(contents(bytes, part), part.params.get('charset') ?? '')
      return part.type === 'text/html' ? htmlText(text) : text
    })
    .join('\n')
}

export const counted = (attachments: number): Fact => ({
  name: 'mail_attachments',
  value: String(attachments),
  raw: '',
  locator: 'message',
  decoder: 'MIME',
  timeBasis: null,
})

const headerOf = (headers: readonly Header[], name: string) =>
  headers.find(header => header.name.toLowerCase() === name)?.raw

/** The name of a part that is an attachment, '' where it has none; null where it is the message's own text. */
function attachmentName({ headers, type, params }: Part): string | null {
  const disposition = parameters(headerOf(headers, 'content-disposition') ?? '')
  const given = disposition.params.get('filename') ?? params.get('name')
  if (type === 'message/rfc822' || type === 'message/global') return given ?? 'message.eml'
  if (given !== undefined) return given
  if (disposition.value === 'attachment') return ''
  if (
    /^text\/(plain|html|enriched|calendar|x-amp-html)$/.test(type) ||
    type === '' ||
    /^(multipart|message)\//.test(type)
  )
    return null
  return ''
}

/** Leaves of the tree of parts, in order. Text before, between and after parts is none of them. */
function split(
  bytes: Buffer,
  headers: Header[],
  from: number,
  to: number,
  depth: number,
  parts: Part[],
  problems: string[],
): void {
  const { value: type, params } = parameters(headerOf(headers, 'content-type') ?? '')
  const boundary = params.get('boundary')
  if (!type.startsWith('multipart/') || !boundary || depth >= DEEPEST || parts.length >= MOST_PARTS) {
    if (depth >= DEEPEST || parts.length >= MOST_PARTS) {
      if (!problems.includes('its parts are too many or too deep: the rest is left'))
        problems.push('its parts are too many or too deep: the rest is left')
      if (type.startsWith('multipart/')) return
    }
    parts.push({ headers, type, params, from, to })
    return
  }
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  let start = -1
  let closed = false
  for (let at = bytes.indexOf(mark, from); at >= 0 && at < to; at = bytes.indexOf(mark, at + mark.length)) {
    const isLine = at === from || bytes[at - 1] === 10 || bytes[at - 1] === 13
    const after = bytes.toString('latin1', at + mark.length, Math.min(at + mark.length + 2, to))
    if (!isLine || !/^($|[\r\n \t]|--)/.test(after)) continue
    if (start >= 0) part(start, beforeBreak(bytes, at, start))
    if (after.startsWith('--')) {
      closed = true
      break
    }
    const line = bytes.indexOf(10, at)
    start = line < 0 || line >= to ? to : line + 1
    if (parts.length >= MOST_PARTS) break
  }
  if (!closed && start >= 0 && start < to) part(start, to)
  if (!closed)
    problems.push(
      start < 0 ? 'its parts cannot be found' : 'its last part is not ended: the message may be cut short',
    )

  function part(begin: number, end: number): void {
    const inside = readHeaders(bytes, begin, end)
    split(bytes, inside.headers, inside.body, end, depth + 1, parts, problems)
  }
}

/** The line end before a boundary belongs to the boundary. */
function beforeBreak(bytes: Buffer, at: number, least: number): number {
  if (at > least && bytes[at - 1] === 10) return at - (at - 1 > least && bytes[at - 2] === 13 ? 2 : 1)
  return at
}

function contents(bytes: Buffer, { headers, from, to }: Part): Buffer {
  const raw = bytes.subarray(from, to)
  const encoding = (headerOf(headers, 'content-transfer-encoding') ?? '').trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(raw.toString('latin1'), 'base64')
  if (encoding === 'quoted-printable')
    return quoted(
      raw
        .toString('latin1')
        .replace(/(?<![ \t])[ \t]+(?=\r?\n|$)/g, '')
        .replace(/=\r?\n/g, ''),
    )
  return raw
}

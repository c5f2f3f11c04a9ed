import { memory, u16, u32, u64 } from '../bytes.ts'
import { decode, encodingOf, pageOfLanguage } from '../code-page.ts'
import { type Fact, hex, isoTime } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { type Entry, fileTime, type Streams, storageIn } from '../ole/compound.ts'
import type { DocumentReading, Inner } from '../reading.ts'
import { htmlText } from '../text/plain.ts'
import { headerFacts } from './facts.ts'
import { readHeaders } from './headers.ts'
import { counted } from './message.ts'

/** Property ids of [MS-OXPROPS] that are read, and what they say. */
const PROPERTIES: readonly [number, FactName][] = [
  [0x001a, 'mail_class'],
  [0x0037, 'mail_subject'],
  [0x0c1a, 'mail_sender'],
  [0x0c1f, 'mail_sender'],
  [0x5d01, 'mail_sender'],
  [0x0042, 'mail_from'],
  [0x0065, 'mail_from'],
  [0x5d02, 'mail_from'],
  [0x0e04, 'mail_to'],
  [0x0e03, 'mail_cc'],
  [0x0e02, 'mail_bcc'],
  [0x1035, 'mail_message_id'],
  [0x1042, 'mail_in_reply_to'],
  [0x1039, 'mail_references'],
  [0x0071, 'mail_thread_index'],
  [0x0039, 'mail_submitted'],
  [0x0e06, 'mail_delivered'],
  [0x3007, 'mail_created'],
  [0x3008, 'mail_modified'],
  [0x3ff1, 'mail_locale'],
  [0x3ffd, 'mail_code_page'],
  [0x3fde, 'mail_code_page'],
  [0x3ff8, 'author'],
  [0x3ffa, 'last_modified_by'],
]

const MOST_ATTACHMENTS = 5000

interface Value {
  type: number
  bytes: Buffer
  locator: string
}

/** An Outlook item ([MS-OXMSG]): its properties as facts, its attachments and enclosed items as documents inside it. */
export function outlookReading(streams: Streams, isEnclosed = false): DocumentReading {
  const values = properties(streams, isEnclosed ? 24 : 32)
  const page = pageOf(values)
  const facts: Fact[] = []
  const seen = new Set<string>()
  for (const [id, name] of PROPERTIES) {
    const value = values.get(id)
    const fact = value && factOf(name, value, page)
    if (!fact || fact.value === '' || seen.has(`${name}\0${fact.value}`)) continue
    seen.add(`${name}\0${fact.value}`)
    facts.push(fact)
  }
  const transport = values.get(0x007d)
  if (transport) {
    const text = textOf(transport, page)
    facts.push(...headerFacts(readHeaders(Buffer.from(text, 'utf8')).headers, transport.locator))
  }
  const recipients = streams.root.children.filter(({ name }) => name.startsWith('__recip_version1.0_'))
  for (const entry of recipients.slice(0, 2000)) {
    const one = properties(storageIn(streams, entry), 8)
    const address = [0x39fe, 0x3003].map(id => one.get(id)).find(value => value !== undefined)
    const kind = one.get(0x0c15)
    const name: FactName =
      kind && u32(kind.bytes, 0) === 2 ? 'mail_cc' : kind && u32(kind.bytes, 0) === 3 ? 'mail_bcc' : 'mail_to'
    const fact = address && factOf(name, address, page)
    if (fact && fact.value !== '') facts.push({ ...fact, locator: `${entry.name} ${fact.locator}` })
  }
  const inner = streams.root.children
    .filter(({ name }) => name.startsWith('__attach_version1.0_'))
    .slice(0, MOST_ATTACHMENTS)
    .flatMap(entry => attachment(streams, entry, page))
  facts.push(counted(inner.length))
  const text = bodyOf(values, page)
  return {
    format: 'msg',
    ...(text === '' ? {} : { text }),
    facts,
    problems: [...streams.problems],
    encrypted: /smime$/i.test(textOf(values.get(0x001a), page)),
    inner,
  }
}

function attachment(streams: Streams, entry: Entry, page: number): Inner[] {
  const own = storageIn(streams, entry)
  const values = properties(own, 8)
  const name =
    textOf(values.get(0x3707) ?? values.get(0x3704) ?? values.get(0x3001), page) ||
    entry.name.replace(/^.*#/, 'attachment ')
  const enclosed = own.find('__substg1.0_3701000D')
  if (enclosed?.kind === 'storage') {
    const item = storageIn(streams, enclosed)
    if (item.find('__properties_version1.0')) return [{ name, reading: () => outlookReading(item, true) }]
    return []
  }
  const data = own.find('__substg1.0_37010102')
  return data ? [{ name, bytes: () => memory(streams.read(data, 256 << 20)) }] : []
}

/** Values by property id: fixed ones from the property stream, the others from their own streams. */
function properties(streams: Streams, header: number): Map<number, Value> {
  const values = new Map<number, Value>()
  const entry = streams.find('__properties_version1.0')
  const table = entry ? streams.read(entry, 1 << 20) : Buffer.alloc(0)
  for (let at = header; at + 16 <= table.length; at += 16) {
    const [type, id] = [u16(table, at), u16(table, at + 2)]
    if ([0x0003, 0x000b, 0x0040, 0x0002].includes(type))
      values.set(id, {
        type,
        bytes: table.subarray(at + 8, at + 16),
        locator: `__properties_version1.0+${at}`,
      })
  }
  for (const child of streams.root.children) {
    const found = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$/i.exec(child.name)
    if (!found || child.kind !== 'stream') continue
    const id = Number.parseInt(found[1] ?? '', 16)
    const type = Number.parseInt(found[2] ?? '', 16)
    if (![0x001e, 0x001f, 0x0102].includes(type) || !WANTED.has(id)) continue
    values.set(id, { type, bytes: streams.read(child, 4 << 20), locator: child.name })
  }
  return values
}

const BODY = 0x1000
const HTML_BODY = 0x1013

const WANTED = new Set([
  ...PROPERTIES.map(([id]) => id),
  BODY,
  HTML_BODY,
  0x007d,
  0x3707,
  0x3704,
  0x3001,
  0x39fe,
  0x3003,
  0x0c15,
])

/** What bytes mean in the item: its own code page, that of its mail, or its language's. */
function pageOf(values: ReadonlyMap<number, Value>): number {
  for (const id of [0x3ffd, 0x3fde]) {
    const value = values.get(id)
    const page = value ? u32(value.bytes, 0) : 0
    if (page !== 0 && page !== 1200 && encodingOf(page) !== null) return page
  }
  const lid = values.get(0x3ff1)
  return lid ? pageOfLanguage(u32(lid.bytes, 0)) : 1252
}

/** What an item says itself: its plain text, else its page's text. A body in RTF alone is not read. */
function bodyOf(values: ReadonlyMap<number, Value>, page: number): string {
  const plain = textOf(values.get(BODY), page)
  if (/\S/.test(plain)) return plain
  const html = values.get(HTML_BODY)
  return html ? htmlText(html.type === 0x0102 ? decode(html.bytes, page) : textOf(html, page)) : ''
}

const textOf = (value: Value | undefined, page: number): string =>
  value === undefined
    ? ''
    : value.type === 0x001f
      ? value.bytes.toString('utf16le').replace(/\0+$/, '')
      : decode(value.bytes, page)

function factOf(name: FactName, value: Value, page: number): Fact | null {
  const base = { name, raw: hex(value.bytes), locator: value.locator, timeBasis: null }
  switch (value.type) {
    case 0x001f:
      return { ...base, value: textOf(value, page), decoder: 'MS-OXMSG UTF-16' }
    case 0x001e:
      return { ...base, value: textOf(value, page), decoder: `MS-OXMSG code page ${page}` }
    case 0x0040: {
      const ms = fileTime(u64(value.bytes, 0))
      const text = ms === null ? null : isoTime(ms, 'utc')
      return text === null ? null : { ...base, value: text, decoder: 'MS-OXMSG FILETIME', timeBasis: 'utc' }
    }
    case 0x0003:
      return { ...base, value: String(u32(value.bytes, 0)), decoder: 'MS-OXMSG' }
    case 0x0102:
      return { ...base, value: value.bytes.toString('hex'), decoder: 'MS-OXMSG' }
    default:
      return null
  }
}

import type { Fact } from '../fact.ts'
import { hex, isoTime } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { fileTime } from './compound.ts'
import { type Property, type PropertySet, type PropertyValue, readPropertySets } from './property-set.ts'

const SUMMARY = '{F29F85E0-4FF9-1068-AB91-08002B27B3D9}'
const DOCUMENT_SUMMARY = '{D5CDD502-2E9C-101B-9397-08002B2CF9AE}'

/** [MS-OLEPS] 2.25.1 */
const SUMMARY_NAMES: Readonly<Record<number, FactName>> = {
  1: 'code_page',
  2: 'title',
  3: 'subject',
  4: 'author',
  5: 'keywords',
  6: 'comments',
  7: 'template',
  8: 'last_modified_by',
  9: 'revision',
  10: 'edit_seconds',
  11: 'last_printed',
  12: 'created',
  13: 'modified',
  14: 'pages',
  15: 'words',
  16: 'characters',
  17: 'thumbnail_bytes',
  18: 'application',
  19: 'security',
}

/** [MS-OSHARED] 2.3.3.2.2.1 */
const DOCUMENT_NAMES: Readonly<Record<number, FactName>> = {
  1: 'code_page',
  2: 'category',
  3: 'presentation_target',
  4: 'bytes',
  5: 'lines',
  6: 'paragraphs',
  7: 'slides',
  8: 'notes',
  9: 'hidden_slides',
  10: 'multimedia_clips',
  11: 'scale_crop',
  12: 'heading_pairs',
  13: 'part_titles',
  14: 'manager',
  15: 'company',
  16: 'links_up_to_date',
  17: 'characters_with_spaces',
  19: 'shared_document',
  20: 'link_base',
  21: 'hyperlinks',
  22: 'hyperlinks_changed',
  23: 'application_version',
  24: 'signature_bytes',
  26: 'content_type',
  27: 'content_status',
  28: 'language',
  29: 'document_version',
}

/** What these numbers mean in every set. */
const ALWAYS: Readonly<Record<number, FactName>> = { 1: 'code_page', 2147483648: 'property_locale' }

/** Times of which a zero means never. */
const TIMES = new Set<FactName>(['created', 'modified', 'last_printed'])

const TRUTHS = new Set<FactName>(['scale_crop', 'links_up_to_date', 'shared_document', 'hyperlinks_changed'])

/** The facts of a property set stream such as SummaryInformation; `page` is the code page it names. */
export function propertyFacts(
  bytes: Buffer,
  stream: string,
): { facts: Fact[]; problems: string[]; page: number | null } {
  const { sets, system, problems } = readPropertySets(bytes)
  const facts: Fact[] = []
  let page: number | null = null
  const isSummary = /SummaryInformation$/.test(stream)
  for (const [at, set] of sets.entries()) {
    page ??= set.page
    const names =
      set.fmtid === SUMMARY || (isSummary && stream.endsWith('\x05SummaryInformation') && at === 0)
        ? SUMMARY_NAMES
        : set.fmtid === DOCUMENT_SUMMARY || (isSummary && at === 0)
          ? DOCUMENT_NAMES
          : {}
    if (at === 0) {
      const kind = system >>> 16
      facts.push({
        name: 'property_set_system',
        value: `${kind === 2 ? 'Windows' : kind === 1 ? 'Macintosh' : `system ${kind}`} ${system & 0xff}.${(system >>> 8) & 0xff}`,
        raw: hex(bytes.subarray(4, 8)),
        locator: `${shown(stream)}+4`,
        decoder: 'MS-OLEPS',
        timeBasis: null,
      })
    }
    for (const property of set.properties) facts.push(...factsOf(property, set, names, stream))
  }
  return { facts, problems: problems.map(problem => `${shown(stream)}: ${problem}`), page }
}

function factsOf(
  property: Property,
  set: PropertySet,
  names: Readonly<Record<number, FactName>>,
  stream: string,
): Fact[] {
  const known = property.name === undefined ? (names[property.id] ?? ALWAYS[property.id]) : undefined
  const named = property.name ?? `property ${property.id}`
  const name: FactName = known ?? (`custom:${named}` as FactName)
  const locator = `${shown(stream)}+0x${property.offset.toString(16)} ${set.fmtid.slice(1, 9)}/${property.id}`
  const base = { locator, raw: hex(property.raw), timeBasis: null }
  if (known === 'application_version' || known === 'document_version') {
    if (property.value.kind !== 'number') return plain(name, property.value, base)
    const n = property.value.number
    const value =
      known === 'application_version' ? `${n >>> 16}.${String(n & 0xffff).padStart(4, '0')}` : String(n)
    return [{ ...base, name, value, decoder: 'MS-OLEPS' }]
  }
  if (known === 'code_page' && set.page !== null)
    return [{ ...base, name, value: String(set.page), decoder: 'MS-OLEPS' }]
  if (known === 'heading_pairs' && property.value.kind === 'list')
    return pairs(property.value.items, name, base)
  if (property.name === '_PID_HLINKS' && property.value.kind === 'bytes')
    return hyperlinks(property.value.bytes, locator)
  if (known && TRUTHS.has(known) && property.value.kind === 'number')
    return [{ ...base, name, value: String(property.value.number !== 0), decoder: 'MS-OLEPS' }]
  if (known === 'edit_seconds' && property.value.kind === 'filetime')
    return [{ ...base, name, value: String(Number(property.value.ticks) / 1e7), decoder: 'MS-OLEPS' }]
  if (property.name !== undefined && property.value.kind === 'bytes')
    // Some writers keep UTF-16 text in blobs (_PID_LINKBASE, _PID_GUID).
    return [{ ...base, name, value: blobText(property.value.bytes), decoder: 'MS-OLEPS blob' }]
  return plain(name, property.value, base)
}

type Base = Pick<Fact, 'locator' | 'raw' | 'timeBasis'>

function plain(name: FactName, value: PropertyValue, base: Base): Fact[] {
  const one = (text: string, decoder = 'MS-OLEPS', timeBasis: Fact['timeBasis'] = null): Fact[] => [
    { ...base, name, value: text, decoder, timeBasis },
  ]
  switch (value.kind) {
    case 'text':
      return one(value.text, value.page === null ? 'MS-OLEPS UTF-16' : `MS-OLEPS code page ${value.page}`)
    case 'number':
      return one(
        Number.isInteger(value.number) ? String(value.number) : String(Number(value.number.toPrecision(12))),
      )
    case 'big':
      return one(String(value.big))
    case 'truth':
      return one(String(value.truth))
    case 'guid':
      return one(value.text)
    case 'date': {
      const text = isoTime(Math.round((value.days - 25569) * 86_400_000), 'local')
      return text === null ? [] : one(text, 'MS-OLEPS OLE date', 'local')
    }
    case 'filetime': {
      const ms = fileTime(value.ticks)
      // A time of zero, or less than a year after 1601, is a span or "never".
      if (value.ticks === 0n && TIMES.has(name)) return []
      if (ms === null || value.ticks < 315_360_000_000_000n)
        return one(String(Number(value.ticks) / 1e7), 'MS-OLEPS FILETIME span')
      const text = isoTime(ms, 'utc')
      return text === null ? [] : one(text, 'MS-OLEPS FILETIME', 'utc')
    }
    case 'bytes':
      return one(String(value.bytes.length))
    case 'list':
      return value.items.flatMap((item, at) =>
        plain(name, item, { ...base, locator: `${base.locator}[${at}]` }),
      )
    case 'empty':
      return []
  }
}

function pairs(items: readonly PropertyValue[], name: FactName, base: Base): Fact[] {
  const facts: Fact[] = []
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [title, count] = [items[at], items[at + 1]]
    if (title?.kind !== 'text') continue
    facts.push({
      ...base,
      name,
      value: `${title.text} ${count?.kind === 'number' ? count.number : '?'}`,
      decoder: `MS-OLEPS code page ${title.page ?? 'UTF-16'}`,
      locator: `${base.locator}[${at}]`,
    })
  }
  return facts
}

/** [MS-OSHARED] 2.3.3.1.20: six variants a link; the fifth is where it leads, the sixth the place in there. */
function hyperlinks(bytes: Buffer, locator: string): Fact[] {
  const facts: Fact[] = []
  const count = Math.min(bytes.length >= 4 ? bytes.readUInt32LE(0) : 0, 60_000)
  let at = 4
  const texts: string[] = []
  for (let n = 0; n < count && at + 8 <= bytes.length; n++) {
    const type = bytes.readUInt32LE(at) & 0xffff
    if (type === 31 || type === 30) {
      const length = bytes.readUInt32LE(at + 4) * (type === 31 ? 2 : 1)
      const text = bytes.subarray(at + 8, at + 8 + length)
      texts.push((type === 31 ? text.toString('utf16le') : text.toString('latin1')).split('\0')[0] ?? '')
      at += 8 + length + ((4 - (length % 4)) % 4)
    } else {
      texts.push('')
      at += 8
    }
    if (texts.length % 6 === 0) {
      const [link, place] = [texts.at(-2) ?? '', texts.at(-1) ?? '']
      facts.push({
        name: 'hyperlinks',
        value: place === '' ? link : `${link}#${place}`,
        raw: '',
        locator: `${locator}[${facts.length}]`,
        decoder: 'MS-OSHARED hyperlinks',
        timeBasis: null,
      })
    }
  }
  return facts
}

/** A blob's UTF-16 text where it is one, else its bytes in hexadecimal digits. */
function blobText(bytes: Buffer): string {
  const text =
    bytes.length >= 2 && bytes.length % 2 === 0 ? bytes.toString('utf16le').replace(/\0+$/, '') : ''
  return text !== '' && /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(text) ? text : hex(bytes)
}

export const shown = (stream: string): string => stream.replace(/[^\P{C}]/gu, '')

import iconv from 'iconv-lite'
import { decode } from '../src/documents/code-page.ts'
import type { Fact } from '../src/documents/fact.ts'

/** A value of ExifTool's JSON. */
export type Told = string | number | boolean | null | Told[] | { [key: string]: Told }

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 }

const WORDS: Readonly<Record<string, string>> = {
  yes: 'true',
  no: 'false',
  none: '0',
  'password protected': '1',
  'read-only recommended': '2',
  'read-only enforced': '4',
  'locked for annotations': '8',
}

/** What ExifTool calls the four signs of a colour profile. */
const ICC: Readonly<Record<string, readonly string[]>> = {
  appl: ['Apple Computer Inc.'],
  msft: ['Microsoft Corporation'],
  'hp  ': ['Hewlett-Packard'],
  hp: ['Hewlett-Packard'],
  lino: ['Linotronic'],
  iec: ['IEC', 'Hewlett-Packard'],
  'iec ': ['IEC', 'Hewlett-Packard'],
  mntr: ['Display Device Profile'],
  prtr: ['Output Device Profile'],
  scnr: ['Input Device Profile'],
  spac: ['ColorSpace Conversion Profile'],
  'crt ': ['Cathode Ray Tube Display'],
  crt: ['Cathode Ray Tube Display'],
  adbe: ['Adobe Systems Inc.'],
  '0': ['Not Embedded, Independent', 'Reflective, Glossy, Positive, Color', 'Perceptual', 'Unknown', 'none'],
  '': ['none', ''],
  none: ['none'],
}
const ICC_NUMBERS =
  /^(D50=1|D65=2|D93=3|CIE 1931=1|CIE 1964=2|Media-Relative Colorimetric=1|Saturation=2|([\d.]+)%=.*)$/

/** ExifTool's names of code pages and of languages, which stand for numbers. */
export interface Names {
  page: (told: string) => number | undefined
  language: (told: string) => number | undefined
}

/** Whether one of our facts, or all of a list's, say what was told, once both are written alike. */
export function says(told: Told, facts: readonly Fact[], names: Names, field: string): boolean {
  if (/^0000:00:00/.test(String(told)) || facts.length === 0) return isNothing(told)
  if (/HeadingPairs$/.test(field) && Array.isArray(told))
    return pairs(told).every(pair => has(pair, facts, names))
  if (/HLinks$/.test(field) && Array.isArray(told)) return links(told).every(link => has(link, facts, names))
  if (/MediaBox$/.test(field) && Array.isArray(told)) return has(told.join(' '), facts, names)
  if (Array.isArray(told)) return told.every(item => says(item, facts, names, ''))
  if (told !== null && typeof told === 'object')
    return Object.values(told).every(item => says(item, facts, names, ''))
  return has(told, facts, names)
}

/** Nothing said and nothing found are alike. */
const isNothing = (told: Told): boolean =>
  told === '' || told === 0 || (Array.isArray(told) && told.length === 0) || /^0000:00:00/.test(String(told))

const has = (told: string | number | boolean | null, facts: readonly Fact[], names: Names) =>
  facts.some(fact => same(told, fact, names))

export function same(told: string | number | boolean | null, fact: Fact, names: Names): boolean {
  const theirs = trimmed(String(told))
  const ours = trimmed(fact.value)
  if (theirs === ours) return true
  if (theirs.toLowerCase() === ours.toLowerCase() && /^(true|false)$/i.test(ours)) return true
  if (theirs === `Unknown (${ours})`) return true
  const lower = theirs.toLowerCase()
  if (WORDS[lower] === ours) return true
  if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(theirs) && Number(theirs) === Number(ours) && ours !== '') return true
  if (/^(-1|1)$/.test(theirs) && ours === 'true') return true
  if (theirs === '0' && ours === 'false') return true
  if (fact.name === 'code_page') return names.page(theirs) === Number(ours)
  if (fact.name === 'doc_language') return names.language(theirs) === Number(ours)
  if (/^\(Binary data (\d+) bytes/.test(theirs)) {
    const size = /^\(Binary data (\d+)/.exec(theirs)?.[1]
    return size === ours || Number(size) === Buffer.from(fact.value, 'base64').length
  }
  if (sameTime(theirs, fact)) return true
  if (fact.name.startsWith('icc:'))
    return ICC[fact.value.toLowerCase()]?.includes(theirs) ?? ICC_NUMBERS.test(`${theirs}=${fact.value}`)
  if (sameTime(theirs, fact)) return true
  return sameSpan(theirs, fact) || sameLoosely(theirs, fact)
}

const trimmed = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\0/g, '').trim()

/** "2010:09:04 14:58:48Z": theirs may be on another clock than ours, which says so. */
function sameTime(theirs: string, fact: Fact): boolean {
  const found = /^(\d{4}):(\d\d):(\d\d)(?: (\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(
    theirs,
  )
  if (!found) return false
  const at = (zone: string) =>
    Date.parse(
      `${found[1]}-${found[2]}-${found[3]}T${found[4] ?? '00'}:${found[5] ?? '00'}:${found[6] ?? '00'}${zone}`,
    )
  const ours = fact.value.endsWith('Z')
    ? Date.parse(fact.value)
    : Date.parse(fact.value.includes('T') ? `${fact.value}Z` : fact.value)
  return Number.isFinite(ours) && Math.abs(at(found[8] ?? 'Z') - ours) < 1000
}

/** "53.0 minutes", "2.2 hours", "1:02:03" or "PT1M44S" against seconds or minutes. */
function sameSpan(theirs: string, fact: Fact): boolean {
  const ours = Number(fact.value) * (/minutes$/.test(fact.name) ? 60 : 1)
  if (!/^(edit_|doc_edit_)/.test(fact.name) || !Number.isFinite(ours)) return false
  if (theirs === fact.raw) return true
  const found = /^([\d.]+) (second|minute|hour|day)s?$/.exec(theirs)
  if (found) {
    const unit = UNITS[found[2] ?? ''] ?? 1
    return Math.abs(Number(found[1]) - ours / unit) <= 0.051
  }
  // A span that it takes for a time: as many seconds after 1970.
  const date = /^(\d+):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(theirs)
  return date !== null && ours > 365 * 86_400
}

function sameLoosely(theirs: string, fact: Fact): boolean {
  if (fact.name === 'doc_flags')
    return theirs
      .split(', ')
      .every(flag =>
        fact.value
          .toLowerCase()
          .includes(
            flag.toLowerCase().replace('has picture', 'has pictures').replace('far east', 'far east'),
          ),
      )
  if (fact.name === 'doc_version') return /^Word (6|8)/.test(theirs) || theirs === fact.value
  // It looks at a bit of the byte before.
  if (fact.name === 'doc_word97_saved')
    return theirs === (Number.parseInt(fact.raw.slice(0, 2), 16) & 0x10 ? 'Yes' : 'No')
  if (fact.name === 'doc_saved_by') return theirs.startsWith(`${trimmed(fact.value)} (`)
  if (fact.name === 'line_ends') return theirs.toLowerCase().includes(fact.value)
  if (fact.name === 'pdf_media_box') return theirs === fact.value
  // Numbers in a text, such as 1.0 for 1.
  return theirs.replace(/\.0+$/, '') === fact.value.replace(/\.0+$/, '')
}

function pairs(told: Told[]): string[] {
  const list: string[] = []
  for (let at = 0; at + 1 < told.length; at += 2) list.push(`${told[at]} ${told[at + 1]}`)
  return list
}

function links(told: Told[]): string[] {
  const list: string[] = []
  for (let at = 0; at + 5 < told.length; at += 6)
    list.push(`${told[at + 4]}${told[at + 5] === '' ? '' : `#${told[at + 5]}`}`)
  return list
}

function readAgain(text: string, fact: Fact): boolean {
  const page = /code page (\d+)/.exec(fact.decoder)?.[1]
  return (
    page !== undefined &&
    text !== fact.value &&
    decode(iconv.encode(text, 'win1252'), Number(page)) === fact.value
  )
}

/** What ExifTool could not read: signs that it did not know the code page of. */
export function isGarbled(told: Told, facts: readonly Fact[]): boolean {
  if (Array.isArray(told)) return told.some(item => isGarbled(item, facts))
  const text = String(told)
  // Bytes of another code page, shown as Latin 1.
  if (facts.some(fact => readAgain(text, fact))) return true
  if (!text.includes('?') && !text.includes('\ufffd')) return false
  // Ours has letters beyond ASCII where theirs has question marks.
  return facts.some(({ value }) => [...value].some(sign => sign > '~'))
}

import { type Fact, hex, isoTime, type Reading } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { iccFacts } from '../icc.ts'
import { textFact } from '../package.ts'
import { offsetOf } from '../times.ts'
import { xmpFacts } from '../xml/xmp.ts'
import { PdfFile } from './file.ts'
import { signatureFacts } from './signatures.ts'
import { type Dict, Name, type Pdf, Ref } from './syntax.ts'

const INFO: Readonly<Record<string, FactName>> = {
  Title: 'title',
  Author: 'author',
  Subject: 'subject',
  Keywords: 'keywords',
  Creator: 'creator_tool',
  Producer: 'producer',
  CreationDate: 'created',
  ModDate: 'modified',
  Trapped: 'trapped',
}

/** Everything that a PDF says of itself: both kinds of metadata, its ids, and how often it was saved anew. */
export function pdfReading(bytes: Buffer): Reading & { encrypted: boolean; opened: boolean } {
  const file = new PdfFile(bytes)
  const facts: Fact[] = []
  const head = bytes.toString('latin1', 0, 2048)
  const version = /%PDF-(\d+\.\d+)/.exec(head)?.[1]
  if (version) facts.push(textFact('pdf_version', version, 'header', 'PDF', { raw: `%PDF-${version}` }))
  // A linearised file says its own length: one that was saved since is linearised no more.
  const isLinear =
    /\/Linearized\s/.test(head.slice(0, 1024)) &&
    Number(/\/L\s+(\d+)/.exec(head.slice(0, 1024))?.[1]) === bytes.length
  facts.push(textFact('pdf_linearized', String(isLinear), 'first object', 'PDF', { raw: '' }))
  const root = file.dict(file.trailer.get('Root'))
  if (file.encryption) encryptionFacts(file.encryption.dict, facts)
  if (root) catalogFacts(file, root, facts)
  const closed = file.encryption !== null && file.encryption.cipher === null
  if (!closed) {
    infoFacts(file, file.trailer, 'Info', facts)
    earlierInfo(file, facts)
    metadataFacts(file, root, facts)
    if (root) profileFacts(file, root, facts)
  }
  const ids = file.array(file.trailer.get('ID'))
  for (const [at, name] of [
    [0, 'pdf_id_permanent'],
    [1, 'pdf_id_changing'],
  ] as const) {
    const id = ids[at]
    if (Buffer.isBuffer(id) && id.length > 0)
      facts.push(textFact(name, id.toString('hex'), `trailer /ID[${at}]`, 'PDF', { raw: hex(id) }))
  }
  const ends = countEnds(bytes)
  // A linearised file has two sections from the start.
  const updates = Math.max(0, ends - (isLinear ? 2 : 1))
  facts.push(textFact('pdf_updates', String(updates), `${ends} × %%EOF`, 'PDF', { raw: '' }))
  return {
    facts,
    problems: [...file.problems, ...(closed ? ['it is encrypted, and opens with a password only'] : [])],
    encrypted: file.encryption !== null,
    opened: !closed,
  }
}

function countEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf('%%EOF', 0, 'latin1'); at >= 0; at = bytes.indexOf('%%EOF', at + 5, 'latin1'))
    count++
  return count
}

function infoFacts(file: PdfFile, trailer: Dict, where: string, facts: Fact[]): void {
  const info = file.dict(trailer.get('Info'))
  const ref = trailer.get('Info')
  const place = ref instanceof Ref ? `object ${ref.id} /${where}` : `/${where}`
  for (const [key, value] of info ?? [])
    facts.push(...valueFacts(file, INFO[key] ?? `custom:${key}`, value, `${place}/${key}`))
}

function valueFacts(file: PdfFile, name: FactName, given: Pdf, locator: string): Fact[] {
  const value = file.resolve(given)
  if (Array.isArray(value))
    return value.flatMap((item, at) => valueFacts(file, name, item, `${locator}[${at}]`))
  if (value instanceof Name) return [textFact(name, value.text, locator, 'PDF name')]
  if (typeof value === 'number' || typeof value === 'boolean')
    return [textFact(name, String(value), locator, 'PDF')]
  if (!Buffer.isBuffer(value)) return []
  const { text, decoder } = pdfText(value)
  const time = pdfTime(text)
  if (time) return [textFact(name, time.value, locator, 'PDF date', { raw: text, timeBasis: time.basis })]
  return [textFact(name, text, locator, decoder, { raw: hex(value) })]
}

/** What Info said before the last save, where it said something else: a save that appends leaves it in the file. */
function earlierInfo(file: PdfFile, facts: Fact[]): void {
  const now = file.trailer.get('Info')
  const seen = new Set([now instanceof Ref ? now.id : -1])
  const known = new Set(facts.map(({ name, value }) => `${name}\0${value}`))
  for (const { trailer } of file.sections) {
    const info = trailer.get('Info')
    if (!(info instanceof Ref) || seen.has(info.id)) continue
    seen.add(info.id)
    const earlier: Fact[] = []
    infoFacts(file, trailer, 'Info', earlier)
    for (const fact of earlier)
      if (!known.has(`${fact.name}\0${fact.value}`))
        facts.push({ ...fact, name: 'pdf_earlier', value: `${fact.name}: ${fact.value}` })
  }
}

function metadataFacts(file: PdfFile, root: Dict | null, facts: Fact[]): void {
  const packet = root?.get('Metadata')
  const bytes = file.streamBytes(packet)
  if (!bytes) return
  const read = xmpFacts(bytes, packet instanceof Ref ? `object ${packet.id} /Metadata` : '/Metadata')
  facts.push(...read.facts)
  for (const problem of read.problems) file.problems.push(`XMP: ${problem}`)
}

/** The colour profiles that the first page and the file's intent name. */
function profileFacts(file: PdfFile, root: Dict, facts: Fact[]): void {
  const streams: [Pdf, string][] = []
  for (const intent of file.array(root.get('OutputIntents')))
    streams.push([file.dict(intent)?.get('DestOutputProfile') ?? null, 'OutputIntents'])
  let page = file.dict(root.get('Pages'))
  for (let depth = 0; depth < 20 && page?.has('Kids'); depth++)
    page = file.dict(file.array(page.get('Kids'))[0])
  const resources = file.dict(page?.get('Resources'))
  for (const [name, space] of file.dict(resources?.get('ColorSpace')) ?? []) {
    const [kind, stream] = file.array(space)
    if (file.name(kind) === 'ICCBased') streams.push([stream ?? null, `ColorSpace/${name}`])
  }
  const seen = new Set<number>()
  for (const [stream, where] of streams.slice(0, 10)) {
    if (stream instanceof Ref && seen.has(stream.id)) continue
    if (stream instanceof Ref) seen.add(stream.id)
    const bytes = file.streamBytes(stream)
    if (bytes) facts.push(...iccFacts(bytes, where))
  }
}

function catalogFacts(file: PdfFile, root: Dict, facts: Fact[]): void {
  const add = (name: FactName, value: string | null, what: string) => {
    if (value !== null && value !== '') facts.push(textFact(name, value, `/Root/${what}`, 'PDF'))
  }
  const lang = file.resolve(root.get('Lang'))
  add('language', Buffer.isBuffer(lang) ? pdfText(lang).text : null, 'Lang')
  add('pdf_catalog_version', file.name(root.get('Version')), 'Version')
  add('pdf_page_mode', file.name(root.get('PageMode')), 'PageMode')
  add('pdf_page_layout', file.name(root.get('PageLayout')), 'PageLayout')
  const mark = file.dict(root.get('MarkInfo'))
  if (mark) add('pdf_tagged', String(file.resolve(mark.get('Marked')) === true), 'MarkInfo/Marked')
  const form = file.dict(root.get('AcroForm'))
  if (form) add('pdf_xfa', String(form.has('XFA')), 'AcroForm/XFA')
  const pages = file.dict(root.get('Pages'))
  const count = pages && file.resolve(pages.get('Count'))
  if (typeof count === 'number') add('pages', String(count), 'Pages/Count')
  const box = pages && file.array(pages.get('MediaBox')).map(item => file.resolve(item))
  if (box && box.length === 4) add('pdf_media_box', box.join(' '), 'Pages/MediaBox')
  facts.push(...signatureFacts(file, root))
  const names = file.dict(root.get('Names'))
  if (names?.has('JavaScript') || isScript(file, root.get('OpenAction'))) add('macros', 'true', 'JavaScript')
  if (names?.has('EmbeddedFiles')) add('pdf_embedded_files', 'true', 'Names/EmbeddedFiles')
}

const isScript = (file: PdfFile, action: Pdf | undefined): boolean =>
  file.name(file.dict(action)?.get('S')) === 'JavaScript'

const RIGHTS: readonly [number, string][] = [
  [4, 'Print'],
  [8, 'Modify'],
  [16, 'Copy'],
  [32, 'Annotate'],
  [256, 'Fill forms'],
  [512, 'Extract'],
  [1024, 'Assemble'],
  [2048, 'Print high-res'],
]

function encryptionFacts(dict: Dict, facts: Fact[]): void {
  const number = (key: string) => (typeof dict.get(key) === 'number' ? Number(dict.get(key)) : 0)
  const filter = dict.get('Filter')
  const handler = filter instanceof Name ? filter.text : '?'
  const version = number('V')
  const bits = number('Length') || (version === 4 ? 128 : version >= 5 ? 256 : 40)
  facts.push(textFact('encryption', `${handler} V${version}.${number('R')} (${bits}-bit)`, '/Encrypt', 'PDF'))
  const rights = number('P')
  facts.push(
    textFact(
      'pdf_rights',
      RIGHTS.filter(([bit]) => rights & bit)
        .map(([, name]) => name)
        .join(', '),
      '/Encrypt/P',
      'PDF',
      { raw: String(rights) },
    ),
  )
}

/** A text string (ISO 32000-2 7.9.2.2): UTF-16 or UTF-8 by its mark, else PDFDocEncoding. */
export function pdfText(bytes: Buffer): { text: string; decoder: string } {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return {
      text: Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
        .swap16()
        .toString('utf16le')
        .replace(/\0+$/, ''),
      decoder: 'PDF UTF-16',
    }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: bytes.subarray(2).toString('utf16le'), decoder: 'PDF UTF-16' }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: bytes.subarray(3).toString('utf8'), decoder: 'PDF UTF-8' }
  return {
    text: Array.from(bytes, byte => OWN[byte] ?? String.fromCharCode(byte)).join(''),
    decoder: 'PDFDocEncoding',
  }
}

/** Where PDFDocEncoding is not Latin 1 (ISO 32000-1 annex D.2). */
const OWN: Readonly<Record<number, string>> = Object.fromEntries([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((sign, at) => [0x18 + at, sign]),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((sign, at) => [0x80 + at, sign]),
  [0xa0, '€'],
])

/** "D:20170327130000+03'00'" */
export function pdfTime(text: string): { value: string; basis: 'utc' | 'local' } | null {
  const found =
    /^\s*D:\s*(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])(\d\d)'?:?(\d\d)?'?)?/.exec(text)
  if (!found) return null
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    z,
    sign,
    hours,
    minutes = '00',
  ] = found
  const offset = sign ? offsetOf(`${sign}${hours}:${minutes}`) : 0
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const basis = z || sign ? 'utc' : 'local'
  const value = isoTime(ms - offset, basis)
  return value === null ? null : { value: basis === 'utc' ? value : value.slice(0, 19), basis }
}

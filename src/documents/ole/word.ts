import { i32, u16, u32 } from '../bytes.ts'
import { decode, pageOfLanguage, utf16 } from '../code-page.ts'
import { type Fact, hex, isoTime } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { fileTime } from './compound.ts'

/** Places in the file information block's list of tables ([MS-DOC] 2.5.6). */
const PRINTER = 27
const PROPERTIES = 31
const ASSOCIATED = 32
const COMMENT_AUTHORS = 36
const REVISION_AUTHORS = 51
const ROUTE = 70
const SAVED_BY = 71
const SAVED_AT = 87

/** What [MS-DOC] 2.9.273 keeps at each place of SttbfAssoc. */
const ASSOCIATIONS: Readonly<Record<number, FactName>> = {
  1: 'doc_template_path',
  2: 'doc_title',
  3: 'doc_subject',
  4: 'doc_keywords',
  6: 'doc_author',
  7: 'doc_last_revised_by',
  8: 'doc_data_source',
  9: 'doc_header_source',
}

/** The facts of a Word binary file: languages, who saved it and where, who revised it, and Word's own clock. */
export function wordFacts(
  main: Buffer,
  table: Buffer,
  tableName: string,
): { facts: Fact[]; problems: string[]; encrypted: boolean } {
  const facts: Fact[] = []
  const problems: string[] = []
  const ident = u16(main, 0)
  const version = u16(main, 2)
  if (main.length < 154 || ![0xa5ec, 0xa5dc, 0xa59b, 0xa697, 0xa698, 0xa699].includes(ident))
    return {
      facts,
      problems: [`WordDocument: the file information block's mark is 0x${ident.toString(16)}, not Word's`],
      encrypted: false,
    }
  const flags = u16(main, 10)
  const isOld = version < 0x00b0
  const encrypted = (flags & 0x0100) !== 0
  const lid = u16(main, 6)
  const isFar = (flags & 0x4000) !== 0
  const wide = isOld ? [] : [u16(main, 60)]
  const add = (
    name: FactName,
    value: string,
    raw: Buffer,
    locator: string,
    decoder = 'MS-DOC',
    timeBasis: Fact['timeBasis'] = null,
  ) => {
    if (value !== '') facts.push({ name, value, raw: hex(raw), locator, decoder, timeBasis })
  }
  add(
    'doc_version',
    `${isOld ? (version < 101 ? 'Word 2' : 'Word 6/95') : 'Word 97'} (nFib ${version})`,
    main.subarray(2, 4),
    'WordDocument+2 nFib',
  )
  add('doc_language', String(lid), main.subarray(6, 8), 'WordDocument+6 lid')
  for (const far of wide)
    if (far !== 0) add('doc_far_east_language', String(far), main.subarray(60, 62), 'WordDocument+60 lidFE')
  add('doc_flags', flagNames(flags), main.subarray(10, 12), 'WordDocument+10')
  add(
    'doc_system',
    (main[18] ?? 0) === 0 ? 'Windows' : 'Macintosh',
    main.subarray(18, 19),
    'WordDocument+18 envr',
  )
  add('doc_word97_saved', String(((main[19] ?? 0) & 0x10) !== 0), main.subarray(18, 20), 'WordDocument+18')
  const product = u16(main, 34)
  if (!isOld && product !== 0) {
    add('doc_created_build', String(u16(main, 34)), main.subarray(34, 36), 'WordDocument+34 wMagicCreated')
    add('doc_revised_build', String(u16(main, 36)), main.subarray(36, 38), 'WordDocument+36 wMagicRevised')
  }
  if (encrypted) {
    add('encryption', flags & 0x8000 ? 'XOR' : 'RC4', main.subarray(10, 12), 'WordDocument+10')
    return { facts, problems, encrypted }
  }
  const page = pageOfLanguage(isFar && wide[0] ? wide[0] : lid)
  const pairs = isOld ? 0x58 : 154
  const from = isOld ? main : table
  const stream = isOld ? 'WordDocument' : tableName
  const piece = (index: number): { bytes: Buffer; at: number } | null => {
    const at = u32(main, pairs + index * 8)
    const length = u32(main, pairs + index * 8 + 4)
    if (length === 0 || length > 10_000_000) return null
    if (at + length > from.length) {
      problems.push(`${stream} has no ${length} bytes at 0x${at.toString(16)}`)
      return null
    }
    return { bytes: from.subarray(at, at + length), at }
  }
  const where = (at: number, what: string) => `${stream}+0x${at.toString(16)} ${what}`
  if (!isOld && u16(main, 152) > SAVED_AT) {
    const ticks = main.subarray(pairs + SAVED_AT * 8, pairs + SAVED_AT * 8 + 8)
    const ms = ticks.length === 8 ? fileTime(ticks.readBigUInt64LE()) : null
    const value = ms === null ? null : isoTime(ms, 'utc')
    if (value)
      add(
        'doc_saved',
        value,
        ticks,
        `WordDocument+0x${(pairs + SAVED_AT * 8).toString(16)} dwLowDateTime`,
        'MS-DOC FILETIME',
        'utc',
      )
  }
  const dop = piece(PROPERTIES)
  if (dop) properties(dop.bytes, dop.at)
  const associated = piece(ASSOCIATED)
  if (associated)
    for (const [place, { text, raw }] of strings(associated.bytes, isOld, page).entries()) {
      const name = ASSOCIATIONS[place]
      if (name) add(name, text, raw, where(associated.at, `SttbfAssoc[${place}]`))
    }
  const revisers = piece(REVISION_AUTHORS)
  if (revisers)
    for (const [place, { text, raw }] of strings(revisers.bytes, isOld, page).entries())
      if (text !== 'Unknown') add('revision_author', text, raw, where(revisers.at, `SttbfRMark[${place}]`))
  const commenters = piece(COMMENT_AUTHORS)
  if (commenters && !isOld) commentAuthors(commenters.bytes, commenters.at)
  const saved = isOld ? null : piece(SAVED_BY)
  if (saved) {
    const list = strings(saved.bytes, false, page)
    for (let at = 0; at + 1 < list.length; at += 2) {
      const [who, path] = [list[at], list[at + 1]]
      if (!who || !path) continue
      add('doc_saved_by', who.text, who.raw, where(saved.at, `SttbSavedBy[${at / 2}] author`))
      add('doc_saved_path', path.text, path.raw, where(saved.at, `SttbSavedBy[${at / 2}] path`))
    }
  }
  const printer = piece(PRINTER)
  if (printer) {
    // Three texts, each ended by a zero: the printer, its port and its driver.
    const [name = '', port = '', driver = ''] = zeroEnded(printer.bytes).map(text => decode(text, page))
    const places = where(printer.at, 'PrDrvr')
    add('printer', name.trim(), printer.bytes, places, `MS-DOC code page ${page}`)
    add('printer_port', port.trim(), printer.bytes, places, `MS-DOC code page ${page}`)
    add('printer_driver', driver.trim(), printer.bytes, places, `MS-DOC code page ${page}`)
  }
  const route = isOld ? null : piece(ROUTE)
  if (route)
    for (const address of route.bytes.toString('latin1').match(/[\w.+-]{1,60}@[\w.-]{1,80}\.\w{2,10}/g) ?? [])
      add('doc_route', address, route.bytes, where(route.at, 'RouteSlip'))
  return { facts, problems, encrypted }

  /** [MS-DOC] 2.7.2: Word's own times are on the writer's clock. */
  function properties(bytes: Buffer, at: number): void {
    const time = (offset: number, name: FactName, what: string) => {
      const value = dttm(u32(bytes, offset))
      if (value)
        add(
          name,
          value,
          bytes.subarray(offset, offset + 4),
          where(at + offset, `Dop ${what}`),
          'MS-DOC DTTM',
          'local',
        )
    }
    time(0x14, 'doc_created', 'dttmCreated')
    time(0x18, 'doc_revised', 'dttmRevised')
    time(0x1c, 'doc_printed', 'dttmLastPrint')
    const number = (offset: number, width: 2 | 4, name: FactName, what: string) => {
      if (offset + width <= bytes.length)
        add(
          name,
          String(width === 2 ? u16(bytes, offset) : i32(bytes, offset)),
          bytes.subarray(offset, offset + width),
          where(at + offset, `Dop ${what}`),
        )
    }
    number(0x20, 2, 'doc_revision', 'nRevision')
    number(0x22, 4, 'doc_edit_minutes', 'tmEdited')
    number(0x26, 4, 'doc_words', 'cWords')
    number(0x2a, 4, 'doc_characters', 'cCh')
    number(0x2e, 2, 'doc_pages', 'cPg')
    number(0x30, 4, 'doc_paragraphs', 'cParas')
    number(0x38, 4, 'doc_lines', 'cLines')
  }

  /** [MS-DOC] 2.9.101: names one after the other, each with its count of signs. */
  function commentAuthors(bytes: Buffer, at: number): void {
    let offset = 0
    for (let n = 0; n < 1000 && offset + 2 <= bytes.length; n++) {
      const length = u16(bytes, offset) * 2
      const raw = bytes.subarray(offset + 2, offset + 2 + length)
      if (raw.length < length) break
      add('comment_author', utf16(raw), raw, where(at + offset, `GrpXstAtnOwners[${n}]`))
      offset += 2 + length
    }
  }
}

/** A string table ([MS-DOC] 2.2.4), UTF-16 or, before Word 97, in bytes. */
function strings(bytes: Buffer, isOld: boolean, page: number): { text: string; raw: Buffer }[] {
  const list: { text: string; raw: Buffer }[] = []
  if (isOld) {
    let at = 2
    while (at < bytes.length && list.length < 5000) {
      const raw = bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0))
      list.push({ text: decode(raw, page), raw })
      at += 1 + (bytes[at] ?? 0)
    }
    return list
  }
  const isWide = u16(bytes, 0) === 0xffff
  let at = isWide ? 2 : 0
  const count = u16(bytes, at)
  const extra = u16(bytes, at + 2)
  at += 4
  for (let n = 0; n < count && at < bytes.length; n++) {
    const signs = isWide ? u16(bytes, at) : (bytes[at] ?? 0)
    at += isWide ? 2 : 1
    const raw = bytes.subarray(at, at + signs * (isWide ? 2 : 1))
    list.push({ text: isWide ? utf16(raw) : decode(raw, page), raw })
    at += signs * (isWide ? 2 : 1) + extra
  }
  return list
}

function zeroEnded(bytes: Buffer): Buffer[] {
  const list: Buffer[] = []
  let from = 0
  while (from < bytes.length && list.length < 4) {
    const end = bytes.indexOf(0, from)
    if (end < 0) break
    list.push(bytes.subarray(from, end))
    from = end + 1
  }
  return list
}

/** [MS-DOC] 2.9.63: minutes, hours, day, month, year since 1900, on the writer's clock; null for none. */
function dttm(bits: number): string | null {
  if (bits === 0) return null
  const [minute, hour, day, month, year] = [
    bits & 63,
    (bits >>> 6) & 31,
    (bits >>> 11) & 31,
    (bits >>> 16) & 15,
    (bits >>> 20) & 511,
  ]
  if (month === 0 || month > 12 || day === 0 || hour > 23 || minute > 59) return null
  return isoTime(Date.UTC(1900 + year, month - 1, day, hour, minute), 'local')?.slice(0, 19) ?? null
}

function flagNames(flags: number): string {
  const names = [
    [0x0001, 'template'],
    [0x0002, 'glossary'],
    [0x0004, 'fast-saved'],
    [0x0008, 'has pictures'],
    [0x0100, 'encrypted'],
    [0x0200, '1Table'],
    [0x0400, 'read-only recommended'],
    [0x0800, 'write reservation'],
    [0x1000, 'ExtChar'],
    [0x4000, 'Far East'],
    [0x8000, 'obfuscated'],
  ] as const
  return names
    .filter(([bit]) => flags & bit)
    .map(([, name]) => name)
    .join(', ')
}

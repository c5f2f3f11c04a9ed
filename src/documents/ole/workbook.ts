import { u16, u32 } from '../bytes.ts'
import { decode } from '../code-page.ts'
import { type Fact, hex } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { printerFacts } from './devmode.ts'

/** Records that are read, by their number in [MS-XLS] 2.3. */
const BOF = 0x0809
const OLD_BOFS = new Set([0x0009, 0x0209, 0x0409])
const EOF = 0x000a
const FILEPASS = 0x002f
const CODEPAGE = 0x0042
const PLS = 0x004d
const FILESHARING = 0x005b
const WRITEACCESS = 0x005c
const COUNTRY = 0x008c
const CONTINUE = 0x003c
const NOTE = 0x001c
const SUPBOOK = 0x01ae
const MOST = 2_000_000

/** The facts of a BIFF stream: who wrote it, under which country and page, with which build, for which printer. */
export function workbookFacts(
  bytes: Buffer,
  stream: string,
): { facts: Fact[]; problems: string[]; encrypted: boolean } {
  const facts: Fact[] = []
  const problems: string[] = []
  let page = 1252
  let biff8 = true
  let encrypted = false
  let depth = 0
  let at = 0
  const seen = new Set<string>()
  const add = (name: FactName, value: string, raw: Buffer, record: string, decoder = 'MS-XLS') => {
    const key = `${name}\0${value}`
    if (seen.has(key) || value === '') return
    seen.add(key)
    facts.push({
      name,
      value,
      raw: hex(raw),
      locator: `${stream}+0x${at.toString(16)} ${record}`,
      decoder,
      timeBasis: null,
    })
  }
  for (let n = 0; n < MOST && at + 4 <= bytes.length; n++) {
    const type = u16(bytes, at)
    const length = u16(bytes, at + 2)
    const data = bytes.subarray(at + 4, at + 4 + length)
    if (data.length < length) {
      problems.push(`${stream} ends inside a record at 0x${at.toString(16)}`)
      break
    }
    if (type === BOF || OLD_BOFS.has(type)) {
      depth++
      if (depth === 1 && n === 0) {
        biff8 = type === BOF && u16(data, 0) >= 0x0600
        bof(type, data, add)
      }
    } else if (type === EOF) depth--
    else if (type === FILEPASS) {
      encrypted = true
      add('encryption', biff8 && u16(data, 0) === 1 ? 'RC4' : 'XOR', data, 'FILEPASS')
    } else if (type === CODEPAGE) {
      page = u16(data, 0)
      add('xls_code_page', String(page), data, 'CODEPAGE')
    } else if (encrypted) {
      // What follows FILEPASS is enciphered.
    } else if (type === WRITEACCESS)
      add('xls_user', userName(data, biff8, page), data, 'WRITEACCESS', textDecoder(biff8, page))
    else if (type === COUNTRY) {
      add('xls_country_default', String(u16(data, 0)), data.subarray(0, 2), 'COUNTRY')
      add('xls_country_windows', String(u16(data, 2)), data.subarray(2, 4), 'COUNTRY')
    } else if (type === FILESHARING && length > 6)
      add(
        'xls_reserved_by',
        userName(data.subarray(4), biff8, page),
        data,
        'FILESHARING',
        textDecoder(biff8, page),
      )
    else if (type === PLS)
      facts.push(
        ...fresh(
          printerFacts(whole(bytes, at).subarray(2), `${stream}+0x${at.toString(16)} PLS`, page),
          seen,
        ),
      )
    else if (type === NOTE && length > 8) {
      const text = biff8 ? unicodeString(data, 8) : null
      if (text) add('comment_author', text.trim(), data, 'NOTE')
    } else if (type === SUPBOOK && biff8) {
      const link = supBook(data)
      if (link) add('linked_path', link, data, 'SUPBOOK')
    }
    at += 4 + length
    if (
      type === EOF &&
      depth <= 0 &&
      at + 4 <= bytes.length &&
      u16(bytes, at) === 0 &&
      u16(bytes, at + 2) === 0
    )
      break
  }
  return { facts, problems, encrypted }
}

const textDecoder = (biff8: boolean, page: number) =>
  biff8 ? 'MS-XLS Unicode string' : `MS-XLS code page ${page}`

const fresh = (facts: Fact[], seen: Set<string>) =>
  facts.filter(({ name, value }) => !seen.has(`${name}\0${value}`) && seen.add(`${name}\0${value}`))

type Add = (name: FactName, value: string, raw: Buffer, record: string) => void

function bof(type: number, data: Buffer, add: Add): void {
  if (type !== BOF) {
    add('xls_version', `BIFF${type === 0x0009 ? 2 : type === 0x0209 ? 3 : 4}`, data, 'BOF')
    return
  }
  add('xls_version', u16(data, 0) >= 0x0600 ? 'BIFF8' : 'BIFF5', data.subarray(0, 2), 'BOF')
  add('xls_build', String(u16(data, 4)), data.subarray(4, 6), 'BOF')
  add('xls_build_year', String(u16(data, 6)), data.subarray(6, 8), 'BOF')
  if (data.length < 16) return
  // [MS-XLS] 2.4.21: where it was last edited, and which version that was
  const flags = u32(data, 8)
  const on = [
    flags & 1 ? 'Windows' : '',
    flags & 0x10 ? 'Macintosh' : '',
    flags & 4 ? 'a beta version' : '',
  ].filter(Boolean)
  if (on.length > 0) add('xls_last_edited_on', on.join(', '), data.subarray(8, 12), 'BOF')
  const ever = [flags & 8 ? 'Windows' : '', flags & 0x10 || flags & 0x2000 ? 'Macintosh' : ''].filter(Boolean)
  if (ever.length > 0) add('xls_edited_on', ever.join(', '), data.subarray(8, 12), 'BOF')
  add('xls_highest_version', String((flags >>> 14) & 0xf), data.subarray(8, 12), 'BOF')
  add('xls_last_version', String((data[13] ?? 0) & 0xf), data.subarray(12, 14), 'BOF')
}

/** BIFF8: a Unicode string padded with blanks; before: a length and bytes. Some writers leave the length out. */
function userName(data: Buffer, biff8: boolean, page: number): string {
  if (!biff8) return decode(data.subarray(1, 1 + (data[0] ?? 0)), page).trimEnd()
  const text = unicodeString(data, 0)
  if (text !== null) return text.trimEnd()
  const plain = decode(data, page).trimEnd()
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(plain) ? plain : ''
}

/** [MS-XLS] 2.5.294: a count, a flag and the signs; null when it does not fit. */
function unicodeString(data: Buffer, at: number): string | null {
  const count = u16(data, at)
  const flag = data[at + 2] ?? 0
  const length = count * (flag & 1 ? 2 : 1)
  if (flag > 1 || at + 3 + length > data.length) return null
  const raw = data.subarray(at + 3, at + 3 + length)
  return raw.toString(flag & 1 ? 'utf16le' : 'latin1').split('\0')[0] ?? ''
}

/** The path of a workbook that this one links to ([MS-XLS] 2.5.277): control signs stand for its separators. */
function supBook(data: Buffer): string | null {
  if (u16(data, 2) === 0x0401 || u16(data, 2) === 0x3a01) return null
  const text = unicodeString(data, 2)
  if (!text?.startsWith('\x01')) return null
  let path = ''
  for (let at = 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    // 1 and a letter name a volume, 1 and @ a server; 2 and 3 go down, 4 goes up.
    if (sign === 1) {
      at++
      path += text[at] === '@' ? '\\\\' : `${text[at] ?? ''}:\\`
    } else if (sign === 2 || sign === 3) path += '\\'
    else if (sign === 4) path += '..\\'
    else if (sign > 8) path += text[at]
  }
  return path.replace(/^\\+(?=https?:|[A-Za-z]:\\)/, '')
}

/** A record with the CONTINUE records after it. */
function whole(bytes: Buffer, from: number): Buffer {
  const parts: Buffer[] = [bytes.subarray(from + 4, from + 4 + u16(bytes, from + 2))]
  let at = from + 4 + u16(bytes, from + 2)
  while (parts.length < 40 && u16(bytes, at) === CONTINUE && at + 4 <= bytes.length) {
    parts.push(bytes.subarray(at + 4, at + 4 + u16(bytes, at + 2)))
    at += 4 + u16(bytes, at + 2)
  }
  return Buffer.concat(parts)
}

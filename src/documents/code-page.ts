import iconv from 'iconv-lite'

/** Windows, DOS and Mac code pages by number, as iconv-lite knows them; others are `cp` and the number. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'cp1252',
  709: 'cp720',
  936: 'gb18030',
  1200: 'utf16le',
  1201: 'utf16be',
  1361: 'cp949',
  10000: 'macroman',
  10001: 'shift_jis',
  10002: 'big5',
  10003: 'euc-kr',
  10006: 'macgreek',
  10007: 'maccyrillic',
  10008: 'gbk',
  10010: 'macromania',
  10017: 'macukraine',
  10021: 'macthai',
  10029: 'maccenteuro',
  10079: 'maciceland',
  10081: 'macturkish',
  10082: 'maccroatian',
  20127: 'ascii',
  20866: 'koi8-r',
  20932: 'euc-jp',
  20936: 'gbk',
  20949: 'euc-kr',
  21866: 'koi8-u',
  50220: 'cp932',
  51932: 'euc-jp',
  51936: 'gbk',
  51949: 'euc-kr',
  54936: 'gb18030',
  // BIFF writes these two for its own Mac and Latin 1 pages ([MS-XLS] 2.4.52)
  32768: 'macroman',
  32769: 'cp1252',
  65000: 'utf7',
  65001: 'utf8',
}

for (let page = 1; page <= 16; page++)
  if (page !== 12) (NAMES as Record<number, string>)[28590 + page] = `iso-8859-${page}`

/** The encoding of a code page, or null when there is none that we know. */
export function encodingOf(page: number): string | null {
  const name = NAMES[page] ?? `cp${page}`
  return iconv.encodingExists(name) ? name : null
}

/** Text under a code page, up to the first zero; under an unknown page as Windows Latin 1. */
export function decode(bytes: Uint8Array, page: number): string {
  const name = encodingOf(page) ?? 'cp1252'
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (name === 'utf16le' || name === 'utf16be') return untilZero(iconv.decode(even(buffer), name))
  const end = buffer.indexOf(0)
  const text = end < 0 ? buffer : buffer.subarray(0, end)
  return isAscii(text) ? text.toString('latin1') : iconv.decode(text, name)
}

/** UTF-16 up to the first zero. */
export const utf16 = (bytes: Buffer): string => untilZero(even(bytes).toString('utf16le'))

const even = (bytes: Buffer) => (bytes.length % 2 === 0 ? bytes : bytes.subarray(0, -1))
const untilZero = (text: string) => {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7e) return false
  return true
}

/** The ANSI code page of a language, as Windows sets it: what an old file that names no page was written under. */
export function pageOfLanguage(lid: number): number {
  const primary = lid & 0x3ff
  if (lid === 0x0404 || lid === 0x0c04 || lid === 0x1404) return 950
  if (lid === 0x0c1a || lid === 0x1c1a || lid === 0x201a || lid === 0x082c || lid === 0x0843) return 1251
  return PAGE_BY_PRIMARY[primary] ?? 1252
}

const PAGE_BY_PRIMARY: Readonly<Record<number, number>> = {
  1: 1256,
  2: 1251,
  4: 936,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  26: 1250,
  27: 1250,
  28: 1250,
  30: 874,
  31: 1254,
  32: 1256,
  34: 1251,
  35: 1251,
  36: 1250,
  37: 1257,
  38: 1257,
  39: 1257,
  40: 1251,
  41: 1256,
  42: 1258,
  47: 1251,
  63: 1251,
  64: 1251,
  68: 1251,
  80: 1251,
}

import iconv from 'iconv-lite'
import { u16, u32 } from '../bytes.ts'

const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * A member's name. Archives that do not say UTF-8 were written under the packer's own code page: a name that is UTF-8
 * is read so, then Shift JIS or GBK where every byte fits one of them, else code page 437 as the format says.
 */
export function entryName(raw: Buffer, flags: number, extra: Buffer): { name: string; isFolder: boolean } {
  const name = unicodeName(extra) ?? (flags & 0x800 ? raw.toString('utf8') : guessed(raw))
  const clean = name.replaceAll('\\', '/')
  return { name: clean.replace(/\/+$/, ''), isFolder: clean.endsWith('/') }
}

/** Info-ZIP's own field for a name in UTF-8. */
function unicodeName(extra: Buffer): string | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2))
    if (u16(extra, at) === 0x7075 && u16(extra, at + 2) > 5 && u32(extra, at + 5) !== 0)
      return extra.subarray(at + 9, at + 4 + u16(extra, at + 2)).toString('utf8')
  return null
}

function guessed(raw: Buffer): string {
  if (raw.every(byte => byte < 0x80)) return raw.toString('latin1')
  try {
    return strict.decode(raw)
  } catch {
    if (fitsShiftJis(raw)) return iconv.decode(raw, 'shift_jis')
    if (fitsGbk(raw)) return iconv.decode(raw, 'gbk')
    return iconv.decode(raw, 'cp437')
  }
}

function fitsShiftJis(raw: Buffer): boolean {
  let pairs = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0
    if (byte < 0x80) continue
    const next = raw[at + 1] ?? 0
    if (!((byte >= 0x81 && byte <= 0x84) || (byte >= 0x88 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xea)))
      return false
    if (next < 0x40 || next > 0xfc || next === 0x7f) return false
    pairs++
    at++
  }
  return pairs > 1
}

function fitsGbk(raw: Buffer): boolean {
  let pairs = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0
    if (byte < 0x80) continue
    const next = raw[at + 1] ?? 0
    // The common signs of GB 2312 alone: of other bytes, code page 437 is as likely.
    if (byte < 0xa1 || byte > 0xf7 || next < 0xa1 || next === 0xff) return false
    pairs++
    at++
  }
  return pairs > 1
}

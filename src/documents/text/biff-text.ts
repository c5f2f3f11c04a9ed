import { u16, u32 } from '../bytes.ts'
import { decode } from '../code-page.ts'
import { Gathered } from './gathered.ts'

const SST = 0x00fc
const CONTINUE = 0x003c
const CODEPAGE = 0x0042
const FILEPASS = 0x002f
const MOST = 2_000_000

/** The values of an Excel 97 workbook in the order of its records, a line a row ([MS-XLS] 2.4); null where it is enciphered. */
export function biffText(bytes: Buffer): string | null {
  let page = 1252
  let wide = true
  let shared: string[] = []
  let row = -1
  const out = new Gathered()
  const cell = (data: Buffer, text: string) => {
    const at = u16(data, 0)
    out.add(out.isEmpty ? '' : at === row ? '\t' : '\n', text)
    row = at
  }
  let at = 0
  for (let n = 0; n < MOST && at + 4 <= bytes.length && !out.isFull; n++) {
    const type = u16(bytes, at)
    const data = bytes.subarray(at + 4, at + 4 + u16(bytes, at + 2))
    at += 4 + data.length
    if (n === 0) wide = type === 0x0809 && u16(data, 0) >= 0x0600
    if (type === FILEPASS) return null
    if (type === CODEPAGE) page = u16(data, 0)
    else if (type === SST) {
      const pieces = [data]
      while (at + 4 <= bytes.length && u16(bytes, at) === CONTINUE) {
        pieces.push(bytes.subarray(at + 4, at + 4 + u16(bytes, at + 2)))
        at += 4 + u16(bytes, at + 2)
      }
      shared = sharedStrings(pieces)
    } else if (type === 0x00fd && data.length >= 10) cell(data, shared[u32(data, 6)] ?? '')
    else if (type === 0x0204 && data.length >= 8) cell(data, label(data.subarray(6), wide, page))
    else if (type === 0x0203 && data.length >= 14) cell(data, String(data.readDoubleLE(6)))
    else if (type === 0x027e && data.length >= 10) cell(data, String(rk(u32(data, 6))))
    else if (type === 0x00bd)
      for (let from = 4; from + 6 <= data.length - 2; from += 6) cell(data, String(rk(u32(data, from + 2))))
    // A formula's value, unless its last two bytes say that it is a text, which then follows.
    else if (type === 0x0006 && data.length >= 14 && u16(data, 12) !== 0xffff)
      cell(data, String(data.readDoubleLE(6)))
    else if (type === 0x0207 && data.length >= 2) out.add('\t', label(data, wide, page))
  }
  return out.toString()
}

function label(data: Buffer, wide: boolean, page: number): string {
  const count = u16(data, 0)
  if (!wide) return decode(data.subarray(2, 2 + count), page)
  return (data[2] ?? 0) & 1
    ? data.toString('utf16le', 3, 3 + 2 * count)
    : data.toString('latin1', 3, 3 + count)
}

/** A number in 30 bits: an integer or the upper half of a double, perhaps of its hundredfold. */
function rk(value: number): number {
  let number: number
  if (value & 2) number = (value | 0) >> 2
  else {
    const double = Buffer.alloc(8)
    double.writeUInt32LE((value & 0xfffffffc) >>> 0, 4)
    number = double.readDoubleLE(0)
  }
  return value & 1 ? number / 100 : number
}

/** Strings run over the ends of records; where one goes on, a byte says anew whether it is wide. */
function sharedStrings(pieces: readonly Buffer[]): string[] {
  const strings: string[] = []
  let piece = 0
  let at = 8
  const here = () => pieces[piece] ?? Buffer.alloc(0)
  const skip = (count: number) => {
    at += count
    while (piece < pieces.length && at >= here().length) {
      at -= here().length
      piece++
    }
  }
  const total = u32(here(), 4)
  while (piece < pieces.length && strings.length < total) {
    let left = u16(here(), at)
    let flags = here()[at + 2] ?? 0
    const runs = flags & 8 ? u16(here(), at + 3) : 0
    const extra = flags & 4 ? u32(here(), at + 3 + (flags & 8 ? 2 : 0)) : 0
    at += 3 + (flags & 8 ? 2 : 0) + (flags & 4 ? 4 : 0)
    let text = ''
    while (left > 0 && piece < pieces.length) {
      const size = flags & 1 ? 2 : 1
      const take = Math.min(left, Math.floor(Math.max(0, here().length - at) / size))
      text += here().toString(size === 2 ? 'utf16le' : 'latin1', at, at + take * size)
      left -= take
      at += take * size
      if (left > 0) {
        piece++
        flags = here()[0] ?? 0
        at = 1
      }
    }
    strings.push(text)
    skip(4 * runs + extra)
  }
  return strings
}

import { u16, u32 } from '../bytes.ts'
import { decode } from '../code-page.ts'
import { Gathered } from './gathered.ts'

/** The body of a Word 97 file by its piece table ([MS-DOC] 2.4.1); null where it is older, enciphered or broken. */
export function docText(main: Buffer, table: Buffer): string | null {
  if (u16(main, 2) < 0x00b0 || u16(main, 10) & 0x0100) return null
  const clx = table.subarray(u32(main, 0x01a2), u32(main, 0x01a2) + u32(main, 0x01a6))
  let at = 0
  while (clx[at] === 1) at += 3 + u16(clx, at + 1)
  if (clx[at] !== 2) return null
  const length = u32(clx, at + 1)
  const plc = clx.subarray(at + 5, at + 5 + length)
  const count = Math.floor((plc.length - 4) / 12)
  const out = new Gathered()
  for (let n = 0; n < count && !out.isFull; n++) {
    const signs = u32(plc, 4 * n + 4) - u32(plc, 4 * n)
    const place = u32(plc, 4 * (count + 1) + 8 * n + 2)
    if (signs <= 0 || signs > main.length) continue
    const from = place & 0x3fffffff
    out.add(
      place & 0x40000000
        ? decode(main.subarray(from >> 1, (from >> 1) + signs), 1252)
        : main.toString('utf16le', from, from + 2 * signs),
    )
  }
  return readable(out.toString())
}

/** Where a field begins, where its result does, and where it ends; ends of paragraphs, cells, lines and pages; other marks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Word's marks are such
const MARK = /[\x00-\x08\x0a-\x1f]/g
const FIELD = 0x13
const FIELD_RESULT = 0x14
const FIELD_END = 0x15
const ENDS = new Set([0x07, 0x0b, 0x0c, 0x0d])

/** Without the instructions of fields and the marks; what a field gave is text. */
function readable(text: string): string {
  const out: string[] = []
  let instructions = 0
  let from = 0
  for (const { index } of text.matchAll(MARK)) {
    if (instructions === 0) out.push(text.slice(from, index))
    from = index + 1
    const code = text.charCodeAt(index)
    if (code === FIELD) instructions++
    else if (code === FIELD_RESULT || code === FIELD_END) instructions = Math.max(0, instructions - 1)
    else if (instructions === 0 && ENDS.has(code)) out.push('\n')
  }
  if (instructions === 0) out.push(text.slice(from))
  return out.join('')
}

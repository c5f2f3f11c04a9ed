import { u16, u32 } from '../bytes.ts'
import { decode, utf16 } from '../code-page.ts'
import { type Fact, hex } from '../fact.ts'

/** Who last had the presentation open ([MS-PPT] 2.3.2). */
export function currentUserFacts(bytes: Buffer, page: number): { facts: Fact[]; encrypted: boolean } {
  const facts: Fact[] = []
  if (u16(bytes, 2) !== 0x0ff6) return { facts, encrypted: false }
  const encrypted = u32(bytes, 12) === 0xf3d1c4df
  const length = u16(bytes, 20)
  const raw = bytes.subarray(28, 28 + length)
  const rest = 28 + length + 4
  const wide = bytes.subarray(rest, rest + length * 2)
  const ansi = decode(raw, page)
  const name = wide.length === length * 2 && length > 0 ? utf16(wide) : ansi
  const add = (value: string, part: Buffer, at: number, decoder: string) => {
    if (value !== '')
      facts.push({
        name: 'ppt_current_user',
        value,
        raw: hex(part),
        locator: `Current User+${at}`,
        decoder,
        timeBasis: null,
      })
  }
  if (name !== ansi && name !== '') add(name, wide, rest, 'MS-PPT UTF-16')
  else add(ansi, raw, 28, `MS-PPT code page ${page}`)
  if (encrypted)
    facts.push({
      name: 'encryption',
      value: 'RC4',
      raw: hex(bytes.subarray(12, 16)),
      locator: 'Current User+12',
      decoder: 'MS-PPT',
      timeBasis: null,
    })
  return { facts, encrypted }
}

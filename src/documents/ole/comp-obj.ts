import { u32 } from '../bytes.ts'
import { decode, utf16 } from '../code-page.ts'
import { type Fact, hex } from '../fact.ts'

/** What the file calls its own kind, in the words of the program that made it ([MS-OLEDS] 2.3.8). */
export function userTypeFacts(bytes: Buffer, page: number): Fact[] {
  const length = u32(bytes, 28)
  if (length === 0 || length > 1024 || 32 + length > bytes.length) return []
  const raw = bytes.subarray(32, 32 + length)
  const ansi = decode(raw, page)
  const facts: Fact[] = [fact(ansi, raw, 32, `MS-OLEDS code page ${page}`)]
  const wide = wideUserType(bytes, 32 + length)
  if (wide && wide.text !== ansi) facts.push(fact(wide.text, wide.raw, wide.at, 'MS-OLEDS UTF-16'))
  return facts
}

/** Behind two optional fields and a mark stands the same in UTF-16. */
function wideUserType(bytes: Buffer, from: number): { text: string; raw: Buffer; at: number } | null {
  let at = skipFormat(bytes, from, 1)
  const progId = u32(bytes, at)
  if (progId > 0x28 + 1 && progId !== 0xffffffff) return null
  at += 4 + progId
  if (u32(bytes, at) !== 0x71b239f4) return null
  at += 4
  const length = u32(bytes, at) * 2
  if (length === 0 || length > 2048) return null
  const raw = bytes.subarray(at + 4, at + 4 + length)
  return { text: utf16(raw), raw, at: at + 4 }
}

/** A clipboard format: a mark and four bytes, or a length and a name. */
function skipFormat(bytes: Buffer, at: number, width: number): number {
  const mark = u32(bytes, at)
  if (mark === 0) return at + 4
  if (mark === 0xffffffff || mark === 0xfffffffe) return at + 8
  return at + 4 + mark * width
}

const fact = (value: string, raw: Buffer, at: number, decoder: string): Fact => ({
  name: 'user_type',
  value,
  raw: hex(raw),
  locator: `CompObj+${at}`,
  decoder,
  timeBasis: null,
})

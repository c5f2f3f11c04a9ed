import type { Reading } from './fact.ts'
import { textFact } from './package.ts'

/** How a plain text is written: its encoding and its line ends, with its lines and words. */
export function textReading(bytes: Buffer): Reading {
  const hasWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const text = hasWide && bytes[0] === 0xff ? bytes.toString('utf16le') : bytes.toString('utf8')
  const encoding = hasWide
    ? 'utf-16'
    : bytes.every(byte => byte < 0x80)
      ? 'us-ascii'
      : text.includes('\ufffd')
        ? 'unknown-8bit'
        : 'utf-8'
  const ends = { windows: 0, unix: 0, mac: 0 }
  for (const [end] of text.matchAll(/\r\n|\n|\r/g))
    ends[end === '\r\n' ? 'windows' : end === '\n' ? 'unix' : 'mac']++
  const used = Object.entries(ends).filter(([, count]) => count > 0)
  const whole = { raw: '' }
  return {
    facts: [
      textFact('text_encoding', encoding, 'whole file', 'text', whole),
      textFact(
        'line_ends',
        used.length === 0 ? 'none' : used.map(([kind]) => kind).join(' and '),
        'whole file',
        'text',
        whole,
      ),
      textFact('lines', String(ends.windows + ends.unix + ends.mac), 'whole file', 'text', whole),
      textFact('words', String(text.match(/\S+/g)?.length ?? 0), 'whole file', 'text', whole),
    ],
    problems: [],
  }
}

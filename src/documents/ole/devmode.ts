import { u16 } from '../bytes.ts'
import { decode, utf16 } from '../code-page.ts'
import { type Fact, hex } from '../fact.ts'

/** The name of the printer in a DEVMODE ([MS-RPRN] 2.2.1.1.1), or in a Mac's print record; none when it is neither. */
export function printerFacts(bytes: Buffer, locator: string, page = 1252): Fact[] {
  const known = (at: number) => [0x0320, 0x0400, 0x0401, 0x0402, 0x0403, 0x0600].includes(u16(bytes, at))
  if (bytes.length >= 68 && known(64))
    return named(utf16(bytes.subarray(0, 64)), bytes.subarray(0, 64), 'DEVMODEW')
  if (bytes.length >= 36 && known(32))
    return named(decode(bytes.subarray(0, 32), page), bytes.subarray(0, 32), 'DEVMODEA')
  const plist = bytes.indexOf('<key>com.apple.print.PageFormat.FormattingPrinter</key>')
  const text =
    plist < 0
      ? null
      : /<string>([^<]{1,200})<\/string>/.exec(bytes.subarray(plist, plist + 2000).toString('utf8'))
  return text?.[1] ? named(text[1], bytes.subarray(plist, plist + 64), 'Apple print record') : []

  function named(name: string, raw: Buffer, decoder: string): Fact[] {
    const value = name.trim()
    if (value === '') return []
    return [{ name: 'printer', value, raw: hex(raw), locator, decoder, timeBasis: null }]
  }
}

import { decodeBytes } from '../mail/charset.ts'
import { unescaped } from '../xml/tree.ts'

/** A plain text: UTF-16 by its mark, UTF-8 where it is valid, else Windows Latin 1. */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  return text.includes('\ufffd') ? decodeBytes(bytes, 'windows-1252') : text
}

/** What a page shows, a line a block; scripts and styles are none of it. */
export function htmlText(html: string): string {
  return unescaped(
    html
      .replace(/<(script|style|head)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
      .replace(/<!--[\s\S]*?(-->|$)/g, '')
      .replace(/<\/?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|blockquote)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  ).replace(/&nbsp;/g, ' ')
}

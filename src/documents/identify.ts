import type { Bytes } from './bytes.ts'

/** What a file is, by its bytes alone: names lie. Office files are told apart further by what is in them. */
export type Format =
  | 'ole2'
  | 'zip'
  | '7z'
  | 'rar'
  | 'tar'
  | 'gz'
  | 'bz2'
  | 'xz'
  | 'pst'
  | 'mbox'
  | 'eml'
  | 'pdf'
  | 'rtf'
  | 'jpeg'
  | 'png'
  | 'tiff'
  | 'gif'
  | 'html'
  | 'xml'
  | 'text'
  | 'empty'
  | 'unknown'

const MAGIC: readonly [string, number, Format][] = [
  ['d0cf11e0a1b11ae1', 0, 'ole2'],
  ['504b0304', 0, 'zip'],
  ['504b0506', 0, 'zip'],
  ['504b0708', 0, 'zip'],
  ['377abcaf271c', 0, '7z'],
  ['526172211a07', 0, 'rar'],
  ['1f8b08', 0, 'gz'],
  ['425a68', 0, 'bz2'],
  ['fd377a585a00', 0, 'xz'],
  ['2142444e', 0, 'pst'],
  ['ffd8ff', 0, 'jpeg'],
  ['89504e470d0a1a0a', 0, 'png'],
  ['49492a00', 0, 'tiff'],
  ['4d4d002a', 0, 'tiff'],
  ['474946383761', 0, 'gif'],
  ['474946383961', 0, 'gif'],
  ['7573746172', 257, 'tar'],
]

/** Headers that mail begins with; one is enough when others follow. */
const MAIL =
  /^(?:received|return-path|delivered-to|from|to|cc|bcc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|reply-to|sender|dkim-signature|authentication-results|arc-[a-z-]+|in-reply-to|references|thread-topic|x-[\w-]+)\s*:/i

export function identify(bytes: Bytes): Format {
  if (bytes.size === 0) return 'empty'
  const head = bytes.slice(0, 4096)
  const digits = head.toString('hex', 0, 264 + 8)
  for (const [magic, at, format] of MAGIC) if (digits.startsWith(magic, at * 2)) return format
  const latin = head.toString('latin1')
  // The standard allows a thousand bytes before it.
  if (latin.slice(0, 1100).includes('%PDF-')) return 'pdf'
  if (/^\s*\{\\rtf/.test(latin)) return 'rtf'
  if (isOldTar(head)) return 'tar'
  if (/^\s*From [^\r\n]{3,200}\r?\n[\w-]+:/.test(latin) || /^From \S+ .{5,60}\d{4}\b/.test(latin))
    return 'mbox'
  if (isMail(latin)) return 'eml'
  const text = asText(head)
  if (text === null) return selfExtracting(bytes) ?? 'unknown'
  if (/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(text)) return 'html'
  if (/^\s*<\?xml\b/.test(text)) return 'xml'
  return 'text'
}

function isMail(latin: string): boolean {
  const lines = latin.replace(/^\ufeff|^ï»¿/, '').split(/\r\n|\r|\n/, 60)
  let named = 0
  let others = 0
  for (const line of lines) {
    if (line === '') break
    if (/^[ \t]/.test(line)) continue
    if (MAIL.test(line)) named++
    else if (/^[\w-]{1,60}\s*:/.test(line)) others++
    else return false
  }
  return named >= 3 || (named >= 2 && others >= 1)
}

/** An archive behind a program that unpacks it: known by its directory at the end. */
function selfExtracting(bytes: Bytes): Format | null {
  const isProgram = bytes.slice(0, 2).toString('latin1') === 'MZ'
  if (!isProgram) return null
  return bytes.slice(bytes.size - 1024, 1024).includes('PK\x05\x06', 0, 'latin1') ? 'zip' : null
}

/** Tar from before its mark: a checksum over the first header holds. */
function isOldTar(head: Buffer): boolean {
  if (head.length < 512 || head[0] === 0) return false
  const told = Number.parseInt(head.toString('latin1', 148, 156).replace(/[^0-7]/g, ''), 8)
  if (!(told > 0)) return false
  let sum = 8 * 32
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0
  return sum === told
}

/** The bytes as text, where they are text: no control signs but white space. */
function asText(head: Buffer): string | null {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (isWide)
    return head[0] === 0xff
      ? head.subarray(2).toString('utf16le')
      : Buffer.from(head.subarray(2, 2 + ((head.length - 2) & ~1)))
          .swap16()
          .toString('utf16le')
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return null
  return head.toString('utf8').replace(/^\ufeff/, '')
}

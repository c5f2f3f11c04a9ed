import { type Content, linesOf } from './content.ts'

export interface Envelope {
  /** `Name <address>` each. */
  from: string
  to: string
  messageId: string
  /** Further fields, on top. */
  fields?: readonly string[]
  attachment?: { name: string; type: string; bytes: Buffer }
}

/** A message in plain text, UTF-8 as quoted-printable, with CRLF line ends. */
export function eml(content: Content, { from, to, messageId, fields = [], attachment }: Envelope): Buffer {
  const head = [
    ...fields,
    `Date: ${mailDate(content.created)}`,
    `From: ${person(from)}`,
    `To: ${person(to)}`,
    `Subject: ${encoded(content.title)}`,
    `Message-ID: <${messageId}>`,
    'MIME-Version: 1.0',
  ]
  const [, ...lines] = linesOf(content)
  const text = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    ...lines.map(quotedPrintable),
  ]
  if (!attachment) return Buffer.from(`${[...head, ...text].join('\r\n')}\r\n`, 'latin1')
  const boundary = `=_${messageId.replace(/[^A-Za-z0-9]/g, '')}`
  const all = [
    ...head,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...text,
    `--${boundary}`,
    `Content-Type: ${attachment.type}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${attachment.name}"`,
    '',
    ...(attachment.bytes.toString('base64').match(/.{1,76}/g) ?? []),
    `--${boundary}--`,
  ]
  return Buffer.from(`${all.join('\r\n')}\r\n`, 'latin1')
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Fri, 5 May 2017 18:49:00 +0000`. */
export function mailDate(at: number): string {
  const day = new Date(at)
  return `${DAYS[day.getUTCDay()]}, ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()} ${day.toISOString().slice(11, 19)} +0000`
}

const person = (text: string): string => text.replace(/^[^<]+(?= <)/, encoded)

/** RFC 2047 where the text is not ASCII, in words of at most 75 signs. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const words: string[] = []
  let word = ''
  for (const sign of text) {
    if (Buffer.byteLength(word + sign) > 42) {
      words.push(word)
      word = ''
    }
    word += sign
  }
  return [...words, word].map(part => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}

function quotedPrintable(line: string): string {
  let out = ''
  let width = 0
  const bytes = Buffer.from(line)
  for (const [i, byte] of bytes.entries()) {
    const isLast = i === bytes.length - 1
    const isPlain = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !isLast)
    const text = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (width + text.length > 75) {
      out += '=\r\n'
      width = 0
    }
    out += text
    width += text.length
  }
  return out
}

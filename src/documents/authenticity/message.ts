/** One field of a message's head, as it stands there: bytes are kept one to one in the characters U+0000 to U+00FF. */
export interface HeaderField {
  /** Lower case, without the white space that may stand before the colon. */
  name: string
  /** From the name to the last character before the closing line end; folds are kept as CRLF and white space. */
  raw: string
  value: string
}

export interface RawMessage {
  fields: readonly HeaderField[]
  body: Buffer
  /** Lines of the head that are no field, or hold what mail programs read in different ways: a hiding place for forgeries. */
  malformed: number
}

const LF = 0x0a
const CR = 0x0d
/** RFC 5322: a name is printable ASCII without a colon. */
const NAME = /^[\x21-\x39\x3b-\x7e]+$/

/**
 * A message's head and body. Line ends may be CRLF or LF, as mail is stored both ways; an mbox separator or a byte-order
 * mark before the first field is passed over.
 */
export function readMessage(bytes: Uint8Array): RawMessage {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfHead(all)
  const head = all.toString('latin1', 0, end.head).replace(/^\xef\xbb\xbf/, '')
  const lines = head.replace(/\r?\n$/, '').split(/\r?\n/)
  while (lines.length > 0 && (lines[0] === '' || /^>?From /.test(lines[0] ?? ''))) lines.shift()
  const fields: HeaderField[] = []
  let malformed = 0
  let open: string[] = []
  const close = () => {
    if (open.length === 0) return
    const raw = open.join('\r\n')
    open = []
    const colon = raw.indexOf(':')
    const name = raw.slice(0, Math.max(0, colon)).trimEnd()
    // A bare CR or a NUL ends a line for some programs and not for others.
    if (!NAME.test(name) || /\r(?!\n)|\0/.test(raw)) malformed++
    if (colon > 0) fields.push({ name: name.toLowerCase(), raw, value: raw.slice(colon + 1) })
  }
  for (const line of lines) {
    if (/^[ \t]/.test(line) && open.length > 0) open.push(line)
    else {
      close()
      open = [line]
    }
  }
  close()
  return { fields, body: all.subarray(end.body), malformed }
}

/** Where the head ends and the body begins: at the first empty line. */
function endOfHead(all: Buffer): { head: number; body: number } {
  for (let at = skipEmpty(all); at < all.length; ) {
    const line = all.indexOf(LF, at)
    if (line < 0) break
    if (line === at || (line === at + 1 && all[at] === CR)) return { head: at, body: line + 1 }
    at = line + 1
  }
  return { head: all.length, body: all.length }
}

/** Exports put empty lines before the first field. */
function skipEmpty(all: Buffer): number {
  let at = 0
  while (at < all.length && (all[at] === CR || all[at] === LF)) at++
  return at
}

/** The values of every field of that name, top down. */
export const valuesOf = (message: RawMessage, name: string): string[] =>
  message.fields.filter(field => field.name === name).map(field => field.value)

/** `<id@host>` of the first Message-ID, without folds and white space; null where there is none. */
export function messageId(message: RawMessage): string | null {
  const id = valuesOf(message, 'message-id')[0]?.replace(/\s+/g, '')
  return id ? id : null
}

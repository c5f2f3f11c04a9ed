import type { HeaderField } from './message.ts'

export type Canonicalisation = 'simple' | 'relaxed'

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09

/** A field as it is signed, without a line end after it (RFC 6376, 3.4.1 and 3.4.2). */
export function canonicalField({ name, raw, value }: HeaderField, how: Canonicalisation): string {
  if (how === 'simple') return raw
  return `${name}:${value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '')}`
}

/**
 * A body as it is hashed (RFC 6376, 3.4.3 and 3.4.4). Line ends that are stored as LF count as the CRLF they were sent as.
 * One pass over the bytes: attachments are long.
 */
export function canonicalBody(body: Uint8Array, how: Canonicalisation): Buffer {
  const out = Buffer.allocUnsafe(body.length * (body.includes(LF) ? 2 : 1) + 2)
  const relaxed = how === 'relaxed'
  let length = 0
  let filled = 0 // up to the end of the last line that is not empty
  let gap = false
  let lineStart = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number // inside the bounds
    if (byte === LF || (byte === CR && body[at + 1] === LF)) {
      if (byte === CR) at++
      gap = false // white space at the end of a line goes
      const isEmpty = length === lineStart
      out[length++] = CR
      out[length++] = LF
      lineStart = length
      if (!isEmpty) filled = length
    } else if (relaxed && (byte === SPACE || byte === TAB)) gap = true
    else {
      if (gap) out[length++] = SPACE
      gap = false
      out[length++] = byte
    }
  }
  if (length > lineStart) {
    out[length++] = CR
    out[length++] = LF
    filled = length
  }
  if (filled === 0 && !relaxed) return Buffer.from('\r\n')
  return out.subarray(0, filled)
}

/**
 * The fields that a signature covers, in the order of `h=`: of those of one name the lowest first, as they are counted
 * from the bottom up; a name that is left over stands for the absence of a further field.
 */
export function signedFields(fields: readonly HeaderField[], names: readonly string[]): HeaderField[] {
  const left = new Map<string, HeaderField[]>()
  for (const field of fields) {
    const same = left.get(field.name)
    if (same) same.push(field)
    else left.set(field.name, [field])
  }
  return names.flatMap(name => left.get(name)?.pop() ?? [])
}

/** What the signature is made over: the signed fields, and its own field with `b=` emptied. */
export function signedBytes(
  fields: readonly HeaderField[],
  names: readonly string[],
  own: HeaderField,
  how: Canonicalisation,
): Buffer {
  const lines = signedFields(fields, names).map(field => `${canonicalField(field, how)}\r\n`)
  const emptied = (text: string) => text.replace(/((?:^|;)\s*b\s*=)[^;]*/, '$1')
  const colon = own.raw.indexOf(':')
  const value = emptied(own.value)
  lines.push(canonicalField({ name: own.name, raw: own.raw.slice(0, colon + 1) + value, value }, how))
  return Buffer.from(lines.join(''), 'latin1')
}

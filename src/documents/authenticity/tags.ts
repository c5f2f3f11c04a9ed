/**
 * A list of `tag=value` as signatures and key records are written (RFC 6376, 3.2). Null where it is none, or where a tag
 * stands twice, which makes the whole list invalid.
 */
export function tagsOf(text: string): Map<string, string> | null {
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const equals = part.indexOf('=')
    const tag = part.slice(0, Math.max(0, equals)).trim()
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(tag) || tags.has(tag)) return null
    tags.set(tag, part.slice(equals + 1).trim())
  }
  return tags.size > 0 ? tags : null
}

/** The bytes of a base64 value, which may be folded; null where it is not base64. */
export function base64(value: string | undefined): Buffer | null {
  const bare = value?.replace(/\s+/g, '')
  return bare && /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : null
}

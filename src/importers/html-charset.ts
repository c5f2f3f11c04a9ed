const MARKS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
]

/** A page's text. A byte order mark says its encoding, else the server, else the page itself, else what its bytes allow. */
export function decodeHtml(bytes: Buffer, contentType = ''): string {
  const mark = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
  const start = bytes.subarray(0, 4096).toString('latin1')
  const named =
    mark ??
    /charset\s*=\s*["']?([\w:-]+)/i.exec(contentType)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i.exec(start)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:-]+)/i.exec(start)?.[1]
  if (named) {
    try {
      // At once, Node 20 takes 0x80 to 0x9f of windows-1252 for control signs; as a stream it does not.
      return new TextDecoder(named).decode(bytes, { stream: true })
    } catch {
      // no such encoding
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes, { stream: true })
  }
}

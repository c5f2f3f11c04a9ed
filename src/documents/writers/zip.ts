import { type Zippable, zipSync } from 'fflate'

/** Office writes this day into every member; it also makes the bytes repeat. */
const MTIME = new Date(1980, 0, 1)

/** A zip of texts and files in the order given; a first member called `mimetype` is stored, as OpenDocument asks. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const files: Zippable = {}
  for (const [name, part] of Object.entries(parts))
    files[name] = [
      typeof part === 'string' ? Buffer.from(part, 'utf8') : part,
      { mtime: MTIME, level: name === 'mimetype' ? 0 : 6 },
    ]
  return Buffer.from(zipSync(files))
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Text as it may stand in XML, attribute values too. */
export const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

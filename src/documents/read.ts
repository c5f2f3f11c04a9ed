import { type Bytes, memory } from './bytes.ts'
import { type Format, identify } from './identify.ts'
import { imageReading } from './image.ts'
import { messageReading } from './mail/message.ts'
import { outlookReading } from './mail/outlook.ts'
import { odfReading } from './odf.ts'
import { Compound, type Streams, storageIn } from './ole/compound.ts'
import { embeddedObjects } from './ole/embedded.ts'
import { compoundFormat, officeReading } from './ole/office.ts'
import { ooxmlKind, ooxmlReading } from './ooxml/reading.ts'
import { Package } from './package.ts'
import { pdfReading } from './pdf/reading.ts'
import { textReading } from './plain-text.ts'
import { type DocumentReading, type Inner, MOST_READ, nothingRead, reason } from './reading.ts'
import { rtfReading } from './rtf.ts'
import { unzip } from './zip/zip.ts'

/**
 * What a file is and what it says of itself. Containers are only named here: the walk opens them. Whatever is in the
 * file, this returns: what cannot be read is a problem in words.
 */
export async function readDocument(bytes: Bytes, format: Format = identify(bytes)): Promise<DocumentReading> {
  try {
    return (await READERS[format]?.(bytes)) ?? nothingRead(format)
  } catch (error) {
    return { ...nothingRead(format), problems: [reason(error)] }
  }
}

const READERS: Partial<Record<Format, (bytes: Bytes) => DocumentReading | Promise<DocumentReading>>> = {
  ole2: bytes => {
    const file = Compound.open(bytes)
    if (compoundFormat(file) === 'msg') return outlookReading(file)
    const inner = embeddedObjects(file).map(
      (found): Inner =>
        'bytes' in found
          ? found
          : { name: found.name, reading: () => storageReading(storageIn(file, found.storage)) },
    )
    return { ...storageReading(file), inner }
  },
  zip: bytes => {
    const parts = new Package(bytes)
    const kind = ooxmlKind(parts)
    if (kind)
      return {
        format: kind.format,
        encrypted: false,
        inner: embeddedParts(parts, bytes),
        ...ooxmlReading(parts, kind),
      }
    const odf = odfFormat(parts)
    return odf ? { format: odf, inner: [], ...odfReading(parts) } : nothingRead('zip')
  },
  pdf: bytes => ({ format: 'pdf', inner: [], ...pdfReading(whole(bytes)) }),
  eml: bytes => messageReading(whole(bytes)),
  rtf: bytes => ({ format: 'rtf', encrypted: false, inner: [], ...rtfReading(bytes.slice(0, 8 << 20)) }),
  jpeg: bytes => imageReading('jpeg', bytes),
  png: bytes => imageReading('png', bytes),
  tiff: bytes => imageReading('tiff', bytes),
  text: bytes => ({ ...nothingRead('text'), ...textReading(bytes.slice(0, 16 << 20)) }),
}

function storageReading(streams: Streams): DocumentReading {
  return { format: compoundFormat(streams), inner: [], ...officeReading(streams) }
}

/** Files that were put into an OOXML file: other office files, and packaged ones. */
const embeddedParts = (parts: Package, bytes: Bytes): Inner[] =>
  parts.entries
    .filter(({ name, isFolder }) => !isFolder && /(^|\/)embeddings\/[^/]+$/i.test(name))
    .map(entry => ({ name: entry.name, bytes: () => memory(unzip(bytes, entry, MOST_READ)) }))

function whole(bytes: Bytes): Buffer {
  if (bytes.size > MOST_READ) throw new RangeError(`it has ${bytes.size} bytes, more than are read at once`)
  return bytes.slice(0, bytes.size)
}

function odfFormat(parts: Package): string | null {
  const type = parts.has('mimetype') ? parts.text('mimetype').trim() : ''
  const kind = /^application\/(?:vnd\.oasis\.opendocument|vnd\.sun\.xml)\.(\w+)/.exec(type)?.[1]
  if (!kind) return parts.has('META-INF/manifest.xml') && parts.has('meta.xml') ? 'odf' : null
  return (
    {
      text: 'odt',
      spreadsheet: 'ods',
      presentation: 'odp',
      graphics: 'odg',
      writer: 'odt',
      calc: 'ods',
      impress: 'odp',
      draw: 'odg',
    }[kind] ?? 'odf'
  )
}

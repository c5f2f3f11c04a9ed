import { type Bytes, memory, u16, u32 } from '../bytes.ts'
import type { Compound, Entry } from './compound.ts'
import { shown } from './properties.ts'

/** Something whole that stands inside a compound file. */
export type Embedded =
  /** An office document in a storage of its own. */
  | { name: string; storage: Entry }
  /** A file as it was put in. */
  | { name: string; bytes: () => Bytes }

const DOCUMENT =
  /^(WordDocument|Workbook|Book|PowerPoint Document|VisioDocument|.?(Document)?SummaryInformation)$/i
const MOST = 2000

/** The objects embedded in a binary office file: documents in storages, packaged files, and OOXML packages. */
export function embeddedObjects(file: Compound): Embedded[] {
  const found: Embedded[] = []
  const pending: { entry: Entry; path: string[] }[] = [{ entry: file.root, path: [] }]
  for (let next = pending.pop(); next && found.length < MOST; next = pending.pop())
    for (const child of next.entry.children) {
      const path = [...next.path, shown(child.name)]
      if (child.kind === 'storage' && path.length < 12) {
        pending.push({ entry: child, path })
        if (child.name !== 'PP97_DUALSTORAGE' && child.children.some(({ name }) => DOCUMENT.test(name)))
          found.push({ name: path.join('/'), storage: child })
      } else if (child.kind === 'stream' && next.path.length > 0) {
        if (child.name === 'Package')
          found.push({ name: path.join('/'), bytes: () => memory(file.read(child, 256 << 20)) })
        else if (child.name === '\x01Ole10Native') {
          const native = ole10(file.read(child, 256 << 20))
          if (native)
            found.push({ name: [...next.path, native.name].join('/'), bytes: () => memory(native.bytes) })
        }
      }
    }
  return found
}

/** A packaged file ([MS-OLEDS] 2.3.6 and what Windows' packager keeps in it): its name, where it came from, its bytes. */
function ole10(stream: Buffer): { name: string; bytes: Buffer } | null {
  let at = 4
  if (u16(stream, at) !== 2) return null
  at += 2
  const text = () => {
    const end = stream.indexOf(0, at)
    if (end < 0 || end - at > 1000) return null
    const found = stream.toString('latin1', at, end)
    at = end + 1
    return found
  }
  const label = text()
  const path = text()
  if (label === null || path === null) return null
  at += 8
  const temporary = text()
  if (temporary === null) return null
  const size = u32(stream, at)
  if (size === 0 || at + 4 + size > stream.length) return null
  return {
    name: label.split(/[\\/]/).at(-1) || 'packaged file',
    bytes: stream.subarray(at + 4, at + 4 + size),
  }
}

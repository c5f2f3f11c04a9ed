import { ArchiveReader, type LibarchiveWasm, libarchiveWasm } from 'libarchive-wasm'
import { type Bytes, memory } from '../bytes.ts'
import { Skipped } from './limits.ts'
import { isBomb, type Member, type Unpacking } from './members.ts'

let loading: Promise<LibarchiveWasm> | undefined

/** The members of a 7z or rar archive, or of a tar behind bzip2 or xz, unpacked in memory by libarchive. */
export async function* archiveMembers(
  format: string,
  bytes: Bytes,
  name: string,
  unpacking: Unpacking,
): AsyncGenerator<Member> {
  const { limits } = unpacking
  if (bytes.size > limits.memoryArchive)
    throw new Skipped(
      'too-large',
      `a ${format} archive of ${bytes.size} bytes is more than is unpacked here: unpack it, and triage the folder`,
    )
  if (format === '7z' && hidesNames(bytes))
    throw new Skipped('encrypted', 'the archive is encrypted, its names too')
  loading ??= libarchiveWasm()
  const library = await loading
  const whole = bytes.slice(0, bytes.size)
  let reader: ArchiveReader
  try {
    reader = new ArchiveReader(library, new Int8Array(whole.buffer, whole.byteOffset, whole.length))
  } catch (error) {
    throw new Skipped('broken', why(format, name, error))
  }
  try {
    for (let n = 0; n < limits.documents; n++) {
      let entry: ReturnType<ArchiveReader['nextEntry']>
      try {
        entry = reader.nextEntry()
      } catch (error) {
        if (reader.hasEncryptedData()) throw new Skipped('encrypted', 'the archive is encrypted')
        throw new Skipped('broken', why(format, name, error))
      }
      if (!entry) {
        if (n === 0 && reader.hasEncryptedData()) throw new Skipped('encrypted', 'the archive is encrypted')
        return
      }
      const found = entry
      const path = found.getPathname() ?? `member ${n + 1}`
      const size = found.getSize()
      const type = found.getFiletype()
      if (type === 'Directory') continue
      if (type !== 'File')
        yield {
          name: path,
          skipped: new Skipped('link', 'it is a link or a special file, which is never followed'),
        }
      else if (found.isEncrypted()) yield { name: path, skipped: new Skipped('encrypted', 'it is encrypted') }
      else if (size > limits.memoryArchive || isBomb(size, bytes.size, limits))
        yield {
          name: path,
          skipped: new Skipped('too-large', `it unpacks to ${size} bytes, more than is unpacked in memory`),
        }
      else
        yield {
          name: path,
          open: async () => {
            unpacking.spend(size)
            let data: Int8Array | undefined
            try {
              data = found.readData()
            } catch (error) {
              throw new Skipped(
                reader.hasEncryptedData() ? 'encrypted' : 'broken',
                reader.hasEncryptedData() ? 'it is encrypted' : why(format, name, error),
              )
            }
            // An encrypted member may come out empty, without an error.
            if (size > 0 && (data === undefined || data.length < size))
              throw new Skipped(
                reader.hasEncryptedData() ? 'encrypted' : 'broken',
                reader.hasEncryptedData() ? 'it is encrypted' : 'its packed bytes are broken or cut short',
              )
            return memory(data === undefined ? Buffer.alloc(0) : Buffer.from(data))
          },
        }
    }
  } finally {
    reader.free()
  }
}

const why = (format: string, name: string, error: unknown): string =>
  format === 'bz2' || format === 'xz'
    ? `${name || 'it'} is no tar behind ${format}: unpack it, and triage what comes out`
    : `it cannot be unpacked (${error instanceof Error ? error.message.slice(0, 120) : String(error).slice(0, 120)})`

/** Whether a 7z archive's list of names is itself enciphered: its last header then names the AES coder (7zFormat.txt). */
function hidesNames(bytes: Bytes): boolean {
  const start = bytes.slice(0, 32)
  if (start.length < 32) return false
  const at = 32 + Number(start.readBigUInt64LE(12))
  const length = Number(start.readBigUInt64LE(20))
  const header = bytes.slice(at, Math.min(length, 1 << 16))
  return header[0] === 0x17 && header.includes(Buffer.from('06f10701', 'hex'))
}

import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { type Bytes, fileBytes, memory } from '../bytes.ts'
import { mailboxMessage, mailboxMessages } from '../mail/mbox.ts'
import type { DocumentReading } from '../reading.ts'
import { dataStart, unzip, type ZipEntry, zipEntries } from '../zip/zip.ts'
import { archiveMembers } from './archive.ts'
import { IN_MEMORY, type Limits, Skipped } from './limits.ts'
import { overlappingIn } from './overlaps.ts'
import { pstMembers } from './pst.ts'
import { tarMembers } from './tar.ts'

/** What a container holds: bytes that are unpacked when they are opened, a reading, or a reason why there is neither. */
export type Member = { name: string } & (
  | { open: () => Promise<Bytes>; as?: 'eml' }
  | { reading: () => DocumentReading }
  | { skipped: Skipped }
)

export interface Unpacking {
  scratch: string
  limits: Limits
  /** Counts what is unpacked of a top-level file. @throws Skipped when it is too much. */
  spend: (bytes: number) => void
}

/** Which formats are containers, and what is in one. A member must be opened before the next is asked for. */
export function membersOf(
  format: string,
  bytes: Bytes,
  name: string,
  unpacking: Unpacking,
  entries?: readonly [number, number],
): AsyncGenerator<Member> | null {
  switch (format) {
    case 'zip':
      return zipMembers(bytes, unpacking, entries)
    case 'tar':
      return tarMembers(bytes)
    case 'gz':
      return gzipMember(bytes, name, unpacking)
    case '7z':
    case 'rar':
    case 'bz2':
    case 'xz':
      return archiveMembers(format, bytes, name, unpacking)
    case 'mbox':
      return mboxMembers(bytes, unpacking.limits)
    case 'pst':
      return pstMembers(bytes, unpacking)
    default:
      return null
  }
}

async function* zipMembers(
  bytes: Bytes,
  unpacking: Unpacking,
  [from, to]: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
): AsyncGenerator<Member> {
  const overlaps = overlappingIn(bytes)
  let n = -1
  for (const entry of zipEntries(bytes)) {
    n++
    if (n >= to) return
    if (n < from || entry.isFolder) continue
    yield zipMember(bytes, entry, overlaps.has(n), unpacking)
  }
}

function zipMember(bytes: Bytes, entry: ZipEntry, overlaps: boolean, unpacking: Unpacking): Member {
  const { name } = entry
  const { limits } = unpacking
  const skip = (code: Skipped['code'], reason: string): Member => ({
    name,
    skipped: new Skipped(code, reason),
  })
  if (entry.isLink) return skip('link', 'it is a symbolic link, which is never followed')
  if (entry.encrypted) return skip('encrypted', 'it is encrypted')
  if (overlaps) return skip('overlap', 'its packed bytes are those of another member too: a bomb is made so')
  if (entry.method !== 0 && entry.method !== 8)
    return skip('unknown-method', `it is packed by method ${entry.method}, which is not read`)
  if (isBomb(entry.size, entry.packed, limits))
    return skip(
      'bomb',
      `it unpacks to ${entry.size} bytes, ${Math.round(entry.size / Math.max(1, entry.packed))} times its packed size`,
    )
  return {
    name,
    open: async () => {
      unpacking.spend(Math.max(entry.size, entry.packed))
      if (Math.max(entry.size, entry.packed) <= IN_MEMORY) return memory(unzip(bytes, entry, IN_MEMORY))
      const start = dataStart(bytes, entry)
      const packed = chunks(bytes, start, entry.packed)
      return entry.method === 0
        ? spill(packed, [], entry.size, unpacking)
        : spill(packed, [createInflateRaw()], entry.size, unpacking)
    },
  }
}

export const isBomb = (size: number, packed: number, limits: Limits): boolean =>
  size > limits.memberBytes || (size > limits.ratioFrom && size > packed * limits.ratio)

async function* gzipMember(bytes: Bytes, name: string, unpacking: Unpacking): AsyncGenerator<Member> {
  const head = bytes.slice(0, 1024)
  const inner = gzipName(head) ?? (name.replace(/\.(gz|gzip)$/i, '').replace(/\.tgz$/i, '.tar') || 'content')
  const { limits } = unpacking
  // The size is not known before: the limit is what the ratio lets it have.
  const most = Math.min(limits.memberBytes, Math.max(limits.ratioFrom, bytes.size * limits.ratio))
  yield {
    name: inner === name ? `${inner} content` : inner,
    open: () => spill(chunks(bytes, 0, bytes.size), [createGunzip()], most, unpacking),
  }
}

function gzipName(head: Buffer): string | null {
  if (((head[3] ?? 0) & 8) === 0) return null
  let at = 10
  if ((head[3] ?? 0) & 4) at += 2 + head.readUInt16LE(10)
  const end = head.indexOf(0, at)
  return end > at ? head.toString('latin1', at, end) : null
}

async function* mboxMembers(bytes: Bytes, limits: Limits): AsyncGenerator<Member> {
  let n = 0
  for (const place of mailboxMessages(bytes)) {
    n++
    if (place.length > limits.memoryArchive)
      yield {
        name: String(n),
        skipped: new Skipped(
          'too-large',
          `the message has ${place.length} bytes, more than are read at once`,
        ),
      }
    else
      yield {
        name: String(n),
        as: 'eml',
        open: async () => memory(mailboxMessage(bytes, place, place.length)),
      }
  }
}

function* chunks(bytes: Bytes, from: number, length: number): Generator<Buffer> {
  for (let at = 0; at < length; at += 1 << 20) {
    const part = bytes.slice(from + at, Math.min(1 << 20, length - at))
    if (part.length === 0) return
    yield part
  }
}

let spilled = 0

/** Unpacks into memory, or into a file of the scratch folder once it is large; the file goes when it is closed. */
export async function spill(
  source: Iterable<Buffer>,
  through: Transform[],
  most: number,
  unpacking: Unpacking,
): Promise<Bytes> {
  const path = join(unpacking.scratch, `member-${process.pid}-${spilled++}`)
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (size > most) done(new Skipped('bomb', `it unpacks to more than ${most} bytes`))
      else
        try {
          unpacking.spend(chunk.length)
          done(null, chunk)
        } catch (error) {
          done(error as Error) // Skipped
        }
    },
  })
  // Opened first: a stream that fails at once would make its file after it had been removed.
  const file = await open(path, 'w')
  try {
    await pipeline([
      Readable.from(source, { objectMode: true }),
      ...through,
      counted,
      file.createWriteStream(),
    ])
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Skipped) throw error
    throw new Skipped('broken', `its packed bytes are broken or cut short (${(error as Error).message})`)
  }
  if (size <= IN_MEMORY) {
    const parts: Buffer[] = []
    for await (const part of createReadStream(path)) parts.push(part as Buffer) // without an encoding, a stream of buffers
    await rm(path, { force: true })
    return memory(Buffer.concat(parts))
  }
  return fileBytes(path, size, () => void rm(path, { force: true }))
}

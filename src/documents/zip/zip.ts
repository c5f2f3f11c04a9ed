import { inflateRawSync } from 'node:zlib'
import { type Bytes, u16, u32, u64 } from '../bytes.ts'
import { entryName } from './names.ts'

/** A member of a ZIP archive, as its central directory has it. */
export interface ZipEntry {
  name: string
  method: number
  flags: number
  size: number
  packed: number
  offset: number
  crc: number
  /** On the clock of who packed it (DOS time), as milliseconds of that wall clock; null for none. */
  modified: number | null
  isFolder: boolean
  isLink: boolean
  encrypted: boolean
}

export class ZipProblem extends Error {
  override name = 'ZipProblem'
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST = 2_000_000

/**
 * The central directory of an archive, in its order; of a broken one, what its local headers still show.
 * @throws ZipProblem when there is neither.
 */
export function* zipEntries(bytes: Bytes): Generator<ZipEntry> {
  const directory = findDirectory(bytes)
  if (!directory) {
    let any = false
    for (const entry of localEntries(bytes)) {
      any = true
      yield entry
    }
    if (!any) throw new ZipProblem('its directory is missing: the archive is cut short or broken')
    return
  }
  yield* centralEntries(bytes, directory)
}

/** How many members the directory says there are; null when there is no directory. */
export const zipCount = (bytes: Bytes): number | null => findDirectory(bytes)?.count ?? null

interface Directory {
  at: number
  length: number
  count: number
  /** What stands before the archive, such as a self-extractor: places are counted from here. */
  shift: number
}

function findDirectory(bytes: Bytes): Directory | null {
  const tail = Math.min(bytes.size, 65_557)
  const buffer = bytes.slice(bytes.size - tail, tail)
  for (let at = buffer.length - 22; at >= 0; at--) {
    if (buffer[at] !== 0x50 || u32(buffer, at) !== END) continue
    const end = bytes.size - tail + at
    let count = u16(buffer, at + 10)
    let length = u32(buffer, at + 12)
    let start = u32(buffer, at + 16)
    let before = end
    if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
      const wide = zip64(bytes, end)
      if (wide) ({ count, length, start, before } = wide)
    }
    const begins = before - length
    const shift = begins - start
    const isThere = (place: number) => count === 0 || u32(bytes.slice(place, 4), 0) === CENTRAL
    if (isThere(start + Math.max(0, shift)) && shift >= 0) return { at: start + shift, length, count, shift }
    if (isThere(start)) return { at: start, length, count, shift: 0 }
  }
  return null
}

function zip64(
  bytes: Bytes,
  end: number,
): { count: number; length: number; start: number; before: number } | null {
  const locator = bytes.slice(end - 20, 20)
  if (u32(locator, 0) !== 0x07064b50) return null
  const at = Number(u64(locator, 8))
  const record = bytes.slice(at, 56)
  if (u32(record, 0) !== 0x06064b50) return null
  return {
    count: Number(u64(record, 32)),
    length: Number(u64(record, 40)),
    start: Number(u64(record, 48)),
    before: at,
  }
}

function* centralEntries(bytes: Bytes, { at: from, length, count, shift }: Directory): Generator<ZipEntry> {
  const end = Math.min(bytes.size, from + Math.max(length, count === 0 ? 0 : 46))
  let at = from
  let window: Buffer = Buffer.alloc(0)
  let base = 0
  // Read in windows: the directory of a big archive does not have to be in memory.
  const have = (wanted: number): Buffer => {
    if (at < base || at + wanted > base + window.length) {
      base = at
      window = bytes.slice(at, Math.max(wanted, Math.min(1 << 18, end - at)))
    }
    return window.subarray(at - base, at - base + wanted)
  }
  for (let n = 0; n < MOST && at + 46 <= end; n++) {
    const head = have(46)
    if (u32(head, 0) !== CENTRAL) return
    const [nameLength, extraLength, commentLength] = [u16(head, 28), u16(head, 30), u16(head, 32)]
    const whole = have(46 + nameLength + extraLength)
    const extra = whole.subarray(46 + nameLength)
    const flags = u16(whole, 8)
    const madeBy = whole[5] ?? 0
    const mode = u32(whole, 38) >>> 16
    const sizes = sizesOf(whole, extra)
    const { name, isFolder } = entryName(whole.subarray(46, 46 + nameLength), flags, extra)
    yield {
      name,
      method: u16(whole, 10) === 99 ? 99 : u16(whole, 10),
      flags,
      crc: u32(whole, 16),
      modified: dosTime(u16(whole, 12), u16(whole, 14)),
      isFolder: isFolder || (madeBy === 3 && (mode & 0o170000) === 0o040000),
      isLink: madeBy === 3 && (mode & 0o170000) === 0o120000,
      encrypted: (flags & 1) !== 0,
      ...sizes,
      offset: sizes.offset + shift,
    }
    at += 46 + nameLength + extraLength + commentLength
  }
}

function sizesOf(head: Buffer, extra: Buffer): { size: number; packed: number; offset: number } {
  let [packed, size, offset] = [u32(head, 20), u32(head, 24), u32(head, 42)]
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2)) {
    if (u16(extra, at) !== 1) continue
    let place = at + 4
    const next = () => {
      place += 8
      return Number(u64(extra, place - 8))
    }
    if (size === 0xffffffff) size = next()
    if (packed === 0xffffffff) packed = next()
    if (offset === 0xffffffff) offset = next()
  }
  return { size, packed, offset }
}

/** Members by their local headers, one after the other, of an archive whose directory is gone. */
function* localEntries(bytes: Bytes): Generator<ZipEntry> {
  let at = 0
  for (let n = 0; n < MOST && at + 30 <= bytes.size; n++) {
    const head = bytes.slice(at, 30)
    if (u32(head, 0) !== LOCAL) return
    const flags = u16(head, 6)
    const [nameLength, extraLength] = [u16(head, 26), u16(head, 28)]
    const rest = bytes.slice(at + 30, nameLength + extraLength)
    const { name, isFolder } = entryName(rest.subarray(0, nameLength), flags, rest.subarray(nameLength))
    const start = at + 30 + nameLength + extraLength
    let packed = u32(head, 18)
    let next = start + packed
    if (flags & 8 && packed === 0) {
      // The size follows the data; the next header or descriptor ends it.
      next = nextMark(bytes, start)
      packed = next - start
    }
    yield {
      name,
      method: u16(head, 8),
      flags,
      size: u32(head, 22) || (u16(head, 8) === 0 ? packed : 0),
      packed,
      offset: at,
      crc: u32(head, 14),
      modified: dosTime(u16(head, 10), u16(head, 12)),
      isFolder,
      isLink: false,
      encrypted: (flags & 1) !== 0,
    }
    at = next
    while (at + 4 <= bytes.size && u32(bytes.slice(at, 4), 0) === 0x08074b50) at += 16
  }
}

function nextMark(bytes: Bytes, from: number): number {
  for (let at = from; at < bytes.size; at += 1 << 20) {
    const part = bytes.slice(at, (1 << 20) + 4)
    for (let i = part.indexOf('PK', 0, 'latin1'); i >= 0; i = part.indexOf('PK', i + 1, 'latin1')) {
      const mark = u32(part, i)
      if (mark === 0x08074b50 || mark === LOCAL || mark === CENTRAL) return at + i
    }
  }
  return bytes.size
}

/** Where a member's packed bytes begin: behind its local header. @throws ZipProblem when there is none. */
export function dataStart(bytes: Bytes, entry: ZipEntry): number {
  for (const place of [entry.offset, strayed(bytes, entry)]) {
    const head = place === undefined ? Buffer.alloc(0) : bytes.slice(place, 30)
    if (place !== undefined && u32(head, 0) === LOCAL) return place + 30 + u16(head, 26) + u16(head, 28)
  }
  throw new ZipProblem('its local header is missing: the archive is cut short or broken')
}

const strays = new WeakMap<Bytes, Map<string, number>>()

/** Where a member is whose place in the directory is wrong: looked for once among the local headers. */
function strayed(bytes: Bytes, { name }: ZipEntry): number | undefined {
  let places = strays.get(bytes)
  if (!places) {
    places = new Map()
    for (const { name: local, offset } of localEntries(bytes))
      if (!places.has(local)) places.set(local, offset)
    strays.set(bytes, places)
  }
  return places.get(name)
}

/**
 * A member unpacked in memory.
 * @throws ZipProblem when it is enciphered, packed in an unknown way, cut short, or larger than `most`.
 */
export function unzip(bytes: Bytes, entry: ZipEntry, most: number): Buffer {
  if (entry.encrypted) throw new ZipProblem('it is encrypted')
  if (entry.size > most) throw new ZipProblem(`it unpacks to ${entry.size} bytes, more than are read at once`)
  const packed = bytes.slice(dataStart(bytes, entry), entry.packed)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new ZipProblem(`it is packed by method ${entry.method}, which is not read`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(most, entry.size || most)) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // of zlib
    throw new ZipProblem(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? 'it unpacks to more than its directory says'
        : `its packed bytes are ${packed.length < entry.packed ? 'cut short' : 'broken'}`,
    )
  }
}

function dosTime(time: number, date: number): number | null {
  if (date === 0) return null
  const ms = Date.UTC(
    1980 + (date >>> 9),
    ((date >>> 5) & 15) - 1,
    date & 31,
    time >>> 11,
    (time >>> 5) & 63,
    (time & 31) * 2,
  )
  return Number.isNaN(ms) ? null : ms
}

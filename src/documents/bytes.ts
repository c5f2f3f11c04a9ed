import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** What is read from: memory, or a stretch of a file. A slice is never longer than what is there. */
export interface Bytes {
  readonly size: number
  /** The file that this is, whole; absent for what is a part of one, or in memory. */
  readonly path?: string
  slice(from: number, length: number): Buffer
  close(): void
}

export function memory(buffer: Uint8Array): Bytes {
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.length)
  return {
    size: bytes.length,
    slice: (from, length) =>
      bytes.subarray(clamp(from, bytes.length), clamp(from + Math.max(0, length), bytes.length)),
    close: () => {},
  }
}

/** Files up to this size are read in one go. */
const AT_ONCE = 8 << 20

/** A file: a small one in memory, a large one read where it is asked for. */
export const openFile = (path: string, size: number): Bytes =>
  size <= AT_ONCE ? memory(readFileSync(path)) : fileBytes(path, size)

/** A file, read where it is asked for. `onClose` lets go of what lies behind it. */
export function fileBytes(path: string, size: number, onClose: () => void = () => {}): Bytes {
  let file: number | undefined
  return {
    size,
    path,
    slice: (from, length) => {
      file ??= openSync(path, 'r')
      const start = clamp(from, size)
      const buffer = Buffer.allocUnsafe(clamp(from + Math.max(0, length), size) - start)
      let done = 0
      while (done < buffer.length) {
        const read = readSync(file, buffer, done, buffer.length - done, start + done)
        if (read === 0) break
        done += read
      }
      return buffer.subarray(0, done)
    },
    close: () => {
      if (file !== undefined) closeSync(file)
      file = undefined
      onClose()
    },
  }
}

/** A stretch of other bytes, such as a member that stands unpacked in its archive. */
export function stretch(of: Bytes, from: number, length: number): Bytes {
  const start = clamp(from, of.size)
  const size = clamp(from + Math.max(0, length), of.size) - start
  return {
    size,
    slice: (at, wanted) => {
      const begin = clamp(at, size)
      return of.slice(start + begin, clamp(at + Math.max(0, wanted), size) - begin)
    },
    close: () => {},
  }
}

const clamp = (n: number, most: number) => (n < 0 ? 0 : n > most ? most : Math.trunc(n))

/** Little-endian numbers at a place, 0 beyond the end: hostile files point anywhere. */
export const u16 = (bytes: Buffer, at: number): number =>
  at >= 0 && at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0
export const u32 = (bytes: Buffer, at: number): number =>
  at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0
export const i32 = (bytes: Buffer, at: number): number =>
  at >= 0 && at + 4 <= bytes.length ? bytes.readInt32LE(at) : 0
export const u64 = (bytes: Buffer, at: number): bigint =>
  at >= 0 && at + 8 <= bytes.length ? bytes.readBigUInt64LE(at) : 0n

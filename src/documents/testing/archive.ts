import { crc32 } from 'node:zlib'

const START = 32

const small = (...bytes: number[]) => Buffer.from(bytes)
/** A number as 7z writes those below 16,384. */
const number = (n: number) => (n < 0x80 ? small(n) : small(0x80 | (n >> 8), n & 0xff))

/** A 7z archive (7zFormat.txt) whose members stand as they are, packed by nothing. */
export function sevenZipFile(members: readonly { name: string; data: Buffer }[]): Buffer {
  const packed = Buffer.concat(members.map(({ data }) => data))
  const names = Buffer.concat(members.map(({ name }) => Buffer.from(`${name}\0`, 'utf16le')))
  const header = Buffer.concat([
    small(0x01, 0x04),
    // Where the packed streams stand, and how long each is.
    small(0x06, 0),
    number(members.length),
    small(0x09),
    ...members.map(({ data }) => number(data.length)),
    small(0),
    // A folder for each, of one coder that copies.
    small(0x07, 0x0b),
    number(members.length),
    small(0),
    ...members.map(() => small(1, 1, 0)),
    small(0x0c),
    ...members.map(({ data }) => number(data.length)),
    small(0),
    small(0x08, 0, 0),
    small(0x05),
    number(members.length),
    small(0x11),
    number(names.length + 1),
    small(0),
    names,
    small(0, 0),
  ])
  const start = Buffer.alloc(START)
  Buffer.from('377abcaf271c0004', 'hex').copy(start)
  start.writeBigUInt64LE(BigInt(packed.length), 12)
  start.writeBigUInt64LE(BigInt(header.length), 20)
  return sealed7z(Buffer.concat([start, packed, header]))
}

/** With checksums that hold, whatever was done to the archive: a reader then goes on behind them. */
export function sealed7z(archive: Buffer): Buffer {
  if (archive.length < START) return archive
  const bytes = Buffer.from(archive)
  const at = START + Number(bytes.readBigUInt64LE(12))
  const length = Number(bytes.readBigUInt64LE(20))
  if (at + length <= bytes.length) bytes.writeUInt32LE(crc32(bytes.subarray(at, at + length)), 28)
  bytes.writeUInt32LE(crc32(bytes.subarray(12, START)), 8)
  return bytes
}

const MARK = '526172211a0700'

/** A RAR 4 archive whose members stand as they are. */
export function rarFile(members: readonly { name: string; data: Buffer }[]): Buffer {
  const block = (type: number, flags: number, fields: Buffer, data: Buffer = Buffer.alloc(0)) => {
    const head = Buffer.alloc(7)
    head[2] = type
    head.writeUInt16LE(flags, 3)
    head.writeUInt16LE(head.length + fields.length, 5)
    return Buffer.concat([head, fields, data])
  }
  return sealedRar(
    Buffer.concat([
      Buffer.from(MARK, 'hex'),
      block(0x73, 0, Buffer.alloc(6)),
      ...members.map(({ name, data }) => {
        const fields = Buffer.alloc(25)
        fields.writeUInt32LE(data.length)
        fields.writeUInt32LE(data.length, 4)
        fields[8] = 3 // Unix
        fields.writeUInt32LE(crc32(data), 9)
        fields.writeUInt32LE(0x4aa57a91, 13)
        fields[17] = 20
        fields[18] = 0x30 // stored
        fields.writeUInt16LE(name.length, 19)
        fields.writeUInt32LE(0o100644, 21)
        return block(0x74, 0x8000, Buffer.concat([fields, Buffer.from(name, 'latin1')]), data)
      }),
      block(0x7b, 0x4000, Buffer.alloc(0)),
    ]),
  )
}

/** With checksums of its blocks that hold, as far as they follow one another. */
export function sealedRar(archive: Buffer): Buffer {
  const bytes = Buffer.from(archive)
  for (let at = MARK.length / 2; at + 7 <= bytes.length; ) {
    const size = bytes.readUInt16LE(at + 5)
    if (size < 7 || at + size > bytes.length) break
    bytes.writeUInt16LE(crc32(bytes.subarray(at + 2, at + size)) & 0xffff, at)
    const hasData = (bytes.readUInt16LE(at + 3) & 0x8000) !== 0 && size >= 11
    at += size + (hasData ? bytes.readUInt32LE(at + 7) : 0)
  }
  return bytes
}

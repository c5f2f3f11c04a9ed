import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  name: string | Buffer
  data: Buffer | string
  stored?: boolean
  /** Unix mode, such as 0o120777 for a link. */
  mode?: number
  flags?: number
  /** What the directory says, where it lies. */
  says?: { size?: number; packed?: number; offset?: number; method?: number }
}

/** A ZIP archive for tests. */
export function zipFile(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const name = Buffer.from(member.name)
    const data = Buffer.from(member.data)
    const packed = member.stored ? data : deflateRawSync(data)
    const method = member.says?.method ?? (member.stored ? 0 : 8)
    const flags = member.flags ?? (typeof member.name === 'string' ? 0x800 : 0)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(checksum(data), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(data.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry[4] = 20
    entry[5] = 3
    local.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(member.says?.packed ?? packed.length, 20)
    entry.writeUInt32LE(member.says?.size ?? data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt16LE(0, 30)
    entry.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 38)
    entry.writeUInt32LE(member.says?.offset ?? offset, 42)
    locals.push(local, name, packed)
    central.push(entry, name)
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** Node 20.15 has crc32; nothing here checks it, so before that it is 0. */
const checksum = (data: Buffer): number => (typeof crc32 === 'function' ? crc32(data) : 0)

/** A tar archive for tests. */
export function tarFile(
  members: readonly { name: string; data?: string | Buffer; type?: string; link?: string }[],
): Buffer {
  const parts: Buffer[] = []
  for (const { name, data = '', type = '0', link = '' } of members) {
    const body = Buffer.from(data)
    const head = Buffer.alloc(512)
    head.write(name, 0)
    head.write('0000644\0', 100)
    head.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124)
    head.write('        ', 148)
    head.write(type, 156)
    head.write(link, 157)
    head.write('ustar\x0000', 257)
    head.write(
      `${head
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    parts.push(head, body, Buffer.alloc((512 - (body.length % 512)) % 512))
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

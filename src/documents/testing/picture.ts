import { crc32, deflateSync } from 'node:zlib'

const ascii = (text: string) => Buffer.from(`${text}\0`, 'latin1')

interface Tag {
  id: number
  type: 2 | 3 | 4 | 5
  count: number
  value: Buffer
}

const textTag = (id: number, text: string): Tag => ({
  id,
  type: 2,
  count: text.length + 1,
  value: ascii(text),
})
const longTag = (id: number, value: number): Tag => ({ id, type: 4, count: 1, value: long(value) })
const rationals = (id: number, ...pairs: [number, number][]): Tag => ({
  id,
  type: 5,
  count: pairs.length,
  value: Buffer.concat(pairs.flat().map(long)),
})

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** A directory of TIFF 6.0 that begins at `at`, with the values that are too long for it behind it. */
function directory(at: number, tags: readonly Tag[]): Buffer {
  const head = Buffer.alloc(2 + tags.length * 12 + 4)
  head.writeUInt16LE(tags.length)
  const behind: Buffer[] = []
  let next = at + head.length
  for (const [n, { id, type, count, value }] of tags.entries()) {
    const place = 2 + n * 12
    head.writeUInt16LE(id, place)
    head.writeUInt16LE(type, place + 2)
    head.writeUInt32LE(count, place + 4)
    if (value.length <= 4) value.copy(head, place + 8)
    else {
      head.writeUInt32LE(next, place + 8)
      behind.push(value)
      next += value.length
    }
  }
  return Buffer.concat([head, ...behind])
}

/** EXIF of a camera that knew where it was. */
export function tiffFile(): Buffer {
  const camera = (exif: number, gps: number) =>
    directory(8, [
      textTag(0x010f, 'Example'),
      textTag(0x0110, 'Camera 1'),
      textTag(0x0131, 'Pictures 7.0'),
      textTag(0x0132, '2017:03:27 15:04:05'),
      textTag(0x013b, 'Ann'),
      longTag(0x8769, exif),
      longTag(0x8825, gps),
    ])
  const exifAt = 8 + camera(0, 0).length
  const exif = directory(exifAt, [
    textTag(0x9003, '2017:03:26 10:00:00'),
    rationals(0x829a, [1, 60]),
    textTag(0xa431, 'serial-17'),
  ])
  const gpsAt = exifAt + exif.length
  const gps = directory(gpsAt, [
    textTag(0x0001, 'N'),
    rationals(0x0002, [48, 1], [51, 1], [24, 1]),
    textTag(0x0003, 'E'),
    rationals(0x0004, [2, 1], [21, 1], [3, 1]),
  ])
  const head = Buffer.from('49492a0008000000', 'hex')
  return Buffer.concat([head, camera(exifAt, gpsAt), exif, gps])
}

const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmlns:xmp="x" xmp:CreatorTool="Pictures 7.0"/></rdf:RDF></x:xmpmeta>'

/** A JPEG without a picture: its EXIF, its XMP, an IPTC record, and a scan of nothing. */
export function jpegFile(): Buffer {
  const segment = (marker: number, ...parts: Buffer[]) => {
    const data = Buffer.concat(parts)
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  const caption = Buffer.from('the caption', 'latin1')
  const iptc = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, caption.length]), caption, Buffer.alloc(1)])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.from('Exif\0\0', 'latin1'), tiffFile()),
    segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/'), Buffer.from(XMP)),
    segment(0xed, ascii('Photoshop 3.0'), Buffer.from('8BIM\x04\x04\0\0\0\0\0\x11', 'latin1'), iptc),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0, 0xff, 0xd9]),
  ])
}

/** A PNG of one pixel with texts, a time, and EXIF. */
export function pngFile(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)]
    head.writeUInt32BE(data.length)
    tail.writeUInt32BE(crc32(body))
    return Buffer.concat([head, body, tail])
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('tEXt', Buffer.from('Author\0Ann', 'latin1')),
    chunk('iTXt', Buffer.concat([ascii('XML:com.adobe.xmp'), Buffer.alloc(4), Buffer.from(XMP)])),
    chunk('tIME', Buffer.from([7, 0xe1, 3, 27, 15, 4, 5])),
    chunk('eXIf', tiffFile()),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imported } from './testing.ts'
import { webPages } from './web-pages.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wacz-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(name: string, content: Uint8Array) {
  await writeFile(join(folder, name), content)
  return imported(webPages, join(folder, name))
}

const page = (title: string) =>
  `<html><head><title>${title}</title><meta property="article:published_time" content="2017-05-05T18:35:00Z"></head><body><main>Text</main></body></html>`

function warc(url: string, html: string): Buffer {
  const block = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`)
  return Buffer.concat([
    Buffer.from(
      `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2017-05-06T10:00:00.123456Z\r\nContent-Length: ${block.length}\r\n\r\n`,
    ),
    block,
    Buffer.from('\r\n\r\n'),
  ])
}

interface File {
  name: string
  bytes: Buffer
  deflated?: boolean
  /** What the archive says, where it lies. */
  says?: { flags?: number; method?: number; size?: number; packed?: number; offset?: number }
}

function zip(files: readonly File[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, deflated, says } of files) {
    const packed = deflated ? deflateRawSync(bytes) : bytes
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(says?.flags ?? 0x800, 2)
    common.writeUInt16LE(says?.method ?? (deflated ? 8 : 0), 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(says?.packed ?? packed.length, 14)
    common.writeUInt32LE(says?.size ?? bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    const end = Buffer.alloc(14)
    end.writeUInt32LE(says?.offset ?? offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, end, Buffer.from(name))
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length & 0xffff, 4)
  end.writeUInt16LE(files.length & 0xffff, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const stored = (name: string, bytes: Buffer | string): File => ({ name, bytes: Buffer.from(bytes as string) }) // a buffer is copied, text encoded
const archive = (...files: File[]) =>
  zip([stored('datapackage.json', '{"profile":"data-package"}'), stored('pages/pages.jsonl', '{}'), ...files])

test('a WACZ gives the pages of all its WARC files, counted on from one to the next', async () => {
  const { detection, posts, unreadable } = await read(
    'crawl.wacz',
    archive(
      { ...stored('archive/', ''), name: 'archive/' },
      stored(
        'archive/a.warc.gz',
        Buffer.concat([
          gzipSync(warc('https://site.test/1', page('One'))),
          gzipSync(warc('https://site.test/2', page('Two'))),
        ]),
      ),
      { ...stored('archive/b.warc', warc('https://site.test/3', page('Three'))), deflated: true },
      stored('indexes/index.cdx.gz', gzipSync('x')),
    ),
  )
  expect(detection?.saw).toBe('a zip archive with WARC files, as WACZ is')
  expect(posts.map(p => `${p.row} ${p.post_id} ${p.title} ${p.observed_at}`)).toEqual([
    '1 https://site.test/1 One 1494064800123',
    '2 https://site.test/2 Two 1494064800123',
    '3 https://site.test/3 Three 1494064800123',
  ])
  expect(unreadable).toEqual([])
})

test('a collection holds archives; one that is compressed, or one level further down, is said', async () => {
  const one = archive(stored('archive/a.warc', warc('https://site.test/1', page('One'))))
  const { posts, unreadable } = await read(
    'many.wacz',
    zip([
      stored('one.wacz', one),
      { ...stored('two.wacz', one), deflated: true },
      stored('three.wacz', zip([stored('four.wacz', one)])),
    ]),
  )
  expect(posts.map(p => `${p.row} ${p.title}`)).toEqual(['1 One'])
  expect(unreadable).toEqual([
    '2: two.wacz: it is an archive that is compressed once more: unpack it, and add it by itself',
    '3: four.wacz: it is an archive inside an archive inside an archive',
  ])
})

const good = stored('archive/good.warc', warc('https://site.test/1', page('One')))
const gunzipBomb = gzipSync(
  Buffer.concat([Buffer.from('WARC/1.0\r\nContent-Length: 300000000\r\n\r\n'), Buffer.alloc(300_000_000)]),
  {
    level: 9,
  },
)

test.each<[string, File[], string[]]>([
  [
    'a name that leads out',
    [stored('../../out.warc', 'x')],
    ['2: ../../out.warc: its name leads out of the archive'],
  ],
  ['an absolute name', [stored('/etc/passwd', 'x')], ['2: /etc/passwd: its name leads out of the archive']],
  [
    'encryption',
    [{ ...stored('a.warc', 'x'), deflated: true, says: { flags: 1 } }],
    ['2: a.warc: it is encrypted'],
  ],
  [
    'an unknown compression',
    [{ ...stored('a.warc', 'x'), says: { method: 93 } }],
    ['2: a.warc: it is compressed in a way that is not read (method 93)'],
  ],
  [
    'less than it says',
    [{ ...stored('a.warc', 'nothing of interest'), deflated: true, says: { size: 5_000 } }],
    ['2: it is not as long as the archive says'],
  ],
  [
    'more than it says',
    [{ ...stored('a.warc', 'nothing of interest'), deflated: true, says: { size: 3 } }],
    ['2: it is not as long as the archive says'],
  ],
  [
    'bytes that do not unpack',
    [{ ...stored('a.warc', 'no deflate'), says: { method: 8 } }],
    ['2: it is damaged (invalid block type)'],
  ],
  ['a bomb', [stored('a.warc.gz', gunzipBomb)], ['2: it unpacks to more than 200 times its size']],
])('%s costs one file and gets one sentence', async (_, bad, sentences) => {
  const { posts, unreadable } = await read('bad.wacz', archive(good, ...bad))
  expect(posts.map(p => p.title)).toEqual(['One'])
  expect(unreadable).toEqual(sentences)
})

test('files that overlap and an archive cut short are each one sentence', async () => {
  const overlapping = await read(
    'overlap.wacz',
    archive(good, { ...good, deflated: true, says: { packed: 900_000 } }),
  )
  expect(overlapping.unreadable).toEqual([
    '2: the files of the archive overlap, which no honest archive does',
  ])

  const cut = await read('cut.wacz', archive(good).subarray(0, -40))
  expect(cut.detection?.saw).toBe('a name that ends in .wacz')
  expect(cut.posts).toEqual([])
  expect(cut.unreadable).toHaveLength(1)
  expect(cut.unreadable[0]).toMatch(/^1: the zip archive is damaged or cut short \(/)
})

test('pages captured again unchanged are passed over, unless their first capture is elsewhere', async () => {
  const revisit = (url: string, digest: string) => {
    const block = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'
    return Buffer.from(
      `WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: ${url}\r\nWARC-Payload-Digest: ${digest}\r\nContent-Length: ${block.length}\r\n\r\n${block}\r\n\r\n`,
    )
  }
  const records = [
    warc('https://site.test/1', page('One')),
    revisit('https://site.test/1', 'sha1:A'),
    revisit('https://site.test/9', 'sha1:B'),
  ]
  const { posts, unreadable } = await read('revisit.warc', Buffer.concat(records))
  expect(posts.map(p => p.title)).toEqual(['One'])
  expect(unreadable).toEqual(['3: captured again unchanged; what it held is in another archive'])
})

test('a body packed with zstandard, twice packed, or cut short while packed is read', async () => {
  const message = (encoding: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ${encoding}\r\n\r\n`),
      body,
    ])
  const record = (url: string, block: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Length: ${block.length}\r\n\r\n`,
      ),
      block,
      Buffer.from('\r\n\r\n'),
    ])
  const { posts } = await read(
    'packed.warc',
    Buffer.concat([
      record('https://site.test/zstd', message('zstd', rawZstd(Buffer.from(page('Zstd').padEnd(600, ' x'))))),
      record('https://site.test/twice', message('gzip, gzip', gzipSync(gzipSync(page('Twice'))))),
      record(
        'https://site.test/cut',
        message('gzip', gzipSync(page('Cut').padEnd(90_000, ' x')).subarray(0, -12)),
      ),
    ]),
  )
  expect(posts.map(p => p.title)).toEqual(['Zstd', 'Twice', 'Cut'])
})

/** One frame of one block that is stored as it is (RFC 8878). */
function rawZstd(bytes: Buffer): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, 0, 0, 0, 0, 0])
  header.writeUInt16LE(bytes.length - 256, 5)
  header.writeUIntLE((bytes.length << 3) | 1, 7, 3)
  return Buffer.concat([header, bytes])
}

test('a browser’s record gives the pages that it kept', async () => {
  const entry = (url: string, response: object) => ({
    startedDateTime: '2017-05-06T10:00:00.000+02:00',
    request: { url },
    response,
  })
  const content = (text?: string, more = {}) => ({
    mimeType: 'text/html; charset=utf-8',
    ...(text ? { text } : {}),
    ...more,
  })
  const { detection, posts, unreadable } = await read(
    'visit.har',
    Buffer.from(
      JSON.stringify({
        log: {
          version: '1.2',
          entries: [
            entry('https://site.test/1', { status: 200, content: content(page('One')) }),
            entry('https://site.test/2', {
              status: 200,
              content: content(Buffer.from(page('Two')).toString('base64'), { encoding: 'base64' }),
            }),
            entry('https://site.test/3', { status: 200, content: content() }),
            entry('https://site.test/4', { status: 404, content: content('x') }),
            entry('https://site.test/i.png', { status: 200, content: { mimeType: 'image/png', text: 'x' } }),
            null,
          ],
        },
      }),
    ),
  )
  expect(detection?.saw).toBe('a browser’s record of what it loaded (HAR)')
  expect(posts.map(p => `${p.row} ${p.title} ${p.observed_at}`)).toEqual([
    '1 One 1494057600000',
    '2 Two 1494057600000',
  ])
  expect(unreadable).toEqual([
    '3: the browser kept the address and not the page',
    '4: the server answered 404',
  ])
})

import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DamagedStream } from './bytes.ts'
import { type WarcRecord, warcRecords } from './warc.ts'
import { endless, type Range, type ZipEntry, zipEntries } from './zip-archive.ts'

const WARC = /\.warc(\.gz)?$/i
const WACZ = /\.wacz$/i
/** A collection holds archives; these hold no further ones. */
const DEEPEST = 2

/** Whether a zip archive's files are those of a web archive, or of a collection of them. */
export const isWebArchive = (files: readonly string[]) =>
  files.some(name => WARC.test(name) || WACZ.test(name))

/**
 * The records of every WARC file inside a WACZ, or any other zip, one after another; they are counted on from file to
 * file. A file that cannot be read takes a number too.
 */
export async function* waczRecords(path: string): AsyncGenerator<WarcRecord> {
  let number = 0
  for await (const record of recordsIn(path, 1)) yield { ...record, number: ++number }
}

async function* recordsIn(archive: string | Range, depth: number): AsyncGenerator<WarcRecord> {
  for await (const entry of zipEntries(archive)) {
    if ('problem' in entry) {
      // Of files that would not be read anyway, only what is wrong with the whole archive matters.
      const matters =
        entry.name === '' || WARC.test(entry.name) || WACZ.test(entry.name) || /leads out/.test(entry.problem)
      if (matters) yield refused(entry.name, entry.problem)
    } else if (WARC.test(entry.name)) yield* warcRecords(withoutGzip(entry))
    else if (WACZ.test(entry.name)) yield* inside(entry, depth)
  }
}

async function* inside(
  entry: Extract<ZipEntry, { bytes: unknown }>,
  depth: number,
): AsyncGenerator<WarcRecord> {
  const range = await entry.stored()
  if (range === null)
    yield refused(
      entry.name,
      'it is an archive that is compressed once more: unpack it, and add it by itself',
    )
  else if (depth >= DEEPEST) yield refused(entry.name, 'it is an archive inside an archive inside an archive')
  else yield* recordsIn(range, depth + 1)
}

const refused = (name: string, problem: string): WarcRecord => ({
  number: 0,
  header: new Map([
    ['warc-type', 'file'],
    ['warc-target-uri', name],
  ]),
  problem: name === '' ? problem : `${name}: ${problem}`,
})

/** A WARC file's bytes; its records may be compressed one by one, which its name need not say. */
async function* withoutGzip(entry: Extract<ZipEntry, { bytes: unknown }>): AsyncGenerator<Uint8Array> {
  const bytes = entry.bytes()[Symbol.asyncIterator]()
  const { value: first, done } = await bytes.next()
  if (done) return
  const packed = { length: 0 }
  async function* all(): AsyncGenerator<Uint8Array> {
    packed.length += (first as Uint8Array).length // it is not done
    yield first as Uint8Array
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
      packed.length += next.value.length
      yield next.value
    }
  }
  if (first[0] !== 0x1f || first[1] !== 0x8b) return yield* all()
  const source = Readable.from(all())
  const gunzip = source.pipe(createGunzip({ chunkSize: 1 << 18 }))
  source.on('error', error => gunzip.destroy(error))
  let length = 0
  try {
    for await (const chunk of gunzip) {
      length += (chunk as Buffer).length // a stream without encoding yields buffers
      if (endless(length, packed.length))
        throw new DamagedStream('it unpacks to more than 200 times its size')
      yield chunk
    }
  } catch (error) {
    throw error instanceof DamagedStream
      ? error
      : new DamagedStream(`the gzip stream is damaged or cut short (${(error as Error).message})`)
  } finally {
    source.destroy()
  }
}

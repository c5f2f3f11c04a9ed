import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** Writes the texts one after another, gzipped. Node stamps no time into the header, so the bytes repeat. */
export async function writeGzip(path: string, texts: Iterable<string>): Promise<void> {
  await pipeline(
    Readable.from(texts, { objectMode: true }),
    createGzip({ level: 8 }),
    createWriteStream(path),
  )
}

import { closeSync, createReadStream, openSync, read } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  validateFileName,
} from 'yauzl'
import { DamagedStream } from './bytes.ts'

/** No archive of pages comes near it; a directory of millions of entries would fill the memory. */
const MOST_FILES = 100_000
const MOST_TIMES = 200
/** What unpacks to no more than this may do so from as little as it likes. */
const HARMLESS = 256 << 20

/** A part of a file, from its first byte: the archive, or an archive stored inside one. */
export interface Range {
  path: string
  start: number
  length: number
}

/** One file of an archive; `problem` says why it cannot be read. */
export type ZipEntry = { name: string } & (
  | { problem: string }
  | {
      /** @throws DamagedStream when it is not what the archive says of it, or unpacks without end. */
      bytes: () => AsyncIterable<Uint8Array>
      /** Where it stands in the file, when it is stored as it is. */
      stored: () => Promise<Range | null>
    }
)

/**
 * The files of a zip archive, in the order of its directory; none is written anywhere and nothing is held in memory.
 * What is wrong with the archive as a whole comes as an entry without a name.
 */
export async function* zipEntries(archive: string | Range): AsyncGenerator<ZipEntry> {
  const range =
    typeof archive === 'string' ? { path: archive, start: 0, length: (await stat(archive)).size } : archive
  const reader = new RangeReader(range)
  let files = 0
  let packed = 0
  try {
    const zip = await fromRandomAccessReaderPromise(reader, range.length, {
      autoClose: false,
      decodeStrings: false,
    })
    for await (const entry of zip.eachEntry()) {
      if (++files > MOST_FILES) {
        yield {
          name: '',
          problem: `the archive holds more than ${MOST_FILES.toLocaleString('en')} files; those beyond are not read`,
        }
        return
      }
      packed += entry.compressedSize
      if (packed > range.length) {
        yield { name: '', problem: 'the files of the archive overlap, which no honest archive does' }
        return
      }
      const name = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      )
      const problem = problemOf(entry, name)
      if (name.endsWith('/') && !problem) continue
      yield problem
        ? { name, problem }
        : {
            name,
            bytes: () => unpacked(() => zip.openReadStreamPromise(entry), entry.compressedSize),
            stored: async () =>
              entry.compressionMethod === 0
                ? {
                    path: range.path,
                    start:
                      range.start +
                      (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart,
                    length: entry.compressedSize,
                  }
                : null,
          }
    }
  } catch (error) {
    yield { name: '', problem: `the zip archive is damaged or cut short (${(error as Error).message})` }
  } finally {
    reader.end()
  }
}

/** The names of an archive's files, as far as they can be told. */
export async function zipNames(path: string): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of zipEntries(path)) if (name !== '') names.push(name)
  return names
}

function problemOf(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null) return 'its name leads out of the archive'
  if (entry.isEncrypted()) return 'it is encrypted'
  if (!entry.canDecodeFileData())
    return `it is compressed in a way that is not read (method ${entry.compressionMethod})`
  return null
}

async function* unpacked(open: () => Promise<Readable>, packed: number): AsyncGenerator<Uint8Array> {
  let length = 0
  try {
    for await (const chunk of await open()) {
      length += (chunk as Buffer).length // a stream without encoding yields buffers
      if (endless(length, packed))
        throw new DamagedStream(`it unpacks to more than ${MOST_TIMES} times its size`)
      yield chunk
    }
  } catch (error) {
    if (error instanceof DamagedStream) throw error
    const { message } = error as Error
    throw new DamagedStream(
      /too many bytes|not enough bytes/.test(message)
        ? 'it is not as long as the archive says'
        : `it is damaged (${message})`,
    )
  }
}

/** Whether bytes unpack to what no page does. */
export const endless = (length: number, packed: number) => length > HARMLESS && length > packed * MOST_TIMES

/** A file's range, read where it is asked for. */
class RangeReader extends RandomAccessReader {
  readonly #range: Range
  readonly #file: number

  constructor(range: Range) {
    super()
    this.#range = range
    this.#file = openSync(range.path, 'r')
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { path, start: base } = this.#range
    return createReadStream(path, { start: base + start, end: base + end - 1, highWaterMark: 1 << 18 })
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    read(this.#file, buffer, offset, length, this.#range.start + position, (error, got) =>
      callback(error ?? (got < length ? new Error('it ends too soon') : null)),
    )
  }

  end(): void {
    closeSync(this.#file)
  }
}

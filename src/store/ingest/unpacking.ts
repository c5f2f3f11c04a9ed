import { createReadStream } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { DamagedStream } from '../../importers/bytes.ts'
import { LONGEST_ROW } from '../../importers/csv-records.ts'
import { LineSurvey } from './line-survey.ts'

/** A file of the scratch folder is ended with the first row that ends behind so many bytes. */
const LENGTH = 16 << 20
/** Bytes that are written at once, while the next are unpacked. */
const WRITTEN = 2 << 20

/**
 * A packed table on its way to plain files of the scratch folder, where the engine reads it with all threads: whole rows,
 * in order, each file with the header above them. Unpacking takes one core; whoever reads the first files need not wait
 * for the last.
 */
export class Unpacking {
  readonly lines = new LineSurvey()
  /** Why it ends before its end; known at the end. */
  damage: string | null = null
  /** No more bytes are looked at: what `lines` says is final, and the last file stands or will not. */
  isOver = false
  /** The files that stand. */
  readonly paths: string[] = []
  readonly #to: string
  readonly #ended: Promise<void>
  readonly #stopping = new AbortController()
  #wake: () => void = () => {}
  /** The bytes that come first; of a header without an end, no more are kept, and there is but one file. */
  #heading: Buffer = Buffer.alloc(0)
  #header: Buffer | undefined
  readonly #buffers = [Buffer.allocUnsafeSlow(WRITTEN), Buffer.allocUnsafeSlow(WRITTEN)] as const

  readonly #length: number

  /** Starts at once. @param to what the files are called, but for their numbers. */
  constructor(to: string, bytes: AsyncIterable<Uint8Array>, length = LENGTH) {
    this.#to = to
    this.#length = length
    this.#ended = this.#write(bytes).finally(() => {
      this.isOver = true
      this.#wake()
    })
    this.#ended.catch(() => {}) // whoever waits for it hears of it
  }

  /** Each file as soon as it stands; at the end, all that are left. @throws what unpacking throws. */
  async *standing(): AsyncGenerator<readonly string[]> {
    for (let from = 0; ; ) {
      while (from === this.paths.length && !this.isOver)
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      const since = this.paths.slice(from, this.isOver ? undefined : from + 1)
      if (since.length === 0) return await this.#ended
      from += since.length
      yield since
    }
  }

  /** All files, when they stand. */
  async all(): Promise<readonly string[]> {
    await this.#ended
    return this.paths
  }

  /** The table's bytes as they were packed. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for (const [at, path] of (await this.all()).entries())
      yield* createReadStream(path, { highWaterMark: 1 << 20, start: at === 0 ? 0 : this.#header?.length })
  }

  /** Ends it where it is, and takes the files away. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#ended.catch(() => {})
    for (let file = 0; file <= this.paths.length; file++) await rm(this.#path(file), { force: true })
  }

  async #write(bytes: AsyncIterable<Uint8Array>): Promise<void> {
    let file = await this.#next()
    try {
      for await (const chunk of whole(bytes, damage => {
        this.damage = damage
      })) {
        this.#stopping.signal.throwIfAborted()
        const cut = this.lines.see(chunk)
        this.#keepHeader(chunk)
        if (!this.#header || cut === 0 || file.length + cut < this.#length) {
          await file.add(chunk)
          continue
        }
        await file.add(chunk.subarray(0, cut))
        await file.end()
        this.#stands(file)
        file = await this.#next()
        await file.add(this.#header)
        await file.add(chunk.subarray(cut))
      }
    } finally {
      await file.end()
    }
    this.isOver = true
    this.#stands(file)
  }

  #keepHeader(chunk: Uint8Array): void {
    if (this.#header || this.#heading.length > LONGEST_ROW) return
    this.#heading = Buffer.concat([this.#heading, chunk])
    if (this.lines.header !== null) this.#header = this.#heading.subarray(0, this.lines.header)
  }

  #path(file: number): string {
    return `${this.#to}-${file}`
  }

  #next(): Promise<Written> {
    return Written.open(this.#path(this.paths.length), this.#buffers)
  }

  #stands({ path }: Written): void {
    this.paths.push(path)
    this.#wake()
  }
}

/** The bytes to the damage, if there is one. */
async function* whole(
  bytes: AsyncIterable<Uint8Array>,
  onDamage: (why: string) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    onDamage(error.message)
  }
}

/** A file that is written behind the back of whoever adds to it, from two buffers: new ones would keep the collector busy. */
class Written {
  readonly path: string
  length = 0
  readonly #file: FileHandle
  #filling: Buffer
  #resting: Buffer
  #filled = 0
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(path: string, file: FileHandle, [filling, resting]: readonly [Buffer, Buffer]) {
    this.path = path
    this.#file = file
    this.#filling = filling
    this.#resting = resting
  }

  /** @param buffers those of a file that has ended, or new ones. */
  static async open(path: string, buffers: readonly [Buffer, Buffer]): Promise<Written> {
    return new Written(path, await open(path, 'w'), buffers)
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.length += chunk.length
    for (let from = 0; from < chunk.length; ) {
      const some = chunk.subarray(from, from + this.#filling.length - this.#filled)
      this.#filling.set(some, this.#filled)
      this.#filled += some.length
      from += some.length
      if (this.#filled === this.#filling.length) await this.#flush()
    }
  }

  async end(): Promise<void> {
    try {
      await this.#flush()
      await this.#writing
    } finally {
      await this.#file.close()
    }
  }

  async #flush(): Promise<void> {
    await this.#writing
    this.#writing = this.#file.appendFile(this.#filling.subarray(0, this.#filled))
    this.#writing.catch(() => {}) // the next one to wait hears of it
    this.#filled = 0
    ;[this.#filling, this.#resting] = [this.#resting, this.#filling]
  }
}

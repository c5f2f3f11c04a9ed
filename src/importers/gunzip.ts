import { createGunzip } from 'node:zlib'

/** Packed bytes go in by slices this long: one slice of a bomb comes out as 33 MB at the most. */
const SLICE = 32 << 10
/** Of the slice where it fails, the engine gives nothing: that one is taken in ever smaller ones. */
const SMALLER = [SLICE, 512, 1]
const FOLLOWED = 'bytes that are no gzip follow its end'

/**
 * The unpacked bytes of gzip members, one after another, to the last that can be had of a damaged one. Zeros that pad
 * the end are passed over.
 * @param packed opens the packed bytes; of a damaged file, they are read again.
 * @throws whatever is wrong with the stream, when all before it has been delivered.
 */
export async function* gunzipped(packed: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const done = { packed: 0, unpacked: 0 }
  let damage: Error | undefined
  for (const length of SMALLER)
    try {
      return yield* beyond(done, packed, length)
    } catch (error) {
      if (!isDamage(error)) throw error
      damage = error
    }
  throw done.unpacked > 0 && damage?.message === 'incorrect header check' ? new Error(FOLLOWED) : damage
}

/** What comes beyond what is done already, by slices of a length. */
async function* beyond(
  done: { packed: number; unpacked: number },
  packed: () => AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  const engine = new Engine()
  let unpacked = 0
  const fresh = (pieces: Buffer[]): Buffer[] =>
    pieces.flatMap(piece => {
      const known = Math.max(0, Math.min(piece.length, done.unpacked - unpacked))
      unpacked += piece.length
      done.unpacked = Math.max(done.unpacked, unpacked)
      return known < piece.length ? [piece.subarray(known)] : []
    })
  try {
    let at = 0
    for await (const chunk of packed())
      for (let from = 0; from < chunk.length; ) {
        const slice = chunk.subarray(
          from,
          from + (at < done.packed ? Math.min(SLICE, done.packed - at) : length),
        )
        yield* fresh(await engine.push(slice))
        from += slice.length
        at += slice.length
        done.packed = Math.max(done.packed, at)
      }
    yield* fresh(await engine.end())
  } finally {
    engine.close()
  }
}

const isDamage = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))

/** A gunzip that hands out what each slice unpacks to: nothing waits in a stream, to be lost when it fails. */
class Engine {
  readonly #stream = createGunzip({ chunkSize: 64 << 10 })
  #ready: Buffer[] = []
  #over = false
  #done: (error?: Error | null) => void = () => {}

  constructor() {
    this.#stream.on('data', (piece: Buffer) => this.#ready.push(piece))
    this.#stream.on('error', error => this.#done(error))
    // Members are over, and what follows begins with a zero.
    this.#stream.on('end', () => {
      this.#over = true
      this.#done()
    })
  }

  push(slice: Uint8Array): Promise<Buffer[]> {
    if (this.#over) {
      if (slice.every(byte => byte === 0)) return Promise.resolve([])
      return Promise.reject(Object.assign(new Error(FOLLOWED), { code: 'Z_DATA_ERROR' }))
    }
    return this.#until(done => this.#stream.write(slice, done))
  }

  end(): Promise<Buffer[]> {
    return this.#over ? Promise.resolve([]) : this.#until(() => this.#stream.end())
  }

  close(): void {
    this.#done = () => {}
    this.#stream.destroy()
  }

  #until(start: (done: (error?: Error | null) => void) => void): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      this.#done = error => (error ? reject(error) : resolve(this.#ready.splice(0)))
      start(error => this.#done(error))
    })
  }
}

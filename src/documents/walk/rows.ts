import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { classOf } from '../fact-names.ts'
import { MEDIA_TYPES } from '../media-types.ts'
import { factTime, type Visited } from './walk.ts'

/** The files that one job writes, a JSON line a row, until its rows go into the case's tables. */
export const ROW_FILES = ['document', 'fact', 'reject'] as const
export type RowFile = (typeof ROW_FILES)[number]

export const rowFile = (folder: string, job: number, file: RowFile): string =>
  `${folder}/${String(job).padStart(7, '0')}.${file}.ndjson`

const FLUSH = 1 << 20

/** Writes what a job visits; nothing stands under its own name before all of it does. */
export class RowWriter {
  readonly #folder: string
  readonly #job: number
  readonly #files = new Map<RowFile, number>()
  readonly #lines = new Map<RowFile, string[]>()
  readonly #sizes = new Map<RowFile, number>()
  #seq = 0

  constructor(folder: string, job: number) {
    this.#folder = folder
    this.#job = job
    for (const file of ROW_FILES) {
      this.#files.set(file, openSync(`${rowFile(folder, job, file)}.part`, 'w'))
      this.#lines.set(file, [])
      this.#sizes.set(file, 0)
    }
  }

  /** `text` is what the document says, where that is kept. */
  add(visited: Visited, text: string | null = null): void {
    // Written out in each row: one that another is spread into takes ten times as long to make.
    const j = this.#job
    const s = this.#seq++
    const { document } = visited
    if (!('reading' in visited)) {
      this.#line('reject', {
        j,
        s,
        code: visited.code,
        reason: visited.reason,
        raw: document,
      })
      return
    }
    const { reading } = visited
    this.#line('document', {
      j,
      s,
      document,
      parent: visited.parent,
      name: visited.name,
      format: reading.format,
      media_type: MEDIA_TYPES[reading.format] ?? 'application/octet-stream',
      bytes: visited.bytes,
      sha256: visited.sha256,
      encrypted: reading.encrypted,
      facts: reading.facts.length,
      problem: reading.problems.length === 0 ? null : reading.problems.join('; '),
      text,
    })
    for (const [k, fact] of reading.facts.entries())
      this.#line('fact', {
        j,
        s,
        k,
        document,
        class: classOf(fact.name),
        name: fact.name.slice(0, 300),
        value: fact.value,
        raw: fact.raw,
        locator: fact.locator,
        decoder: fact.decoder,
        time_basis: fact.timeBasis,
        at: factTime(fact),
      })
  }

  /** Puts the files under their own names. */
  finish(): void {
    for (const file of ROW_FILES) {
      this.#flush(file)
      closeSync(this.#files.get(file) ?? -1)
    }
    for (const file of ROW_FILES)
      renameSync(`${rowFile(this.#folder, this.#job, file)}.part`, rowFile(this.#folder, this.#job, file))
  }

  #line(file: RowFile, row: object): void {
    const line = wellFormed(JSON.stringify(row))
    this.#lines.get(file)?.push(line)
    const size = (this.#sizes.get(file) ?? 0) + line.length
    this.#sizes.set(file, size)
    if (size > FLUSH) this.#flush(file)
  }

  #flush(file: RowFile): void {
    const lines = this.#lines.get(file) ?? []
    if (lines.length > 0) writeSync(this.#files.get(file) ?? -1, `${lines.join('\n')}\n`)
    this.#lines.set(file, [])
    this.#sizes.set(file, 0)
  }
}

/** JSON without zeros and half signs, which no table takes: in it both are escapes, and only few lines have any. */
export const wellFormed = (json: string): string =>
  json.includes('\\u0000') || json.includes('\\ud')
    ? json.replace(ESCAPE, (all, what: string) => (what.length > 1 ? '\\ufffd' : all))
    : json
/** Every escape is read, so that a written-out backslash before `u0000` is none. */
const ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g

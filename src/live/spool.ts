import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { type Case, exists, writeWhole } from '../case/open.ts'
import type { Gap, LiveSource } from './source.ts'

/** What a watch knows of itself between two runs. */
export interface Memory {
  /** What is listened to. */
  where: string
  cursor: string | null
  /** How long the open segment was when its events and the cursor were both on disk. */
  bytes: number
  /** The stretches that were listened to, ms UTC by the source's clock, in order. */
  covered: [number, number][]
  gaps: Gap[]
}

/**
 * The events that are not in the case yet: one open segment, to which each is appended, and those that were closed and
 * wait for their turn. It stands in the case's folder under `.watch/`, a folder for each thing that is listened to.
 */
export class Spool {
  readonly dir: string
  readonly #id: string
  #file: FileHandle | null = null
  #bytes = 0
  lines = 0

  constructor(given: Case, { id, where }: LiveSource) {
    this.#id = id
    this.dir = join(
      given.dir,
      '.watch',
      `${id}-${createHash('sha256').update(where).digest('hex').slice(0, 12)}`,
    )
  }

  get lock(): string {
    return join(this.dir, 'lock')
  }
  get #open(): string {
    return join(this.dir, 'open.jsonl')
  }
  get #memory(): string {
    return join(this.dir, 'memory.json')
  }

  async make(): Promise<void> {
    await mkdir(this.dir, { recursive: true })
  }

  /** What the last run left; the open segment that it did not come to close waits with the others. */
  async start(where: string, canReread: boolean): Promise<Memory> {
    const memory = await this.#remembered(where)
    if (await exists(this.#open)) {
      const length = (await readFile(this.#open)).lastIndexOf(10) + 1
      // Events after the cursor come again. Those of a stream are known then; of a file all lines look new.
      await truncate(this.#open, canReread ? length : Math.min(length, memory.bytes))
      this.#bytes = 1
      await this.close(memory)
    }
    return { ...memory, bytes: 0 }
  }

  async #remembered(where: string): Promise<Memory> {
    const fresh: Memory = { where, cursor: null, bytes: 0, covered: [], gaps: [] }
    try {
      return { ...fresh, ...(JSON.parse(await readFile(this.#memory, 'utf8')) as Memory) } // written by `keep`
    } catch {
      return fresh
    }
  }

  /** Appends events, and flushes them to disk before the cursor that says that they are there. */
  async keep(raws: readonly string[], memory: Omit<Memory, 'bytes'>): Promise<void> {
    if (raws.length > 0) {
      this.#file ??= await open(this.#open, 'a')
      const text = Buffer.from(raws.map(raw => `${raw}\n`).join(''))
      await this.#file.appendFile(text)
      await this.#file.datasync()
      this.#bytes += text.length
      this.lines += raws.length
    }
    await writeWhole(this.#memory, JSON.stringify({ ...memory, bytes: this.#bytes }))
  }

  /** Closes the open segment, so that it can be added to the case. */
  async close(memory: Omit<Memory, 'bytes'>): Promise<void> {
    await this.#file?.close()
    this.#file = null
    if (this.#bytes > 0) {
      const name = `${this.#id}-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`
      await rename(this.#open, join(this.dir, name))
    }
    this.#bytes = 0
    this.lines = 0
    await writeWhole(this.#memory, JSON.stringify({ ...memory, bytes: 0 }))
  }

  /** The closed segments that are not in the case yet, oldest first. */
  async closed(): Promise<string[]> {
    const names = (await readdir(this.dir)).filter(
      name => name.startsWith(`${this.#id}-`) && name.endsWith('.jsonl'),
    )
    return names.sort().map(name => join(this.dir, name))
  }

  async drop(path: string): Promise<void> {
    await rm(path, { force: true })
  }
}

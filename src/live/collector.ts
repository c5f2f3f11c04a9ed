import type { AddOptions } from '../case/add.ts'
import { couldMatch, type ReadPost, readPosts } from './sieve.ts'
import type { Gap, Item, LiveSource, RawEvent } from './source.ts'
import type { Memory, Spool } from './spool.ts'

/** Keys of kept events that are remembered, to know a replay; a reconnection goes back some seconds only. */
const REMEMBERED = 200_000

/**
 * Takes a source's items and keeps the events that matter: those on the subject, and what reposts, answers, quotes,
 * edits or deletes something kept; without a subject, all.
 */
export class Collector {
  readonly #source: LiveSource
  readonly #about: readonly string[]
  readonly #spool: Spool
  readonly #could: (words: string) => boolean
  readonly #options: () => Promise<AddOptions>
  /** Names of what was kept. */
  readonly #kept: Set<string>
  readonly #keys = new Set<string>()
  readonly memory: Memory
  #batch: RawEvent[] = []
  #cursor: string | null
  #isChanged = false
  seen = 0

  constructor(
    source: LiveSource,
    about: readonly string[],
    spool: Spool,
    memory: Memory,
    kept: Set<string>,
    options: () => Promise<AddOptions>,
  ) {
    this.#source = source
    this.#about = about
    this.#spool = spool
    this.memory = memory
    this.#cursor = memory.cursor
    this.#kept = kept
    this.#could = couldMatch(about)
    this.#options = options
  }

  get waiting(): number {
    return this.#batch.length
  }

  /** An event that an earlier run kept. */
  recall(event: RawEvent): void {
    this.#remember(event)
  }

  take(item: Item): void {
    if (item.kind === 'gap') this.#gap(item.gap)
    else if (item.kind === 'alive') this.#cover(item.at)
    else if (item.kind === 'passed') this.#cursor = item.cursor
    else if (item.kind === 'event') {
      this.seen++
      this.#cursor = item.cursor
      this.#cover(item.event.at)
      this.#batch.push(item.event)
    }
    this.#isChanged ||= item.kind !== 'note'
  }

  /** Decides on what came since, and puts what matters on disk, and then the cursor. */
  async flush(): Promise<void> {
    if (!this.#isChanged) return
    const [batch, cursor] = [this.#batch, this.#cursor]
    this.#batch = []
    this.#isChanged = false
    const fresh = batch.filter(({ key }) => !this.#keys.has(key))
    const kept = this.#about.length === 0 ? fresh : await this.#onSubject(fresh)
    const lines: string[] = []
    for (const event of kept) {
      // The same event may be in one batch twice.
      if (this.#keys.has(event.key)) continue
      this.#remember(event)
      lines.push(event.raw)
    }
    this.memory.cursor = cursor
    await this.#spool.keep(lines, this.memory)
  }

  async #onSubject(events: readonly RawEvent[]): Promise<RawEvent[]> {
    const candidates = events.filter(
      ({ words, isAside }) => !isAside && (words === null || this.#could(words)),
    )
    const posts = new Map<RawEvent, ReadPost[]>()
    if (candidates.length > 0) {
      const read = await readPosts(
        this.#spool.dir,
        this.#about,
        candidates.map(({ raw }) => raw),
        await this.#options(),
      )
      for (const post of read) {
        const event = candidates[post.line]
        if (event) posts.set(event, [...(posts.get(event) ?? []), post])
      }
    }
    return events.filter(event => {
      const read = posts.get(event) ?? []
      const matters =
        event.refers.some(name => this.#kept.has(name)) ||
        read.some(({ isAbout, parent }) => isAbout || (parent !== null && this.#kept.has(parent)))
      if (!matters) return false
      for (const name of event.ids) this.#kept.add(name)
      for (const { id } of read) this.#kept.add(id)
      return true
    })
  }

  #remember({ key, ids }: RawEvent): void {
    this.#keys.add(key)
    if (this.#about.length > 0) for (const name of ids) this.#kept.add(name)
    if (this.#keys.size > REMEMBERED) {
      const [oldest] = this.#keys
      if (oldest !== undefined) this.#keys.delete(oldest)
    }
  }

  #cover(at: number | null): void {
    if (at === null) return
    const last = this.memory.covered.at(-1)
    if (last) last[1] = Math.max(last[1], at)
    else this.memory.covered.push([at, at])
  }

  #gap(gap: Gap): void {
    this.memory.gaps.push(gap)
    this.memory.covered.push([gap.to, gap.to])
  }

  /** Says what a file's posts cover, which no clock of its own tells. */
  coverPosts(times: readonly number[]): void {
    if (this.#source.id !== 'file' || times.length === 0) return
    const rising = [...times].sort((a, b) => a - b)
    if (this.memory.covered.length === 0) this.#cover(rising[Math.floor(rising.length / 20)] ?? null)
    this.#cover(rising.at(-1) ?? null)
  }
}

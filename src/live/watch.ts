import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { AddOptions } from '../case/add.ts'
import { withLock } from '../case/lock.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import type { CustodySource } from '../model/case.ts'
import { addClosed } from './adding.ts'
import { Alarms } from './alarms.ts'
import { historyOf, SEGMENT } from './case-history.ts'
import { Collector } from './collector.ts'
import type { Alert } from './pulse.ts'
import { Disconnected, type Gap, type Item, type LiveSource } from './source.ts'
import { Spool } from './spool.ts'

export interface WatchOptions {
  source: LiveSource
  signal: AbortSignal
  /** How a segment is read; asked for when the first one is there. */
  importing: () => Promise<AddOptions>
  /** A segment goes into the case after so long, or so many events. */
  everyMs?: number
  most?: number
  /** What came is put on disk this often. */
  flushMs?: number
  onAlert?: (alert: Alert) => void
  /** The engine fell over, and what it was asked is asked once more; `importing` has its own. */
  onFall?: () => void
  onNote?: (text: string) => void
  onGap?: (gap: Gap) => void
  onAdded?: (source: CustodySource) => void
  /** Whether there is history enough for each measure: said at the beginning, and when there is. */
  onReady?: (platform: string, measures: readonly { measure: string; has: number; needs: number }[]) => void
}

export interface Watched {
  case: Case
  /** Events that came, and posts that the case took of them. */
  seen: number
  posts: number
  gaps: number
}

/** Of earlier segments, so many events are looked through to know a replay, and what later events refer to. */
const RECALLED = 50_000
/** Events that wait to be decided on; beyond that the source is held back. */
const MOST_WAITING = 10_000

/**
 * Listens to a source until the signal, and adds what matters to the case, segment by segment, each by `addSource`. What
 * an earlier run left on disk goes in first; then it goes on from that run's cursor.
 *
 * @throws InputProblem when the source cannot be listened to at all, CaseProblem when another watch listens to it.
 */
export async function watch(given: Case, options: WatchOptions): Promise<Watched> {
  const spool = new Spool(given, options.source)
  await spool.make()
  return withLock({ ...given, at: { ...given.at, lock: spool.lock } }, () =>
    new Watch(given, spool, options).run(),
  )
}

/** One run, from what the last one left to the signal. */
class Watch {
  #case: Case
  readonly #spool: Spool
  readonly #options: WatchOptions
  readonly #stop = new AbortController()
  #opened = Date.now()
  #isBusy = false
  readonly #ready = new Map<string, boolean>()
  #posts = 0
  #gaps = 0

  constructor(given: Case, spool: Spool, options: WatchOptions) {
    this.#case = given
    this.#spool = spool
    this.#options = options
  }

  async run(): Promise<Watched> {
    const { source, signal, importing, onFall } = this.#options
    const memory = await this.#spool.start(source.where, source.reread !== undefined)
    const history = await historyOf(this.#case, onFall)
    const alarms = new Alarms(history, memory.covered, onFall)
    const kept = new Set(history.names.map(({ name }) => name))
    const collector = new Collector(source, this.#case.config.about, this.#spool, memory, kept, importing)
    for (const raw of await this.#earlier()) {
      const event = source.reread?.(raw)
      if (event) collector.recall(event)
    }
    this.#tellReadiness(collector, alarms)
    await this.#add(collector, alarms)
    const stop = () => this.#stop.abort()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    let failure: unknown = null
    const ticking = this.#tick(collector, alarms).catch((error: unknown) => {
      failure = error
      stop()
    })
    try {
      for await (const item of source.items(memory.cursor, this.#stop.signal)) {
        this.#tell(item)
        collector.take(item)
        while (collector.waiting > MOST_WAITING && !this.#stop.signal.aborted) await setTimeout(20)
        if (this.#stop.signal.aborted) break
      }
    } catch (error) {
      failure ??= error
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
      await ticking
    }
    // A full disk would only fail again.
    if (failure !== null && !(failure instanceof Disconnected)) throw failure
    await collector.flush()
    await this.#close(collector, alarms)
    if (failure instanceof Disconnected) throw new InputProblem(`${failure.message}.`)
    return { case: this.#case, seen: collector.seen, posts: this.#posts, gaps: this.#gaps }
  }

  #tell(item: Item): void {
    if (item.kind === 'note') this.#options.onNote?.(item.text)
    if (item.kind !== 'gap') return
    this.#gaps++
    this.#options.onGap?.(item.gap)
  }

  /** Says once what cannot be judged yet, and once when it can. */
  #tellReadiness({ memory }: Collector, alarms: Alarms): void {
    for (const [platform, measures] of alarms.readiness(memory.covered)) {
      const news = measures.filter(
        ({ measure, has, needs }) => this.#ready.get(`${platform} ${measure}`) !== has >= needs,
      )
      for (const { measure, has, needs } of news) this.#ready.set(`${platform} ${measure}`, has >= needs)
      if (news.length > 0) this.#options.onReady?.(platform, news)
    }
  }

  /** Puts what came on disk, and from time to time into the case. */
  async #tick(collector: Collector, alarms: Alarms): Promise<void> {
    const { flushMs = 1_000, everyMs = 30_000, most = 5_000 } = this.#options
    while (!this.#stop.signal.aborted) {
      await setTimeout(flushMs, undefined, { signal: this.#stop.signal }).catch(() => {})
      await collector.flush()
      const isDue = Date.now() - this.#opened >= everyMs && (this.#spool.lines > 0 || this.#isBusy)
      if (isDue || this.#spool.lines >= most) await this.#close(collector, alarms)
    }
  }

  async #close(collector: Collector, alarms: Alarms): Promise<void> {
    await this.#spool.close(collector.memory)
    this.#opened = Date.now()
    await this.#add(collector, alarms)
  }

  async #add(collector: Collector, alarms: Alarms): Promise<void> {
    const { importing, onNote = () => {}, onAdded, onAlert } = this.#options
    const { case: filled, isBusy } = await addClosed(this.#case, this.#spool, importing, collector.memory, {
      note: onNote,
      added: async (now, source) => {
        this.#posts += source.counts.posts
        onAdded?.(source)
        const alerts = await alarms.hear(now, source, times => {
          collector.coverPosts(times)
          return collector.memory.covered
        })
        this.#tellReadiness(collector, alarms)
        for (const alert of alerts) onAlert?.(alert)
      },
    })
    if (isBusy && !this.#isBusy)
      onNote('Another sillage is adding to this case; what comes meanwhile waits on disk.')
    this.#isBusy = isBusy
    this.#case = filled
  }

  /** The lines of earlier segments of this kind of source, those that wait and the latest in the case, oldest first. */
  async #earlier(): Promise<string[]> {
    const { source } = this.#options
    if (source.reread === undefined) return []
    const inCase = sourcesOf(this.#case)
      .filter(({ name, kept }) => kept === 'copy' && SEGMENT.test(name) && name.startsWith(`${source.id}-`))
      .map(({ path }) => join(this.#case.dir, path))
    let lines: string[] = []
    for (const path of [...inCase, ...(await this.#spool.closed())].reverse()) {
      const text = await readFile(path, 'utf8').catch(() => '')
      lines = [...text.split('\n').filter(line => line !== ''), ...lines]
      if (lines.length >= RECALLED) break
    }
    return lines
  }
}

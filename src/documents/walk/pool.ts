import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Judges } from '../verdict/judge-visited.ts'
import type { Job } from './jobs.ts'
import type { Limits, SkipCode } from './limits.ts'
import { RowWriter, rowFile } from './rows.ts'
import type { Done, Order } from './worker.ts'

export interface PoolProgress {
  documents: number
  bytes: number
  jobs: number
}

export interface PoolOptions {
  /** Where the rows go, job by job. */
  folder: string
  /** The only folder in which anything is unpacked. */
  scratch: string
  limits: Limits
  judges?: Judges
  workers?: number
  onProgress?: (progress: PoolProgress) => void
}

/** A job that has taken down so many workers is left. */
const MOST_FATAL = 40
const POLL_MS = 200

/** Runs the jobs that are not done yet in processes of their own: one that hangs or swells is ended, and its document named. */
export async function runJobs(jobs: readonly Job[], options: PoolOptions): Promise<void> {
  mkdirSync(options.folder, { recursive: true })
  mkdirSync(options.scratch, { recursive: true })
  const progress: PoolProgress = { documents: 0, bytes: 0, jobs: 0 }
  // What each worker has visited of the job that it is at.
  const within: number[] = []
  const report = () => {
    const documents = within.reduce((sum, n) => sum + n, progress.documents)
    options.onProgress?.({ ...progress, documents })
  }
  const finished = (job: Job, documents: number) => {
    progress.jobs++
    progress.bytes += job.bytes
    progress.documents += documents
    report()
  }
  const pending: Order[] = []
  for (const job of jobs) {
    // The last of a job's files to be renamed stands for all.
    if (existsSync(rowFile(options.folder, job.n, 'reject'))) finished(job, 0)
    else
      pending.push({
        job,
        folder: options.folder,
        limits: options.limits,
        fatal: [],
        ...(options.judges ? { judges: options.judges } : {}),
      })
  }
  pending.reverse()
  const count = Math.max(1, Math.min(options.workers ?? Math.min(8, availableParallelism()), pending.length))
  const stopping = new AbortController()
  try {
    await Promise.all(
      Array.from({ length: pending.length === 0 ? 0 : count }, (_, at) =>
        new Overseer(at, options, stopping.signal, visited => {
          within[at] = visited
          if (visited > 0) report()
        }).run(pending, finished),
      ),
    )
  } finally {
    stopping.abort()
  }
}

class WorkerGone extends Error {
  readonly code: SkipCode
  constructor(code: SkipCode, reason: string) {
    super(reason)
    this.code = code
  }
}

/** Keeps one worker process at work, and starts another when it is gone. */
class Overseer {
  readonly #note: string
  readonly #options: PoolOptions
  readonly #stopping: AbortSignal
  readonly #onVisited: (n: number) => void
  #child: ChildProcess | undefined

  constructor(at: number, options: PoolOptions, stopping: AbortSignal, onVisited: (n: number) => void) {
    this.#note = join(options.scratch, `note-${process.pid}-${at}`)
    this.#options = options
    this.#stopping = stopping
    this.#onVisited = onVisited
  }

  async run(pending: Order[], finished: (job: Job, documents: number) => void): Promise<void> {
    try {
      for (let order = pending.pop(); order && !this.#stopping.aborted; order = pending.pop()) {
        for (;;) {
          try {
            const done = await this.#give(order)
            finished(order.job, done.documents)
            break
          } catch (error) {
            if (!(error instanceof WorkerGone)) throw error
            if (!this.#remember(order, error)) {
              leave(order, error)
              finished(order.job, 0)
              break
            }
          }
        }
      }
    } finally {
      this.#child?.disconnect()
      this.#child = undefined
      rmSync(this.#note, { force: true })
    }
  }

  /** Notes at which document the worker was; false when the job is to be left. */
  #remember(order: Order, gone: WorkerGone): boolean {
    const [job, piece, n] = this.#at()
    if (job !== order.job.n || piece === undefined || n === undefined) return false
    if (order.fatal.length >= MOST_FATAL || order.fatal.some(stop => stop.piece === piece && stop.n === n))
      return false
    order.fatal.push({ piece, n, code: gone.code, reason: gone.message })
    return true
  }

  #at(): (number | undefined)[] {
    try {
      return readFileSync(this.#note, 'utf8').split(' ', 4).map(Number)
    } catch {
      return []
    }
  }

  async #give(order: Order): Promise<Done> {
    const child = await this.#worker()
    const { limits } = this.#options
    return new Promise<Done>((resolve, reject) => {
      let at = ''
      let since = Date.now()
      let why: WorkerGone | undefined
      const end = (gone: WorkerGone) => {
        why ??= gone
        child.kill('SIGKILL')
      }
      const watch = setInterval(() => {
        const place = this.#at()
        const now = place.join(' ')
        if (now !== at && place[0] === order.job.n) this.#onVisited(place[2] ?? 0)
        if (now !== at) {
          at = now
          since = Date.now()
        } else if (Date.now() - since > limits.seconds * 1000)
          end(new WorkerGone('too-slow', `reading it took more than ${limits.seconds} seconds: it was left`))
        if (residentBytes(child.pid) > limits.memory)
          end(
            new WorkerGone(
              'out-of-memory',
              `reading it took more than ${Math.round(limits.memory / 2 ** 20)} MB of memory: it was left`,
            ),
          )
      }, POLL_MS)
      const settle = () => {
        clearInterval(watch)
        this.#onVisited(0)
        child.removeListener('message', onMessage)
        child.removeListener('exit', onExit)
      }
      const onMessage = (message: { done?: Done; failed?: string }) => {
        if (message.done) {
          settle()
          resolve(message.done)
        } else if (message.failed !== undefined) {
          settle()
          reject(new Error(message.failed))
        }
      }
      const onExit = (code: number | null, signal: string | null) => {
        settle()
        this.#child = undefined
        reject(
          why ??
            new WorkerGone(
              code === 134 || signal === 'SIGABRT' ? 'out-of-memory' : 'crashed',
              `the reader stopped while reading it (${signal ?? `exit code ${code}`}): it was left`,
            ),
        )
      }
      child.on('message', onMessage)
      child.on('exit', onExit)
      child.send(order)
    })
  }

  async #worker(): Promise<ChildProcess> {
    const known = this.#child
    if (known?.connected && residentBytes(known.pid) < this.#options.limits.memory / 2) return known
    known?.disconnect()
    // From TypeScript under tsx and vitest, from JavaScript once built.
    const isSource = import.meta.url.endsWith('.ts')
    const file = fileURLToPath(new URL(isSource ? './worker.ts' : './worker.js', import.meta.url))
    const child = fork(file, ['--sillage-walk', this.#options.scratch, this.#note], {
      execArgv: ['--max-old-space-size=600', ...(isSource ? ['--import', 'tsx'] : [])],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', code => reject(new Error(`A reader could not be started (exit code ${code}).`)))
      child.once('error', reject)
    })
    child.removeAllListeners('exit')
    return child
  }
}

/** What a process holds, where the system says so (Linux); else nothing is known, and the heap's own limit holds. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}

/** A job that nobody finishes becomes one rejected row a piece. */
function leave({ job, folder }: Order, gone: WorkerGone): void {
  const rows = new RowWriter(folder, job.n)
  for (const { document } of job.pieces)
    rows.add({
      document,
      parent: null,
      code: gone.code,
      reason: `${gone.message}; too much of it failed, and the rest was left`,
    })
  rows.finish()
}

import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openFile } from '../bytes.ts'
import { documentText } from '../text/document-text.ts'
import { type Judges, VisitedJudge } from '../verdict/judge-visited.ts'
import { OriginalsWriter } from '../verdict/kept-originals.ts'
import type { Job } from './jobs.ts'
import { type Limits, type SkipCode, Skipped } from './limits.ts'
import { RowWriter } from './rows.ts'
import { type Visited, walk } from './walk.ts'

/** What a worker is told. */
export interface Order {
  job: Job
  folder: string
  limits: Limits
  /** Documents that a worker before this one did not come back from, by piece and number. */
  fatal: { piece: number; n: number; code: SkipCode; reason: string }[]
  /** What documents are judged by; without it they are only read. */
  judges?: Judges
}

export interface Done {
  job: number
  documents: number
  rejects: number
  facts: number
}

/** Bytes of the file in which a worker notes what it is at: whoever ends it can say at what. */
export const NOTE_BYTES = 512

/** Does one job in this process. `note` is told of each document before it is read. */
export async function work(
  order: Order,
  scratch: string,
  note: (piece: number, n: number, document: string) => void,
  onTick: () => void = () => {},
): Promise<Done> {
  const rows = new RowWriter(order.folder, order.job.n)
  const done: Done = { job: order.job.n, documents: 0, rejects: 0, facts: 0 }
  const judge = judgeOf(order.judges)
  const originals = order.judges?.areOriginals ? new OriginalsWriter(order.folder, order.job.n) : null
  const add = (visited: Visited) => {
    const text = 'reading' in visited ? textOf(visited) : null
    if (judge && 'reading' in visited) {
      const judged = judge.judge(visited, text)
      originals?.add(judged)
    }
    rows.add(visited, originals ? null : text)
    if ('reading' in visited) {
      done.documents++
      done.facts += visited.reading.facts.length
    } else done.rejects++
  }
  mkdirSync(scratch, { recursive: true })
  try {
    for (const [piece, { path, document, name, entries }] of order.job.pieces.entries()) {
      const fatal = new Map(
        order.fatal.filter(stop => stop.piece === piece).map(({ n, code, reason }) => [n, { code, reason }]),
      )
      judge?.begin()
      const bytes = openFile(path, statSync(path).size)
      try {
        const onDocument = (n: number, at: string) => note(piece, n, at)
        for await (const visited of walk(
          bytes,
          { document, parent: null, name },
          { scratch, limits: order.limits, fatal, onDocument, onTick },
          entries,
        ))
          add(visited)
      } catch (error) {
        if (!(error instanceof Skipped) && (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
        add({
          document,
          parent: null,
          code: error instanceof Skipped ? error.code : 'broken',
          reason: error instanceof Error ? error.message : String(error),
        })
      } finally {
        bytes.close()
      }
    }
    originals?.finish()
    rows.finish()
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return done
}

const textOf = ({ content, reading }: Extract<Visited, { reading: unknown }>): string | null =>
  reading.text ?? (content ? documentText(content, reading.format) : null)

let latest: { key: string; judge: VisitedJudge } | undefined

/** One index for all jobs of a walk. */
function judgeOf(judges: Judges | undefined): VisitedJudge | null {
  if (!judges) return null
  const key = JSON.stringify(judges)
  if (latest?.key !== key) latest = { key, judge: new VisitedJudge(judges) }
  return latest.judge
}

/** The process itself: takes orders until its channel closes. */
function serve(scratch: string, notePath: string): void {
  const file = openSync(notePath, 'w')
  const buffer = Buffer.alloc(NOTE_BYTES)
  process.on('disconnect', () => {
    closeSync(file)
    process.exit(0)
  })
  process.on('message', (order: Order) => {
    let at = [0, 0, '']
    let tick = 0
    const write = () => {
      buffer.fill(0)
      buffer.write([order.job.n, at[0], at[1], tick, at[2]].join(' '), 'utf8')
      writeSync(file, buffer, 0, NOTE_BYTES, 0)
    }
    const onDocument = (...where: [number, number, string]) => {
      at = where
      write()
    }
    const onTick = () => {
      tick++
      write()
    }
    work(order, join(scratch, String(process.pid)), onDocument, onTick).then(
      done => process.send?.({ done }),
      (error: Error) => process.send?.({ failed: error.message }),
    )
  })
  process.send?.({ ready: true })
}

const [, , mark, scratch, note] = process.argv
if (mark === '--sillage-walk' && scratch !== undefined && note !== undefined && process.send)
  serve(scratch, note)

/**
 * Counting rows over worker threads. A thread is started from the source text of the functions of rows.ts
 * (`new Worker(code, { eval: true })`), not from a file: the same then runs from TypeScript under tsx and vitest, from
 * dist/, and from within a bundle, where a worker's file would have another name, another loader, or none. What the
 * transpilers add to a function's text is met here: esbuild's `__name`. Columns are shared, never copied.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { forThreads } from '../columns-for-threads.ts'
import type { Edges } from './actions.ts'
import { type CountRow, edgesOf, newTally, type RowTask } from './rows.ts'

/** Neighbours to walk below which starting threads costs more than it saves: a thread takes about 40 ms to start. */
const WORTH_A_THREAD = 8_000_000
/** Neighbours that one share of the work walks: it bounds what a batch can hold. */
const SHARE = 2_000_000
const MOST_THREADS = 8

interface Counted extends Edges {
  share: number
}

/**
 * The edges of all accounts in batches, in order, whatever the number of threads: accounts are cut into shares of about
 * equal work before, and batches are given out in the order of shares.
 *
 * @param threads how many to use; by default as many as there are processors, and none for little work
 */
export async function* countRows(
  countRow: CountRow,
  task: RowTask,
  threads?: number,
): AsyncGenerator<Edges, void, undefined> {
  const { shares, work } = sharesOf(task)
  const several = threads ?? (work < WORTH_A_THREAD ? 1 : Math.min(MOST_THREADS, availableParallelism()))
  if (several <= 1 || shares.length <= 2) {
    const tally = newTally(task.accounts)
    for (let s = 0; s + 1 < shares.length; s++)
      yield edgesOf(countRow, task, tally, shares[s] as number, shares[s + 1] as number)
    return
  }
  yield* overThreads(countRow, task, shares, Math.min(several, shares.length - 1))
}

/** Where each share of the accounts begins, and the end of the last; how many neighbours are walked in all. */
function sharesOf({ starts, positions, from, to, accounts }: RowTask): { shares: number[]; work: number } {
  const shares = [0]
  let work = 0
  let begun = 0
  for (let a = 0; a < accounts; a++) {
    const end = starts[a + 1] as number
    for (let p = starts[a] as number; p < end; p++) {
      const i = positions[p] as number
      work += (to[i] as number) - (from[i] as number)
    }
    if (work - begun >= SHARE) {
      shares.push(a + 1)
      begun = work
    }
  }
  if (shares.at(-1) !== accounts) shares.push(accounts)
  return { shares, work }
}

async function* overThreads(
  countRow: CountRow,
  task: RowTask,
  shares: readonly number[],
  threads: number,
): AsyncGenerator<Edges, void, undefined> {
  const next = new Int32Array(new SharedArrayBuffer(4))
  const code = workerCode(countRow)
  const workerData = { task: sharing(task), shares, next }
  const workers = Array.from(
    { length: threads },
    // Without the process's own flags: neither its loaders nor --input-type are meant for this text.
    () => new Worker(code, { eval: true, execArgv: [], workerData }),
  )
  const arrived = new Map<number, Edges>()
  let failed: Error | undefined
  let wake = () => {}
  for (const worker of workers) {
    worker.on('message', ({ share, ...edges }: Counted) => {
      arrived.set(share, edges)
      wake()
    })
    worker.on('error', error => {
      failed = error instanceof Error ? error : new Error(String(error))
      wake()
    })
  }
  try {
    for (let share = 0; share + 1 < shares.length; share++) {
      while (!arrived.has(share)) {
        if (failed) throw failed
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const edges = arrived.get(share) as Edges // waited for above
      arrived.delete(share)
      yield edges
    }
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

/** The task with its columns where threads see them without a copy of their own. */
function sharing(task: RowTask): RowTask {
  const columns = Object.entries(task).filter((entry): entry is [string, Uint32Array | Uint8Array] =>
    ArrayBuffer.isView(entry[1]),
  )
  return { ...task, ...Object.fromEntries(columns.map(([name, column]) => [name, forThreads(column)])) }
}

/** What a thread runs: shares are taken one after another by whoever is free. Works as a script and as a module. */
export function workerCode(countRow: CountRow): string {
  return `
    const __name = named => named
    import('node:worker_threads').then(({ parentPort, workerData: { task, shares, next } }) => {
      const newTally = ${newTally}
      const edgesOf = ${edgesOf}
      const countRow = ${countRow}
      const tally = newTally(task.accounts)
      for (let share = Atomics.add(next, 0, 1); share + 1 < shares.length; share = Atomics.add(next, 0, 1)) {
        const edges = edgesOf(countRow, task, tally, shares[share], shares[share + 1])
        parentPort.postMessage({ share, ...edges }, [edges.source.buffer, edges.target.buffer, edges.weight.buffer])
      }
    })`
}

/**
 * The sketches of all texts, made by worker threads ahead of the one thread that groups. That thread never waits for
 * nothing: a block that no worker has begun it makes itself. A worker that fails only makes it slower.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { inShared } from '../shared-column.ts'
import { mixed } from './distinct.ts'
import { gramHashes, isCommon } from './grams.ts'
import { type Hashing, newSketcher, SHAPE, type SketchTask } from './sketch.ts'
import { sumOfWords } from './words.ts'

const HASHING: Hashing = { gramHashes, sumOfWords, isCommon, mixed }
/** Texts that are sketched in one go. */
const BLOCK = 1024
/** Texts below which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 40_000
const MOST_THREADS = 4
/** What becomes of a block. */
const FREE = 0
const BEGUN = 1
const DONE = 2
/** After so many milliseconds a block that was begun elsewhere counts as given up. */
const PATIENCE = 2_000

export class Sketches {
  readonly keys: Int32Array
  readonly signs: Int32Array
  readonly #sketch: (from: number, to: number) => void
  readonly #blocks: Int32Array
  readonly texts: number
  /** Texts before this one are sketched. */
  #ready = 0

  /** @param threads how many work ahead; by default as many as there are processors to spare, and none for few texts */
  constructor(given: Omit<SketchTask, 'keys' | 'signs'>, threads = spare(given.order.length)) {
    this.texts = given.order.length
    const { units, starts, order, common } = given
    const shared =
      threads > 0
        ? {
            units: inShared(units),
            starts: inShared(starts),
            order: inShared(order),
            common: inShared(common),
          }
        : given
    const whole = (length: number) =>
      threads > 0 ? new Int32Array(new SharedArrayBuffer(4 * length)) : new Int32Array(length)
    this.keys = whole(this.texts * SHAPE.buckets)
    this.signs = whole(this.texts * SHAPE.signs)
    this.#blocks = whole(Math.ceil(this.texts / BLOCK))
    const task = { ...shared, keys: this.keys, signs: this.signs }
    this.#sketch = newSketcher(task, HASHING, SHAPE)
    for (let n = 0; n < threads; n++) startWorker(task, this.#blocks)
  }

  /** Comes back once the text is sketched, with how many are; texts are asked for in order. */
  reach(text: number): number {
    while (text >= this.#ready) {
      const block = Math.ceil(this.#ready / BLOCK)
      if (Atomics.compareExchange(this.#blocks, block, FREE, BEGUN) === FREE) this.#make(block)
      else if (Atomics.load(this.#blocks, block) === BEGUN)
        if (Atomics.wait(this.#blocks, block, BEGUN, PATIENCE) === 'timed-out') this.#make(block)
      this.#ready = Math.min(this.texts, (block + 1) * BLOCK)
    }
    return this.#ready
  }

  #make(block: number): void {
    this.#sketch(block * BLOCK, Math.min(this.texts, (block + 1) * BLOCK))
    Atomics.store(this.#blocks, block, DONE)
  }
}

/** Threads to spare for so many texts. */
const spare = (texts: number): number =>
  texts < WORTH_A_THREAD ? 0 : Math.min(MOST_THREADS, availableParallelism() - 1)

/** From source text, as the threads that count co-actions (kernels/co-action/workers.ts). */
function startWorker(task: SketchTask, blocks: Int32Array): void {
  const worker = new Worker(workerCode(), {
    eval: true,
    execArgv: [],
    workerData: { task, blocks, shape: SHAPE, size: BLOCK, states: { FREE, BEGUN, DONE } },
  })
  // Whatever ends it, its blocks are made without it.
  worker.on('error', () => {})
  worker.unref()
}

/** What a thread runs: whatever block is free, from the first on. Works as a script and as a module. */
export const workerCode = (): string => `
  const __name = named => named
  import('node:worker_threads').then(({ workerData: { task, blocks, shape, size, states: { FREE, BEGUN, DONE } } }) => {
    const hashing = { gramHashes: ${gramHashes}, sumOfWords: ${sumOfWords}, isCommon: ${isCommon}, mixed: ${mixed} }
    const sketch = (${newSketcher})(task, hashing, shape)
    for (let block = 0; block < blocks.length; block++) {
      if (Atomics.compareExchange(blocks, block, FREE, BEGUN) !== FREE) continue
      sketch(block * size, Math.min(task.order.length, (block + 1) * size))
      Atomics.store(blocks, block, DONE)
      Atomics.notify(blocks, block)
    }
  })`

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { forThreads } from '../columns-for-threads.ts'
import { mixed } from './distinct.ts'
import { gramHashes, isCommon } from './grams.ts'
import { newLinker } from './link.ts'
import { type Hashing, newSketcher, SHAPE, type SketchTask } from './sketch.ts'
import { sumOfWords } from './words.ts'

const HASHING: Hashing = { gramHashes, sumOfWords, isCommon, mixed }
/** Texts that are prepared in one go. */
const BLOCK = 8192
/** Texts below which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 40_000
const MOST_THREADS = 4
/** After so many milliseconds without news of a block it is prepared without the threads. */
const PATIENCE = 2_000

/** What became of a block: one thread sketches it, one links it. */
const STATES = { free: 0, begun: 1, sketched: 2, linking: 3, linked: 4 } as const

type Columns = Omit<SketchTask, 'keys' | 'signs'>

/**
 * Prepares texts for grouping, ahead of the one thread that groups: sketches of all, and links between those of one key.
 * Threads do it, the first of which alone links; where there is none, or none comes, the thread that groups does it itself,
 * so that a thread that fails only makes it slower. The same comes of it whoever does it.
 */
export class Ahead {
  readonly texts: number
  readonly keys: Int32Array
  readonly signs: Int32Array
  readonly before: Int32Array
  readonly #blocks: Int32Array
  readonly #sketch: (block: number) => void
  #link: ((block: number, isKept: boolean) => void) | null = null
  #ready = 0

  /** @param threads how many work ahead; by default as many as there are processors to spare, and none for few texts */
  constructor(columns: Columns, threads = toSpare(columns.order.length)) {
    this.texts = columns.order.length
    const given = threads > 0 ? shared(columns) : columns
    const whole = (length: number) =>
      threads > 0 ? new Int32Array(new SharedArrayBuffer(4 * length)) : new Int32Array(length)
    this.keys = whole(this.texts * SHAPE.buckets)
    this.before = whole(this.texts * SHAPE.buckets)
    this.signs = whole(this.texts * SHAPE.signs)
    this.#blocks = whole(Math.ceil(this.texts / BLOCK))
    const task = { ...given, keys: this.keys, signs: this.signs }
    const sketch = newSketcher(task, HASHING, SHAPE)
    this.#sketch = block => sketch(block * BLOCK, this.#end(block))
    if (threads === 0) this.#linkHere(0)
    for (let n = 0; n < threads; n++)
      startThread({ task: { ...task, before: this.before }, blocks: this.#blocks, links: n === 0 })
  }

  /** Comes back once the text is prepared; texts are asked for in order. */
  reach(text: number): void {
    for (; text >= this.#ready; this.#ready = this.#end(Math.floor(this.#ready / BLOCK)))
      this.#prepare(Math.floor(this.#ready / BLOCK))
  }

  #prepare(block: number): void {
    for (;;) {
      const state = Atomics.load(this.#blocks, block)
      if (state === STATES.linked) return
      const isAlone = this.#link !== null
      if (state === STATES.sketched && isAlone) this.#linkBlock(block)
      else if (state === STATES.free && isAlone) this.#sketchFree(block)
      else if (isAlone || !this.#help(block)) this.#wait(block, state)
    }
  }

  /** Waits for a thread; where none comes, does what it was to do. */
  #wait(block: number, state: number): void {
    if (Atomics.wait(this.#blocks, block, state, PATIENCE) !== 'timed-out') return
    if (state === STATES.begun) {
      this.#sketch(block)
      Atomics.compareExchange(this.#blocks, block, STATES.begun, STATES.sketched)
      Atomics.notify(this.#blocks, block)
    } else if (state !== STATES.linking) this.#linkHere(block)
  }

  #linkBlock(block: number): void {
    const { sketched, linking } = STATES
    if (Atomics.compareExchange(this.#blocks, block, sketched, linking) === sketched) {
      this.#link?.(block, true)
      Atomics.store(this.#blocks, block, STATES.linked)
    } else this.#link = null // the thread was slow, and is there
  }

  /** From this block on links are made here; those before it are gone through once more. */
  #linkHere(block: number): void {
    const link = newLinker(this, SHAPE)
    this.#link = (one, isKept) => link(one * BLOCK, this.#end(one), isKept)
    for (let earlier = 0; earlier < block; earlier++) this.#link(earlier, false)
  }

  /** Sketches a block that nobody has begun, this one or a later one; false where there is none. */
  #help(from: number): boolean {
    for (let block = from; block < this.#blocks.length; block++) if (this.#sketchFree(block)) return true
    return false
  }

  #sketchFree(block: number): boolean {
    return sketchFree(this.#blocks, block, STATES, this.#sketch)
  }

  #end(block: number): number {
    return Math.min(this.texts, (block + 1) * BLOCK)
  }
}

/** Threads to spare for so many texts. */
const toSpare = (texts: number): number =>
  texts < WORTH_A_THREAD ? 0 : Math.min(MOST_THREADS, availableParallelism() - 1)

const shared = ({ units, starts, order, common }: Columns): Columns => ({
  units: forThreads(units),
  starts: forThreads(starts),
  order: forThreads(order),
  common: forThreads(common),
})

/** From source text, as the threads that count co-actions (kernels/co-action/workers.ts). */
function startThread(given: {
  task: SketchTask & { before: Int32Array }
  blocks: Int32Array
  links: boolean
}): void {
  const workerData = { ...given, shape: SHAPE, size: BLOCK, states: STATES }
  const worker = new Worker(threadCode(), { eval: true, execArgv: [], workerData })
  // Whatever ends it, its work is done without it.
  worker.on('error', () => {})
  worker.unref()
}

/** What a thread runs. Works as a script and as a module. */
export const threadCode = (): string => `
  const __name = named => named
  import('node:worker_threads').then(({ workerData: { task, blocks, links, shape, size, states } }) => {
    const hashing = { gramHashes: ${gramHashes}, sumOfWords: ${sumOfWords}, isCommon: ${isCommon}, mixed: ${mixed} }
    const sketch = (${newSketcher})(task, hashing, shape)
    const link = links ? (${newLinker})(task, shape) : null
    const over = does => block => does(block * size, Math.min(task.order.length, (block + 1) * size), true)
    const sketchFree = ${sketchFree}
    const work = ${work}
    work(blocks, states, block => sketchFree(blocks, block, states, over(sketch)), link && over(link))
  })`

/** Sketches a block that nobody has begun; false where somebody has. Uses nothing but its arguments. */
function sketchFree(
  blocks: Int32Array,
  block: number,
  { free, begun, sketched }: typeof STATES,
  sketch: (block: number) => void,
): boolean {
  if (Atomics.compareExchange(blocks, block, free, begun) !== free) return false
  sketch(block)
  Atomics.compareExchange(blocks, block, begun, sketched)
  Atomics.notify(blocks, block)
  return true
}

/** All blocks in order: sketches those that nobody has begun and, where it is to link, links them until another does. */
function work(
  blocks: Int32Array,
  { begun, sketched, linking, linked }: typeof STATES,
  sketch: (block: number) => void,
  link: ((block: number) => void) | null,
): void {
  for (let block = 0; block < blocks.length; block++) {
    sketch(block)
    if (link === null) continue
    Atomics.wait(blocks, block, begun)
    if (Atomics.compareExchange(blocks, block, sketched, linking) !== sketched) return
    link(block)
    Atomics.store(blocks, block, linked)
    Atomics.notify(blocks, block)
  }
}

import { afterEach, expect, test, vi } from 'vitest'
import { randomStream } from '../random.ts'
import { Ahead } from './ahead.ts'
import { DistinctTexts } from './distinct.ts'
import { CommonGrams } from './grams.ts'

/** No thread ever comes, where this says so. */
const threads = vi.hoisted(() => ({ areDead: false, started: 0 }))
vi.mock('node:worker_threads', async original => {
  const real = await original<typeof import('node:worker_threads')>()
  class Worker extends real.Worker {
    constructor(...given: ConstructorParameters<typeof real.Worker>) {
      super(threads.areDead ? 'process.exit()' : given[0], given[1])
      threads.started++
    }
  }
  return { ...real, Worker }
})
afterEach(() => {
  threads.areDead = false
})

/** 20,000 texts, a third of them an earlier one with a word more. */
function texts(): ConstructorParameters<typeof Ahead>[0] {
  const random = randomStream('ahead')
  const said: string[] = []
  const distinct = new DistinctTexts()
  for (let n = 0; n < 20_000; n++) {
    const words = Array.from({ length: 9 }, () => `w${Math.floor(random() * 400)}`).join(' ')
    said.push(n % 3 === 2 ? `${said[Math.floor(random() * n)]} w${n}` : words)
    distinct.add(said[n] as string)
  }
  const { units, starts, count } = distinct.columns()
  const order = Uint32Array.from({ length: count }, (_, d) => count - 1 - d)
  return { units, starts, order, common: new CommonGrams(units, starts, order).bits }
}

function prepared(columns: ConstructorParameters<typeof Ahead>[0], how: number): Ahead {
  const ahead = new Ahead(columns, how)
  for (let text = 0; text < ahead.texts; text++) ahead.reach(text)
  return ahead
}

test('threads prepare the very same as one does alone', () => {
  const columns = texts()
  const alone = prepared(columns, 0)
  expect(alone.before.filter(other => other >= 0).length).toBeGreaterThan(5_000)
  for (const how of [1, 3]) {
    threads.started = 0
    const { keys, signs, before } = prepared(columns, how)
    expect(threads.started).toBe(how)
    expect(Buffer.from(keys.buffer).equals(Buffer.from(alone.keys.buffer))).toBe(true)
    expect(Buffer.from(signs.buffer).equals(Buffer.from(alone.signs.buffer))).toBe(true)
    expect(Buffer.from(before.buffer).equals(Buffer.from(alone.before.buffer))).toBe(true)
  }
})

test('each text is linked to the last before it of the same key, bucket by bucket', () => {
  const { keys, before, texts: count } = prepared(texts(), 0)
  for (let bucket = 0; bucket * count < keys.length; bucket++) {
    const last = new Map<number, number>()
    for (let text = 0; text < count; text++) {
      const key = keys[bucket * count + text] as number
      if (before[bucket * count + text] !== (last.get(key) ?? -1))
        expect.fail(`text ${text}, bucket ${bucket}`)
      last.set(key, text)
    }
  }
})

test('where the threads end before they began, all is prepared without them', () => {
  const columns = texts()
  threads.areDead = true
  const { before } = prepared(columns, 2)
  expect(Buffer.from(before.buffer).equals(Buffer.from(prepared(columns, 0).before.buffer))).toBe(true)
})

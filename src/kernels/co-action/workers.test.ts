import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { type Actions, type Edges, reachOf } from './actions.ts'
import { cooRTweetPairs } from './cooRTweet.ts'
import { coActionBatches, coActions } from './pairs.ts'
import { compact } from './prune.ts'
import { qutPairs } from './qut.ts'
import { type CountRow, countObjects } from './rows.ts'
import { gathered, rowTask } from './tasks.ts'
import { countRows, workerCode } from './workers.ts'

const W = 60_000

/** A burst: 15,000 actions of 3,000 accounts on three objects in an hour, which is work for several threads. */
function burst(): Actions {
  const random = randomStream('burst')
  const n = 15_000
  const at = Float64Array.from({ length: n }, () => Math.floor(random() * 3600) * 1000)
  for (const part of [0, 1, 2]) at.subarray((n / 3) * part, (n / 3) * (part + 1)).sort()
  return {
    account: Uint32Array.from(at, () => Math.floor(random() * 3000)),
    object: Uint32Array.from(at, (_, i) => Math.floor(i / (n / 3))),
    at,
    post: Uint32Array.from(at, (_, i) => i),
    accounts: 3000,
    objects: 3,
  }
}

/** How many edges there are, and what they are: short, since a million numbers are slow to compare one by one. */
const told = ({ source, target, weight }: Edges) => ({
  edges: weight.length,
  sha256: [source, target, weight]
    .reduce((hash, column) => hash.update(column), createHash('sha256'))
    .digest('hex'),
})

const weighed = async (threads: number) => ({
  sillage: told(await coActions(burst(), { window: 2 * W, repeats: 1, threads })),
  cooRTweet: told(await cooRTweetPairs(burst(), { window: 2 * W, threads })),
  qut: told(await qutPairs(burst(), { window: 2 * W, threads })),
})

test('every weighting gives the same edges on one thread, two and three', async () => {
  const one = await weighed(1)
  for (const { edges } of Object.values(one)) expect(edges).toBeGreaterThan(100_000)
  expect(await weighed(2)).toEqual(one)
  expect(await weighed(3)).toEqual(one)
})

test('batches come in the order of the accounts, and whoever stops listening stops the threads', async () => {
  const firsts: number[] = []
  for await (const { source } of coActionBatches(burst(), { window: 2 * W, repeats: 1, threads: 2 }))
    firsts.push(source[0] ?? -1)
  expect(firsts.length).toBeGreaterThan(2)
  expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
  for await (const _ of coActionBatches(burst(), { window: 2 * W, repeats: 1, threads: 2 })) break
})

test('a thread that fails fails the count', async () => {
  const failing: CountRow = () => {
    throw new RangeError('no such row')
  }
  const actions = burst()
  const task = rowTask(compact(actions), reachOf(actions, 2 * W))
  await expect(gathered(countRows(failing, task, 2))).rejects.toThrow('no such row')
})

test('what a thread is given stands by itself: no name of this module is in it', () => {
  const code = workerCode(countObjects)
  expect(code).not.toMatch(/__vi_|import_|require\(/)
  expect(() => new Function(code)).not.toThrow()
})

import { expect, test } from 'vitest'
import { reconnecting, waitBefore } from './reconnect.ts'
import { Disconnected, type Item } from './source.ts'

const PATIENCE = { silenceMs: 1, connectMs: 1, firstMs: 1, mostMs: 4 }

test('each wait is twice as long, up to the longest, and shorter by up to half at random', () => {
  const waits = (random: number) =>
    [0, 1, 2, 3, 9].map(n => waitBefore(n, { ...PATIENCE, firstMs: 1_000, mostMs: 6_000 }, () => random))
  expect(waits(0)).toEqual([1_000, 2_000, 4_000, 6_000, 6_000])
  expect(waits(1)).toEqual([500, 1_000, 2_000, 3_000, 3_000])
})

test('it goes on from where the last connection came to, and ends when nothing would change', async () => {
  const asked: (string | null)[] = []
  async function* connect(cursor: string | null): AsyncGenerator<Item> {
    asked.push(cursor)
    if (asked.length === 4) throw new Disconnected('go away', { isFinal: true })
    if (asked.length < 3) yield { kind: 'passed', cursor: `${asked.length}`, at: null }
    throw new Disconnected('the line is dead')
  }
  const notes: string[] = []
  const running = (async () => {
    for await (const item of reconnecting(connect, null, new AbortController().signal, PATIENCE))
      if (item.kind === 'note') notes.push(item.text)
  })()
  await expect(running).rejects.toThrow('go away')
  expect(asked).toEqual([null, '1', '2', '2'])
  expect(notes).toEqual(
    Array.from({ length: 3 }, () =>
      expect.stringMatching(/^Disconnected: the line is dead\. Trying again in 0\.0 s\.$/),
    ),
  )
})

test('an error of our own is no disconnection', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it could
  async function* connect(): AsyncGenerator<Item> {
    throw new TypeError('a mistake')
  }
  const running = (async () => {
    for await (const _ of reconnecting(connect, null, new AbortController().signal, PATIENCE))
      expect.unreachable()
  })()
  await expect(running).rejects.toThrow(TypeError)
})

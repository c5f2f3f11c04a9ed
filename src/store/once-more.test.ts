import { expect, test } from 'vitest'
import { onceMoreIfTheEngineFell } from './once-more.ts'
import { Store } from './store.ts'

const INDEX = 'INTERNAL Error: Attempted to access index 0 within vector of size 0\n\nStack Trace:\n…'
const INVALID =
  'FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.'

/** Work that fails with these messages, one a time, and then tells how many threads its store has. */
function failing(...messages: string[]) {
  let times = 0
  const work = async (engine: { threads?: number }) => {
    const message = messages[times++]
    if (message !== undefined) throw new Error(message)
    const store = await Store.open(engine)
    try {
      return (await store.row<{ n: number }>(`SELECT current_setting('threads') AS n`)).n
    } finally {
      await store.close()
    }
  }
  let falls = 0
  const done = onceMoreIfTheEngineFell(work, () => falls++)
  return { done, times: () => times, falls: () => falls }
}

test('work that succeeds is done once, on all threads', async () => {
  const given: unknown[] = []
  await onceMoreIfTheEngineFell(async engine => given.push(engine))
  expect(given).toEqual([{}])
})

test.each([INDEX, INVALID])(
  'where the engine fell over, the work is done once more on one thread: %.20s',
  async message => {
    const { done, times, falls } = failing(message)
    expect(await done).toBe(1)
    expect([times(), falls()]).toEqual([2, 1])
  },
)

test('an ordinary error is told at once', async () => {
  const { done, times, falls } = failing('Binder Error: Referenced column "nowhere" not found')
  await expect(done).rejects.toThrow('nowhere')
  expect([times(), falls()]).toEqual([1, 0])
})

test('a second fall is told, and there is no third time', async () => {
  const { done, times, falls } = failing(INDEX, INVALID)
  await expect(done).rejects.toThrow('has been invalidated')
  expect([times(), falls()]).toEqual([2, 1])
})

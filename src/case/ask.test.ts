import { expect, test, vi } from 'vitest'
import { Store } from '../store/store.ts'
import { askCase } from './ask.ts'
import type { Case } from './open.ts'
import { fixtures, imported } from './testing.ts'

const { at, write } = fixtures()

/** A case whose log says that it is large, so that it is mounted on all threads. */
const large = (given: Case): Case => ({
  ...given,
  custody: given.custody.map(entry =>
    entry.source
      ? { ...entry, source: { ...entry.source, counts: { ...entry.source.counts, posts: 1_000_000 } } }
      : entry,
  ),
})

test('where the engine fell over while a case was asked, a new store on one thread is asked the same', async () => {
  const { given } = await imported(
    at('case'),
    await write('posts.csv', 'at,account_id,text\n2017-05-05T18:49:00Z,ann,#leak\n'),
  )
  const open = vi.spyOn(Store, 'open')
  const asked: Store[] = []
  const onFall = vi.fn()
  const answer = await askCase(
    large(given),
    async store => {
      asked.push(store)
      if (asked.length === 1)
        throw new Error('INTERNAL Error: Attempted to access index 0 within vector of size 0')
      return store.row(`SELECT current_setting('threads') AS threads, count(*) AS posts FROM post`)
    },
    onFall,
  )
  expect(answer).toEqual({ threads: 1, posts: 1 })
  expect(open.mock.calls).toEqual([[{}], [{ threads: 1 }]])
  expect(asked[0]).not.toBe(asked[1])
  expect(onFall).toHaveBeenCalledOnce()
  for (const store of asked) await expect(store.rows('SELECT 1')).rejects.toThrow() // closed
})

import { expect, test } from 'vitest'
import { addSource } from '../case/add.ts'
import { mountCase } from '../case/mount.ts'
import { createCase } from '../case/open.ts'
import { fixtures } from '../case/testing.ts'
import { randomStream } from '../kernels/random.ts'
import { nearTextGroups, postsWithWords } from './near-text-groups.ts'

const { at, write } = fixtures()

/** 600 posts of 4 kB, the last of the file first in time; the first and the last in time say the same. */
const LONG = 600
const words = (n: number) => {
  const random = randomStream(`${n}`)
  return Array.from({ length: 600 }, () => Math.floor(random() * 36 ** 6).toString(36)).join(' ')
}
const row = (n: number) =>
  `p${n},${new Date(Date.UTC(2017, 4, 5) + n * 1000).toISOString()},a${n},"${words(n % (LONG - 1))} «é»"\n`

test('posts are compared in the order of time, however many texts are read at once', async () => {
  const rows = Array.from({ length: LONG }, (_, n) => row(LONG - 1 - n))
  const csv = await write('long.csv', `id,at,account_id,text\n${rows.join('')}`)
  const { case: given } = await addSource(await createCase(at('long')), csv, { platform: 'x' })
  const store = await mountCase(given)
  try {
    expect(await postsWithWords(store, LONG)).toBe(LONG)
    expect(await nearTextGroups(store, [])).toEqual({ posts: LONG, short: 0, grouped: 2 })
    const numbered = await store.rows<{ post_id: string }>('SELECT post_id FROM near_text_post ORDER BY i')
    expect(numbered.map(({ post_id }) => post_id)).toEqual(rows.map((_, n) => `p${n}`))
    expect(await store.rows('SELECT i, head, share FROM near_text ORDER BY i')).toEqual([
      { i: 0, head: 0, share: 1 },
      { i: LONG - 1, head: 0, share: 1 },
    ])
  } finally {
    await store.close()
  }
})

test('posts with words are counted by their texts only where even with others they would be too many', async () => {
  const csv = await write(
    'few.csv',
    'id,at,account_id,text\np1,2017-05-05T18:49:00Z,a,Read this\np2,2017-05-05T18:49:01Z,b,  “RT @a: Read this\n',
  )
  const { case: given } = await addSource(await createCase(at('few')), csv, { platform: 'x' })
  const store = await mountCase(given)
  try {
    expect([await postsWithWords(store, 2), await postsWithWords(store, 1)]).toEqual([2, 1])
  } finally {
    await store.close()
  }
})

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addSource } from './add.ts'
import { createCase, openCase, sourcesOf } from './open.ts'
import { remapSource } from './remap.ts'
import { asked, everything, fixtures, imported } from './testing.ts'
import { verifyCase } from './verify.ts'

const { at, write } = fixtures()

/** Two columns look like texts, and the guess takes the wrong one. */
const POSTS = `id,created_at,author_id,text,body
1,2017-05-05T18:49:00Z,ann,short,"the whole text #leak"
2,2017-05-05T18:50:00Z,bob,cut,"another text #leak"
`

test('a source is mapped anew from its kept bytes: its rows change, others stay, the log keeps both lines', async () => {
  const other = await write('other.csv', 'id,created_at,author_id,text\n9,2017-05-05T20:00:00Z,cyd,#other\n')
  const first = await imported(at('remapped'), await write('posts.csv', POSTS))
  const { case: before } = await addSource(first.given, other)
  expect(first.posts.map(post => post.text)).toEqual(['short', 'cut'])
  const { case: given, added } = await remapSource(before, 'posts.csv', { map: { text: 'body' } })
  expect(added.source).toMatchObject({
    sha256: first.source.sha256,
    remaps: 1,
    options: { map: 'text=body' },
    counts: { rows: 2, posts: 2, duplicates: 0 },
  })
  expect(given.custody.map(entry => entry.event)).toEqual(['created', 'added', 'added', 'remapped'])
  expect(await asked(given, 'SELECT text FROM post ORDER BY post_id')).toEqual([
    { text: 'the whole text #leak' },
    { text: 'another text #leak' },
    { text: '#other' },
  ])
  expect(await asked(given, 'SELECT object, count(*) AS n FROM action GROUP BY ALL ORDER BY n DESC')).toEqual(
    [
      { object: 'leak', n: 2 },
      { object: 'other', n: 1 },
    ],
  )
  expect((await verifyCase(given)).mismatches).toEqual([])
  expect((await readdir(given.at.table('post'))).sort()).toEqual(
    sourcesOf(given)
      .map(source => `${source.sha256}${source.remaps ? '-1' : ''}.parquet`)
      .sort(),
  )
})

test('mapped as it was before, it is what it was', async () => {
  const first = await imported(at('back'), await write('back.csv', POSTS))
  const was = await everything(first.given)
  const { case: once } = await remapSource(first.given, first.source.sha256.slice(0, 8), {
    map: { text: 'body' },
  })
  expect(await everything(once)).not.toEqual(was)
  const { case: twice, added } = await remapSource(once, 'back.csv')
  expect(added.source.remaps).toBe(2)
  expect(await everything(twice)).toEqual(was)
  expect(await everything(await openCase(at('back')))).toEqual(was)
})

test('nothing changes when the name is not known, or the bytes are not those that were added', async () => {
  const { given, source } = await imported(at('refused'), await write('refused.csv', POSTS))
  const was = await everything(given)
  await expect(remapSource(given, 'nobody.csv')).rejects.toThrow(
    `No source of this case is called nobody.csv; it has refused.csv (${source.sha256.slice(0, 12)}).`,
  )
  await writeFile(at(`refused/${source.path}`), POSTS.replace('ann', 'eve'))
  await expect(remapSource(given, 'refused.csv', { map: { text: 'body' } })).rejects.toThrow(
    /are not those that were added; nothing was changed/,
  )
  expect(await everything(given)).toEqual(was)
  expect((await readFile(given.at.custody, 'utf8')).trim().split('\n')).toHaveLength(2)
})

test('an unknown case has no sources', async () => {
  await expect(remapSource(await createCase(at('empty')), 'x.csv')).rejects.toThrow(/it has none\./)
})

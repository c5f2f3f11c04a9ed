import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHead } from './head.ts'
import { table } from './mapped.ts'
import { imported } from './testing.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-mapped-'))
})
afterAll(() => rm(folder, { recursive: true }))

const AT = '2017-05-05T18:49:00Z'
async function read(lines: string, options = {}) {
  const path = join(folder, 'posts.csv')
  await writeFile(path, lines)
  const { notes = [], contentIds } = table.select(await readHead(path), options)
  return { ...(await imported(table, path, options)), notes: notes.join('\n'), contentIds }
}

test('a column that may hold a parent makes a reply, a quote or a repost of the rows that state one', async () => {
  const kinds = async (column: string) =>
    (await read(`at,account_id,id,text,${column}\n${AT},ann,p1,a,\n${AT},bob,p2,b,p1\n`)).posts.map(
      p => p.kind,
    )
  expect(await kinds('in_reply_to_id')).toEqual(['post', 'reply'])
  expect(await kinds('quoted_status_id')).toEqual(['post', 'quote'])
  expect(await kinds('retweeted_status_id')).toEqual(['post', 'repost'])
})

test('a flag that says "no repost" leaves a reply what it is', async () => {
  const { posts } = await read(
    `at,account_id,id,text,is_retweet,in_reply_to_id\n${AT},ann,p1,a,False,\n${AT},bob,p2,b,False,p1\n${AT},bob,p3,b,True,\n`,
  )
  expect(posts.map(post => post.kind)).toEqual(['post', 'reply', 'repost'])
})

test('ids that are small numbers are kept, with a word on what other files may have', async () => {
  const lines = `at,account_id,id,text\n${AT},ann,1,a\n${AT},bob,2,b\n`
  const { posts, notes } = await read(lines)
  expect(posts.map(post => post.post_id)).toEqual(['1', '2'])
  expect(notes).toMatch(/'id' holds small numbers.*--map post_id=/)
  const made = await read(lines, { map: { post_id: '' } })
  expect(made.contentIds).toBe(true)
  expect(made.notes).not.toMatch(/small numbers/)
})

test('comments keep their own ids, not that of what they are on', async () => {
  const rows = Array.from({ length: 5 }, (_, i) => `${AT},ann,c${i}x,99,words ${i}`)
  const { posts } = await read(`at,account_id,id,post_id,text\n${rows.join('\n')}\n`)
  expect(posts.map(post => post.post_id)).toEqual(['c0x', 'c1x', 'c2x', 'c3x', 'c4x'])
})

test('addresses of posts name the platform; links that are shared do not', async () => {
  const on = async (url: string) =>
    (await read(`at,account_id,id,text,url\n${AT},ann,1200000000001,a,${url}\n`)).posts[0]?.platform
  expect(await on('https://twitter.com/ann/status/1200000000001')).toBe('x')
  expect(await on('https://twitter.com/ann/status/777')).toBe('unknown')
})

import { expect, test } from 'vitest'
import { driftOf } from './drift.ts'
import { boardOf, fourchan } from './fourchan.ts'
import { readHead } from './head.ts'
import { imported, sample } from './testing.ts'

test('a thread gives its first post and its replies, on the board that the file name tells', async () => {
  const { detection, posts, accounts } = await imported(fourchan, sample('4chan-pol-70000001.json'))
  expect(detection).toEqual({ sure: 0.95, saw: 'threads: `posts` with `no` and `resto`' })
  const [first, second, third, fourth, fifth] = posts
  expect(first).toMatchObject({
    platform: '4chan',
    post_id: 'pol/70000001',
    account_id: null,
    at: String(Date.parse('2017-05-05T18:35:00Z')),
    kind: 'post',
    parent_id: null,
    thread_id: 'pol/70000001',
    title: 'Harbour & letters',
    text: "a parcel of letters 'appeared' here:\nhttps://archive.example.test/harbour.zip\nlook inside 🚢",
    url: 'https://boards.4chan.org/pol/thread/70000001#p70000001',
    urls: ['https://archive.example.test/harbour.zip'],
    media: ['AAAAAAAAAAAAAAAAAAAAAA=='],
    replies: '4',
  })
  expect(second).toMatchObject({
    kind: 'reply',
    parent_id: 'pol/70000001',
    thread_id: 'pol/70000001',
    account_id: null,
    text: '>>70000001\n>nine gigabytes\nsee the list',
    urls: ['https://wiki.example.test/?a=1&b=2'],
  })
  // the quoted post is gone, and is what was answered all the same
  expect(third).toMatchObject({
    parent_id: 'pol/70000000',
    account_id: 'trip:!Xn0Tr34lXX',
    text: '>>70000000 >>70000002 رسائل الميناء',
  })
  // another board's post is a reference; a post without a quote answers the first
  expect(fourth).toMatchObject({ parent_id: 'pol/70000001', text: 'as said on >>>/k/500' })
  expect(fifth).toMatchObject({ parent_id: 'pol/70000001', text: null, media: ['BBBBBBBBBBBBBBBBBBBBBB=='] })
  expect(accounts).toMatchObject([
    { row: '1', account_id: 'trip:!Xn0Tr34lXX', name: 'skipper', observed_at: '1494009420000' },
  ])
})

test('a catalog gives the first posts and the last replies that it shows', async () => {
  const { detection, posts } = await imported(fourchan, sample('4chan-catalog.json'))
  expect(detection?.saw).toBe('catalog pages of `threads`')
  expect(posts.map(p => `${p.row} ${p.post_id} ${p.kind} in ${p.thread_id}`).sort()).toEqual([
    '1 11 post in 11',
    '1 13 reply in 11',
    '2 int/12 post in int/12',
  ])
})

test('posts one a line name their board', async () => {
  const { posts } = await imported(fourchan, sample('4chan-posts.jsonl'))
  expect(posts.map(p => `${p.row} ${p.post_id} ${p.parent_id}`)).toEqual(['1 pol/31 null', '2 pol/32 pol/31'])
})

test('a JavaScript sample is read without being run', async () => {
  const { detection, posts } = await imported(fourchan, sample('4chan-sample.js'))
  expect(detection?.saw).toBe('a JavaScript file with posts that have `no` and `resto`')
  expect(posts.map(p => `${p.post_id} ${p.text}`)).toEqual(['21 time: now, resto: "none"', '22 {later}'])
})

test('a file name tells a board only where it is one', () => {
  expect(['4chan-pol-123.json', 'pol_123.json', '4chan_x.jsonl', 's4s-9.json'].map(boardOf)).toEqual([
    'pol',
    'pol',
    'x',
    's4s',
  ])
  expect(['part_123.json', 'threads.json', '4chan-dump-1.json', 'pol.json'].map(boardOf)).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('every field of the samples is known', async () => {
  for (const name of ['4chan-pol-70000001.json', '4chan-catalog.json', '4chan-posts.jsonl']) {
    const paths = new Set<string>()
    const walk = (value: unknown, path: string) => {
      if (Array.isArray(value)) for (const inner of value) walk(inner, path)
      else if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key)
      else paths.add(path)
    }
    for (const record of (await readHead(sample(name))).records) walk(record, '')
    expect(paths.size).toBeGreaterThan(3)
    expect([name, driftOf(fourchan.fields ?? { read: [], left: [] }, paths).unknown]).toEqual([name, []])
  }
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { snscrape } from './snscrape.ts'
import { imported, sample } from './testing.ts'

test('posts, reposts with what they pass on, quotes and replies; posts inside are copies', async () => {
  const { detection, posts } = await imported(snscrape, sample('snscrape.jsonl'))
  expect(detection).toEqual({ sure: 0.95, saw: 'records of `snscrape.modules.twitter.Tweet`' })
  const original = {
    post_id: '1575000000000000001',
    account_id: '11',
    at: String(Date.UTC(2022, 8, 28, 10)),
    kind: 'post',
    text: 'the <files> #Leak https://t.co/a @cleo',
    client: 'Twitter Web App',
    likes: '3',
    reposts: '2',
    replies: '1',
    views: null,
    hashtags: ['Leak'],
    urls: ['https://a.example.test/docs'],
    mentions: ['cleo'],
    media: ['https://p.test/1'],
  }
  expect(posts.filter(({ row }) => Number(row) <= 5)).toMatchObject([
    { row: '1', mark: 0, ...original },
    {
      row: '2',
      mark: 0,
      post_id: '1575000000000000002',
      account_id: '1265374000000000001',
      kind: 'repost',
      parent_id: '1575000000000000001',
      parent_account_id: '11',
      text: original.text,
      likes: null,
      hashtags: ['Leak'],
      urls: original.urls,
      mentions: ['cleo'],
    },
    { row: '2', mark: 1, ...original },
    {
      row: '3',
      mark: 0,
      kind: 'quote',
      parent_id: '1575000000000000000',
      parent_account_id: '11',
      urls: [],
      hashtags: [],
    },
    { row: '3', mark: 1, post_id: '1575000000000000000', text: 'older' },
    {
      row: '4',
      kind: 'reply',
      parent_id: '1575000000000000001',
      parent_account_id: '11',
      thread_id: '1575000000000000001',
      mentions: ['ann'],
    },
    // what it quotes was gone, but for its number
    { row: '5', kind: 'quote', parent_id: '1570000000000000001', parent_account_id: null },
  ])
})

test('what is no post is refused by its kind, and an account is none to refuse', async () => {
  const { posts, accounts } = await imported(snscrape, sample('snscrape.jsonl'))
  expect(
    posts.filter(({ problem }) => problem !== null).map(({ row, problem }) => `${row} ${problem}`),
  ).toEqual([
    '6 a post that could not be read there (1575000000000000009)',
    '8 not a post: snscrape.modules.twitter.Trend',
  ])
  expect(posts.find(({ row }) => row === '9')).toMatchObject({ at: null, text: 'no time' })
  expect(accounts.find(({ row }) => row === '7')).toMatchObject({
    account_id: '14',
    handle: 'dan',
    name: 'Dan 🔥',
    description: 'says hello',
    created_at: String(Date.UTC(2014, 1, 3, 10)),
    followers: '100',
    following: '5',
    posts: '77',
    likes: '3',
    listed: '1',
    verified: false,
    protected: false,
    default_image: true,
    location: null,
  })
  expect(accounts.every(account => !('observed_at' in account))).toBe(true)
})

test('posts of 2021 have `content`, `outlinks` and no lists: tags and names are in the text', async () => {
  const { posts, accounts } = await imported(snscrape, sample('snscrape-2021.jsonl'))
  expect(posts).toMatchObject([
    {
      post_id: '1366000000000000001',
      account_id: '11',
      at: String(Date.parse('2021-02-28T12:34:56Z')),
      text: 'old & plain #tag https://t.co/a @cleo_x',
      client: 'Twitter for iPhone',
      hashtags: ['tag'],
      urls: ['https://a.example.test/docs'],
      mentions: ['cleo_x'],
    },
  ])
  expect(accounts).toMatchObject([
    { account_id: '11', handle: 'ann', description: 'reads', verified: true, location: 'Nowhere' },
  ])
})

test('of a long post twscrape’s lists stop early: the text has the rest', async () => {
  const { posts } = await imported(snscrape, sample('twscrape.jsonl'))
  expect(posts[0]).toMatchObject({
    at: String(Date.parse('2024-03-16T10:11:12Z')),
    kind: 'quote', // of a post that is not given
    parent_id: null,
    views: '842346',
    client: 'Twitter for Android',
    hashtags: ['late'],
    mentions: ['cleo'],
    urls: ['https://z.example.test/'],
    media: ['https://p.test/1.jpg', 'https://p.test/2.jpg'],
  })
})

test('where a reader has rounded the numbers, the address and the name are what is certain', async () => {
  const { posts, accounts } = await imported(snscrape, sample('twscrape.jsonl'))
  expect(posts[1]).toMatchObject({ post_id: '1768953236864545111', account_id: 'bob', thread_id: null })
  // twscrape writes 1970 where it does not know
  expect(accounts[1]).toMatchObject({ account_id: 'bob', handle: 'bob', created_at: null })
})

test('Reddit’s posts and comments have the ids that other tools’ have', async () => {
  const { detection, posts } = await imported(snscrape, sample('snscrape-reddit.jsonl'))
  expect(detection?.saw).toBe('records of `snscrape.modules.reddit.Submission`')
  expect(posts).toMatchObject([
    {
      platform: 'reddit',
      post_id: 'abc12',
      account_id: 'ann',
      at: String(Date.parse('2021-02-28T12:34:56Z')),
      kind: 'post',
      parent_id: null,
      thread_id: 'abc12',
      title: 'A title',
      urls: ['https://a.example.test/'],
    },
    {
      platform: 'reddit',
      post_id: 'def34',
      account_id: null,
      kind: 'reply',
      parent_id: 'abc12',
      thread_id: 'abc12',
      text: 'no',
      urls: [],
    },
  ])
})

test('fields of the wrong kind cost no more than their row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-snscrape-'))
  try {
    const type = 'snscrape.modules.twitter.Tweet'
    const right = {
      _type: type,
      url: 'https://x.com/ann/status/1',
      date: '2024-03-16T10:11:12Z',
      id: 1,
      user: { id: 11, username: 'ann' },
      rawContent: 'a',
    }
    const records = [
      right,
      {
        ...right,
        url: 'https://x.com/ann/status/2',
        user: 'ann',
        rawContent: { no: 'text' },
        hashtags: 'x',
        links: 7,
        media: 'none',
      },
      {
        ...right,
        url: 'https://x.com/ann/status/3',
        likeCount: 'many',
        quotedTweet: [1],
        mentionedUsers: { a: 1 },
        date: 5,
      },
      Object.fromEntries(Object.keys(right).map(key => [key, null])),
      7,
    ]
    const path = join(folder, 'x.jsonl')
    await writeFile(path, records.map(record => JSON.stringify(record)).join('\n'))
    const { posts } = await imported(snscrape, path)
    expect(
      posts.map(({ row, post_id, account_id, text, problem }) => [row, post_id, account_id, text, problem]),
    ).toEqual([
      ['1', '1', '11', 'a', null],
      ['2', '2', null, null, null],
      ['3', '3', '11', 'a', null],
      ['4', null, null, null, null],
      ['5', null, null, null, 'not a post: ubigint'],
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

import { expect, test } from 'vitest'
import { fourcat } from './fourcat.ts'
import { readHead } from './head.ts'
import { imported, sample } from './testing.ts'

const read = async (name: string) => (await imported(fourcat, sample(`4cat-${name}.csv`))).posts

test('X: its clock is UTC, its link is not trusted, links may hold commas, redacted accounts are none', async () => {
  const [post, repost, reply, missing] = await read('x')
  expect(post).toMatchObject({
    platform: 'x',
    post_id: '860000000000000101',
    account_id: '900000000000000001',
    at: String(Date.parse('2017-05-05T18:49:00Z')), // unix_timestamp in this sample is two hours off, as a server in Paris makes it
    kind: 'post',
    text: 'Nine gigabytes & letters 🚢 #HarbourFiles',
    url: 'https://x.com/ann_invented/status/860000000000000101',
    urls: ['https://archive.example.test/a?x=1,2', 'https://other.example.test/'],
    hashtags: ['HarbourFiles'],
    likes: '11',
  })
  expect(repost).toMatchObject({ kind: 'repost', text: post?.text, hashtags: null, likes: null })
  expect(reply).toMatchObject({ kind: 'reply', account_id: null, url: null, thread_id: '860000000000000101' })
  expect(missing).toMatchObject({ problem: 'a post that was asked for and not given (Could not find tweet)' })
})

test('TikTok and its comments', async () => {
  expect(await read('tiktok')).toMatchObject([
    {
      account_id: 'ann.invented',
      at: '1700000000000',
      kind: 'post',
      reposts: '1',
      media: ['music:6911379433966357253'],
    },
    { account_id: 'bob_invented', kind: 'quote' },
  ])
  expect(await read('tiktok-comments')).toMatchObject([
    { kind: 'reply', parent_id: '7100000000000000001', thread_id: '7000000000000000001' },
  ])
})

test('Instagram: the time is the number, not the server’s clock; hidden likes are not stated', async () => {
  expect(await read('instagram')).toMatchObject([
    { post_id: 'CAbc_-12345', at: '1700000000000', kind: 'post', likes: null, mentions: ['bob.invented'] },
    { post_id: '180001', kind: 'reply', parent_id: 'CAbc_-12345', likes: '0' },
  ])
})

test('4chan: ids as from its own API', async () => {
  expect(await read('4chan')).toMatchObject([
    { post_id: 'pol/70000001', kind: 'post', parent_id: null, account_id: null, media: ['AAAA=='] },
    { post_id: 'pol/70000002', kind: 'reply', parent_id: 'pol/70000000', account_id: 'trip:!Xn0' },
  ])
})

test('Telegram: messages by the chat’s name; a forward is a repost of what is not said', async () => {
  expect(await read('telegram')).toMatchObject([
    { post_id: 'harbour_channel/10', account_id: '-1001000000001', kind: 'post', views: '500' },
    { kind: 'repost', parent_id: null },
    { kind: 'reply', parent_id: 'harbour_channel/10', account_id: '555' },
  ])
})

test('Reddit: bare ids, so that parents match', async () => {
  expect(await read('reddit')).toMatchObject([
    {
      post_id: 'abc12',
      kind: 'post',
      title: 'The files',
      urls: ['https://archive.example.test/a'],
    },
    {
      account_id: null,
      kind: 'reply',
      parent_id: 'abc12',
      urls: ['https://other.example.test/b'],
    },
    { parent_id: 'def34', thread_id: 'abc12' },
  ])
})

test('Bluesky: a parent where its address can be told', async () => {
  expect(await read('bluesky')).toMatchObject([
    {
      account_id: 'did:plc:ann',
      at: String(Date.parse('2024-05-05T18:49:00.123Z')),
      lang: null, // several are stated
      hashtags: ['HarbourFiles'],
    },
    { kind: 'reply', parent_id: 'at://did:plc:ann/app.bsky.feed.post/3k1', lang: null, urls: null },
    { kind: 'quote', parent_id: null },
  ])
})

test('of another data source, what all tables have in common is read; the platform is that of the addresses', async () => {
  expect(await read('imgur')).toMatchObject([
    {
      platform: 'imgur',
      post_id: 'abc1',
      account_id: 'ann_invented',
      at: '1700000300000',
      kind: 'post',
      title: 'A title',
      text: 'words #Leak',
    },
    { account_id: null, kind: 'reply', thread_id: 'abc1' },
  ])
})

test('a data source whose times are estimates is refused by its name', async () => {
  const head = await readHead(sample('4cat-linkedin.csv'))
  expect(fourcat.detect(head)?.sure).toBe(0.7)
  expect(() => fourcat.select(head, {})).toThrow(/4CAT’s times of LinkedIn are estimates/)
})

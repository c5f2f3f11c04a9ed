import { expect, test } from 'vitest'
import { fourcatNdjson } from './fourcat-ndjson.ts'
import { readHead } from './head.ts'
import { InputProblem } from './importer.ts'
import { imported, sample } from './testing.ts'

test('Zeeschuimer’s X: whole texts, reposts of the whole original, quotes, replies, edits, the old form', async () => {
  const { detection, posts, accounts } = await imported(fourcatNdjson, sample('zeeschuimer-x.ndjson'))
  expect(detection?.saw).toBe('objects of X with `source_platform`, as Zeeschuimer wraps them')
  const post = (id: string, mark = 0) => posts.find(p => p.post_id === id && p.mark === mark)
  const whole = 'Nine gigabytes & more, the whole of it 🧵 رسائل'
  expect(post('860000000000000101')).toMatchObject({
    platform: 'x',
    account_id: '900000000000000001',
    at: String(Date.parse('2017-05-05T18:49:00Z')),
    kind: 'post',
    text: whole,
    client: 'Example Web Client',
    likes: '11',
    views: '900',
    hashtags: ['HarbourFiles'],
    urls: ['https://archive.example.test/long.zip'],
    observed_at: '1700000000123',
  })
  expect(post('860000000000000103')).toMatchObject({
    kind: 'repost',
    parent_id: '860000000000000101',
    parent_account_id: '900000000000000001',
    text: whole,
    urls: ['https://archive.example.test/long.zip'],
    likes: null,
    views: null,
  })
  expect(post('860000000000000101', 1)).toMatchObject({ row: '2', text: whole })
  expect(post('860000000000000102')).toMatchObject({
    kind: 'quote',
    parent_id: '860000000000000050',
    parent_account_id: '900000000000000001',
    urls: [],
  })
  expect(post('860000000000000050', 1)).toMatchObject({ at: String(Date.parse('2017-05-05T18:30:00Z')) })
  expect(post('860000000000000105')).toMatchObject({
    kind: 'reply',
    parent_id: '860000000000000101',
    thread_id: '860000000000000101',
    versions: ['860000000000000104', '860000000000000105'],
  })
  // its `id` is a number that was rounded
  expect(post('860000000000000203')).toMatchObject({ account_id: '900000000000000005', client: 'Old' })
  expect(post('860000000000000107')).toMatchObject({ text: 'hidden' })
  expect(posts.filter(p => p.problem).map(p => `${p.row}: ${p.problem}`)).toEqual([
    '6: not a post: X did not give it (TweetTombstone)',
    '8: an object of tiktok.com among those of X: put it in a file of its own',
    '9: not a post of X: its id is no number',
  ])
  expect(accounts.find(a => a.row === '1')).toMatchObject({
    handle: 'ann_invented',
    created_at: String(Date.parse('2016-02-01T09:00:00Z')),
    followers: '12',
    following: '3',
    listed: '6',
    verified: false,
    protected: false,
    default_profile: true,
    location: 'Nantes',
  })
})

test('4CAT’s TikTok: the same object, its notes beside it', async () => {
  const { detection, posts } = await imported(fourcatNdjson, sample('4cat-tiktok.ndjson'))
  expect(detection).toEqual({ sure: 0.98, saw: 'objects of TikTok with `__import_meta`, as 4CAT keeps them' })
  expect(posts).toMatchObject([
    { post_id: '7000000000000000001', account_id: 'ann.invented', observed_at: '1700000000123' },
  ])
})

test('Instagram: lists and the older graph, hidden counts, comments on a post known by its number', async () => {
  const { posts } = await imported(fourcatNdjson, sample('zeeschuimer-instagram.ndjson'))
  expect(posts).toMatchObject([
    {
      post_id: 'CAbc_-12345',
      account_id: 'harbour.watch',
      at: '1700000000000',
      text: 'Letters 🚢 #harbourfiles @bob.invented https://archive.example.test/a',
      likes: '12',
      replies: '3',
      mentions: ['bob.invented'],
    },
    { post_id: 'CAbc_-12346', text: null, likes: null, media: ['music:555'] },
    { post_id: 'Bgraph00001', at: '1600000000000', text: 'old form', likes: '5' },
    { problem: 'a post of which Instagram showed only a part, without its time (Cpartial0001)' },
    { problem: 'an advertisement that Instagram put in, not a post that was found' },
    { post_id: '18000000000000001', account_id: 'dan.invented', kind: 'reply', parent_id: 'CmiJBr2LAAA' },
  ])
})

test('Telegram: forwards are reposts of the message that they name, links behind words are links', async () => {
  const { posts } = await imported(fourcatNdjson, sample('4cat-telegram.ndjson'))
  expect(posts).toMatchObject([
    {
      post_id: '1000000001/10',
      account_id: '-1001000000001',
      at: '1700000000000',
      kind: 'post',
      views: '500',
      reposts: '3',
      url: 'https://t.me/harbour_channel/10',
    },
    { kind: 'repost', parent_id: '1000000002/44', parent_account_id: '-1001000000002' },
    { kind: 'reply', parent_id: '1000000001/10', account_id: '555' },
  ])
  expect(posts[0]?.urls).toHaveLength(2)
  expect(posts[0]?.urls).toEqual(
    expect.arrayContaining(['https://archive.example.test/a', 'https://archive.example.test/harbour.zip']),
  )
})

test('Bluesky: a quote brings the quoted as a copy; accounts are their numbers, as elsewhere', async () => {
  const { posts } = await imported(fourcatNdjson, sample('4cat-bluesky.ndjson'))
  const post = (key: string) => posts.find(p => String(p.post_id).endsWith(key))
  expect(post('3k1')).toMatchObject({
    account_id: 'did:plc:ann',
    at: String(Date.parse('2024-05-05T18:49:00.123Z')),
    kind: 'quote',
    parent_id: 'at://did:plc:cat/app.bsky.feed.post/3k0',
    parent_account_id: 'did:plc:cat',
    lang: 'en',
    hashtags: ['HarbourFiles'],
    urls: ['https://archive.example.test/a'],
    mentions: ['did:plc:bob'],
    observed_at: '1715000000500',
  })
  expect(post('3k0')).toMatchObject({ mark: 1, text: 'first', likes: '4' })
  expect(post('3k2')).toMatchObject({
    kind: 'reply',
    at: String(Date.parse('2024-05-05T16:50:00Z')),
    parent_id: 'at://did:plc:ann/app.bsky.feed.post/3k1',
  })
})

test('X’s API as 4CAT keeps it: authors and originals stand inside; what was not given has no time', async () => {
  const { posts, accounts } = await imported(fourcatNdjson, sample('4cat-twitterv2.ndjson'))
  expect(posts.find(p => p.post_id === '860000000000000103')).toMatchObject({
    kind: 'repost',
    parent_id: '860000000000000101',
    parent_account_id: '900000000000000001',
    text: 'Nine gigabytes, whole',
    media: ['3_1'],
  })
  expect(posts.find(p => p.row === '2')).toMatchObject({
    problem: 'a post that was asked for and not given (Could not find tweet)',
  })
  expect(accounts.map(a => a.handle).sort()).toEqual(['ann_invented', 'cat_invented'])
})

test('a platform that is not read is refused by its name', async () => {
  const head = await readHead(sample('zeeschuimer-linkedin.ndjson'))
  expect(fourcatNdjson.detect(head)?.saw).toContain('LinkedIn')
  expect(() => fourcatNdjson.select(head, {})).toThrow(InputProblem)
  expect(() => fourcatNdjson.select(head, {})).toThrow(/Zeeschuimer’s objects of LinkedIn are not read/)
})

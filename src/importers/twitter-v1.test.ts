import { beforeAll, describe, expect, test } from 'vitest'
import { type Imported, imported, type Row, sample } from './testing.ts'
import { twitterV1 } from './twitter-v1.ts'

describe('a captured stream', () => {
  let stream: Imported
  const post = (id: string, mark = 0) => stream.posts.find(p => p.post_id === id && p.mark === mark)
  beforeAll(async () => {
    stream = await imported(twitterV1, sample('twitter-v1.jsonl'))
  })

  test('is recognised by its users and times', () => {
    expect(stream.detection).toEqual({ sure: 0.95, saw: 'posts with `user.screen_name` and `created_at`' })
  })

  test('a post of more than 140 signs has its full text, its own entities and the millisecond', () => {
    expect(post('860000000000000101')).toMatchObject({
      row: '1',
      platform: 'x',
      account_id: '900000000000000001',
      at: String(Date.parse('2017-05-05T18:49:00.123Z')),
      kind: 'post',
      parent_id: null,
      lang: 'en',
      client: 'Example Web Client',
      likes: '11',
      reposts: '7',
      replies: '2',
      hashtags: ['HarbourFiles'],
      mentions: ['bob_invented'],
      urls: ['https://archive.example.test/harbour.zip'],
      media: ['https://pbs.example.test/media/one.jpg', 'https://pbs.example.test/media/two.jpg'],
    })
    const text = post('860000000000000101')?.text as string // a text column
    expect(text.startsWith('Nine gigabytes of letters & invoices, we have begun')).toBe(true)
    expect(text).toContain('النص من اليمين إلى اليسار 🧵 #HarbourFiles')
  })

  test('a quote names what it quotes and does not share the link to it; the quoted post is a copy', () => {
    expect(post('860000000000000102')).toMatchObject({
      kind: 'quote',
      parent_id: '860000000000000050',
      parent_account_id: '900000000000000003',
      urls: [],
      text: 'This is it https://t.co/qqqqqqqqqq',
    })
    expect(post('860000000000000050', 1)).toMatchObject({
      kind: 'post',
      at: String(Date.parse('2017-05-05T18:30:00Z')),
      observed_at: String(Date.parse('2017-05-05T18:50:00Z')),
    })
  })

  test('a repost passes on the whole original, in its language, with its links, and none of its counts', () => {
    expect(post('860000000000000103')).toMatchObject({
      account_id: '900000000000000003',
      at: String(Date.parse('2017-05-05T18:51:00.456Z')),
      kind: 'repost',
      parent_id: '860000000000000101',
      parent_account_id: '900000000000000001',
      text: post('860000000000000101')?.text,
      lang: 'en',
      urls: ['https://archive.example.test/harbour.zip'],
      mentions: ['bob_invented'],
      likes: null,
      reposts: null,
    })
    expect(post('860000000000000101', 1)).toMatchObject({ row: '3', likes: '11' })
  })

  test('a repost of a quote is a repost, and brings the quote and the quoted as copies', () => {
    expect(post('860000000000000104')).toMatchObject({ kind: 'repost', parent_id: '860000000000000102' })
    const copies = stream.posts.filter(p => p.row === '4' && p.mark === 1)
    expect(copies.map(p => `${p.post_id} ${p.kind}`).sort()).toEqual([
      '860000000000000050 post',
      '860000000000000102 quote',
    ])
  })

  test('a reply with numbers for ids keeps every digit; without entities its objects are left to the text', () => {
    expect(post('860000000000000105')).toMatchObject({
      account_id: '900000000000000004',
      at: String(Date.parse('2017-05-05T18:53:00Z')),
      kind: 'reply',
      parent_id: '860000000000000101',
      parent_account_id: '900000000000000001',
      text: '@ann_invented 1 < 2 no #HarbourFiles',
      client: null,
      likes: null,
      hashtags: null,
      urls: null,
    })
  })

  test('notices and errors say what they are', () => {
    expect(stream.posts.filter(p => p.problem).map(p => `${p.row}: ${p.problem}`)).toEqual([
      '6: a notice that a post was deleted (860000000000000099)',
      '7: a notice that the stream left out posts (214 since it began)',
      '8: an error of X, not a post (Rate limit exceeded)',
      '9: not a post: it has disconnect',
    ])
  })

  test('each sighting of an account is kept, dated by the post that brought it', () => {
    expect(stream.accounts.filter(a => a.row === '3').sort(byHandle)).toMatchObject([
      {
        account_id: '900000000000000001',
        handle: 'ann_invented',
        name: 'Ann 🌊',
        created_at: String(Date.parse('2016-02-01T09:00:00Z')),
        followers: '1200',
        following: '34',
        posts: '78',
        likes: '56',
        listed: '1',
        verified: true,
        default_profile: true,
        default_image: false,
        location: 'Nantes',
        lang: 'fr',
        observed_at: String(Date.parse('2017-05-05T18:51:00.456Z')),
      },
      {
        handle: 'cat_invented',
        protected: true,
        observed_at: String(Date.parse('2017-05-05T18:51:00.456Z')),
      },
    ])
  })
})

const byHandle = (a: Row, b: Row) => String(a.handle).localeCompare(String(b.handle))

test('a search answer gives its posts', async () => {
  const { detection, posts } = await imported(twitterV1, sample('twitter-v1-search.json'))
  expect(detection?.saw).toBe('a search answer: `statuses` with their `user`')
  expect(posts.map(p => `${p.post_id} ${p.text}`)).toEqual(['201 one', '202 two'])
})

test('a lookup gives its posts, and names those that X did not give', async () => {
  const { detection, posts } = await imported(twitterV1, sample('twitter-v1-lookup.json'))
  expect(detection?.saw).toBe('a lookup: `id` holds posts by their numbers')
  expect(posts.filter(p => !p.problem).map(p => p.post_id)).toEqual(['301'])
  expect(posts.map(p => p.problem).filter(Boolean)).toEqual([
    'a post that was asked for and not given: deleted, protected or suspended (302)',
  ])
})

test('an answer of the premium search gives its `results`', async () => {
  const { detection, posts } = await imported(twitterV1, sample('twitter-v1-premium.json'))
  expect(detection).toEqual({
    sure: 0.95,
    saw: 'an answer of the premium search: `results` with their `user`',
  })
  expect(posts).toMatchObject([
    {
      post_id: '860567017610346497',
      account_id: '11',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      text: 'The files, or rather the first of them #leak',
      hashtags: ['leak'],
      replies: '2',
      problem: null,
    },
  ])
})

test('accounts by themselves are accounts, and no posts of the day on which they were made', async () => {
  const { detection, posts, accounts } = await imported(twitterV1, sample('twitter-v1-users.jsonl'))
  expect(detection?.saw).toBe('accounts with `screen_name` and `statuses_count`')
  expect(posts).toEqual([])
  expect(accounts).toMatchObject([
    {
      account_id: '71',
      handle: 'ann_invented',
      followers: '3',
      posts: '9',
      created_at: String(Date.parse('2017-05-05T18:49:01Z')),
      observed_at: null,
    },
  ])
})

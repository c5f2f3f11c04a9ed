import { expect, test } from 'vitest'
import { bluesky } from './bluesky.ts'
import { imported, sample } from './testing.ts'

const ANN = 'did:plc:annannannannannannannann'
const BOB = 'did:plc:bobbobbobbobbobbobbobbob'
const CAT = 'did:plc:catcatcatcatcatcatcatcat'
const POST = `at://${ANN}/app.bsky.feed.post/3logztzxlh22b`
const QUOTE = `at://${BOB}/app.bsky.feed.post/3loh26r6uc22b`
const INNER = `at://${CAT}/app.bsky.feed.post/3logzdwv2222b`
const ms = (time: string) => String(Date.parse(time))

test('a feed, laid out in lines: posts, reposts by their reason, and what stands beside and inside them as copies', async () => {
  const { detection, posts, accounts } = await imported(bluesky, sample('bluesky-feed.json'))
  expect(detection?.saw).toBe('items of a feed: `post` with `uri`, `author` and `record`')
  const own = posts.filter(({ mark }) => mark === 0)
  expect(new Set(posts.filter(({ mark }) => mark === 1).map(({ post_id }) => post_id))).toEqual(
    new Set([POST, INNER]),
  )
  const of = (kind: string) => own.filter(post => post.kind === kind)
  expect(of('post')).toMatchObject([
    {
      platform: 'bluesky',
      post_id: POST,
      account_id: ANN,
      at: ms('2025-05-05T18:49:00.100Z'),
      text: 'The files are out 🚢 #leak',
      title: 'Harbour files',
      lang: 'en',
      url: `https://bsky.app/profile/${ANN}/post/3logztzxlh22b`,
      likes: '3',
      reposts: '2',
      replies: '1',
      urls: ['https://archive.example.test/harbour.zip'],
      observed_at: null,
    },
  ])
  expect(of('repost').sort((a, b) => Number(a.at) - Number(b.at))).toMatchObject([
    {
      post_id: `at://${BOB}/app.bsky.feed.repost/3logzuwi2o22b`,
      account_id: BOB,
      at: ms('2025-05-05T18:49:30Z'),
      parent_id: POST,
      parent_account_id: ANN,
      text: 'The files are out 🚢 #leak',
      urls: ['https://archive.example.test/harbour.zip'],
      likes: null,
      url: null,
    },
    {
      // the feed did not say which record it is
      post_id: `at://${CAT}/app.bsky.feed.repost/${ANN}:3logztzxlh22b`,
      account_id: CAT,
      at: ms('2025-05-05T18:59:31.500Z'),
      parent_id: POST,
    },
  ])
  // a post that quotes and answers is a quote; being pinned makes no repost of it
  expect(of('quote')).toMatchObject([
    { post_id: QUOTE, parent_id: POST, parent_account_id: ANN, thread_id: INNER },
  ])
  expect(of('reply')).toMatchObject([
    { parent_id: QUOTE, parent_account_id: BOB, thread_id: POST, account_id: CAT },
  ])
  expect(own).toHaveLength(5)
  const byId = accounts.sort((a, b) => String(a.account_id).localeCompare(String(b.account_id)))
  expect(byId).toMatchObject([
    {
      account_id: ANN,
      handle: 'ann.test',
      name: 'Ann',
      verified: true,
      default_image: false,
      created_at: ms('2024-01-02T03:04:05.678Z'),
    },
    { account_id: BOB, handle: 'bob.test', verified: null, followers: null },
    { account_id: CAT, handle: null, name: null, default_image: true },
  ])
})

test('searches, threads, posts from Python, an account’s records', async () => {
  const { posts, accounts } = await imported(bluesky, sample('bluesky-answers.jsonl'))
  const read = posts.filter(({ problem }) => problem === null)
  const line = ({ row, mark, kind, post_id, at }: (typeof posts)[number]) =>
    `${row} ${mark} ${kind} ${String(post_id).replace(/^at:\/\/did:(?:plc|web):(\w{3}).*app\.bsky\.feed\.(\w+)\/.*/, '$1 $2')} ${new Date(Number(at)).toISOString()}`
  expect(read.map(line).sort()).toEqual([
    // neither a key nor a claim that holds: when it was indexed
    '1 0 post bob post 2025-05-05T19:00:00.000Z',
    // indexed a month late: claim and key agree
    '1 0 post bob post 2025-05-05T19:01:00.000Z',
    // claim and key from the future
    '1 0 post bob post 2025-06-02T00:00:00.000Z',
    '2 0 post ann post 2025-05-05T18:49:00.100Z',
    '2 0 quote bob post 2025-05-05T18:55:00.000Z',
    '2 0 reply cat post 2025-05-05T18:57:00.000Z',
    '2 1 post ann post 2025-05-05T18:49:00.100Z',
    '2 1 post cat post 2025-05-05T18:40:00.000Z',
    '3 0 post ann post 2025-05-05T19:05:00.000Z',
    '4 0 post dan post 2025-05-05T19:06:00.000Z',
    '4 0 repost dan repost 2025-05-05T19:07:00.000Z',
  ])
  expect(read.find(({ row }) => row === '3')).toMatchObject({
    text: 'from Python',
    likes: '7',
    reposts: '0',
    replies: null,
    lang: null,
    hashtags: ['Leak'],
    urls: ['https://archive.example.test/py'],
    media: ['bafkreipicture'],
  })
  expect(read.find(({ kind, row }) => kind === 'repost' && row === '4')).toMatchObject({
    parent_id: POST,
    text: null,
  })
  expect(accounts.filter(({ row }) => row === '8')).toMatchObject([
    {
      account_id: BOB,
      handle: 'bob.test',
      description: 'boats',
      followers: '10',
      following: '20',
      posts: '30',
    },
  ])
})

test('what is no post says what it is; an empty page and a profile are no problem', async () => {
  const { posts } = await imported(bluesky, sample('bluesky-answers.jsonl'))
  expect(
    posts.filter(({ problem }) => problem !== null).map(({ row, problem }) => `${row} ${problem}`),
  ).toEqual([
    '4 a record of another kind, not a post (app.bsky.feed.like)',
    '6 an error of Bluesky, not a post (Profile not found)',
    '7 a post that is gone or that its account hides, not a post',
    '9 not a post: it has something',
    '10 not a post: it has uri, author, record',
  ])
})

import { expect, test } from 'vitest'
import { blueskyJetstream } from './bluesky-jetstream.ts'
import { imported, sample } from './testing.ts'

const ANN = 'did:plc:annannannannannannannann'
const BOB = 'did:plc:bobbobbobbobbobbobbobbob'
const CAT = 'did:plc:catcatcatcatcatcatcatcat'
const POST = `at://${ANN}/app.bsky.feed.post/3logztzxlh22b`
const ms = (time: string) => String(Date.parse(time))

test('posts, reposts, replies and quotes of the stream, field by field', async () => {
  const { detection, posts } = await imported(blueskyJetstream, sample('bluesky-jetstream.jsonl'))
  expect(detection?.saw).toBe('events with `did`, `time_us` and `commit`, as Jetstream sends them')
  const [first, repost, reply, quote] = posts
  expect(first).toEqual({
    row: '1',
    mark: 0,
    platform: 'bluesky',
    post_id: POST,
    account_id: ANN,
    at: ms('2025-05-05T18:49:00.100Z'),
    kind: 'post',
    parent_id: null,
    parent_account_id: null,
    thread_id: POST,
    text: 'The files are out 🚢 #leak archive.example.test/har... @bob.test',
    title: null,
    lang: 'en',
    url: `https://bsky.app/profile/${ANN}/post/3logztzxlh22b`,
    client: 'Harbour App',
    likes: null,
    reposts: null,
    replies: null,
    observed_at: ms('2025-05-05T18:49:00.900Z'),
    hashtags: ['leak', 'Harbour'],
    urls: ['https://archive.example.test/harbour.zip?a=1&b=2'],
    mentions: [BOB],
    media: [],
    problem: null,
  })
  expect(repost).toMatchObject({
    post_id: expect.stringMatching(`^at://${BOB}/app.bsky.feed.repost/`),
    at: ms('2025-05-05T18:49:30Z'),
    kind: 'repost',
    parent_id: POST,
    parent_account_id: ANN,
    thread_id: null,
    text: null,
    url: null,
  })
  expect(reply).toMatchObject({
    kind: 'reply',
    parent_id: `at://${BOB}/app.bsky.feed.post/3aaaaaaaaaaaa`,
    parent_account_id: BOB,
    thread_id: POST,
    text: 'ملفات الميناء https://other.example.test/x. #تسريب',
    lang: null, // two were stated
    urls: ['https://other.example.test/x'],
    hashtags: null, // none is marked up: the text tells
  })
  expect(quote).toMatchObject({ kind: 'quote', parent_id: POST, text: null, media: ['bafkreipicture'] })
})

test('a claim counts only as far as the key, the commit and the arrival bear it out', async () => {
  const { posts } = await imported(blueskyJetstream, sample('bluesky-jetstream.jsonl'))
  const times = Object.fromEntries(
    posts.map(({ text, at }) => [text, at === null ? null : new Date(Number(at)).toISOString()]),
  )
  expect(times).toMatchObject({
    'backdated, key and all': '2025-05-05T18:52:00.500Z', // the commit
    'backdated by an hour': '2025-05-05T18:53:00.250Z', // the key
    'from the future': '2025-05-05T18:54:00.300Z', // the key
    'no zone, no key': '2025-05-05T18:55:00.400Z', // the commit
    'the relay was late': '2025-05-05T18:56:00.300Z', // claim, key and commit agree
    'an edit whose first version was not seen': '2025-05-05T19:11:00.250Z', // when it was edited
  })
})

test('an edit comes after the first version, which stays', async () => {
  const { posts } = await imported(blueskyJetstream, sample('bluesky-jetstream.jsonl'))
  expect(
    posts.filter(({ post_id }) => post_id === POST).map(({ row, mark, text, at }) => [row, mark, text, at]),
  ).toEqual([
    ['1', 0, expect.stringContaining('The files'), ms('2025-05-05T18:49:00.100Z')],
    ['10', 0, 'edited', ms('2025-05-05T19:10:00.250Z')],
  ])
})

test('what is no post says what it is, and what tells of an account is a sighting', async () => {
  const { posts, accounts } = await imported(blueskyJetstream, sample('bluesky-jetstream.jsonl'))
  expect(
    posts.filter(({ problem }) => problem !== null).map(({ row, problem }) => `${row} ${problem}`),
  ).toEqual([
    '12 a like, not a post',
    '13 a follow, not a post',
    '14 the deletion of a post, not a post',
    '15 a deletion of another kind, not a post (app.example.thing)',
    '16 a record of another kind, not a post (app.example.thing)',
    '19 an identity event that states no name, not a post',
    '20 an account event, not a post (deleted)',
    '21 a repost of something that is no post',
    '23 a change without its record, not a post',
    '24 not a post: no event that is known',
  ])
  expect(accounts).toMatchObject([
    { row: '17', account_id: BOB, handle: null, name: 'Bob 🦑', description: 'boats', default_image: true },
    {
      row: '18',
      account_id: BOB,
      handle: 'bob.test',
      name: null,
      observed_at: ms('2025-05-05T19:12:06.123Z'),
    },
  ])
})

test('values of other types than expected cost no more than themselves', async () => {
  const { posts } = await imported(blueskyJetstream, sample('bluesky-jetstream.jsonl'))
  expect(posts.find(({ row }) => row === '22')).toMatchObject({
    account_id: CAT,
    at: ms('2025-05-05T19:14:00Z'), // the key
    kind: 'post',
    text: null,
    urls: [],
    problem: null,
  })
})

test('Jetstream 2 and Tap may send old records again, which keep their time', async () => {
  const second = await imported(blueskyJetstream, sample('bluesky-jetstream-2.jsonl'))
  expect(second.detection?.saw).toBe('events of `network.bsky.jetstream`, as Jetstream 2 sends them')
  expect(second.posts.map(({ row, post_id, at, problem }) => [row, problem ?? post_id, at])).toEqual([
    ['1', POST, ms('2025-05-05T18:49:00.100Z')],
    ['2', expect.stringContaining(ANN), ms('2024-03-01T10:00:00Z')],
    ['4', 'a resynchronisation, not a post', null],
    ['5', 'a notice of the stream, not a post (OutdatedCursor)', null],
    ['6', 'a notice of the stream, not a post (ConsumerTooSlow)', null],
  ])
  expect(second.accounts).toMatchObject([{ row: '3', handle: 'ann.test' }])
  const tap = await imported(blueskyJetstream, sample('bluesky-tap.jsonl'))
  expect(tap.detection?.saw).toBe('events with `record.collection` and `record.action`, as Tap sends them')
  expect(tap.posts.map(({ text, at, observed_at }) => [text, at, observed_at])).toEqual([
    ['old', ms('2024-03-01T10:00:00Z'), null],
    ['backdated', ms('2025-05-05T18:52:00Z'), null],
  ])
  expect(tap.accounts).toMatchObject([{ account_id: ANN, handle: 'ann.test' }])
})

import { expect, test } from 'vitest'
import { fediverse } from './fediverse.ts'
import { imported, sample } from './testing.ts'

const FIRST = 'https://m.test/users/Ann/statuses/1101'
const LINK = 'https://archive.example.test/harbour/very-long.zip?a=1&b=2'
const TEXT = `The files are out #leak 🚢\nlook:\n\n${LINK}`
const ms = (time: string) => String(Date.parse(time))
const NO_MORE = { parent_id: null, parent_account_id: null }

test('statuses: addresses for ids, text without markup, counts, profiles', async () => {
  const { detection, posts, accounts } = await imported(fediverse, sample('mastodon-statuses.jsonl'))
  expect(detection?.saw).toBe('statuses with `account.acct` and `content`')
  expect(posts[0]).toEqual({
    row: '1',
    mark: 0,
    platform: 'mastodon',
    post_id: FIRST,
    account_id: 'ann@m.test',
    at: ms('2017-05-05T18:49:00.250Z'),
    kind: 'post',
    ...NO_MORE,
    thread_id: null,
    text: TEXT,
    title: 'politics',
    lang: 'en',
    url: 'https://m.test/@Ann/1101',
    client: 'Web',
    likes: '0',
    reposts: '3',
    replies: '2',
    observed_at: null,
    hashtags: ['leak'],
    urls: [LINK],
    mentions: [],
    media: ['https://files.m.test/a.png'],
    problem: null,
  })
  expect(accounts.filter(({ row }) => row === '1')).toMatchObject([
    {
      account_id: 'ann@m.test',
      handle: 'Ann@m.test',
      name: 'Ann ⚓',
      description: 'boats & letters',
      created_at: ms('2016-11-05T00:00:00Z'),
      followers: '900',
      following: '10',
      posts: '55',
      protected: false,
      default_image: true,
      observed_at: null,
    },
  ])
  expect(accounts.find(({ account_id }) => account_id === 'bob@o.test')).toMatchObject({
    name: null,
    protected: true,
    followers: '40',
  })
})

test('boosts and quotes bring their originals as copies; a parent is an address wherever one can be told', async () => {
  const { posts } = await imported(fediverse, sample('mastodon-statuses.jsonl'))
  const line = ({ row, mark, kind, parent_id, parent_account_id }: (typeof posts)[number]) =>
    [row, mark, kind, parent_id, parent_account_id].join(' ')
  expect(
    posts
      .filter(({ problem }) => problem === null)
      .map(line)
      .sort(),
  ).toEqual([
    '1 0 post  ',
    '10 0 post  ',
    '13 0 reply https://o.test/users/bob/statuses/78 bob@o.test', // by its number, which only this server knows
    '14 0 reply  ', // what it answered is gone
    '15 0 reply m.test/1103 ', // that number, but not that account
    `2 0 repost ${FIRST} ann@m.test`,
    '2 1 post  ',
    `3 0 reply ${FIRST} ann@m.test`, // it is in the file
    '4 0 reply https://m.test/users/Ann/statuses/1090 ann@m.test', // of her own thread
    '5 0 reply https://m.test/users/Ann/statuses/1091 ann@m.test', // of an account of the server itself
    '6 0 reply m.test/900 cat@p.test', // a number of the server
    `7 0 quote ${FIRST} ann@m.test`,
    '7 1 post  ',
    '8 0 quote https://o.test/users/bob/statuses/78 bob@o.test',
  ])
  const of = (row: string) => posts.find(post => post.row === row && post.mark === 0)
  expect(of('2')).toMatchObject({
    post_id: 'https://o.test/users/bob/statuses/77/activity',
    at: ms('2017-05-05T18:50:10Z'),
    text: TEXT,
    lang: 'en',
    urls: [LINK],
    hashtags: ['leak'],
    media: ['https://files.m.test/a.png'],
    likes: null,
    url: null,
  })
  expect(of('3')).toMatchObject({
    text: "@Ann <wow> l'été &lt;",
    mentions: ['ann@m.test'],
    urls: [],
    url: 'https://o.test/users/bob/statuses/78',
  })
  expect(of('4')).toMatchObject({ text: '2/2 مرحبا', lang: 'ar' })
  expect(of('7')).toMatchObject({ text: 'true', urls: [] })
  expect(of('8')).toMatchObject({
    text: 'https://long.example.test/abc/def',
    thread_id: 'https://p.test/contexts/1',
  })
})

test('what is no post says why, and values of other types cost no more than their row', async () => {
  const { posts } = await imported(fediverse, sample('mastodon-statuses.jsonl'))
  expect(
    posts.filter(({ problem }) => problem !== null).map(({ row, problem }) => `${row} ${problem}`),
  ).toEqual([
    '9 a private message, not a post',
    '11 not a post: it has no uri',
    '12 an error of the server, not a post (Record not found)',
  ])
  // a date without a time of day is none
  expect(posts.find(({ row }) => row === '10')).toMatchObject({
    at: null,
    text: null,
    mentions: [],
    media: [],
  })
})

test('the same post from another server, over a stream, is the same post by the same account', async () => {
  const stream = await imported(fediverse, sample('mastodon-stream.txt'))
  expect(stream.detection?.saw).toBe('a stream of events with their data')
  expect(
    stream.posts.map(({ row, post_id, account_id, text, problem }) => [
      row,
      problem ?? post_id,
      account_id,
      text,
    ]),
  ).toEqual([
    ['4', FIRST, 'ann@m.test', TEXT],
    ['8', FIRST, 'ann@m.test', 'edited'],
    ['11', 'the deletion of a post, not a post', null, null],
    ['14', 'an event of the stream that brings no post (filters_changed)', null, null],
  ])
  expect(stream.unreadable).toEqual([])
  const frames = await imported(fediverse, sample('mastodon-frames.jsonl'))
  expect(frames.detection?.saw).toBe('frames of a stream with `event` and `payload`')
  expect(frames.posts.map(({ row, post_id, text, problem }) => [row, problem ?? post_id, text])).toEqual([
    ['1', FIRST, TEXT],
    ['2', 'the deletion of a post, not a post', null],
    ['3', 'a notification, not a post', null],
    ['4', 'not a post: what the stream sent is no JSON', null],
  ])
})

test('an outbox is read activity by activity', async () => {
  const { detection, posts } = await imported(fediverse, sample('mastodon-outbox.json'))
  expect(detection?.saw).toBe('an ActivityPub outbox: `orderedItems`')
  expect(posts).toMatchObject([
    {
      row: '1',
      post_id: FIRST,
      account_id: 'ann@m.test',
      at: ms('2017-05-05T18:49:00Z'),
      kind: 'post',
      thread_id: 'tag:m.test,2017-05-05:objectId=9:objectType=Conversation',
      text: TEXT,
      title: 'politics',
      lang: 'en',
      url: 'https://m.test/@Ann/1101',
      hashtags: ['#leak'],
      urls: [LINK],
      media: [],
    },
    {
      row: '2',
      kind: 'reply',
      parent_id: 'https://o.test/users/bob/statuses/78',
      parent_account_id: 'bob@o.test',
      mentions: ['bob@o.test'],
    },
    { row: '3', problem: 'a private message, not a post' },
    {
      row: '4',
      post_id: 'https://m.test/users/Ann/statuses/1122/activity',
      account_id: 'ann@m.test',
      kind: 'repost',
      at: ms('2017-05-05T19:22:00Z'),
      parent_id: 'https://o.test/users/bob/statuses/78',
      parent_account_id: 'bob@o.test',
    },
    { row: '5', problem: 'a like, not a post' },
  ])
})

test('Truth Social is a platform of its own; truthbrush says when it pulled', async () => {
  const { posts, accounts } = await imported(fediverse, sample('truthsocial.jsonl'), {
    tz: 'America/New_York',
  })
  expect(posts.find(({ mark }) => mark === 0)).toMatchObject({
    platform: 'truthsocial',
    account_id: 'ann@truthsocial.com',
    kind: 'quote',
    parent_id: 'https://truthsocial.com/@ann/200',
    parent_account_id: 'ann@truthsocial.com',
    observed_at: ms('2024-05-06T14:00:00.123Z'),
  })
  expect(posts.find(({ mark }) => mark === 1)).toMatchObject({ platform: 'truthsocial', text: 'soon' })
  expect(accounts).toMatchObject([{ platform: 'truthsocial', verified: true, followers: '7' }])
})

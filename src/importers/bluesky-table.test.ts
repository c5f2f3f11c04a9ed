import { expect, test } from 'vitest'
import { blueskyTable } from './bluesky-table.ts'
import { imported, sample } from './testing.ts'

const ANN = 'did:plc:annannannannannannannann'
const BOB = 'did:plc:bobbobbobbobbobbobbobbob'
const CAT = 'did:plc:catcatcatcatcatcatcatcat'
const POST = `at://${ANN}/app.bsky.feed.post/3logztzxlh22b`
const ms = (time: string) => String(Date.parse(time))

test('minet’s table: times to the millisecond, its own words, lists, and reposts as rows of their own', async () => {
  const { detection, posts, accounts } = await imported(blueskyTable, sample('bluesky-minet.csv'), {
    tz: 'Europe/Paris',
  })
  expect(detection?.saw).toBe('columns `uri`, `user_did` and `timestamp_utc`, as minet writes them')
  expect(posts[0]).toMatchObject({
    row: '1',
    mark: 0,
    post_id: POST,
    account_id: ANN,
    at: ms('2025-05-05T18:49:00.100Z'),
    kind: 'post',
    thread_id: POST,
    text: 'The files\nare out 🚢 #leak archive.example.test/har...',
    title: 'Harbour files',
    lang: 'en',
    url: `https://bsky.app/profile/${ANN}/post/3logztzxlh22b`,
    likes: '3',
    reposts: '2',
    replies: null,
    observed_at: ms('2025-05-05T22:00:00Z'),
    hashtags: ['leak', 'harbour'],
    urls: ['https://archive.example.test/harbour.zip', 'https://b.test/'],
    mentions: [BOB],
    media: [`bafkrei${'a'.repeat(52)}`],
    problem: null,
  })
  expect(posts[1]).toMatchObject({
    at: ms('2025-05-05T18:55:00.500Z'),
    kind: 'quote',
    parent_id: POST,
    parent_account_id: ANN,
    thread_id: `at://${CAT}/app.bsky.feed.post/3bbbbbbbbbbbb`,
    lang: null,
  })
  const [copy, repost] = posts
    .filter(({ row }) => row === '3')
    .sort((a, b) => Number(b.mark) - Number(a.mark))
  expect(copy).toMatchObject({ mark: 1, kind: 'post', account_id: BOB })
  expect(repost).toMatchObject({
    mark: 0,
    post_id: `at://${CAT}/app.bsky.feed.repost/${BOB}:3loh26ro4l22b`,
    account_id: CAT,
    at: ms('2025-05-05T18:58:00.123Z'),
    kind: 'repost',
    parent_id: `at://${BOB}/app.bsky.feed.post/3loh26ro4l22b`,
    parent_account_id: BOB,
    text: 'look',
    likes: null,
  })
  // a list that is shown is no post that is quoted; a year's backdating gives way to the key
  expect(posts.find(({ row }) => row === '4')).toMatchObject({
    kind: 'post',
    parent_id: null,
    at: ms('2025-05-05T19:00:00Z'),
  })
  expect(posts.find(({ row }) => row === '5')).toMatchObject({
    problem: 'not a post: it has no at:// address',
  })
  expect(accounts[0]).toMatchObject({
    account_id: ANN,
    handle: 'ann.test',
    name: 'Ann',
    created_at: ms('2024-01-02T03:04:05Z'),
    default_image: false,
  })
  expect(
    accounts.filter(({ row }) => row === '3').map(({ account_id, handle }) => [account_id, handle]),
  ).toEqual(
    expect.arrayContaining([
      [BOB, 'bob.test'],
      [CAT, 'cat.test'],
    ]),
  )
})

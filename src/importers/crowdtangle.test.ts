import { expect, test } from 'vitest'
import { crowdtangle, crowdtangleApi } from './crowdtangle.ts'
import { driftOf } from './drift.ts'
import { readHead } from './head.ts'
import { imported, sample } from './testing.ts'

test('a Facebook export: ids from addresses, times from abbreviated zones, links as they were expanded', async () => {
  const { detection, posts, accounts } = await imported(crowdtangle, sample('crowdtangle-facebook.csv'))
  expect(detection?.saw).toBe('columns `Facebook Id`, `Post Created` and `URL`')
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'facebook',
      post_id: '100000000000777_2000000000000001',
      account_id: '100000000000777',
      at: String(Date.parse('2020-11-03T21:12:03-05:00')),
      kind: 'post',
      text: 'Nine gigabytes 🚢 https://sho.rt.test/x and https://other.example.test/a. رسائل',
      title: 'Harbour letters',
      url: 'https://www.facebook.com/100000000000777/posts/2000000000000001',
      likes: '1001',
      reposts: '200',
      replies: '33',
      views: null,
      urls: ['https://archive.example.test/harbour.zip', 'https://other.example.test/a'],
      problem: null,
    },
    {
      post_id: '100000000000777_2000000000000002',
      at: String(Date.parse('2020-06-03T21:12:03+02:00')),
      views: '512',
      urls: null,
    },
    {
      post_id: '100000000000777_2000000000000003',
      at: null,
      problem: 'its time zone is not known (2020-06-03 21:12:03 IST): say which with --tz',
    },
    { post_id: '100000000000777_2000000000000004', text: null, urls: [] },
  ])
  expect(accounts[0]).toMatchObject({
    handle: 'harbourwatch',
    name: 'Harbour Watch',
    description: 'Boats',
    created_at: String(Date.parse('2014-03-01T10:00:00-05:00')),
    followers: '10250',
    observed_at: String(Date.parse('2020-11-03T21:12:03-05:00')),
  })
})

test('a zone that has several meanings is read as the user says', async () => {
  const { posts } = await imported(crowdtangle, sample('crowdtangle-facebook.csv'), { tz: 'Asia/Kolkata' })
  expect(posts[2]).toMatchObject({ at: String(Date.parse('2020-06-03T21:12:03+05:30')), problem: null })
  expect(posts[0]).toMatchObject({ at: String(Date.parse('2020-11-03T21:12:03-05:00')) })
})

test('an Instagram export: the caption is the text, the handle the account', async () => {
  const { detection, posts, accounts } = await imported(crowdtangle, sample('crowdtangle-instagram.csv'))
  expect(detection?.saw).toBe('columns `Account`, `User Name` and `URL`, as for Instagram')
  expect(posts).toMatchObject([
    {
      platform: 'instagram',
      post_id: 'CAbc_-123',
      account_id: 'harbour.watch',
      at: String(Date.parse('2020-11-03T21:12:03Z')),
      text: 'Letters #harbourfiles @bob_invented https://archive.example.test/harbour.zip',
      likes: '12',
      urls: ['https://archive.example.test/harbour.zip'],
    },
  ])
  expect(accounts).toMatchObject([{ platform: 'instagram', name: 'Harbour Watch', followers: '812' }])
})

test('shares from the API: a post with two links is one post, the same row twice is one link', async () => {
  const { posts, accounts } = await imported(crowdtangle, sample('crowdtangle-shares.csv'))
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'facebook',
      post_id: '82580949333',
      account_id: '777',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      urls: ['https://archive.example.test/harbour.zip', 'https://other.example.test/a'],
    },
    { row: '2', post_id: '82580949334', urls: ['https://archive.example.test/harbour.zip'] },
  ])
  expect(accounts).toMatchObject([
    {
      account_id: '777',
      name: 'Harbour Watch',
      handle: null,
      followers: '3183',
      verified: false,
      observed_at: null,
    },
  ])
})

test('the API’s answers: ids as in the exports, links expanded, counts dated by their last update', async () => {
  const { detection, posts, accounts } = await imported(crowdtangleApi, sample('crowdtangle-api.json'))
  expect(detection?.saw).toBe('answers with `result.posts`')
  expect(posts.sort((a, b) => String(a.post_id).localeCompare(String(b.post_id)))).toMatchObject([
    {
      row: '1',
      platform: 'facebook',
      post_id: '100000000000777_2000000000000001',
      account_id: '100000000000777',
      at: String(Date.parse('2020-10-29T14:56:05Z')),
      observed_at: String(Date.parse('2020-10-29T19:03:44Z')),
      text: 'Nine gigabytes 🚢 https://sho.rt.test/x #HarbourFiles رسائل',
      title: 'Harbour letters',
      lang: 'en',
      likes: '1001',
      reposts: '200',
      replies: '33',
      views: null,
      // neither the link unexpanded nor the page's own picture
      urls: ['https://archive.example.test/harbour.zip'],
    },
    {
      post_id: '42|3',
      text: '7',
      problem: 'it states only the day on which it was made (2020-10-29), no time',
    },
    // On Reddit CrowdTangle's account is the subreddit: who posted is not said.
    { platform: 'reddit', post_id: 'abc12', account_id: null, text: 'nine gigabytes', urls: null },
    {
      platform: 'instagram',
      post_id: 'CAbc_-123',
      account_id: 'harbour.watch',
      text: 'Letters #harbourfiles',
      likes: '12',
      reposts: null,
      urls: [],
    },
    { row: '2', problem: 'not a post: CrowdTangle answered "Post not found"' },
  ])
  expect(accounts).toMatchObject([
    {
      account_id: '100000000000777',
      handle: 'harbourwatch',
      followers: '10922',
      verified: true,
      created_at: String(Date.parse('2014-03-01T10:00:00Z')),
      observed_at: null,
    },
    {
      account_id: 'harbour.watch',
      followers: '812',
      observed_at: String(Date.parse('2020-10-29T15:00:00Z')),
    },
  ])
})

test('minet’s tables: the platform’s id, the full time, several links in a cell', async () => {
  const { detection, posts, accounts } = await imported(crowdtangle, sample('crowdtangle-minet.csv'))
  expect(detection?.saw).toBe('columns `ct_id`, `post_url` and `account_ct_id`, as minet writes them')
  expect(posts).toMatchObject([
    {
      platform: 'facebook',
      post_id: '100000000000777_2000000000000001',
      account_id: '100000000000777',
      at: String(Date.parse('2020-10-29T14:56:05Z')),
      likes: '1001',
      urls: ['https://archive.example.test/harbour.zip', 'https://b.example.test/'],
    },
  ])
  expect(accounts).toMatchObject([{ handle: 'harbourwatch', followers: '10922', verified: true }])
})

test('every column of the samples is known, the score too, whose name tells its weights', async () => {
  for (const name of ['facebook', 'instagram', 'shares', 'minet']) {
    const { columns } = await readHead(sample(`crowdtangle-${name}.csv`))
    const { unknown } = driftOf(crowdtangle.fields ?? { read: [], left: [] }, columns)
    expect([name, unknown]).toEqual([name, []])
  }
})

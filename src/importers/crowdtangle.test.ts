import { expect, test } from 'vitest'
import { crowdtangle } from './crowdtangle.ts'
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

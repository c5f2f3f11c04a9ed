import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { twarc1Csv } from './twarc1-csv.ts'

test('json2csv’s rows with their lists; a reply that quotes is a quote', async () => {
  const { detection, posts } = await imported(twarc1Csv, sample('twarc1.csv'))
  expect(detection?.sure).toBe(0.95)
  expect(posts).toMatchObject([
    {
      row: '1',
      post_id: '860567017610346497',
      account_id: '11',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      kind: 'post',
      parent_id: null,
      text: 'one & two\n#Leak https://t.co/a @cleo',
      lang: 'en',
      url: 'https://twitter.com/ann/status/860567017610346497',
      client: 'Twitter Web App',
      likes: '3',
      reposts: '2',
      hashtags: ['Leak', 'drop'],
      urls: ['https://a.example.test/docs'],
      mentions: ['cleo'],
      media: ['https://twitter.com/ann/status/860567017610346497/photo/1'],
      problem: null,
    },
    {
      kind: 'repost',
      parent_id: '860567017610346400',
      parent_account_id: '12',
      likes: null,
      reposts: null,
      mentions: [],
    },
    { kind: 'quote', parent_id: '860567017610346401', parent_account_id: '13', mentions: ['bob'] },
    { kind: 'reply', parent_id: '860567017610346400', parent_account_id: '12' },
    { kind: 'quote', parent_id: '860567017610346401', parent_account_id: '13' },
  ])
})

test('authors are dated by their posts', async () => {
  const { accounts } = await imported(twarc1Csv, sample('twarc1.csv'))
  expect(accounts[0]).toMatchObject({
    account_id: '11',
    handle: 'ann',
    name: 'Ann',
    description: 'reads',
    created_at: String(Date.parse('2014-02-03T10:00:00Z')),
    followers: '453',
    following: '13',
    posts: '99',
    likes: '4',
    listed: '6',
    verified: true,
    default_image: false,
    location: 'Nowhere',
    observed_at: String(Date.parse('2017-05-05T18:49:00Z')),
  })
})

test('the Hydrator has a column for reposts and one for quotes, and names instead of numbers', async () => {
  const { posts, accounts } = await imported(twarc1Csv, sample('hydrator.csv'))
  expect(posts).toMatchObject([
    { account_id: 'ann', kind: 'post', parent_id: null },
    { account_id: 'ann', kind: 'repost', parent_id: '860567017610346400' },
    { account_id: 'ann', kind: 'quote', parent_id: '860567017610346401' },
  ])
  expect(accounts[0]).toMatchObject({ account_id: 'ann', handle: 'ann' })
})

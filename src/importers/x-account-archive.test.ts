import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { twitterV1 } from './twitter-v1.ts'

test('an account’s own archive: its posts, out of their JavaScript; reposts by their text', async () => {
  const { detection, posts, accounts } = await imported(twitterV1, sample('x-archive-tweets.js'))
  expect(detection?.sure).toBe(0.95)
  expect(posts).toMatchObject([
    {
      row: '1',
      post_id: '1600000000000000001',
      account_id: null,
      at: String(Date.parse('2022-12-05T20:11:00Z')),
      kind: 'post',
      text: '#HarbourFiles & more https://t.co/a',
      likes: '3',
      hashtags: ['HarbourFiles'],
      urls: ['https://news.example/a?[x]'],
      observed_at: null,
    },
    { row: '2', kind: 'repost', parent_id: null, text: 'the files are out', reposts: null },
    { row: '3', kind: 'reply', parent_id: '1600000000000000001', parent_account_id: '77', text: 'suite 🌊' },
  ])
  expect(accounts).toEqual([])
})

test('archives of 2019 have the posts without an object around them', async () => {
  const { posts } = await imported(twitterV1, sample('x-archive-tweet-2019.js'))
  expect(posts).toMatchObject([{ post_id: '1100000000000000001', text: 'bare', kind: 'post' }])
})

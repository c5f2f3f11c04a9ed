import { expect, test } from 'vitest'
import { coortweet } from './coortweet.ts'
import { imported, sample } from './testing.ts'

test('a content that shares two objects is one post with both', async () => {
  const { detection, posts } = await imported(coortweet, sample('coortweet.csv'), { platform: 'tiktok' })
  expect(detection?.sure).toBe(0.95)
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'tiktok',
      post_id: '7487755634083941638',
      account_id: 'ann',
      at: '1494010140000',
      kind: 'post',
      objects: ['7487755636827425541', 'other'],
      urls: [],
    },
    { row: '2', post_id: 'c2', account_id: 'bob', objects: ['7487755636827425541'] },
    // no time: the case refuses it
    { row: '4', post_id: 'c3', at: null },
    // one content id, two accounts: two posts
    { row: '5', post_id: 'c4:ann' },
    { row: '6', post_id: 'c4:bob' },
    // rows without a content id are not one another's; the case refuses each
    { row: '7', post_id: null },
    { row: '8', post_id: null },
  ])
})

test('a column for each kind of object gives objects of that kind, and account prefixes the platform', async () => {
  const { posts } = await imported(coortweet, sample('coortweet-kinds.csv'))
  expect(posts).toMatchObject([
    {
      platform: 'facebook',
      account_id: 'fb_12',
      post_id: '1',
      urls: ['901'],
      objects: ['domain:77'],
      hashtags: ['5', '6'],
      media: [],
    },
    { platform: 'x', account_id: 'tw_34', post_id: '2', urls: [], objects: [], hashtags: [], media: ['31'] },
    { platform: 'unknown', account_id: 'fbfan', post_id: '3' },
  ])
})

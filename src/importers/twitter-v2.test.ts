import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { twitterV2 } from './twitter-v2.ts'

test('academictwitteR keeps posts in one file, where the counts of a repost are not its own', async () => {
  const { detection, posts } = await imported(twitterV2, sample('academictwitter-data.json'))
  expect(detection?.sure).toBe(0.9)
  expect(posts).toMatchObject([
    {
      post_id: '102',
      kind: 'repost',
      parent_id: '101',
      parent_account_id: '11',
      likes: null,
      reposts: null,
      replies: null,
    },
    { post_id: '103', kind: 'post', parent_id: null, likes: '4', reposts: '0', replies: '0' },
  ])
})

test('and what they include in another: accounts, and posts as copies', async () => {
  const { detection, posts, accounts } = await imported(twitterV2, sample('academictwitter-users.json'))
  expect(detection).toEqual({
    sure: 0.9,
    saw: 'what pages include, by itself: `users` with their `username`',
  })
  expect(posts).toMatchObject([
    { mark: 1, post_id: '101', account_id: '11', hashtags: ['leak'], likes: '3', problem: null },
  ])
  expect(accounts).toMatchObject([{ account_id: '11', handle: 'ann', followers: '900', posts: '7' }])
})

test('posts asked for without their time have it in their number', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'sillage-v2-')), 'page.json')
  await writeFile(path, '{"data":[{"id":"1212092628029698048","text":"a"}]}')
  const { detection, posts } = await imported(twitterV2, path)
  expect(detection?.sure).toBe(0.85)
  // The post of X's own documentation: created_at 2019-12-31T19:26:16.000Z.
  expect(posts).toMatchObject([{ post_id: '1212092628029698048', text: 'a', account_id: null }])
  expect(Math.floor(Number(posts[0]?.at) / 1000)).toBe(Date.parse('2019-12-31T19:26:16Z') / 1000)
  await rm(dirname(path), { recursive: true })
})

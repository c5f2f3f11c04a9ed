import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { xInfoops } from './x-infoops.ts'

const HASHED = '3f1c5Zq8n0AzkQwErTy='

test('posts have minutes, kinds, parents and lists as X released them', async () => {
  const { detection, posts } = await imported(xInfoops, sample('x-infoops.csv'))
  expect(detection).toEqual({ sure: 0.95, saw: 'columns `tweetid`, `userid` and `tweet_time`' })
  expect(posts.slice(0, 4)).toMatchObject([
    {
      row: '1',
      platform: 'x',
      post_id: '860567017610346497',
      account_id: '2147483648',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      kind: 'post',
      parent_id: null,
      text: 'The files & more #Leak #drop https://t.co/abc with @Cleo_Example',
      lang: 'en',
      client: 'Twitter Web Client',
      likes: '30',
      reposts: '4',
      replies: '2',
      hashtags: ['Leak', 'drop'],
      // a comma inside a link, and a picture's link to its own post
      urls: ['http://a.example.test/docs?x=1,2'],
      mentions: ['Cleo_Example'],
      problem: null,
    },
    {
      account_id: HASHED,
      at: String(Date.parse('2017-05-05T18:50:00Z')),
      kind: 'repost',
      parent_id: '860567017610346497',
      parent_account_id: '2147483648',
      // its original's counts; a name that is cut is none
      likes: null,
      reposts: null,
      replies: null,
      hashtags: ['Leak', 'drop'],
      urls: [],
      mentions: [],
    },
    {
      kind: 'reply',
      parent_id: '860567017610346497',
      parent_account_id: '2147483648',
      text: '@ann_example شكرا',
      likes: '1',
      mentions: ['ann_example'],
    },
    {
      kind: 'quote',
      parent_id: '860567500000000002',
      likes: null,
      hashtags: [],
      urls: ['http://b.example.test/1'],
    },
  ])
})

test('a day without a time and a number that was rounded are refused', async () => {
  const { posts } = await imported(xInfoops, sample('x-infoops.csv'))
  expect(posts.slice(4).map(({ post_id, problem }) => [post_id, problem])).toEqual([
    ['8.60567E+17', null], // the import itself refuses it
    ['860567500000000004', 'its time has no time of day (2017-05-05)'],
    [
      '860567500000000005',
      'the id of its parent was rounded (860567017610346496.0): re-export it with ids as text',
    ],
  ])
})

test.each(['x-infoops.csv', 'x-infoops-users.csv'])(
  '%s shows each account once, undated; a hash is no name',
  async name => {
    const { accounts } = await imported(xInfoops, sample(name))
    expect(accounts).toMatchObject([
      {
        account_id: '2147483648',
        handle: 'ann_example',
        name: 'Ann 🔥',
        description: 'reads, "writes"',
        created_at: String(Date.UTC(2014, 1, 3)),
        followers: '5321',
        following: '12',
        location: 'Nowhere',
        lang: 'en',
      },
      { account_id: HASHED, handle: null, name: null, followers: '40' },
    ])
    expect(accounts.every(account => !('observed_at' in account))).toBe(true)
  },
)

test('a table of accounts has no posts', async () => {
  const { detection, posts } = await imported(xInfoops, sample('x-infoops-users.csv'))
  expect(detection?.saw).toContain('accounts')
  expect(posts).toEqual([])
})

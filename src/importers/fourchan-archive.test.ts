import { expect, test } from 'vitest'
import { fourchanArchive } from './fourchan-archive.ts'
import { imported, sample } from './testing.ts'

test('a thread of an archive: ids and pictures as 4chan has them, times where both statements agree', async () => {
  const { detection, posts, accounts } = await imported(fourchanArchive, sample('4chan-archive-thread.json'))
  expect(detection?.saw).toBe('threads whose posts have `num` and `thread_num`')
  const byId = posts.sort((a, b) => `${a.post_id}${a.problem}`.localeCompare(`${b.post_id}${b.problem}`))
  expect(byId).toMatchObject([
    {
      problem: 'its timestamp may count New York’s clock, as archives keep it, and no fourchan_date tells',
    },
    {
      platform: '4chan',
      post_id: 'pol/70000001',
      account_id: null,
      at: String(Date.parse('2017-05-05T18:35:00Z')),
      kind: 'post',
      parent_id: null,
      thread_id: 'pol/70000001',
      title: 'Harbour & letters',
      text: 'a parcel of letters 🚢\nhttps://archive.example.test/harbour.zip',
      url: 'https://boards.4chan.org/pol/thread/70000001#p70000001',
      replies: '4',
      media: ['AAAAAAAAAAAAAAAAAAAAAA=='],
      problem: null,
    },
    {
      post_id: 'pol/70000002',
      account_id: 'trip:!Xn0Tr34lXX',
      at: String(Date.parse('2017-05-05T18:37:05Z')),
      kind: 'reply',
      parent_id: 'pol/70000000',
      text: '>>70000000\n>nine gigabytes\nرسائل',
      media: null,
      problem: null,
    },
    { problem: 'a post on the archive itself, not on 4chan' },
    {
      post_id: 'pol/70000003',
      problem: 'its two times do not agree (timestamp 1493994960, fourchan_date 5/5/17(Fri)14:36)',
    },
  ])
  expect(accounts).toMatchObject([{ account_id: 'trip:!Xn0Tr34lXX', name: 'skipper' }])
})

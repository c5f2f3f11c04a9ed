import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { tiktokTable } from './tiktok-table.ts'

test('pyktok’s clock has no zone: its videos are refused until the user says which', async () => {
  const { posts, accounts } = await imported(tiktokTable, sample('tiktok-pyktok.csv'))
  expect(posts[0]).toMatchObject({
    at: null,
    problem:
      'its time states no zone (2023-11-14T23:13:20): pyktok writes that of the machine that collected; say which with --tz',
  })
  expect(accounts).toMatchObject([
    { account_id: 'ann.invented', name: 'Ann 🌊', followers: '1200', verified: true, observed_at: null },
    { account_id: 'bob_invented', name: 'Bob', followers: null, verified: null },
  ])
  const said = await imported(tiktokTable, sample('tiktok-pyktok.csv'), { tz: 'Europe/Paris' })
  expect(said.posts[0]).toMatchObject({
    post_id: '7000000000000000001',
    at: '1700000000000',
    text: 'The files, are out\n#HarbourFiles @bob.invented',
    likes: '4',
    reposts: '1',
    replies: '2',
    views: '30',
    mentions: ['bob.invented'],
    problem: null,
  })
})

test('pyktok’s comments: accounts are read out of Python’s notation', async () => {
  const { posts, accounts } = await imported(tiktokTable, sample('tiktok-pyktok-comments.csv'))
  expect(posts).toMatchObject([
    {
      kind: 'reply',
      account_id: 'dan.invented',
      parent_id: '7000000000000000001',
      thread_id: '7000000000000000001',
    },
    { account_id: '6700000000000000005', parent_id: '7100000000000000002', lang: null },
  ])
  expect(accounts).toMatchObject([{ handle: 'dan.invented', name: 'Dan' }, { handle: null }])
})

test('the Research API as a table: lists in Python’s notation; a date alone is no time', async () => {
  const { posts } = await imported(tiktokTable, sample('tiktok-research.csv'))
  expect(posts).toMatchObject([
    { at: '1700000000000', hashtags: ['HarbourFiles', 'leak'], media: ['music:6911379433966357253'] },
    { at: null, hashtags: null },
    { post_id: '7E+18', problem: null }, // staging names ids that a spreadsheet has rounded
  ])
})

test('minet’s videos: its own `video_id` is not the post’s, and a duet quotes', async () => {
  const { posts, accounts } = await imported(tiktokTable, sample('tiktok-minet.csv'))
  expect(posts).toMatchObject([
    {
      post_id: '7200000000000000001',
      account_id: 'ann.invented',
      at: String(Date.parse('2023-05-05T18:49:01Z')),
      kind: 'post',
      parent_id: null,
      hashtags: ['leak', 'fuite'],
      likes: '1',
      views: '4',
    },
    { kind: 'quote', parent_id: '7200000000000000001', parent_account_id: 'ann.invented' },
  ])
  expect(accounts[0]).toMatchObject({ account_id: 'ann.invented', name: 'Ann', followers: '2', likes: '5' })
})

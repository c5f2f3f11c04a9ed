import { expect, test } from 'vitest'
import { hoaxy } from './hoaxy.ts'
import { imported, sample } from './testing.ts'

test('reposts and quotes are by whom the edge reaches, replies and mentions by whom it leaves', async () => {
  const { detection, posts } = await imported(hoaxy, sample('hoaxy.csv'))
  expect(detection?.sure).toBe(0.95)
  const told = posts.map(({ row, post_id, account_id, kind, parent_id, parent_account_id, mentions }) => ({
    row,
    post_id,
    account_id,
    kind,
    parent_id: parent_id ?? null,
    parent_account_id,
    mentions,
  }))
  expect(told.slice(0, 4)).toEqual([
    // the same edge twice
    {
      row: '1',
      post_id: '1324762911504502784',
      account_id: '2',
      kind: 'repost',
      parent_id: null,
      parent_account_id: '1',
      mentions: [],
    },
    // one post in three edges, which leave and reach its author
    {
      row: '3',
      post_id: '1324762911504502785',
      account_id: '3',
      kind: 'quote',
      parent_id: null,
      parent_account_id: '1',
      mentions: ['name4', 'name5'],
    },
    {
      row: '6',
      post_id: '1324762911504502786',
      account_id: '4',
      kind: 'reply',
      parent_id: null,
      parent_account_id: '1',
      mentions: ['name5'],
    },
    {
      row: '8',
      post_id: '1324762911504502787',
      account_id: '5',
      kind: 'post',
      parent_id: null,
      parent_account_id: null,
      mentions: ['name6'],
    },
  ])
})

test('a post shares its articles; of a quote it is not said that the link is its own', async () => {
  const { posts } = await imported(hoaxy, sample('hoaxy.csv'))
  expect(posts.slice(0, 4)).toMatchObject([
    {
      at: String(Date.parse('2020-11-06T17:17:45Z')),
      title: 'The article',
      urls: ['https://news.example.test/a'],
      objects: null,
    },
    { urls: [], objects: ['https://news.example.test/a'] },
    { urls: ['https://news.example.test/a'] },
    { urls: ['https://news.example.test/a', 'https://news.example.test/b'] },
  ])
})

test('edges that contradict each other, of an unknown kind or of no post are refused', async () => {
  const { posts } = await imported(hoaxy, sample('hoaxy.csv'))
  expect(posts.slice(4).map(({ row, problem }) => `${row} ${problem}`)).toEqual([
    '10 its edges name two authors (2, 3)',
    '12 an edge of a kind that Hoaxy is not known to have (liked)',
    '13 an edge that names no post',
  ])
})

test('a search on X that reposts a quote has two edges, of one repost', async () => {
  const { posts } = await imported(hoaxy, sample('hoaxy-search.csv'))
  expect(posts).toMatchObject([
    { account_id: '2', kind: 'repost', parent_account_id: '3', urls: [], problem: null },
    { account_id: '4', kind: 'post', parent_account_id: null, mentions: ['name1'], problem: null },
  ])
})

test('both ends of an edge are accounts', async () => {
  const { accounts } = await imported(hoaxy, sample('hoaxy-search.csv'))
  expect(accounts.map(({ account_id, handle }) => `${account_id} ${handle}`).sort()).toEqual([
    '1 name1',
    '2 name2',
    '3 name3',
    '4 name4',
  ])
})

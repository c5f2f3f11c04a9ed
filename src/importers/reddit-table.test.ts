import { expect, test } from 'vitest'
import { redditTable } from './reddit-table.ts'
import { imported, sample } from './testing.ts'

const read = async (name: string) => imported(redditTable, sample(`reddit-table-${name}.csv`))

test('submissions of PRAW: what is shared and what is written', async () => {
  const { detection, posts, accounts } = await read('praw')
  expect(detection?.sure).toBe(0.85)
  expect(posts).toMatchObject([
    {
      platform: 'reddit',
      post_id: '69ab1',
      account_id: 'ann_invented',
      at: '1494010140000',
      kind: 'post',
      title: 'A link',
      url: 'https://www.reddit.com/r/france/comments/69ab1/a_link/',
      urls: ['https://news.example/a'],
      replies: '3',
    },
    { post_id: '69ab2', account_id: null, title: 'A text & more', urls: ['https://news.example/b'] },
  ])
  expect(accounts).toMatchObject([{ account_id: 'ann_invented' }])
})

test('comments answer a submission or a comment, with or without the marks of their kind', async () => {
  const { posts } = await read('comments')
  expect(posts).toMatchObject([
    { post_id: 'dh1', kind: 'reply', parent_id: '69ab1', thread_id: '69ab1', mentions: ['bob_invented'] },
    { post_id: 'dh2', kind: 'reply', parent_id: 'dh1', thread_id: '69ab1', observed_at: '1496000000000' },
    { post_id: 'dh3', parent_id: (29_400_000_000).toString(36) },
  ])
})

test('minet gives no ids: the page’s address has them', async () => {
  const { posts } = await read('minet')
  expect(posts).toMatchObject([
    { post_id: '69ab1', at: '1494010140000', urls: ['https://news.example/a'], title: 'A link' },
  ])
})

test('Reddit’s own `created` is refused where it was hours off', async () => {
  const { posts } = await read('created')
  expect(posts).toMatchObject([
    { post_id: '69ab1', problem: expect.stringMatching(/hours off UTC before 2021/) },
    { post_id: 'pzab1', at: '1664600000000', problem: null },
  ])
})

import { expect, test } from 'vitest'
import { qut } from './qut.ts'
import { imported, sample } from './testing.ts'

test('messages, reposts and replies with their links', async () => {
  const { detection, posts, accounts } = await imported(qut, sample('qut.csv'))
  expect(detection?.sure).toBe(0.95)
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'unknown',
      post_id: '860000000000000101',
      account_id: '4',
      at: '1494010140123',
      kind: 'post',
      parent_id: null,
      text: 'letters, "harbour" 🚢',
      urls: ['http://example.test/a,b', "http://example.test/o'c"],
    },
    { kind: 'repost', parent_id: '860000000000000101', urls: ['http://example.test/2'] },
    { kind: 'reply', parent_id: '860000000000000101', urls: [] },
    {
      kind: 'post',
      at: String(Date.parse('2017-05-05T18:49:10Z')),
      urls: ['http://example.test/3', 'http://example.test/4'],
    },
    // no list at all: the text has them
    { kind: 'post', urls: null, text: 'see http://example.test/5' },
  ])
  expect(accounts[0]).toMatchObject({ account_id: '4', handle: 'ann_invented', observed_at: '1494010140123' })
})

test('columns that are not there are not stated', async () => {
  const { detection, posts, accounts } = await imported(qut, sample('qut-short.csv'), {
    platform: 'x',
    tz: 'Europe/Paris',
  })
  expect(detection?.sure).toBe(0.7)
  expect(posts).toMatchObject([
    {
      platform: 'x',
      post_id: '1',
      kind: 'post',
      text: 'hello',
      urls: null,
      at: String(Date.parse('2017-05-05T18:49:00Z')),
    },
  ])
  expect(accounts).toEqual([])
})

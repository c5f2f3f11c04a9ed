import { expect, test } from 'vitest'
import { snscrapeTable } from './snscrape-table.ts'
import { imported, sample } from './testing.ts'

test('a frame of snscrape’s objects holds them as Python prints them', async () => {
  const { detection, posts, accounts } = await imported(snscrapeTable, sample('snscrape-frame.csv'))
  expect(detection).toEqual({ sure: 0.95, saw: 'columns `date` and `rawContent`' })
  expect(posts).toMatchObject([
    {
      row: '1',
      post_id: '1575000000000000001',
      account_id: '11',
      at: String(Date.UTC(2022, 8, 28, 10)),
      kind: 'post',
      text: 'one & two #Leak https://t.co/a',
      client: 'Twitter Web App',
      likes: '3',
      reposts: '2',
      replies: '1',
      hashtags: ['Leak'],
      urls: ['https://a.example.test/docs'],
      mentions: ['cleo'],
    },
    // a rounded number, which the address has whole
    {
      post_id: '1575000000000000002',
      kind: 'reply',
      parent_id: '1575000000000000000',
      parent_account_id: '12',
      mentions: ['bob'],
    },
    { post_id: '1575000000000000003', kind: 'quote', parent_id: '1574000000000000009' },
    { parent_id: '1.575e+18' }, // refused by the import
  ])
  expect(accounts[0]).toMatchObject({
    account_id: '11',
    handle: 'ann',
    name: "Ann's",
    followers: '100',
    following: '5',
    posts: '77',
  })
})

test('the four columns of the tutorials', async () => {
  const { detection, posts } = await imported(snscrapeTable, sample('snscrape-tutorial.csv'))
  expect(detection?.sure).toBe(0.9)
  expect(posts).toMatchObject([
    {
      post_id: '1575000000000000001',
      account_id: 'ann',
      text: 'hello @bob #Tag',
      hashtags: ['Tag'],
      mentions: ['bob'],
      problem: null,
    },
    { problem: 'its time has no time of day (2022-09-28)' },
  ])
})

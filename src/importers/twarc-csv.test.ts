import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { twarcCsv } from './twarc-csv.ts'

test('since version 0.5 a row names what it reposts, quotes and answers, and its lists are short', async () => {
  const { detection, posts } = await imported(twarcCsv, sample('twarc-csv.csv'))
  expect(detection?.sure).toBe(0.95)
  expect(posts.slice(0, 3)).toMatchObject([
    {
      row: '1',
      mark: 0,
      post_id: '1575000000000000001',
      account_id: '21',
      at: String(Date.UTC(2022, 8, 28, 10)),
      kind: 'post',
      thread_id: '1575000000000000001',
      text: 'Première\nligne <3 "citée" #été',
      lang: 'fr',
      client: 'Twitter for iPhone',
      likes: '3',
      reposts: null,
      views: '100',
      observed_at: String(Date.UTC(2022, 9, 1)),
      hashtags: ['été'],
      urls: ['https://a.example.test/'],
      mentions: ['Cleo'],
      versions: ['1574999999999999999', '1575000000000000001'],
      problem: null,
    },
    {
      kind: 'repost',
      parent_id: '1570000000000000009',
      parent_account_id: '30',
      text: 'Le texte entier de l’original #x',
      likes: null, // its original's
      reposts: null,
      hashtags: ['x'],
    },
    // a quote that is also a reply is a quote
    {
      kind: 'quote',
      parent_id: '1570000000000000010',
      parent_account_id: '31',
      thread_id: '1570000000000000001',
    },
  ])
})

test('before it, texts are JSON, included posts have rows of their own, and reposts take theirs', async () => {
  const { posts } = await imported(twarcCsv, sample('twarc-csv-old.csv'))
  const whole = 'The whole text, longer than what a repost shows\nof it #leak https://t.co/a @Cleo'
  const lists = {
    hashtags: ['leak'],
    urls: ['https://a.example.test/docs'],
    mentions: ['Cleo'],
    media: ['3_1'],
  }
  expect(posts).toMatchObject([
    {
      mark: 1,
      post_id: '1395000000000000001',
      account_id: '11',
      kind: 'post',
      text: whole,
      likes: '5',
      ...lists,
    },
    {
      mark: 0,
      at: String(Date.parse('2021-05-19T08:00:01.250Z')),
      kind: 'repost',
      parent_id: '1395000000000000001',
      parent_account_id: '11',
      text: whole,
      reposts: null,
      ...lists,
    },
    {
      mark: 0,
      kind: 'reply',
      parent_id: '1395000000000000001',
      parent_account_id: '11',
      text: '@ann no',
      hashtags: [],
    },
    { mark: 0, problem: 'a post that was referred to and not given (1395000000000000004)' },
  ])
})

test('authors are seen when the page was retrieved', async () => {
  const { accounts } = await imported(twarcCsv, sample('twarc-csv-old.csv'))
  expect(accounts).toMatchObject([
    {
      account_id: '11',
      handle: 'ann',
      name: 'Ann 🔥',
      description: 'reads\n"all"’s',
      location: 'Nowhere, Test',
      created_at: String(Date.parse('2014-07-24T01:13:04Z')),
      followers: '453',
      following: '13',
      posts: '99',
      listed: '6',
      verified: false,
      protected: false,
      default_image: true,
      observed_at: String(Date.UTC(2021, 4, 20, 10)),
    },
    { account_id: '12', handle: 'bob', description: '"x"', location: null },
  ])
})

test('a table of accounts has no posts', async () => {
  const { detection, posts, accounts } = await imported(twarcCsv, sample('twarc-csv-users.csv'))
  expect(detection?.saw).toContain('accounts')
  expect(posts).toEqual([])
  expect(accounts).toMatchObject([
    {
      account_id: '21',
      handle: 'zoe_x',
      description: 'une\nligne',
      followers: '7',
      posts: '9',
      listed: '0',
      verified: true,
    },
  ])
})

import { expect, test } from 'vitest'
import { driftOf } from './drift.ts'
import { readHead } from './head.ts'
import { metaContentLibrary, metaContentLibraryJson } from './meta-content-library.ts'
import { imported, sample } from './testing.ts'

test('Facebook posts: the owner’s, wherever they were posted; links, media and views as stated', async () => {
  const { detection, posts, accounts } = await imported(metaContentLibrary, sample('mcl-facebook.csv'))
  expect(detection).toEqual({ sure: 0.95, saw: 'posts: columns `creation_time` and `post_owner.id`' })
  expect(posts.slice(0, 2)).toMatchObject([
    {
      row: '1',
      platform: 'facebook',
      post_id: '9007199254740993',
      account_id: '2001',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      kind: 'post',
      parent_id: null,
      text: 'Nine gigabytes 🚢\nرسائل #HarbourFiles https://wiki.example.test/a.',
      title: 'Harbour letters',
      lang: 'en',
      url: 'https://www.facebook.com/transparency-tools/content-library/dataset/1/facebook/post/9007199254740993/',
      likes: '12',
      reposts: '3',
      replies: '4',
      views: '649',
      hashtags: null,
      urls: ['https://archive.example.test/harbour.zip', 'https://wiki.example.test/a'],
      media: ['777'],
      problem: null,
    },
    {
      account_id: '3001',
      at: String(Date.parse('2017-05-05T18:50:00.123Z')),
      likes: null,
      views: null,
      urls: null,
      media: [],
    },
  ])
  expect(accounts.slice(0, 2)).toMatchObject([
    { row: '1', account_id: '2001', handle: 'harbourwatch', name: 'Harbour Watch' },
    { row: '2', account_id: '3001', handle: null, name: 'Ann Invented' },
  ])
})

test('a post passed on is a quote where it has words of its own, else a repost with the original’s', async () => {
  const { posts } = await imported(metaContentLibrary, sample('mcl-facebook.csv'))
  expect(posts.slice(2, 5)).toMatchObject([
    {
      kind: 'quote',
      account_id: '2002',
      parent_id: '9007199254740993',
      parent_account_id: '2001',
      text: 'look at this',
      urls: null,
      media: null,
    },
    {
      kind: 'repost',
      account_id: '2003',
      parent_id: '9007199254740993',
      text: 'Nine gigabytes 🚢\nرسائل #HarbourFiles https://wiki.example.test/a.',
      urls: ['https://archive.example.test/harbour.zip', 'https://wiki.example.test/a'],
      media: ['777'],
      likes: null,
    },
    // Whose page it stands on and who owns it differ: the Library may have named the original's owner.
    { kind: 'repost', account_id: null, parent_id: '8888', parent_account_id: null, text: null },
  ])
  expect(posts[5]?.problem).toBe('it states only the day on which it was made (2017-05-05), no time')
  expect(posts[6]).toMatchObject({ kind: 'quote', account_id: '3001', parent_id: null, problem: null })
})

test('Instagram posts: accounts are known by their handles, and tags are listed', async () => {
  const { posts, accounts } = await imported(metaContentLibrary, sample('mcl-instagram.csv'))
  expect(posts).toMatchObject([
    {
      platform: 'instagram',
      post_id: '4001',
      account_id: 'harbour.watch',
      hashtags: ['HarbourFiles', 'été'],
      views: null,
    },
    { platform: 'instagram', post_id: '4002', account_id: '72', hashtags: [], views: '120', likes: null },
  ])
  expect(accounts.map(a => `${a.account_id} ${a.name}`)).toEqual(['harbour.watch Harbour Watch', '72 null'])
})

test('the API’s pages, with fields of other types than they should have', async () => {
  const { detection, posts } = await imported(metaContentLibraryJson, sample('mcl-page.json'))
  expect(detection?.saw).toBe('posts: records with `creation_time` and `post_owner.data.id`')
  expect(posts).toMatchObject([
    {
      row: '1',
      post_id: '9007199254740993',
      account_id: '2001',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      views: null,
      media: ['777'],
    },
    { row: '1', post_id: '1002', account_id: null, text: '{"odd":true}', media: null, likes: null },
    { row: '1', post_id: '1003', at: null, platform: 'facebook' },
    { row: '2', problem: 'not a post: an error of the Content Library (Rate limited)' },
  ])
})

test('comments answer their post, or the comment above; a private commenter’s are of the same platform', async () => {
  const { detection, posts, accounts } = await imported(metaContentLibraryJson, sample('mcl-comments.jsonl'))
  expect(detection?.saw).toBe('comments: records with `post_id`, `creation_time` and `owner.id`')
  expect(posts).toMatchObject([
    {
      platform: 'facebook',
      kind: 'reply',
      parent_id: '9007199254740993',
      thread_id: '9007199254740993',
      account_id: '3001',
      likes: '2',
      replies: '5',
      urls: ['https://wiki.example.test/a'],
    },
    {
      platform: 'facebook',
      kind: 'reply',
      parent_id: '11',
      thread_id: '9007199254740993',
      account_id: '3999',
    },
  ])
  expect(accounts.map(a => a.handle)).toEqual(['ann.invented', null])
})

test('a list of accounts gives their profiles and no posts', async () => {
  const { detection, posts, accounts } = await imported(metaContentLibrary, sample('mcl-accounts.csv'))
  expect(detection?.saw).toBe('accounts: columns `follower_count`, `creation_date` and `account_type`')
  expect(posts).toEqual([])
  expect(accounts).toMatchObject([
    {
      platform: 'instagram',
      account_id: 'harbour.watch',
      name: 'Harbour Watch',
      description: 'Boats',
      followers: '812',
      following: '31',
      verified: true,
      created_at: String(Date.parse('2014-03-01T00:00:00Z')),
    },
  ])
})

test('every field of the samples is known', async () => {
  for (const name of ['mcl-facebook.csv', 'mcl-instagram.csv', 'mcl-accounts.csv']) {
    const { columns } = await readHead(sample(name))
    expect([name, driftOf(metaContentLibrary.fields ?? { read: [], left: [] }, columns).unknown]).toEqual([
      name,
      [],
    ])
  }
})

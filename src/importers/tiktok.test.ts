import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { tiktok } from './tiktok.ts'

test('tiktok-scraper: names with dots are whole, sounds are media, the file’s name dates the capture', async () => {
  const { detection, posts, accounts } = await imported(tiktok, sample('tiktok-scraper_1609948309033.json'))
  expect(detection?.saw).toBe('videos with `authorMeta` and `createTime`, as tiktok-scraper writes them')
  expect(posts[0]).toMatchObject({
    row: '1',
    platform: 'tiktok',
    post_id: '6911379416308305158',
    account_id: 'ann.invented',
    at: '1609180933000',
    kind: 'post',
    parent_id: null,
    thread_id: '6911379416308305158',
    text: 'Nine gigabytes 🚢 @bob.invented. رسائل الميناء #HarbourFiles',
    url: 'https://www.tiktok.com/@ann.invented/video/6911379416308305158',
    likes: '4165',
    reposts: '117',
    replies: '58',
    views: '18800',
    observed_at: '1609948309033',
    hashtags: ['harbourfiles'],
    mentions: ['bob.invented'],
    media: ['music:6911379433966357253'],
    problem: null,
  })
  expect(posts[1]).toMatchObject({
    at: '1609180934000',
    text: null,
    likes: null,
    hashtags: null,
    media: null,
  })
  expect(posts[2]).toMatchObject({ at: null })
  expect(posts[3]).toMatchObject({
    text: null,
    problem: 'not a post of TikTok: its id is no number ({"a":1})',
  })
  expect(accounts[0]).toMatchObject({
    handle: 'ann.invented',
    name: 'Ann 🌊',
    description: 'boats\nand letters',
    followers: '1200',
    following: '34',
    posts: '7',
    likes: '56',
    verified: true,
    observed_at: '1609948309033',
  })
})

test('the page’s answers: duets and stitches quote the original, counts do not overflow', async () => {
  const { posts, accounts } = await imported(tiktok, sample('tiktok-web.json'))
  expect(posts).toMatchObject([
    {
      kind: 'post',
      likes: '2200000000',
      lang: 'en',
      observed_at: '1700000500123',
      hashtags: ['harbourfiles', 'HarbourFiles'],
    },
    {
      post_id: '7000000000000000002',
      account_id: 'bob_invented',
      at: '1700000100000',
      kind: 'quote',
      parent_id: '7000000000000000001',
      parent_account_id: 'ann.invented',
      lang: null,
      mentions: ['ann.invented'],
    },
    { account_id: 'cat_invented', kind: 'quote', parent_id: '7000000000000000001', likes: null, media: null },
  ])
  expect(accounts.find(a => a.account_id === 'ann.invented')).toMatchObject({
    followers: '10',
    protected: false,
  })
})

test('comments answer the comment or the video; who has no name is known by number', async () => {
  const { posts, accounts } = await imported(tiktok, sample('tiktok-comments.json'))
  const read = posts.map(p => [p.post_id, p.kind, p.parent_id, p.thread_id, p.account_id].join(' ')).sort()
  expect(read).toEqual([
    '7100000000000000001 reply 7000000000000000001 7000000000000000001 dan.invented',
    '7100000000000000002 reply 7100000000000000001 7000000000000000001 6700000000000000005',
    '7100000000000000003 reply 7100000000000000002 7000000000000000001 dan.invented',
  ])
  expect(accounts.find(a => a.account_id === '6700000000000000005')).toMatchObject({ handle: null })
})

test('the Research API: ids given as numbers keep every digit, errors are named, empty pages are nothing', async () => {
  const { posts } = await imported(tiktok, sample('tiktok-research.jsonl'))
  expect(posts).toMatchObject([
    {
      post_id: '7000000000000000001',
      account_id: 'ann.invented',
      hashtags: ['HarbourFiles', 'leak'],
      media: ['music:6911379433966357253'],
      views: '30',
    },
    { post_id: '7100000000000000009', kind: 'reply', account_id: null, parent_id: '7100000000000000001' },
    { row: '3', problem: 'an error of TikTok, not a post (too many)' },
  ])
})

test('values of another kind than usual cost no more than themselves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-tiktok-'))
  const good = { id: '7000000000000000001', desc: 'a', createTime: 1700000000, author: { uniqueId: 'ann' } }
  const odd = [
    good,
    {
      ...good,
      id: 7000000000000000,
      desc: 7,
      author: 7,
      stats: 'x',
      textExtra: 'x',
      challenges: { a: 1 },
      music: [],
    },
    Object.fromEntries(Object.keys(good).map(key => [key, null])),
    { ...good, desc: { a: 1 }, createTime: 'soon', contents: [7, null], duetInfo: 'x', statsV2: [1] },
    7,
    null,
  ]
  try {
    const path = join(folder, 'odd.jsonl')
    await writeFile(path, odd.map(row => JSON.stringify(row)).join('\n'))
    const { posts } = await imported(tiktok, path)
    expect(posts.map(p => [p.row, p.post_id, p.at, p.text, p.problem])).toEqual([
      ['1', '7000000000000000001', '1700000000000', 'a', null],
      ['2', '7000000000000000', '1700000000000', null, null],
      ['3', null, null, null, 'not a post: it has no id'],
      ['4', '7000000000000000001', null, null, null],
      ['5', null, null, null, 'not a post: ubigint'],
      ['6', null, null, null, 'not a post: null'],
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

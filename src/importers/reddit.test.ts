import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reddit } from './reddit.ts'
import { imported, sample } from './testing.ts'

const ms = (time: string) => String(Date.parse(time))

test('a comment answers a submission or a comment, by the bare id that the other has', async () => {
  const { detection, posts, accounts } = await imported(reddit, sample('reddit-comments.jsonl'))
  expect(detection).toEqual({ sure: 0.95, saw: 'comments by themselves' })
  expect(posts[0]).toMatchObject({
    platform: 'reddit',
    post_id: 'iaaaaa1',
    account_id: 'quay_keeper',
    at: ms('2017-05-05T18:49:00Z'),
    kind: 'reply',
    parent_id: '6aaaa1',
    thread_id: '6aaaa1',
    text: 'Look at the list > the rest. All of it_is there: https://wiki.example.test/Harbour_(2017). u/other_one and r/harbour saw it #harbourleaks',
    url: 'https://www.reddit.com/r/harbour/comments/6aaaa1/letters/iaaaaa1/',
    observed_at: ms('2017-05-05T18:49:12Z'),
    mentions: ['other_one', 'r/harbour'],
    problem: null,
  })
  expect(posts[0]?.urls).toEqual([
    'https://harbour.example.test/list_(2017)?a=1&b=2',
    'https://wiki.example.test/Harbour_(2017)',
  ])
  expect(posts[0]).not.toHaveProperty('likes')
  expect(accounts[0]).toMatchObject({
    account_id: 'quay_keeper',
    handle: 'quay_keeper',
    created_at: ms('2015-01-01T00:00:00Z'),
    observed_at: ms('2017-05-05T18:49:12Z'),
  })
})

test('old comments write times as text and know no permalink; a heading is no hashtag', async () => {
  const { posts } = await imported(reddit, sample('reddit-comments.jsonl'))
  expect(posts[1]).toMatchObject({
    at: ms('2017-05-05T18:50:00Z'),
    parent_id: 'iaaaaa1',
    text: 'שלום 🚢\n\nRegister to see\n\n#leak #letters',
    url: 'https://www.reddit.com/comments/6aaaa1/_/iaaaaa2',
    urls: [],
  })
  expect(posts[1]?.hashtags).toEqual(['\n#leak', ' #letters'])
})

test('a parent given as a number is a comment’s id; none is the submission itself', async () => {
  const { posts } = await imported(reddit, sample('reddit-comments.jsonl'))
  // 41785179015 in base 36, and so it must read back
  expect(posts[2]?.parent_id).toBe((41785179015).toString(36))
  expect(posts[2]).toMatchObject({ thread_id: '10aaaa2', observed_at: '1675403600000' })
  expect(posts[3]).toMatchObject({
    account_id: null,
    text: null,
    parent_id: '10aaaa2',
    at: '1675400001000',
    observed_at: '1675529600000',
  })
})

test('what is no post, or no time, is a problem of its own row', async () => {
  const { posts } = await imported(reddit, sample('reddit-comments.jsonl'))
  expect(posts[4]).toMatchObject({ post_id: 'iaaaaa5', at: null })
  expect(posts[5]).toMatchObject({ post_id: '7', at: null })
  expect(posts.slice(6).map(post => post.problem)).toEqual([
    'not a post: it has display_name, subscribers, subreddit_type',
    'not a post: varchar',
  ])
})

test('a submission shares a link, or says something, or shows a picture', async () => {
  const { detection, posts } = await imported(reddit, sample('reddit-submissions.jsonl'))
  expect(detection?.saw).toBe('submissions by themselves')
  const own = (id: string) => posts.find(post => post.post_id === id && post.mark === 0)
  expect(own('6aaaa1')).toMatchObject({
    kind: 'post',
    parent_id: null,
    thread_id: '6aaaa1',
    title: 'Harbour & letters #HarbourLeaks',
    text: null,
    urls: ['https://archive.example.test/gallery/harbour.zip?x=1&y=2'],
    media: [],
    replies: '12',
    reposts: '2',
    views: null,
  })
  expect(own('6aaaa1')?.hashtags).toEqual([' #HarbourLeaks'])
  expect(own('6aaaa2')).toMatchObject({
    at: ms('2017-05-05T18:31:00Z'),
    text: 'Text with a link.\n\n\n\nmap',
    urls: ['https://wiki.example.test/a'],
    media: ['https://i.redd.it/map1.png'],
  })
  expect(own('6aaaa5')).toMatchObject({
    account_id: null,
    title: null,
    text: null,
    urls: [],
    media: ['https://i.redd.it/pic1.jpg'],
    url: 'https://www.reddit.com/r/harbour/comments/6aaaa5/deleted/',
  })
  expect(own('6aaaa6')).toMatchObject({ urls: [], media: ['https://i.redd.it/pic1.jpg'] })
})

test('a crosspost under the same title is a repost, under a title of its own a quote; its original goes in as a copy', async () => {
  const { posts } = await imported(reddit, sample('reddit-submissions.jsonl'))
  const crossposts = posts.filter(post => post.parent_id !== null)
  expect(crossposts.map(p => [p.post_id, p.kind, p.parent_id, p.parent_account_id, p.text, p.urls])).toEqual([
    [
      '6aaaa3',
      'repost',
      '6aaaa1',
      'quay_keeper',
      null,
      ['https://archive.example.test/gallery/harbour.zip?x=1&y=2'],
    ],
    ['6aaaa4', 'quote', '6zzzz9', 'dan', null, []],
    ['6aaaa7', 'repost', '6zzzz9', null, null, []],
  ])
  expect(
    posts.filter(post => post.mark === 1).map(p => [p.row, p.post_id, p.kind, p.text, p.observed_at]),
  ).toEqual([
    ['3', '6aaaa1', 'post', null, ms('2017-05-05T18:33:20Z')],
    ['4', '6zzzz9', 'post', 'they sail at night', null],
  ])
})

test('a thread’s page gives the submission, its replies however deep, and what it leaves out', async () => {
  const { detection, posts, accounts } = await imported(reddit, sample('reddit-thread.json'))
  expect(detection?.saw).toBe('comments in Reddit’s listings')
  expect(
    posts
      .filter(p => p.problem === null)
      .map(p => [p.row, p.post_id, p.kind, p.parent_id].join(' '))
      .sort(),
  ).toEqual([
    '1 6aaaa1 post ',
    '2 daaaaa1 reply 6aaaa1',
    '2 daaaaa2 reply daaaaa1',
    '2 daaaaa3 reply daaaaa2',
  ])
  expect(posts.filter(p => p.problem !== null).map(p => p.problem)).toEqual([
    'a place where Reddit left out further replies (7)',
  ])
  expect(accounts.find(account => account.description !== null)).toMatchObject({
    account_id: 'ann',
    description: 'boats & bells',
    created_at: '1400000000000',
  })
})

test('a listing that lost what it says it holds is said to; one that never held any is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-reddit-'))
  try {
    const [submission, replies] = JSON.parse(await readFile(sample('reddit-thread.json'), 'utf8'))
    const path = join(folder, 'thread.json')
    const problems = async (listings: unknown[]) => {
      await writeFile(path, JSON.stringify(listings))
      return (await imported(reddit, path)).posts.flatMap(({ row, problem }) =>
        problem === null || row !== '1' ? [] : problem,
      )
    }
    submission.data = { ...submission.data, children: [], dist: 1 }
    expect(await problems([submission, replies])).toEqual(['a listing that says it holds 1, and holds none'])
    submission.data.dist = null
    expect(await problems([submission, replies])).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('an archive’s answer holds its posts in `data`', async () => {
  const { detection, posts } = await imported(reddit, sample('reddit-answer.json'))
  expect(detection?.saw).toBe('comments in an answer’s `data`')
  expect(posts.map(post => `${post.row} ${post.post_id} ${post.parent_id}`).sort()).toEqual([
    '1 iaaaaa1 6aaaa1',
    '1 iaaaaa2 iaaaaa1',
  ])
})

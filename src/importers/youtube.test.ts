import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { youtube } from './youtube.ts'

test('threads: first comments answer the video, replies the comment; HTML becomes text, and links are whole', async () => {
  const { detection, posts, accounts } = await imported(youtube, sample('youtube-threads.json'))
  expect(detection?.saw).toBe('resources of kind `youtube#commentThread`')
  const post = (id: string) => posts.find(p => p.post_id === id)
  expect(post('UgTop1')).toMatchObject({
    account_id: 'UCann000000000000000000a',
    at: String(Date.parse('2017-05-05T18:49:00Z')),
    kind: 'reply',
    parent_id: 'vid_0000001',
    thread_id: 'vid_0000001',
    text: 'The files 🚢 https://archive.example.test/a & @bob.invented رسائل',
    likes: '3',
    replies: '2',
    urls: null,
    mentions: ['bob.invented'],
  })
  expect(post('UgTop1.r1')).toMatchObject({
    at: String(Date.parse('2017-05-05T18:50:10.500Z')),
    parent_id: 'UgTop1',
    thread_id: 'vid_0000001',
    replies: null,
  })
  expect(post('UgTop2')).toMatchObject({
    account_id: null,
    at: String(Date.parse('2017-05-05T18:00:00Z')),
    text: "look here: https://archive.example.test/harb...\n1:05 it's <3",
    urls: ['https://archive.example.test/harbour.zip?a=1&b=2'],
  })
  expect(posts.map(p => p.problem).filter(Boolean)).toEqual(['an error of YouTube, not a post (quota)'])
  expect(accounts.map(a => [a.handle, a.name])).toEqual(
    expect.arrayContaining([
      ['ann-invented', null],
      [null, 'Bob Invented'],
    ]),
  )
})

test('videos, found and listed ones, and channels; a playlist’s date is not the video’s', async () => {
  const { posts, accounts } = await imported(youtube, sample('youtube-videos.json'))
  const post = (id: string) => posts.find(p => p.post_id === id)
  expect(post('vid_0000001')).toMatchObject({
    kind: 'post',
    title: 'Harbour & letters #HarbourFiles',
    text: 'All of it https://archive.example.test/a #leak',
    lang: 'fr-FR',
    hashtags: ['HarbourFiles', 'leak'],
    likes: '9',
    replies: '3',
    views: '1000',
  })
  expect(post('vid_0000002')).toMatchObject({ title: "It's out & about", text: null })
  expect(post('vid_0000003')).toMatchObject({
    account_id: 'UCowner',
    at: String(Date.parse('2017-05-05T18:06:00Z')),
  })
  expect(
    posts
      .map(p => p.problem)
      .filter(Boolean)
      .sort(),
  ).toEqual([
    'its time is that of its being put on a playlist, not of its publication',
    'not a post: youtube#searchResult',
  ])
  expect(accounts.find(a => a.handle === 'harbourwatch')).toMatchObject({
    account_id: 'UCvideoowner00000000000a',
    followers: '812',
    posts: '12',
    location: 'FR',
    created_at: String(Date.parse('2014-03-01T10:00:00Z')),
  })
})

test('what is only "3 days ago" is refused, though tools give it a time; its authors have been seen', async () => {
  const { detection, posts, accounts } = await imported(youtube, sample('youtube-downloader.jsonl'))
  expect(detection?.saw).toContain('youtube-comment-downloader')
  expect(posts.map(p => [p.post_id, p.problem])).toEqual([
    [null, 'its time is only relative (3 days ago), an estimate: the Data API has the times'],
    [null, 'its time is only relative (3 days ago (edited)), an estimate: the Data API has the times'],
  ])
  expect(accounts).toHaveLength(2)
})

test('yt-dlp: the video is taken, its comments are counted and refused, a date alone is no time', async () => {
  const { posts } = await imported(youtube, sample('youtube-ytdlp.jsonl'))
  expect(posts.find(p => p.post_id === 'vid_0000001')).toMatchObject({
    at: '1494007200000',
    observed_at: '1700000000000',
    views: '1000',
    problem: null,
  })
  expect(
    posts
      .map(p => p.problem)
      .filter(Boolean)
      .sort(),
  ).toEqual([
    '2 comments whose times are only relative (such as 3 days ago), estimates: the Data API has the times',
    'its time is only a date (20170505), without a time of day',
  ])
})

test('values of another kind than usual cost no more than themselves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-youtube-'))
  const comment = {
    kind: 'youtube#comment',
    id: 'Ug1',
    snippet: { textOriginal: 'a', publishedAt: '2017-05-05T18:49:00Z' },
  }
  const odd = [
    comment,
    { ...comment, id: { a: 1 } },
    {
      ...comment,
      id: 'Ug3',
      snippet: { ...comment.snippet, likeCount: 'many', authorChannelId: 'x', publishedAt: 7 },
    },
    { kind: null, id: null, snippet: null },
    { items: 'none' },
    { items: [7, null, 'x'] },
    7,
  ]
  try {
    const path = join(folder, 'odd.jsonl')
    await writeFile(path, odd.map(row => JSON.stringify(row)).join('\n'))
    const { posts } = await imported(youtube, path)
    expect(posts.map(p => [p.row, p.post_id, p.at, p.problem])).toEqual([
      ['1', 'Ug1', String(Date.parse('2017-05-05T18:49:00Z')), null],
      ['2', null, String(Date.parse('2017-05-05T18:49:00Z')), 'not a post of YouTube: its id is {"a":1}'],
      ['3', 'Ug3', null, null],
      ['4', null, null, 'not a post: a resource without a kind'],
      ['7', null, null, 'not a post: ubigint'],
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

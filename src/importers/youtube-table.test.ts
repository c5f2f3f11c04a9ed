import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { namedBy, youtubeTable } from './youtube-table.ts'

test('YouTube Data Tools: the file’s name says which video, and when it was asked', async () => {
  const { posts, accounts } = await imported(
    youtubeTable,
    sample('videoinfo_vid_0000001_2017_05_06-10_00_00_comments.tab'),
  )
  expect(posts).toMatchObject([
    {
      post_id: 'UgTop1',
      account_id: 'UCann000000000000000000a',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      kind: 'reply',
      parent_id: 'vid_0000001',
      thread_id: 'vid_0000001',
      text: "The files https://archive.examp... it's 🚢",
      urls: ['https://archive.example.test/a?x=1&y=2'],
      observed_at: String(Date.parse('2017-05-06T10:00:00Z')),
    },
    { post_id: 'UgTop1.r1', parent_id: 'UgTop1', thread_id: 'vid_0000001', replies: null },
  ])
  expect(accounts).toMatchObject([
    { handle: 'ann-invented', name: null },
    { handle: null, name: 'Bob Invented' },
  ])
  expect(namedBy('comments.tab')).toEqual({ video: null, asked: null })
})

test('a video list: titles, descriptions and counts', async () => {
  const { posts } = await imported(youtubeTable, sample('youtube-videolist.tab'))
  expect(posts).toMatchObject([
    {
      post_id: 'vid_0000001',
      title: 'Harbour #HarbourFiles',
      lang: 'fr',
      views: '1000',
      hashtags: ['HarbourFiles'],
    },
  ])
})

test('minet’s comments; a date alone is no time', async () => {
  const { posts } = await imported(youtubeTable, sample('youtube-minet-comments.csv'))
  expect(posts).toMatchObject([
    {
      post_id: 'UgTop1',
      parent_id: 'vid_0000001',
      text: 'a < b, https://archive.example.test/a',
      problem: null,
    },
    {
      post_id: 'UgTop1.r1',
      parent_id: 'UgTop1',
      at: null,
      problem: 'its time is only a date (2017-05-05), without a time of day',
    },
  ])
})

test('minet’s search results: of the columns that it mixes up nothing is said', async () => {
  const { posts, accounts } = await imported(youtubeTable, sample('youtube-minet-search.csv'))
  expect(posts).toMatchObject([{ post_id: 'vid_0000002', title: null, text: null }])
  expect(accounts).toMatchObject([{ account_id: 'UCvideoowner00000000000a', name: null }])
})

test('comments under the Data API’s own names, as scripts keep them', async () => {
  const { detection, posts } = await imported(youtubeTable, sample('youtube-script.csv'))
  expect(detection?.sure).toBe(0.85)
  expect(posts).toMatchObject([
    {
      post_id: 'UgxInvented0000000001',
      account_id: 'UCaaaaaaaaaaaaaaaaaaaaaa',
      parent_id: 'vid_0000001',
      text: 'first',
      at: String(Date.parse('2023-05-05T18:49:01Z')),
    },
    { post_id: 'UgxInvented0000000001.9a', parent_id: 'UgxInvented0000000001', thread_id: 'vid_0000001' },
  ])
})

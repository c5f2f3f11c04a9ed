import { fixtures } from '../testing.ts'
import { agree, but, csv, type Posts } from './testing.ts'

const said = 'The files 🚢 it\'s "here": https://archive.example.test/a?x=1&y=2 @bob.invented رسائل'
const comments: Posts = {
  UgTop1: {
    ...{
      account_id: 'UCann000000000000000000a',
      at: '2017-05-05T18:49:00.000Z',
      kind: 'reply',
      parent_id: 'vid_0000001',
    },
    ...{ text: said, actions: ['mention bob.invented', 'url https://archive.example.test/a?x=1&y=2'] },
  },
  'UgTop1.r1': {
    ...{
      account_id: 'UCbob000000000000000000a',
      at: '2017-05-05T18:50:10.000Z',
      kind: 'reply',
      parent_id: 'UgTop1',
    },
    ...{ text: 'see it', actions: [] },
  },
}
const shown = `The files 🚢 it&#39;s &quot;here&quot;: <a href="https://archive.example.test/a?x=1&amp;y=2">https://archive.example.test/a?x=1&amp;y=2</a> @bob.invented رسائل`
const rows = Object.entries(comments).map(([id, { account_id, at, text }]) => ({
  id,
  account_id,
  at: at.replace('.000Z', 'Z'),
  text: text ?? '',
}))

const comment = (row: (typeof rows)[number], more: object) => ({
  ...{ kind: 'youtube#comment', id: row.id },
  snippet: {
    authorChannelId: { value: row.account_id },
    authorDisplayName: '@x',
    publishedAt: row.at,
    ...more,
  },
})
const thread = (text: (row: (typeof rows)[number]) => object) => {
  const [top, reply] = rows.map(row => comment(row, text(row)))
  return JSON.stringify({
    items: [
      {
        ...{ kind: 'youtube#commentThread', id: 'UgTop1' },
        snippet: { videoId: 'vid_0000001', totalReplyCount: 1, topLevelComment: top },
        replies: { comments: [{ ...reply, snippet: { ...reply?.snippet, parentId: 'UgTop1' } }] },
      },
    ],
  })
}

agree('youtube', fixtures(), comments, [
  {
    tool: 'the Data API, plain',
    name: 'plain.json',
    content: thread(({ text }) => ({ textOriginal: text, textDisplay: text })),
  },
  {
    tool: 'the Data API, as displayed',
    name: 'displayed.json',
    content: thread(({ id, text }) => ({ textDisplay: id === 'UgTop1' ? shown : text })),
  },
  {
    tool: 'YouTube Data Tools',
    name: 'videoinfo_vid_0000001_2017_05_06-10_00_00_comments.csv',
    content: csv(
      rows.map(({ id, account_id, at, text }) => ({
        ...{
          id,
          publishedAt: at.replace('T', ' ').replace('Z', ''),
          authorName: '@x',
          text: id === 'UgTop1' ? shown : text,
        },
        ...{
          authorChannelId: account_id,
          isReply: id === 'UgTop1' ? 0 : 1,
          isReplyTo: id === 'UgTop1' ? '' : 'UgTop1',
        },
      })),
    ),
  },
  {
    tool: 'minet',
    name: 'minet.csv',
    content: csv(
      rows.map(({ id, account_id, at, text }) => ({
        ...{
          video_id: 'vid_0000001',
          comment_id: id,
          author_name: 'X',
          author_channel_id: account_id,
          text,
          published_at: at,
        },
        parent_comment_id: id === 'UgTop1' ? '' : 'UgTop1',
      })),
    ),
  },
])

const videos: Posts = {
  vid_0000001: {
    ...{
      account_id: 'UCvideoowner00000000000a',
      at: '2017-05-05T18:00:00.000Z',
      kind: 'post',
      parent_id: null,
    },
    text: 'All of it https://archive.example.test/a #leak',
    actions: ['hashtag harbourfiles', 'hashtag leak', 'url https://archive.example.test/a'],
  },
}
const title = 'Harbour & letters #HarbourFiles'
const video = {
  publishedAt: '2017-05-05T18:00:00Z',
  channelId: 'UCvideoowner00000000000a',
  title,
  description: videos.vid_0000001?.text,
}

agree('youtube', fixtures(), videos, [
  {
    tool: 'videos of the Data API',
    name: 'videos.json',
    content: JSON.stringify({ items: [{ kind: 'youtube#video', id: 'vid_0000001', snippet: video }] }),
  },
  {
    tool: 'videos of a search',
    name: 'search.json',
    content: JSON.stringify({
      items: [
        {
          kind: 'youtube#searchResult',
          id: { videoId: 'vid_0000001' },
          snippet: { ...video, title: title.replace('&', '&amp;') },
        },
      ],
    }),
    differs: {
      why: 'a search cuts descriptions',
      posts: but({ vid_0000001: { text: null, actions: ['hashtag harbourfiles'] } }),
    },
  },
  {
    tool: 'videos of yt-dlp',
    name: 'ytdlp.jsonl',
    content: `${JSON.stringify({
      ...{
        extractor_key: 'Youtube',
        id: 'vid_0000001',
        title,
        description: video.description,
        channel_id: video.channelId,
      },
      timestamp: Date.parse(video.publishedAt) / 1000,
    })}\n`,
  },
  {
    tool: 'videos of YouTube Data Tools',
    name: 'videolist.csv',
    content: csv([
      {
        ...{
          channelId: video.channelId,
          channelTitle: 'Harbour Watch',
          videoId: 'vid_0000001',
          publishedAt: video.publishedAt,
        },
        ...{ videoTitle: title, videoDescription: video.description, viewCount: 1 },
      },
    ]),
  },
  {
    tool: 'videos of minet',
    name: 'minet-videos.csv',
    content: csv([
      {
        ...{ video_id: 'vid_0000001', title, channel_id: video.channelId, channel_title: 'Harbour Watch' },
        ...{ published_at: video.publishedAt, description: video.description, view_count: 1 },
      },
    ]),
  },
])

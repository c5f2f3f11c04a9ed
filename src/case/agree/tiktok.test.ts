import { fixtures } from '../testing.ts'
import { agree, but, csv, lines, type Posts } from './testing.ts'

const made = Date.UTC(2023, 10, 14, 22, 13, 20) / 1000
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
const [video, duet] = ['7000000000000000001', '7000000000000000002']
const [comment, answer] = ['7100000000000000001', '7100000000000000002']
const said = 'The files 🚢 #HarbourFiles @bob.invented رسائل'

const videos: Posts = {
  [video]: {
    ...{ account_id: 'ann.invented', at: iso(made), kind: 'post', parent_id: null, text: said },
    actions: ['hashtag harbourfiles', 'mention bob.invented'],
  },
  [duet]: {
    ...{ account_id: 'bob.invented', at: iso(made + 60), kind: 'quote', parent_id: video },
    ...{ text: '#duet with @ann.invented', actions: ['hashtag duet', 'mention ann.invented'] },
  },
}
const comments: Posts = {
  [comment]: {
    ...{ account_id: 'dan.invented', at: iso(made + 90), kind: 'reply', parent_id: video },
    ...{ text: 'is it real? @cleo.x', actions: ['mention cleo.x'] },
  },
  [answer]: {
    ...{
      account_id: 'cleo.x',
      at: iso(made + 120),
      kind: 'reply',
      parent_id: comment,
      text: 'yes',
      actions: [],
    },
  },
}

const tags = (title: string) => ({ challenges: [{ id: '1', title }] })
const onPage = [
  {
    ...{
      id: video,
      desc: said,
      createTime: made,
      author: { id: '67', uniqueId: 'ann.invented' },
      ...tags('HarbourFiles'),
    },
    textExtra: [
      { hashtagName: 'harbourfiles', awemeId: '', userUniqueId: '' },
      { hashtagName: '', awemeId: '', userUniqueId: 'bob.invented' },
    ],
  },
  {
    ...{
      id: duet,
      desc: '#duet with @ann.invented',
      createTime: made + 60,
      author: { id: '68', uniqueId: 'bob.invented' },
    },
    ...{ ...tags('duet'), duetInfo: { duetFromId: video } },
    textExtra: [
      { hashtagName: 'duet', awemeId: '' },
      { hashtagName: '', awemeId: video, userUniqueId: 'ann.invented' },
    ],
  },
]
const wrap = (module: string) => (data: object) => ({
  timestamp_collected: made * 1000,
  source_platform: module,
  data,
})
const research = [
  {
    id: video,
    video_description: said,
    create_time: made,
    username: 'ann.invented',
    hashtag_names: ['HarbourFiles'],
  },
  {
    id: duet,
    video_description: '#duet with @ann.invented',
    create_time: made + 60,
    username: 'bob.invented',
    hashtag_names: ['duet'],
  },
]
const rows = Object.entries(videos).map(([id, { account_id, at, text, kind }]) => ({
  id,
  account_id,
  at,
  text,
  kind,
}))
const unsaid = { why: 'it does not say what a duet is of', posts: but({ [duet]: { parent_id: null } }) }
const undueted = {
  why: 'it does not say what is a duet',
  posts: but({ [duet]: { kind: 'post', parent_id: null } }),
}

agree('tiktok', fixtures(), videos, [
  { tool: 'the page’s own answer', name: 'page.json', content: JSON.stringify({ itemList: onPage }) },
  { tool: 'Zeeschuimer', name: 'zeeschuimer.ndjson', content: lines(...onPage.map(wrap('tiktok.com'))) },
  {
    tool: 'tiktok-scraper',
    name: 'scraper.json',
    content: JSON.stringify({
      collector: rows.map(({ id, account_id, at, text }) => ({
        ...{
          id,
          text,
          createTime: Date.parse(at) / 1000,
          authorMeta: { id: '67', name: account_id },
          hashtags: [],
        },
      })),
    }),
    differs: undueted,
  },
  {
    tool: 'the Research API',
    name: 'research.jsonl',
    content: lines({ data: { videos: research } }),
    differs: undueted,
  },
  {
    tool: 'the Research API’s answers as a table',
    name: 'research.csv',
    content: csv(research.map(row => ({ ...row, hashtag_names: JSON.stringify(row.hashtag_names) }))),
    differs: undueted,
  },
  {
    tool: 'pyktok’s table',
    name: 'pyktok.csv',
    content: csv(
      rows.map(({ id, account_id, at, text }) => ({
        ...{
          video_id: id,
          video_timestamp: at.slice(0, 19),
          video_description: text,
          author_username: account_id,
          author_name: 'X',
        },
      })),
    ),
    options: { tz: 'UTC' },
    differs: undueted,
  },
  {
    tool: '4CAT’s table',
    name: '4cat.csv',
    content: csv(
      rows.map(({ id, account_id, at, text, kind }, i) => ({
        ...{
          id,
          thread_id: id,
          author: account_id,
          body: text,
          timestamp: 'x',
          unix_timestamp: Date.parse(at) / 1000,
        },
        ...{
          is_duet: kind === 'quote' ? 'yes' : 'no',
          music_id: '',
          tiktok_url: 'u',
          hashtags: i === 0 ? 'harbourfiles' : 'duet',
        },
      })),
    ),
    differs: unsaid,
  },
])

const answers = [
  {
    cid: comment,
    aweme_id: video,
    text: 'is it real? @cleo.x',
    create_time: made + 90,
    reply_id: '0',
    reply_to_reply_id: '0',
    user: { uid: '69', unique_id: 'dan.invented' },
  },
  {
    cid: answer,
    aweme_id: video,
    text: 'yes',
    create_time: made + 120,
    reply_id: comment,
    reply_to_reply_id: '0',
    user: { uid: '70', unique_id: 'cleo.x' },
  },
]
agree('tiktok', fixtures(), comments, [
  { tool: 'comments of the page', name: 'comments.json', content: JSON.stringify({ comments: answers }) },
  {
    tool: 'comments of Zeeschuimer',
    name: 'zee.ndjson',
    content: lines(...answers.map(wrap('tiktok-comments'))),
  },
  {
    tool: 'comments of pyktok',
    name: 'pyktok-comments.csv',
    content: csv(
      answers.map(({ user, ...row }) => ({
        ...row,
        user: `{'uid': '${user.uid}', 'unique_id': '${user.unique_id}'}`,
      })),
    ),
  },
  {
    tool: 'comments of 4CAT',
    name: '4cat-comments.csv',
    content: csv(
      answers.map(({ cid, aweme_id, text, create_time, reply_id, user }) => ({
        ...{
          id: cid,
          thread_id: reply_id === '0' ? aweme_id : reply_id,
          author: user.unique_id,
          body: text,
          timestamp: 'x',
        },
        ...{
          unix_timestamp: create_time,
          post_id: aweme_id,
          is_comment_on_comment: reply_id === '0' ? 'no' : 'yes',
        },
      })),
    ),
  },
])

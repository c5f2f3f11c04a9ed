import { expect, test } from 'vitest'
import { telegramChannel } from './telegram-channel.ts'
import { imported, sample } from './testing.ts'

const ms = (time: string) => String(Date.parse(time))
const read = (name: string, tz?: string) => imported(telegramChannel, sample(name), tz ? { tz } : {})

test('Telethon counts marks in UTF-16 units; links, tags and names are cut out where they stand', async () => {
  const { detection, posts } = await read('telegram-telethon.jsonl')
  expect(detection).toEqual({ sure: 0.95, saw: 'messages with `peer_id`, as Telethon gives them' })
  expect(posts[0]).toMatchObject({
    platform: 'telegram',
    post_id: '1234567890/55',
    account_id: '-1001234567890',
    at: ms('2017-05-05T18:49:00Z'),
    kind: 'post',
    parent_id: null,
    text: '🚢🚢 See wiki.example.test and the list #HarbourLeaks by @quay_keeper and Cleo',
    url: 'https://t.me/c/1234567890/55',
    views: '1200',
    reposts: '7',
    replies: '3',
    observed_at: '1494020000000',
    hashtags: ['#HarbourLeaks'],
    mentions: ['@quay_keeper', '777'],
    urls: ['http://wiki.example.test', 'https://list.example.test/a?b=1', 'https://read.example.test/1'],
    problem: null,
  })
})

test('a forward is a repost of the channel’s own message, or of the one that it was taken from', async () => {
  const { posts } = await read('telegram-telethon.jsonl')
  expect(
    posts
      .filter(p => p.kind === 'repost')
      .map(p => [p.post_id, p.account_id, p.parent_id, p.parent_account_id]),
  ).toEqual([
    ['1500000001/9', '777', '1234567890/55', '-1001234567890'],
    ['1500000001/10', '778', '1400000002/12', '779'],
    ['1100000003/14', '778', '1234567890/55', '-1001234567890'],
  ])
  expect(posts[1]).toMatchObject({ at: ms('2017-05-05T18:50:30Z'), media: ['5123456789012345678'], urls: [] })
  // a message without a list of marks is searched for them
  expect(posts[2]).toMatchObject({ urls: null, hashtags: null, mentions: null })
})

test('a reply names its message, in another chat too; a message that only stands in a topic answers none', async () => {
  const { posts } = await read('telegram-telethon.jsonl')
  expect(posts.slice(3, 6).map(p => [p.kind, p.parent_id, p.thread_id])).toEqual([
    ['reply', '1500000001/10', '1500000001/4'],
    ['post', null, '1500000001/4'],
    ['reply', '1234567890/55', '1500000001/55'],
  ])
  expect(posts[5]).toMatchObject({ account_id: '-1001234567890', text: 'True?\nyes\nno' })
})

test('older layers, MongoDB’s dates and imported histories are understood; what is no message is refused', async () => {
  const { posts } = await read('telegram-telethon.jsonl')
  expect(posts[6]).toMatchObject({ post_id: '1100000003/14', at: '1494010500000' })
  expect(posts[7]).toMatchObject({ post_id: 'chat104/15', kind: 'post', at: ms('2017-05-05T18:56:00.250Z') })
  expect(posts[8]).toMatchObject({ post_id: 'user5/16', account_id: '5', at: null })
  expect(posts.slice(9).map(post => post.problem)).toEqual([
    'a service message, not a post (MessageActionChatJoinedByLink)',
    null,
    'not a message of a chat: it names no chat',
    'not a post: varchar',
  ])
  expect(posts[10]).toMatchObject({ at: null })
})

test('a page of messages gives each as a record of its own, and its chats and users as accounts', async () => {
  const { detection, posts, accounts } = await read('telegram-page.json')
  expect(detection?.saw).toBe('messages with `peer_id` in pages of `messages`, as Telethon gives them')
  expect(posts.map(p => [p.row, p.post_id, p.parent_id])).toEqual([
    ['1', '1234567890/2', '1234567890/1'],
    ['2', '1234567890/1', null],
  ])
  expect(accounts).toMatchObject([
    {
      row: '3',
      account_id: '-1001234567890',
      handle: 'harbour_watch',
      name: 'Harbour watch',
      followers: '900',
      verified: false,
      created_at: ms('2016-01-01T00:00:00Z'),
    },
    { row: '4', account_id: '777', handle: 'quay_keeper', name: 'Cleo' },
  ])
})

test('the Bot API’s updates: a channel’s post, a forward of it, and an answer with what it answers', async () => {
  const { detection, posts, accounts } = await read('telegram-bot-api.jsonl')
  expect(detection?.saw).toBe('updates of the Bot API')
  expect(
    posts.map(p => [p.row, p.mark, p.post_id, p.account_id, p.kind, p.parent_id].join(' ')).sort(),
  ).toEqual([
    '1 0 1234567890/55 -1001234567890 post ',
    '2 0 1500000001/7 778 repost 1234567890/55',
    '3 0 chat104/8 778 reply chat104/6',
    '3 1 chat104/6 779 post ',
    '4 0 chat104/9 778 post ',
  ])
  expect(posts[0]).toMatchObject({
    at: ms('2017-05-05T18:49:00Z'),
    text: '🚢 #leak',
    hashtags: ['#leak'],
    media: ['large'],
    url: 'https://t.me/Harbour_Watch/55',
  })
  expect(posts.find(post => post.row === '4')?.problem).toBe('a service message, not a post')
  expect(accounts).toContainEqual(
    expect.objectContaining({
      account_id: '778',
      handle: 'bob_b',
      name: 'Bob',
      observed_at: '1494010200000',
    }),
  )
})

test('Pyrogram’s times are those of a computer’s clock, whose zone must be said', async () => {
  await expect(read('telegram-pyrogram.json')).rejects.toThrow(/Say its zone, as in --tz Europe\/Paris/)
  const { posts } = await read('telegram-pyrogram.json', 'Europe/Paris')
  expect(posts).toMatchObject([
    {
      post_id: '1234567890/56',
      at: ms('2017-05-05T18:50:00Z'),
      kind: 'repost',
      parent_id: '1987654321/12',
      parent_account_id: '-1001987654321',
      urls: ['https://list.example.test/a'],
      views: '40',
      reposts: '2',
      problem: null,
    },
  ])
})

test('flat messages lose their Markdown and keep its links; their chat is known by number or name, never by title', async () => {
  const { detection, posts, accounts } = await read('telegram-flat.json')
  expect(detection).toEqual({ sure: 0.9, saw: 'messages with ids of Telegram’s channels (-100…)' })
  expect(posts[0]).toMatchObject({
    post_id: '1234567890/57',
    account_id: '-1001234567890',
    text: 'Bold words here\naside 2**10 @quay_keeper #leak https://wiki.example.test/b.',
    hashtags: null,
  })
  expect(posts[0]?.urls).toHaveLength(2)
  expect(posts[0]?.urls).toEqual(
    expect.arrayContaining(['https://list.example.test/a_(1)?x=1', 'https://wiki.example.test/b']),
  )
  expect(posts.slice(1).map(p => [p.post_id, p.account_id, p.kind, p.parent_id, p.problem])).toEqual([
    ['1500000001/58', '778', 'reply', '1500000001/4', null],
    ['1500000001/59', '-1001500000001', 'repost', '1234567890/55', null],
    ['dock_talk/60', 'dock_talk', 'repost', null, null],
    [null, null, 'post', null, 'not a message of a chat: it names no chat'],
    [null, null, 'post', null, 'not a post: it has note'],
  ])
  expect(posts[1]).toMatchObject({
    views: '1200',
    at: ms('2017-05-05T18:50:00Z'),
    url: 'https://t.me/Dock_Talk/58',
  })
  expect(accounts).toContainEqual(
    expect.objectContaining({ account_id: '-1001234567890', name: 'Harbour watch' }),
  )
})

test('snscrape knows channels by their names; links that only stand for a tag or a name are left out', async () => {
  const { detection, posts, accounts } = await read('telegram-snscrape.jsonl')
  expect(detection?.saw).toBe('posts of Telegram as snscrape gives them')
  expect(posts).toMatchObject([
    {
      post_id: 'harbour_watch/55',
      account_id: 'harbour_watch',
      kind: 'post',
      urls: ['https://archive.example.test/harbour.zip'],
      problem: null,
    },
    {
      post_id: 'night_boats/12',
      kind: 'repost',
      parent_id: 'harbour_watch/55',
      parent_account_id: 'harbour_watch',
      views: '1200',
    },
  ])
  expect(accounts).toContainEqual(
    expect.objectContaining({ account_id: 'harbour_watch', handle: 'Harbour_Watch', followers: '900' }),
  )
})

test('TGDataset gives each channel’s messages; a text comes before the file under the same number', async () => {
  const { detection, posts, accounts } = await read('telegram-tgdataset.json')
  expect(detection?.saw).toBe('channels by their numbers, each with `text_messages`, as in TGDataset')
  expect(posts.map(p => [p.row, p.mark, p.post_id, p.kind, p.text, p.parent_account_id])).toEqual([
    ['1', 0, '1234567890/55', 'post', 'All letters https://wiki.example.test/b', null],
    ['2', 0, '1234567890/56', 'repost', 'passed on', null],
    ['3', 1, '1234567890/56', 'repost', null, '26811199'],
    ['4', 0, '1987654321/1', 'post', 'one', null],
  ])
  expect(posts[2]?.media).toEqual(['BQAD1'])
  expect(accounts).toContainEqual(
    expect.objectContaining({
      account_id: '-1001234567890',
      handle: 'harbour_watch',
      description: 'boats',
      followers: '900',
      created_at: '1450995556000',
    }),
  )
})

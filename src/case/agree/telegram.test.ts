import { fixtures } from '../testing.ts'
import { agree, csv, lines, type Posts } from './testing.ts'

const made = Date.UTC(2023, 4, 5, 18, 49) / 1000
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
const said = '🚢 See https://archive.example.test/harbour.zip #Leak by @quay_keeper, here'
const spans = [
  { kind: 'url', words: 'https://archive.example.test/harbour.zip', more: {} },
  { kind: 'hashtag', words: '#Leak', more: {} },
  { kind: 'mention', words: '@quay_keeper', more: {} },
  { kind: 'text_link', words: 'here', more: { url: 'https://list.example.test/a' } },
]
/** Telegram counts as JavaScript does. */
const entities = (named: (kind: string) => object) =>
  spans.map(({ kind, words, more }) => ({
    ...named(kind),
    offset: said.indexOf(words),
    length: words.length,
    ...more,
  }))

const actions = ['hashtag leak', 'mention quay_keeper', 'url https://archive.example.test/harbour.zip']
const posts = (chat: string, account: string, source: string | null, marks: readonly string[]): Posts => ({
  [`${chat}/55`]: {
    account_id: account,
    at: iso(made),
    kind: 'post',
    parent_id: null,
    text: said,
    actions: marks,
  },
  [`${chat}/56`]: {
    ...{
      account_id: account,
      at: iso(made + 30),
      kind: 'reply',
      parent_id: `${chat}/55`,
      text: 'is it real?',
    },
    actions: [],
  },
  [`${chat}/57`]: {
    ...{
      account_id: account,
      at: iso(made + 60),
      kind: 'repost',
      parent_id: source,
      text: 'all of it',
      actions: [],
    },
  },
})
const whole = [...actions, 'url https://list.example.test/a']
const same = posts('1234567890', '-1001234567890', '1987654321/12', whole)
const channel = { _: 'PeerChannel', channel_id: 1234567890 }
const other = { _: 'PeerChannel', channel_id: 1987654321 }

const telethon = (kindOf: (kind: string) => object, date: (seconds: number) => unknown, more: object) => [
  { id: 55, peer_id: channel, date: date(made), message: said, entities: entities(kindOf), ...more },
  {
    ...{ id: 56, peer_id: channel, date: date(made + 30), message: 'is it real?', entities: [] },
    ...{ reply_to: { reply_to_msg_id: 55 }, ...more },
  },
  {
    ...{ id: 57, peer_id: channel, date: date(made + 60), message: 'all of it', entities: [] },
    ...{ fwd_from: { from_id: other, channel_post: 12 }, ...more },
  },
]
const camel = (kind: string) =>
  kind.replaceAll(/(^|_)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())
const its = { id: 1234567890, username: 'Harbour_Watch', title: 'Harbour watch' }

const chat = { id: -1001234567890, type: 'channel', title: 'Harbour watch', username: 'Harbour_Watch' }
const botApi = [
  { message_id: 55, chat, date: made, text: said, entities: entities(type => ({ type })) },
  {
    ...{ message_id: 56, chat, date: made + 30, text: 'is it real?', entities: [] },
    reply_to_message: {
      message_id: 55,
      chat,
      date: made,
      text: said,
      entities: entities(type => ({ type })),
    },
  },
  {
    ...{ message_id: 57, chat, date: made + 60, text: 'all of it', entities: [] },
    forward_from_chat: { id: -1001987654321, type: 'channel', title: 'Night boats' },
    forward_from_message_id: 12,
  },
]

/** The text in pieces, as Telegram Desktop cuts it. */
const pieces = spans.reduce<{ rest: string; parts: object[] }>(
  ({ rest, parts }, { kind, words, more }) => {
    const [before = '', ...after] = rest.split(words)
    const type = kind === 'url' ? 'link' : kind
    const mark = { type, text: words, ...('url' in more ? { href: more.url } : {}) }
    return { rest: after.join(words), parts: [...parts, { type: 'plain', text: before }, mark] }
  },
  { rest: said, parts: [] },
)
const message = (id: number, seconds: number, parts: readonly object[], more: object) => ({
  ...{ id, type: 'message', date: '2023-05-05T20:49:00', date_unixtime: String(seconds) },
  ...{ from: 'Harbour watch', from_id: 'channel1234567890', text: parts, text_entities: parts },
  ...more,
})
const plain = (text: string) => [{ type: 'plain', text }]
const desktop = {
  ...{ name: 'Harbour watch', type: 'public_channel', id: 1234567890 },
  messages: [
    message(55, made, pieces.parts, {}),
    message(56, made + 30, plain('is it real?'), { reply_to_message_id: 55 }),
    message(57, made + 60, plain('all of it'), {
      forwarded_from: 'Night boats',
      forwarded_from_id: 'channel1987654321',
    }),
  ],
}

const flat = (id: number, seconds: number, text: string, more: object) => ({
  ...{ message_id: id, channel_id: -1001234567890, date: iso(seconds), text },
  ...more,
})
const table = [
  { id: 55, unix_timestamp: made, body: said },
  { id: 56, unix_timestamp: made + 30, body: 'is it real?', reply_to: 55 },
  { id: 57, unix_timestamp: made + 60, body: 'all of it', author_forwarded_from_name: 'Night boats' },
].map(row => ({
  ...{
    thread_id: 'Harbour_Watch',
    chat: 'Harbour_Watch',
    author: 1234567890,
    author_username: 'Harbour_Watch',
  },
  ...{
    author_name: 'Harbour watch',
    timestamp: '2023-05-05 20:49:00',
    reply_to: '',
    author_forwarded_from_name: '',
  },
  ...row,
}))
const scraped = (id: number, seconds: number, content: string, more: object) => ({
  ...{ _type: 'snscrape.modules.telegram.TelegramPost', url: `https://t.me/s/Harbour_Watch/${id}` },
  ...{
    date: iso(seconds),
    content,
    outlinks: [],
    channel: { username: 'Harbour_Watch', title: 'Harbour watch' },
  },
  ...more,
})

const unnamed = 'it does not say which message was forwarded'
const forwarded = (of: Posts, id: string, parent: string | null): Posts =>
  Object.fromEntries(
    Object.entries(of).map(([key, essence]) => [
      key,
      key === id ? { ...essence, parent_id: parent } : essence,
    ]),
  )

agree('telegram', fixtures(), same, [
  {
    tool: 'Telethon',
    name: 'telethon.jsonl',
    content: lines(
      ...telethon(kind => ({ _: `MessageEntity${camel(kind).replace('TextLink', 'TextUrl')}` }), iso, {
        _: 'Message',
      }),
    ),
  },
  {
    tool: '4CAT’s NDJSON, whose marks have no kinds',
    name: '4cat.ndjson',
    content: lines(
      ...telethon(
        () => ({}),
        seconds => seconds + 0.0,
        { _type: 'Message', _chat: its, _sender: its },
      ),
    ),
  },
  { tool: 'the Bot API', name: 'bot.jsonl', content: lines(...botApi) },
  {
    tool: 'Telegram Desktop',
    name: 'result.json',
    content: JSON.stringify(desktop, null, 1),
    differs: { why: unnamed, posts: of => forwarded(of, '1234567890/57', null) },
  },
  {
    tool: 'a scraper’s flat messages',
    name: 'flat.jsonl',
    content: lines(
      flat(55, made, said.replace(', here', ', [here](https://list.example.test/a)'), {}),
      flat(56, made + 30, 'is it real?', { reply_to_msg_id: 55 }),
      flat(57, made + 60, 'all of it', { fwd_from_channel_id: -1001987654321, fwd_from_message_id: 12 }),
    ),
  },
  {
    tool: '4CAT’s table',
    name: '4cat.csv',
    content: csv(table),
    differs: {
      why: `it knows chats by name, has no links behind words, and ${unnamed}`,
      posts: () => posts('harbour_watch', '-1001234567890', null, actions),
    },
  },
  {
    tool: 'snscrape',
    name: 'snscrape.jsonl',
    content: lines(
      scraped(55, made, said, {
        outlinks: [
          'https://archive.example.test/harbour.zip',
          'https://t.me/quay_keeper',
          'https://list.example.test/a',
        ],
      }),
      scraped(57, made + 60, 'all of it', {
        forwarded: { username: 'night_boats' },
        forwardedUrl: 'https://t.me/night_boats/12',
      }),
    ),
    differs: {
      why: 'the public page knows channels by name, and snscrape does not read what is answered',
      posts: () => {
        const { 'harbour_watch/56': _, ...rest } = posts(
          'harbour_watch',
          'harbour_watch',
          'night_boats/12',
          whole,
        )
        return rest
      },
    },
  },
])

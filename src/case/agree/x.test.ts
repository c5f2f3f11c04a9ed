import { fixtures } from '../testing.ts'
import { agree, but, csv, lines, type Posts } from './testing.ts'

const [first, second, third, fourth, before] = [101, 102, 103, 104, 50].map(
  n => `860000000000000${String(n).padStart(3, '0')}`,
) as [string, string, string, string, string] // five numbers
const ann = '900000000000000001'
const bob = '900000000000000002'
const said = 'Nine gigabytes & letters 🚢 #HarbourFiles @cleo_x رسائل https://t.co/aaa'
const file = 'https://archive.example.test/harbour.zip?a=1'
const actions = ['hashtag harbourfiles', 'mention cleo_x', `url ${file}`]

const same: Posts = {
  [first]: {
    account_id: ann,
    at: '2017-05-05T18:49:00.000Z',
    kind: 'post',
    parent_id: null,
    text: said,
    actions,
  },
  [second]: {
    account_id: bob,
    at: '2017-05-05T18:49:10.000Z',
    kind: 'repost',
    parent_id: first,
    text: said,
    actions,
  },
  [third]: {
    ...{ account_id: bob, at: '2017-05-05T18:50:00.000Z', kind: 'quote', parent_id: first },
    ...{ text: 'look https://t.co/bbb', actions: [] },
  },
  [fourth]: {
    ...{ account_id: bob, at: '2017-05-05T18:51:00.000Z', kind: 'reply', parent_id: before },
    ...{ text: '@dan_x is it real?', actions: ['mention dan_x'] },
  },
}
const quotedLink = `https://twitter.com/ann_x/status/${first}`
const escaped = said.replace('&', '&amp;')
const cut = 'RT @ann_x: Nine gigabytes &amp; letters 🚢 #Harbour…'
const day = (time: string) => `Fri May 05 ${time} +0000 2017`

// API v2
const tag = {
  hashtags: [{ tag: 'HarbourFiles' }],
  mentions: [{ username: 'cleo_x', id: '9' }],
  urls: [{ url: 'https://t.co/aaa', expanded_url: file }],
}
const v2 = (id: string, author_id: string, at: string | undefined, text: string, more: object) => ({
  ...{
    id,
    author_id,
    created_at: at,
    text,
    conversation_id: id,
    public_metrics: { retweet_count: 5, like_count: 1 },
  },
  ...more,
})
const original = v2(first, ann, same[first]?.at, escaped, { entities: tag })
const page = {
  data: [
    original,
    v2(second, bob, same[second]?.at, cut, {
      entities: { mentions: [{ username: 'ann_x', id: ann }] },
      referenced_tweets: [{ type: 'retweeted', id: first }],
    }),
    v2(third, bob, same[third]?.at, 'look https://t.co/bbb', {
      entities: { urls: [{ url: 'https://t.co/bbb', expanded_url: quotedLink }] },
      referenced_tweets: [{ type: 'quoted', id: first }],
    }),
    v2(fourth, bob, same[fourth]?.at, '@dan_x is it real?', {
      entities: { mentions: [{ username: 'dan_x', id: '7' }] },
      ...{ referenced_tweets: [{ type: 'replied_to', id: before }], in_reply_to_user_id: '7' },
    }),
  ],
  includes: {
    users: [
      { id: ann, username: 'ann_x' },
      { id: bob, username: 'bob_x' },
    ],
  },
}

// API v1.1
const old = {
  hashtags: [{ text: 'HarbourFiles' }],
  user_mentions: [{ screen_name: 'cleo_x' }],
  urls: [{ url: 'https://t.co/aaa', expanded_url: file }],
}
const user = (id: string, screen_name: string) => ({
  id_str: id,
  screen_name,
  name: screen_name,
  followers_count: 1,
})
const none = { hashtags: [], user_mentions: [], urls: [] }
const mentioned = (screen_name: string) => ({ ...none, user_mentions: [{ screen_name }] })
const quoting = { ...none, urls: [{ url: 'https://t.co/bbb', expanded_url: quotedLink }] }
const v1First = {
  id_str: first,
  created_at: day('18:49:00'),
  full_text: escaped,
  user: user(ann, 'ann_x'),
  entities: old,
  id: Number(first),
}
const v1 = [
  v1First,
  {
    id_str: second,
    created_at: day('18:49:10'),
    full_text: cut,
    user: user(bob, 'bob_x'),
    entities: mentioned('ann_x'),
    retweeted_status: v1First,
  },
  {
    id_str: third,
    created_at: day('18:50:00'),
    full_text: 'look https://t.co/bbb',
    user: user(bob, 'bob_x'),
    entities: quoting,
    quoted_status_id_str: first,
    quoted_status: v1First,
  },
  {
    id_str: fourth,
    created_at: day('18:51:00'),
    full_text: '@dan_x is it real?',
    user: user(bob, 'bob_x'),
    entities: mentioned('dan_x'),
    in_reply_to_status_id_str: before,
    in_reply_to_user_id_str: '7',
  },
]

// X's own page
const shown = (post: (typeof v1)[number], more: object, around: object = {}) => ({
  ...{
    __typename: 'Tweet',
    rest_id: post.id_str,
    core: {
      user_results: { result: { rest_id: post.user.id_str, core: { screen_name: post.user.screen_name } } },
    },
  },
  legacy: {
    id_str: post.id_str,
    user_id_str: post.user.id_str,
    created_at: post.created_at,
    full_text: post.full_text,
    entities: post.entities,
    ...more,
  },
  ...around,
})
const onPage = [
  shown(v1First, {}),
  shown(v1[1] ?? v1First, { retweeted_status_result: { result: shown(v1First, {}) } }),
  shown(
    v1[2] ?? v1First,
    { quoted_status_id_str: first },
    { quoted_status_result: { result: shown(v1First, {}) } },
  ),
  shown(v1[3] ?? v1First, { in_reply_to_status_id_str: before, in_reply_to_user_id_str: '7' }),
].map((data, i) => ({
  item_id: String(i),
  timestamp_collected: 1700000000000,
  source_platform: 'twitter.com',
  data,
}))

// snscrape
const scraped = (id: string, at: string | undefined, rawContent: string, more: object) => ({
  ...{
    _type: 'snscrape.modules.twitter.Tweet',
    url: `https://twitter.com/x/status/${id}`,
    id: Number(id),
    date: at?.replace('.000Z', '+00:00'),
    rawContent,
  },
  ...{
    user: { id: Number(bob), id_str: bob, username: 'bob_x' },
    hashtags: null,
    mentionedUsers: null,
    links: null,
    retweetCount: 5,
    ...more,
  },
})
const sFirst = scraped(first, same[first]?.at, escaped, {
  ...{
    user: { id_str: ann, username: 'ann_x' },
    hashtags: ['HarbourFiles'],
    mentionedUsers: [{ username: 'cleo_x' }],
    links: [{ url: file }],
  },
})
const sns = [
  sFirst,
  scraped(second, same[second]?.at, cut, { retweetedTweet: sFirst }),
  scraped(third, same[third]?.at, 'look https://t.co/bbb', {
    quotedTweet: sFirst,
    links: [{ url: quotedLink }],
  }),
  scraped(fourth, same[fourth]?.at, '@dan_x is it real?', {
    mentionedUsers: [{ username: 'dan_x' }],
    inReplyToTweetId: before,
  }),
]

// tables
const cells = Object.entries(same).map(([id, { account_id, at, text, kind }]) => ({
  id,
  account_id,
  at,
  text,
  kind,
  marked: kind === 'post' || kind === 'repost',
}))
const twarc = cells.map(({ id, account_id, at, text, kind, marked }) => ({
  ...{ id, author_id: account_id, created_at: at, text: text?.replace('&', '&amp;'), conversation_id: id },
  ...{
    'referenced_tweets.retweeted.id': kind === 'repost' ? first : '',
    'referenced_tweets.quoted.id': kind === 'quote' ? first : '',
  },
  ...{ 'referenced_tweets.replied_to.id': kind === 'reply' ? before : '', 'public_metrics.retweet_count': 5 },
  'entities.hashtags': marked ? JSON.stringify([{ tag: 'HarbourFiles' }]) : '',
  'entities.mentions': marked
    ? JSON.stringify([{ username: 'cleo_x' }])
    : kind === 'reply'
      ? JSON.stringify([{ username: 'dan_x' }])
      : '',
  'entities.urls': marked
    ? JSON.stringify([{ expanded_url: file }])
    : kind === 'quote'
      ? JSON.stringify([{ expanded_url: quotedLink }])
      : '',
}))
/** minet puts where a link leads into the text, and what is quoted in the place of the link to it. */
const expanded = said.replace('https://t.co/aaa', file)
const minet = cells.map(({ id, account_id, at, text, kind, marked }) => ({
  ...{
    id,
    timestamp_utc: Date.parse(at) / 1000,
    user_screen_name: account_id === ann ? 'ann_x' : 'bob_x',
    user_id: account_id,
  },
  text:
    {
      post: expanded,
      repost: `RT @ann_x: ${expanded}`,
      quote: `look « ann_x: ${expanded} — ${quotedLink} »`,
    }[kind] ?? text,
  ...{ retweeted_id: kind === 'repost' ? first : '', retweeted_user: kind === 'repost' ? 'ann_x' : '' },
  ...{
    quoted_id: kind === 'quote' ? first : '',
    quoted_user: kind === 'quote' ? 'ann_x' : '',
    to_tweetid: kind === 'reply' ? before : '',
  },
  ...{
    links: marked ? file : '',
    hashtags: marked ? 'harbourfiles' : '',
    mentioned_names: marked ? 'cleo_x' : kind === 'reply' ? 'dan_x' : '',
  },
}))
const fourcat = cells.map(({ id, account_id, at, text, kind, marked }) => ({
  ...{
    id,
    thread_id: id,
    timestamp: at.slice(0, 19).replace('T', ' '),
    unix_timestamp: 1,
    body: text?.replace('&', '&amp;'),
  },
  ...{
    author: account_id === ann ? 'ann_x' : 'bob_x',
    author_id: account_id,
    link: '',
    is_quote_tweet: kind === 'quote' ? 'yes' : 'no',
  },
  ...{
    is_retweet: kind === 'repost' ? 'yes' : 'no',
    retweeted_user: '',
    is_reply: kind === 'reply' ? 'yes' : 'no',
  },
  ...{
    hashtags: marked ? 'HarbourFiles' : '',
    mentions: marked ? 'cleo_x' : kind === 'reply' ? 'dan_x' : '',
  },
  urls: marked ? file : kind === 'quote' ? quotedLink : '',
}))

agree('x', fixtures(), same, [
  { tool: 'API v2', name: 'v2.jsonl', content: lines(page) },
  { tool: 'API v1.1', name: 'v1.jsonl', content: lines(...v1) },
  { tool: 'X’s page, as Zeeschuimer captures it', name: 'page.ndjson', content: lines(...onPage) },
  { tool: 'snscrape', name: 'snscrape.jsonl', content: lines(...sns) },
  {
    tool: 'twarc2’s table',
    name: 'twarc.csv',
    content: csv(twarc),
  },
  {
    tool: 'minet’s table',
    name: 'minet.csv',
    content: csv(minet),
    differs: {
      why: 'its texts have links as they lead, not as they were shortened',
      posts: but({ [first]: { text: expanded }, [second]: { text: expanded }, [third]: { text: 'look' } }),
    },
  },
  {
    tool: '4CAT’s table',
    name: '4cat.csv',
    content: csv(fourcat),
    differs: {
      why: 'it does not say which post is passed on, quoted or answered',
      posts: but({
        [second]: { parent_id: null },
        [third]: { parent_id: null },
        [fourth]: { parent_id: null },
      }),
    },
  },
])

import { fixtures } from '../testing.ts'
import { agree, but, csv, lines, type Posts } from './testing.ts'

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz'
/** The key that a server gives to a record made at that time. */
const keyOf = (time: string) =>
  `${(Date.parse(time) * 1000)
    .toString(32)
    .padStart(11, '0')
    .replaceAll(/./g, digit => DIGITS[Number.parseInt(digit, 32)] ?? '')}22`

const ann = 'did:plc:annannannannannannannann'
const bob = 'did:plc:bobbobbobbobbobbobbobbob'
const [first, second, third] = [
  '2025-05-05T18:49:00.050Z',
  '2025-05-05T18:50:10.000Z',
  '2025-05-05T18:51:20.400Z',
]
const uriOf = (did: string, time: string) => `at://${did}/app.bsky.feed.post/${keyOf(time)}`
const [post, reply, quote] = [uriOf(ann, first), uriOf(bob, second), uriOf(bob, third)]
const file = 'https://archive.example.test/harbour.zip?a=1'
const said = 'The files 🚢 #Leak archive.example.test/har... @bob.test رسائل'

const same: Posts = {
  [post]: {
    account_id: ann,
    at: first,
    kind: 'post',
    parent_id: null,
    text: said,
    actions: ['hashtag leak', `mention ${bob}`, `url ${file}`],
  },
  [reply]: { account_id: bob, at: second, kind: 'reply', parent_id: post, text: 'is it real?', actions: [] },
  [quote]: { account_id: bob, at: third, kind: 'quote', parent_id: post, text: 'all of it', actions: [] },
}

const features = (type: string) => [
  { features: [{ [type]: 'tag', tag: 'Leak' }] },
  { features: [{ [type]: 'link', uri: file }] },
  { features: [{ [type]: 'mention', did: bob }] },
]
const ref = { uri: post, cid: 'c' }
/** By the protocol's names, or those of the Python SDK. */
const records = (type: string, made: string) => ({
  [post]: { [type]: 'app.bsky.feed.post', text: said, [made]: first, langs: ['en'], facets: features(type) },
  [reply]: {
    [type]: 'app.bsky.feed.post',
    text: 'is it real?',
    [made]: second,
    reply: { parent: ref, root: ref },
  },
  [quote]: {
    [type]: 'app.bsky.feed.post',
    text: 'all of it',
    [made]: third,
    embed: { [type]: 'app.bsky.embed.record', record: ref },
  },
})
const authors = {
  [post]: { did: ann, handle: 'ann.test' },
  [reply]: { did: bob, handle: 'bob.test' },
  [quote]: { did: bob, handle: 'bob.test' },
}
const views = (type: string, made: string, indexed: string, more: object) =>
  Object.entries(records(type, made)).map(([uri, record]) => ({
    ...{ uri, cid: 'c', author: authors[uri], record, [indexed]: '2025-05-05T18:59:00.000Z' },
    ...more,
  }))
const rkey = (uri: string) => uri.split('/').at(-1) ?? ''
const keptBy4cat = { '4CAT_metadata': { collected_at: 1746480000.5, mentions: [] } }

const tables = Object.entries(records('$type', 'at')).map(([uri, record]) => ({ uri, record }))
const link = `https://bsky.app/profile/ann.test/post/${rkey(post)}`
const byTable = tables.map(({ uri, record }) => ({
  ...{ collected_at: '2025-05-06T12:00:00.5', query: 'q', id: uri, thread_id: uri === reply ? post : uri },
  ...{ created_at: String(record.at).replace('Z', '000+00:00'), author: authors[uri]?.handle },
  ...{ author_id: authors[uri]?.did, body: record.text, like_count: 1, links: uri === post ? file : '' },
  ...{ tags: uri === post ? 'Leak' : '', mentions: uri === post ? 'bob.test' : '' },
  ...{ quoted_post: uri === quote ? link : '', replied_to_post: uri === reply ? link : '', languages: 'N/A' },
  ...{ timestamp: Math.floor(Date.parse(String(record.at)) / 1000) },
}))
const byMinet = tables.map(({ uri, record }) => ({
  ...{ did: rkey(uri), uri, user_did: authors[uri]?.did, user_handle: authors[uri]?.handle },
  ...{
    timestamp_utc: Math.floor(Date.parse(String(record.at)) / 1000),
    local_time: String(record.at).slice(0, -1),
  },
  ...{ indexed_at_utc: '2025-05-05T18:59:00.000Z', text: record.text, original_text: record.text },
  ...{ to_post_uri: uri === reply ? post : '', to_root_post_uri: uri === reply ? post : '' },
  ...{ quoted_uri: uri === quote ? post : '', links: uri === post ? file : '' },
  ...{ mentioned_user_dids: uri === post ? bob : '', hashtags: uri === post ? 'Leak' : '' },
}))

agree('bluesky', fixtures(), same, [
  {
    tool: 'posts as the API gives them',
    name: 'posts.json',
    content: JSON.stringify({ posts: views('$type', 'createdAt', 'indexedAt', {}) }),
  },
  {
    tool: 'posts by the Python SDK’s names',
    name: 'sdk.jsonl',
    content: lines(...views('py_type', 'created_at', 'indexed_at', {})),
  },
  {
    tool: '4CAT’s NDJSON',
    name: '4cat.ndjson',
    content: lines(...views('py_type', 'created_at', 'indexed_at', keptBy4cat)),
  },
  {
    tool: 'Jetstream',
    name: 'jetstream.jsonl',
    content: lines(
      ...Object.entries(records('$type', 'createdAt')).map(([uri, record], i) => ({
        did: authors[uri]?.did,
        time_us: Date.parse([first, second, third][i] ?? '') * 1000 + 900_000,
        kind: 'commit',
        commit: {
          rev: rkey(uri),
          operation: 'create',
          collection: 'app.bsky.feed.post',
          rkey: rkey(uri),
          record,
        },
      })),
    ),
  },
  { tool: 'minet’s table', name: 'minet.csv', content: csv(byMinet) },
  {
    tool: '4CAT’s table',
    name: '4cat.csv',
    content: csv(byTable),
    differs: {
      why: 'it names whom a post mentions and quotes by names, which lead to no number',
      posts: but({
        [post]: { actions: ['hashtag leak', 'mention bob.test', `url ${file}`] },
        [quote]: { parent_id: null },
      }),
    },
  },
])

import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { AddOptions } from './add.ts'
import { fixtures, imported } from './testing.ts'

const { at, write } = fixtures()
let count = 0
const json = async (content: string | Uint8Array, options: AddOptions = {}) => {
  const name = `json-${++count}`
  return imported(at(name), await write(`${name}.json`, content), options)
}
const lines = (...values: unknown[]) => values.map(value => JSON.stringify(value)).join('\n')

const POST = { id: '1', created_at: '2017-05-05T18:49:00Z', author: 'ann', text: 'the archive is open' }

describe('JSON of no known format', () => {
  test('gives the same posts as lines, as an array, pretty-printed, one after another, and gzipped', async () => {
    const values = [POST, { ...POST, id: '2', author: 'bob' }]
    const writings = [
      lines(...values),
      `${lines(...values).replace('\n', '\r\n\r\n')}\n`,
      `\ufeff${lines(...values)}`,
      JSON.stringify(values),
      JSON.stringify(values, null, 2),
      values.map(value => JSON.stringify(value, null, 1)).join('\n'),
      gzipSync(lines(...values)),
    ]
    for (const writing of writings) {
      const { posts, rejects } = await json(writing)
      expect(rejects).toEqual([])
      expect(posts.map(({ post_id, account_id, text }) => [post_id, account_id, text])).toEqual([
        ['1', 'ann', 'the archive is open'],
        ['2', 'bob', 'the archive is open'],
      ])
    }
  })

  test('is read by paths into its objects, also where a key itself has a dot', async () => {
    const nested = {
      id: '1',
      meta: { when: { iso: '2017-05-05T18:49:00Z' } },
      user: { id: '77' },
      body: 'nested',
    }
    const flat = { id: '2', 'meta.when.iso': '2017-05-05T18:50:00Z', 'user.id': '78', body: 'flat' }
    const { posts } = await json(lines(nested, flat), { map: { at: 'meta.when.iso', account_id: 'user.id' } })
    expect(posts.map(({ account_id, text }) => [account_id, text])).toEqual([
      ['77', 'nested'],
      ['78', 'flat'],
    ])
  })

  test('keeps every digit of ids that are numbers', async () => {
    const { posts } = await json(
      '{"id": 860567017610346497, "created_at": 1494010140, "user_id": 9007199254740993, "text": "a"}\n{"id": 12345678901234567890123, "created_at": 1494010140, "user_id": 1, "text": "b"}',
    )
    expect(posts.map(({ post_id, account_id }) => [post_id, account_id])).toEqual([
      ['860567017610346497', '9007199254740993'],
      ['12345678901234567890123', '1'],
    ])
  })

  test('refuses what is damaged with its line, and takes the rest', async () => {
    const { posts, rejects } = await json(
      [
        JSON.stringify(POST),
        '{"id": "2", "created_at": ',
        '',
        'no JSON at all',
        JSON.stringify({ ...POST, id: '5' }),
        '[1, 2]',
        '"text"',
        'null',
      ].join('\n'),
    )
    expect(posts.map(({ post_id, row }) => [post_id, row])).toEqual([
      ['1', 1],
      ['5', 5],
    ])
    expect(rejects.map(reject => reject.split(':')[0])).toEqual(['2', '4', '6', '7', '8'])
    expect(rejects[0]).toBe('2: not valid JSON')
  })

  test('takes what came before a cut in its gzip, and says where it ends', async () => {
    const whole = gzipSync(
      lines(...Array.from({ length: 3000 }, (_, i) => ({ ...POST, id: `${i}`, text: `${Math.sin(i)}` }))),
    )
    const { posts, rejects } = await json(whole.subarray(0, whole.length / 2))
    expect(posts.length).toBeGreaterThan(100)
    expect(posts.length).toBeLessThan(3000)
    expect(rejects).toHaveLength(1)
    expect(rejects[0]).toMatch(/gzip stream is damaged or cut short/)
  })

  test('survives signs that are none: zeros, half surrogates, bytes that are no UTF-8', async () => {
    const bytes = Buffer.from(
      [
        '{"id":"1","created_at":"2017-05-05T18:49:00Z","author":"ann","text":"a\\u0000b"}',
        '{"id":"2","created_at":"2017-05-05T18:49:00Z","author":"ann","text":"half \\ud83d"}',
        '{"id":"3","created_at":"2017-05-05T18:49:00Z","author":"ann","text":"@@"}',
        '{"id":"4","created_at":"2017-05-05T18:49:00Z","author":"ann","text":"zero \0"}',
        '{"id":"5","created_at":"2017-05-05T18:49:00Z","author":"ann","text":"whole"}',
      ].join('\n'),
    )
    const hole = bytes.indexOf('@@')
    bytes[hole] = 0xc3
    bytes[hole + 1] = 0x28
    const { posts, rejects } = await json(bytes)
    expect(posts.length + rejects.length).toBe(5)
    expect(posts.at(-1)).toMatchObject({ post_id: '5', text: 'whole' })
  })

  test('nested deeper than anyone writes is read or refused, and the next record goes in', async () => {
    const deep = `{"id":"1","created_at":"2017-05-05T18:49:00Z","author":"ann","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const { posts, rejects } = await json(`${deep}\n${JSON.stringify({ ...POST, id: '2' })}`)
    expect(posts.length + rejects.length).toBe(2)
    expect(posts.at(-1)).toMatchObject({ post_id: '2' })
  })

  test('takes hostile keys and values for data', async () => {
    const key = "x'); DROP TABLE raw; --"
    const { posts } = await json(lines({ ...POST, [key]: "it's $theirs" }), { map: { title: key } })
    expect(posts).toMatchObject([{ title: "it's $theirs" }])
  })

  test('of records without ids tells twins apart', async () => {
    const { id: _, ...bare } = POST
    const { posts } = await json(lines(bare, bare, { ...bare, author: 'bob' }))
    expect(new Set(posts.map(post => post.post_id)).size).toBe(3)
  })
})

const METRICS = { like_count: 3, retweet_count: 2, reply_count: 1, impression_count: 90 }
const USERS = [
  {
    id: '7',
    username: 'ann',
    name: 'Ann',
    created_at: '2016-01-01T00:00:00.000Z',
    public_metrics: { followers_count: 4_600_000, following_count: 2, tweet_count: 17, listed_count: 5 },
  },
  { id: '8', username: 'bob', name: 'Bob', public_metrics: { followers_count: 3 } },
]
const ORIGINAL = {
  id: '101',
  author_id: '7',
  created_at: '2017-05-05T18:49:00.000Z',
  lang: 'en',
  conversation_id: '101',
  source: 'Twitter Web App',
  text: 'The archive is open #Leak @bob https://t.co/a &amp; more',
  public_metrics: METRICS,
  entities: {
    hashtags: [{ tag: 'Leak' }],
    mentions: [{ username: 'Bob', id: '8' }],
    urls: [
      {
        url: 'https://t.co/a',
        expanded_url: 'https://A.example/x?utm_source=t',
        unwound_url: 'https://a.example/whole?b=1&a=2',
      },
      { url: 'https://t.co/p', expanded_url: 'https://twitter.com/ann/status/101/photo/1', media_key: '3_1' },
      { url: 'https://t.co/q', expanded_url: 'https://twitter.com/bob/status/99' },
    ],
  },
  attachments: { media_keys: ['3_1'] },
}
const REPOST = {
  id: '102',
  author_id: '8',
  created_at: '2017-05-05T18:50:00.000Z',
  lang: 'en',
  text: 'RT @ann: The archive is op…',
  referenced_tweets: [{ type: 'retweeted', id: '101' }],
  entities: { mentions: [{ username: 'ann', id: '7' }] },
}
const ACTIONS_OF_ORIGINAL = [
  'domain a.example',
  'hashtag leak',
  'media 3_1',
  'mention bob',
  'url https://a.example/whole?b=1&a=2',
]

describe('X’s version 2', () => {
  test('a page gives its posts with whole texts, entities and counts, and its accounts', async () => {
    const page = {
      data: [ORIGINAL],
      includes: { users: USERS },
      meta: { result_count: 1 },
      __twarc: { retrieved_at: '2022-01-01T00:00:00+00:00' },
    }
    const { source, posts, accounts, actions } = await json(lines(page))
    expect(source.importer).toBe('twitter-v2')
    expect(posts).toEqual([
      {
        row: 1,
        platform: 'x',
        post_id: '101',
        account_id: '7',
        at: Date.UTC(2017, 4, 5, 18, 49),
        kind: 'post',
        parent_id: null,
        parent_account_id: null,
        thread_id: '101',
        text: 'The archive is open #Leak @bob https://t.co/a & more',
        title: null,
        lang: 'en',
        lang_from: 'platform',
        url: null,
        client: 'Twitter Web App',
        likes: 3,
        reposts: 2,
        replies: 1,
        views: 90,
        observed_at: Date.UTC(2022, 0),
      },
    ])
    expect(accounts).toMatchObject([
      {
        account_id: '7',
        handle: 'ann',
        followers: 4_600_000,
        posts: 17,
        listed: 5,
        created_at: Date.UTC(2016, 0),
        observed_at: Date.UTC(2022, 0),
      },
      { account_id: '8', handle: 'bob', followers: 3, posts: null },
    ])
    expect(actions).toEqual(ACTIONS_OF_ORIGINAL)
  })

  test('a repost passes on the whole captured original, with its objects, and so does one of an included original', async () => {
    for (const page of [
      { data: [REPOST, ORIGINAL], includes: { users: USERS } },
      { data: [REPOST], includes: { users: USERS, tweets: [ORIGINAL] } },
    ]) {
      const { posts } = await json(lines(page))
      expect(posts.find(post => post.post_id === '102')).toMatchObject({
        kind: 'repost',
        parent_id: '101',
        parent_account_id: '7',
        account_id: '8',
        text: 'The archive is open #Leak @bob https://t.co/a & more',
      })
    }
    const { actions } = await json(lines({ data: [REPOST], includes: { users: USERS } }))
    expect(actions).toEqual(['repost 101'])
    const both = await json(lines({ data: [ORIGINAL, REPOST], includes: { users: USERS } }))
    expect([...both.actions].sort()).toEqual(
      [...ACTIONS_OF_ORIGINAL, ...ACTIONS_OF_ORIGINAL, 'repost 101'].sort(),
    )
  })

  test('an included copy yields to the post itself, whichever comes first', async () => {
    const copy = { ...ORIGINAL, text: 'The copy' }
    const { posts } = await json(
      lines(
        { data: [REPOST], includes: { tweets: [copy], users: USERS } },
        { data: [ORIGINAL], includes: { users: USERS } },
      ),
    )
    expect(posts.map(({ post_id, row }) => [post_id, row])).toEqual([
      ['102', 1],
      ['101', 2],
    ])
    expect(posts[1]?.text).toMatch(/^The archive is open/)
  })

  test('streamed and flattened posts are the same posts', async () => {
    const streamed = await json(
      lines(
        { data: ORIGINAL, includes: { users: [USERS[0]] } },
        { data: REPOST, includes: { users: [USERS[1]], tweets: [ORIGINAL] } },
      ),
    )
    const flat = await json(
      lines(
        { ...ORIGINAL, author: USERS[0] },
        {
          ...REPOST,
          author: USERS[1],
          public_metrics: METRICS,
          referenced_tweets: [{ type: 'retweeted', ...ORIGINAL, author: USERS[0] }],
        },
      ),
    )
    const shown = ({ posts }: typeof flat) =>
      posts.map(({ post_id, account_id, kind, parent_id, parent_account_id, text }) => ({
        post_id,
        account_id,
        kind,
        parent_id,
        parent_account_id,
        text,
      }))
    expect(shown(flat)).toEqual(shown(streamed))
    expect(shown(flat)).toHaveLength(2)
    expect([flat, streamed].map(({ source }) => source.importer)).toEqual(['twitter-v2', 'twitter-v2'])
    expect(new Set(flat.accounts.map(account => account.handle))).toEqual(new Set(['ann', 'bob']))
  })

  test('of an edited post the last version stands', async () => {
    const versions = ['201', '202', '203']
    const post = (id: string) => ({
      ...ORIGINAL,
      id,
      text: `version ${id}`,
      edit_history_tweet_ids: versions,
    })
    const { posts } = await json(
      lines({ data: [post('203'), post('201')], includes: { tweets: [post('202')], users: USERS } }),
    )
    expect(posts.map(({ post_id, text }) => [post_id, text])).toEqual([['203', 'version 203']])
  })

  test('a long post has its whole text and its own entities', async () => {
    const long = {
      ...ORIGINAL,
      text: 'The beginning …',
      note_tweet: { text: 'The beginning and the end #whole', entities: { hashtags: [{ tag: 'whole' }] } },
    }
    const { posts, actions } = await json(lines({ data: [long], includes: { users: USERS } }))
    expect(posts[0]?.text).toBe('The beginning and the end #whole')
    expect(actions).toContain('hashtag whole')
    expect(actions).not.toContain('hashtag leak')
  })

  test('a quote that is also a reply is a quote; a reply names whom it answers', async () => {
    const quote = {
      ...ORIGINAL,
      id: '301',
      in_reply_to_user_id: '8',
      referenced_tweets: [
        { type: 'replied_to', id: '300' },
        { type: 'quoted', id: '101' },
      ],
    }
    const reply = {
      ...ORIGINAL,
      id: '302',
      in_reply_to_user_id: '8',
      referenced_tweets: [{ type: 'replied_to', id: '300' }],
    }
    const { posts } = await json(
      lines({ data: [quote, reply], includes: { users: USERS, tweets: [ORIGINAL] } }),
    )
    expect(
      posts
        .filter(post => post.post_id !== '101')
        .map(({ kind, parent_id, parent_account_id }) => [kind, parent_id, parent_account_id]),
    ).toEqual([
      ['quote', '101', '7'],
      ['reply', '300', '8'],
    ])
  })

  test('a line of errors is refused by name; an empty page is nothing', async () => {
    const { posts, rejects } = await json(
      lines(
        { data: [ORIGINAL], includes: { users: USERS } },
        { errors: [{ title: 'Not Found Error', detail: 'gone' }] },
        { meta: { result_count: 0 } },
        { title: 'Too Many Requests', status: 429 },
      ),
    )
    expect(posts).toHaveLength(1)
    expect(rejects).toEqual(['2: not a post: Not Found Error', '4: not a post: Too Many Requests'])
  })

  test('fields of the wrong kind cost no more than their row', async () => {
    const { posts, rejects } = await json(
      lines(
        { data: [ORIGINAL], includes: { users: USERS }, meta: { result_count: 'many' } },
        {
          data: [
            {
              ...ORIGINAL,
              id: '400',
              public_metrics: { like_count: 'lots' },
              entities: 'none',
              referenced_tweets: 'x',
            },
          ],
          includes: { users: 'x', tweets: 7 },
        },
        { data: 'text', meta: { result_count: 'many' } },
        {
          data: [ORIGINAL, null, 7, { id: '401' }, { ...ORIGINAL, id: '402', created_at: 'soon' }],
          includes: null,
        },
      ),
    )
    expect(posts.map(post => post.post_id)).toEqual(['101', '400'])
    expect(rejects.join('\n')).toMatch(/4: it has no time that can be read/)
    expect(rejects.join('\n')).toMatch(/3: not a post/)
  })
})

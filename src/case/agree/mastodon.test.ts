import { fixtures } from '../testing.ts'
import { agree, but, lines, type Posts } from './testing.ts'

const host = 'https://harbour.test'
const uri = (name: string, id: string) => `${host}/users/${name}/statuses/${id}`
const [post, reply, boost] = [uri('Ann', '101'), uri('ann', '102'), `${uri('ann', '103')}/activity`]
const file = 'https://archive.example.test/harbour.zip?a=1&b=2'
const html = `<p>The files 🚢 <a href="${file.replace('&', '&amp;')}" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">archive.example.test/harbour.zip</span><span class="invisible">?a=1&amp;b=2</span></a><br />and <a href="${host}/tags/Leak" class="mention hashtag" rel="tag">#<span>Leak</span></a> <span class="h-card"><a href="https://quay.test/@bob" class="u-url mention">@<span>bob</span></a></span></p>`
const passed = 'https://quay.test/users/bob/statuses/7'

const same: Posts = {
  [post]: {
    ...{ account_id: 'ann@harbour.test', at: '2023-05-05T18:49:00.123Z', kind: 'post', parent_id: null },
    text: `The files 🚢 ${file}\nand #Leak @bob`,
    actions: ['hashtag leak', 'mention bob@quay.test', `url ${file}`],
  },
  [reply]: {
    ...{ account_id: 'ann@harbour.test', at: '2023-05-05T18:50:00.000Z', kind: 'reply', parent_id: post },
    ...{ text: 'all of it', actions: [] },
  },
}

const account = { id: '1', username: 'Ann', acct: 'Ann', url: `${host}/@Ann`, uri: `${host}/users/Ann` }
const lists = { tags: [], mentions: [], media_attachments: [], reblog: null, visibility: 'public', account }
const statuses = [
  {
    ...{
      id: '101',
      uri: post,
      url: `${host}/@Ann/101`,
      created_at: '2023-05-05T18:49:00.123Z',
      content: html,
      ...lists,
    },
    tags: [{ name: 'leak', url: `${host}/tags/leak` }],
    mentions: [{ id: '2', username: 'bob', acct: 'bob@quay.test', url: 'https://quay.test/@bob' }],
  },
  {
    ...{
      id: '102',
      uri: reply,
      url: `${host}/@Ann/102`,
      created_at: '2023-05-05T18:50:00.000Z',
      content: '<p>all of it</p>',
    },
    ...{ ...lists, in_reply_to_id: '101', in_reply_to_account_id: '1' },
  },
]
const everybody = ['https://www.w3.org/ns/activitystreams#Public']
const note = (id: string, published: string, content: string, more: object) => ({
  ...{ id: `${id}/activity`, type: 'Create', actor: `${host}/users/Ann`, published, to: everybody },
  object: {
    id,
    type: 'Note',
    published,
    attributedTo: `${host}/users/Ann`,
    to: everybody,
    content,
    inReplyTo: null,
    tag: [],
    ...more,
  },
})
const notes = [
  note(post, '2023-05-05T18:49:00Z', html, {
    tag: [
      { type: 'Hashtag', name: '#leak', href: `${host}/tags/leak` },
      { type: 'Mention', name: '@bob@quay.test', href: 'https://quay.test/@bob' },
    ],
  }),
  note(reply, '2023-05-05T18:50:00Z', '<p>all of it</p>', { inReplyTo: post }),
]
const whole = {
  why: 'ActivityPub gives times in whole seconds',
  posts: but({ [post]: { at: '2023-05-05T18:49:00.000Z' } }),
}

agree('mastodon', fixtures(), same, [
  { tool: 'statuses of the API', name: 'statuses.jsonl', content: lines(...statuses) },
  {
    tool: 'a search’s answer',
    name: 'search.json',
    content: JSON.stringify({ accounts: [], statuses, hashtags: [] }),
  },
  {
    tool: 'a stream’s frames',
    name: 'frames.jsonl',
    content: lines(
      ...statuses.map(status => ({ stream: ['public'], event: 'update', payload: JSON.stringify(status) })),
    ),
  },
  {
    tool: 'an account’s outbox',
    name: 'outbox.json',
    content: JSON.stringify({
      '@context': 'https://www.w3.org/ns/activitystreams',
      type: 'OrderedCollection',
      orderedItems: notes,
    }),
    differs: whole,
  },
])

const made = '2023-05-05T18:51:00.000Z'
agree(
  'mastodon',
  fixtures(),
  {
    [boost]: {
      ...{
        account_id: 'ann@harbour.test',
        at: made,
        kind: 'repost',
        parent_id: passed,
        text: 'the list',
        actions: [],
      },
    },
  },
  [
    {
      tool: 'a boost of the API',
      name: 'boost.jsonl',
      content: lines({
        ...{ id: '103', uri: boost, url: boost, created_at: made, content: '<p>the list</p>', ...lists },
        reblog: {
          ...{ ...lists, id: '99', uri: passed, url: passed, content: '<p>the list</p>' },
          account: { id: '2', username: 'bob', acct: 'bob@quay.test', url: 'https://quay.test/@bob' },
        },
      }),
      only: [boost],
    },
    {
      tool: 'a boost of the outbox',
      name: 'boosts.json',
      content: JSON.stringify({
        ...{ '@context': 'https://www.w3.org/ns/activitystreams', type: 'OrderedCollection' },
        orderedItems: [
          {
            id: boost,
            type: 'Announce',
            actor: `${host}/users/Ann`,
            published: made,
            to: everybody,
            object: passed,
          },
        ],
      }),
      differs: { why: 'it does not have what was passed on', posts: but({ [boost]: { text: null } }) },
    },
  ],
)

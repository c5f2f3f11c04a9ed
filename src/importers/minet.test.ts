import { expect, test } from 'vitest'
import { minet } from './minet.ts'
import { imported, sample } from './testing.ts'

test('posts with their piped lists, counts and profiles', async () => {
  const { detection, posts, accounts } = await imported(minet, sample('minet.csv'))
  expect(detection?.sure).toBe(0.95)
  expect(posts[0]).toMatchObject({
    row: '1',
    post_id: '1348592722928656384',
    account_id: '11',
    at: '1610364535000',
    kind: 'post',
    text: 'un & deux #Fuite https://a.example.test/docs @Cleo',
    lang: 'fr',
    client: 'Twitter for iPhone',
    likes: '22',
    reposts: '18',
    replies: null,
    views: '90',
    observed_at: String(Date.parse('2021-01-11T15:19:34.944Z')),
    hashtags: ['fuite'],
    urls: ['https://a.example.test/docs'],
    mentions: ['cleo'],
    media: ['https://p.test/1.jpg'],
  })
  expect(posts[3]).toMatchObject({
    kind: 'reply',
    parent_id: '1348000000000000001',
    parent_account_id: '12',
    mentions: ['bob'],
  })
  expect(accounts[0]).toMatchObject({
    account_id: '11',
    handle: 'ann',
    name: 'Ann',
    description: 'lit',
    created_at: '1336836750000',
    followers: '10',
    following: '253',
    posts: '886',
    likes: '1082',
    listed: '1',
    verified: false,
    location: 'Ici',
  })
})

test('a repost has the whole text that it passes on, not its original’s counts, and does not name its author', async () => {
  const { posts } = await imported(minet, sample('minet.csv'))
  expect(posts[1]).toMatchObject({
    account_id: '12',
    kind: 'repost',
    parent_id: '1348592722928656384',
    parent_account_id: '11',
    text: 'un & deux #Fuite https://a.example.test/docs @Cleo',
    likes: null,
    reposts: null,
    mentions: ['cleo'],
    observed_at: null, // collected before it was posted, by a clock of another zone
  })
})

test('what minet quotes inside a text are another account’s words, tags and names', async () => {
  const { posts } = await imported(minet, sample('minet.csv'))
  expect(posts[2]).toMatchObject({
    kind: 'quote',
    parent_id: '1348000000000000001',
    parent_account_id: '12',
    text: 'moi  #Mien',
    hashtags: ['Mien'],
    urls: [],
    mentions: [],
  })
  // the repost of a post that quotes, whose columns do not say so
  expect(posts[4]).toMatchObject({
    kind: 'repost',
    text: 'my words #mine https://mine.example.test/',
    hashtags: ['mine'],
    urls: ['https://mine.example.test/'],
    mentions: [],
  })
})

test('times of collection are read in the zone that is said', async () => {
  const { posts } = await imported(minet, sample('minet.csv'), { tz: 'Europe/Paris' })
  expect(posts[0]?.observed_at).toBe(String(Date.parse('2021-01-11T14:19:34.944Z')))
  expect(posts[0]?.at).toBe('1610364535000')
})

test('a table of accounts has no posts', async () => {
  const { detection, posts, accounts } = await imported(minet, sample('minet-users.csv'))
  expect(detection?.saw).toContain('accounts')
  expect(posts).toEqual([])
  expect(accounts).toMatchObject([
    {
      account_id: '11',
      handle: 'ann',
      followers: '10',
      posts: '886',
      protected: true,
      default_profile: false,
      default_image: true,
    },
  ])
})

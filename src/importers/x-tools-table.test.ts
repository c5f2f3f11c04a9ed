import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { xToolsTable } from './x-tools-table.ts'

const read = (name: string, options = {}) => imported(xToolsTable, sample(`x-tools-${name}.csv`), options)

test('DMI-TCAT: the time is the counted one, whatever its clock says; reposts are known by their text', async () => {
  const { detection, posts, accounts } = await read('tcat')
  expect(detection?.saw).toMatch(/DMI-TCAT/)
  expect(posts).toMatchObject([
    {
      platform: 'x',
      post_id: '860000000000000001',
      account_id: '771',
      at: '1494010140000',
      kind: 'post',
      text: '#Leak & more https://t.co/abc',
      client: 'web',
      likes: '5',
      reposts: '4',
      hashtags: ['Leak'],
      urls: ['https://t.co/abc'],
    },
    { kind: 'repost', parent_id: null, text: '#Leak & more', reposts: null, lang: null },
    { kind: 'reply', parent_id: '860000000000000001', mentions: ['ann_invented'] },
    { kind: 'quote', parent_id: '860000000000000001' },
  ])
  expect(accounts[0]).toMatchObject({
    account_id: '771',
    handle: 'ann_invented',
    name: 'Ann',
    description: 'lit, écrit',
    followers: '200',
    following: '300',
    posts: '100',
    verified: true,
    location: 'Ici',
  })
})

test('rtweet: ids without their x, and who was passed on, quoted and answered', async () => {
  const { posts } = await read('rtweet')
  const parent = { parent_id: '860000000000000001', parent_account_id: '771' }
  expect(posts).toMatchObject([
    {
      post_id: '860000000000000001',
      account_id: '771',
      at: String(Date.parse('2017-05-05T18:49:00Z')),
      kind: 'post',
      parent_id: null,
      hashtags: ['Leak', 'Fuite'],
      urls: ['https://news.example/a', 'https://news.example/b'],
    },
    { kind: 'repost', ...parent, text: 'words', likes: null },
    { kind: 'quote', ...parent, urls: [] },
    { kind: 'reply', ...parent },
  ])
})

test('twint: an offset is a zone, an abbreviation is none until the user says which', async () => {
  const { posts } = await read('twint')
  expect(posts).toMatchObject([
    {
      post_id: '1300000000000000001',
      at: String(Date.parse('2020-08-30T12:01:10Z')),
      hashtags: ['leak'],
      urls: ['https://news.example/a'],
    },
    { at: null },
  ])
  const { posts: said } = await read('twint', { tz: 'Europe/Paris' })
  expect(said.map(({ at }) => at)).toEqual(
    ['2020-08-30T12:01:10Z', '2020-08-30T12:02:10Z'].map(t => String(Date.parse(t))),
  )
})

test('academictwitteR: the source of a post is what it passes on', async () => {
  const { posts } = await read('academic')
  expect(posts).toMatchObject([
    { kind: 'post', at: String(Date.parse('2020-08-30T12:01:10.123Z')), likes: '2', parent_id: null },
    { kind: 'repost', parent_id: '1300000000000000001', parent_account_id: '901', text: 'words #Leak' },
  ])
})

test('TAGS and GetOldTweets3: one moment, one post', async () => {
  for (const name of ['tags', 'got']) {
    const { posts } = await read(name)
    expect(posts).toMatchObject([
      {
        post_id: '860000000000000001',
        at: '1494010140000',
        kind: 'post',
        text: 'words #Leak',
        hashtags: ['Leak'],
      },
    ])
  }
})

import { expect, test } from 'vitest'
import type { Head } from './head.ts'
import { InputProblem } from './importer.ts'
import { telegramDesktop } from './telegram-desktop.ts'
import { imported, sample } from './testing.ts'

const ms = (time: string) => String(Date.parse(time))

test('a channel’s message is known by channel and number, told in UTC, and read with its links and names', async () => {
  const { detection, posts, accounts } = await imported(telegramDesktop, sample('telegram-desktop.json'))
  expect(detection).toEqual({ sure: 0.95, saw: 'the `messages` of one chat, a public_channel' })
  const post = posts[1]
  expect(post).toMatchObject({
    row: '2',
    platform: 'telegram',
    post_id: '1234567890/55',
    account_id: '-1001234567890',
    at: ms('2017-05-05T18:49:00Z'),
    kind: 'post',
    parent_id: null,
    text: '🚢 All letters: archive.example.test/harbour.zip and the list\n#HarbourLeaks by @quay_keeper, Cleo',
    url: 'https://t.me/c/1234567890/55',
    hashtags: ['#HarbourLeaks'],
    mentions: ['@quay_keeper', '777'],
    problem: null,
  })
  expect(post?.urls).toHaveLength(3)
  expect(post?.urls).toEqual(
    expect.arrayContaining([
      'http://archive.example.test/harbour.zip',
      'https://wiki.example.test/a?b=1',
      'https://read.example.test/1',
    ]),
  )
  expect(accounts.map(a => [a.account_id, a.name]).slice(-2)).toContainEqual([
    '-1001234567890',
    'Harbour watch',
  ])
  expect(accounts).toContainEqual(
    expect.objectContaining({ account_id: '-1001987654321', name: 'Night boats' }),
  )
})

test('a forwarded message is a repost of whom it names, even where nobody is named any more', async () => {
  const { posts } = await imported(telegramDesktop, sample('telegram-desktop.json'))
  expect(posts.slice(2, 4)).toMatchObject([
    { post_id: '1234567890/56', kind: 'repost', parent_id: null, parent_account_id: '-1001987654321' },
    { post_id: '1234567890/57', kind: 'repost', parent_id: null, parent_account_id: null, hashtags: null },
  ])
})

test('a reply names its message, in another chat too; a poll says its question and answers', async () => {
  const { posts } = await imported(telegramDesktop, sample('telegram-desktop.json'))
  expect(posts[4]).toMatchObject({
    kind: 'reply',
    parent_id: '1234567890/55',
    text: 'Is it true?\nنعم\nلا',
    client: '@vote',
  })
  expect(posts[5]).toMatchObject({ kind: 'reply', parent_id: '1987654321/12' })
})

test('what Telegram Desktop writes that is no JSON is mended', async () => {
  const { posts, unreadable } = await imported(telegramDesktop, sample('telegram-desktop.json'))
  expect(posts[5]?.text).toBe('a sign \u000b and C:\\x41 😁')
  expect(unreadable).toEqual([])
})

test('service messages and what could not be exported are refused by name', async () => {
  const { posts } = await imported(telegramDesktop, sample('telegram-desktop.json'))
  expect(posts.filter(post => post.problem !== null).map(post => `${post.row}: ${post.problem}`)).toEqual([
    '1: a service message, not a post (create_channel)',
    '7: a message that Telegram Desktop could not export (unsupported)',
  ])
})

test('an old account’s export needs the zone of its clock, and then gives every chat', async () => {
  const file = sample('telegram-desktop-account.json')
  const { detection, posts } = await imported(telegramDesktop, file, { tz: 'Europe/Paris' })
  expect(detection?.saw).toBe('the export of an account: `about`, then its lists')
  expect(posts.map(p => [p.row, p.post_id, p.account_id, p.at, p.kind, p.parent_id, p.problem])).toEqual([
    ['1', 'user5/9', '5', ms('2017-07-01T12:49:00Z'), 'reply', 'user5/8', null],
    ['2', 'chat104/10', '777', ms('2017-12-01T13:49:00Z'), 'post', null, null],
    ['3', '1234567890/55', '-1001234567890', ms('2017-05-05T18:49:00Z'), 'post', null, null],
    ['4', '1500000001/3', '777', ms('2017-05-05T18:49:30Z'), 'post', null, null],
  ])
})

test('without a zone a local time is a problem of its own row where others state theirs', async () => {
  const { posts } = await imported(telegramDesktop, sample('telegram-desktop-account.json'))
  expect(posts.map(post => post.problem === null)).toEqual([false, false, false, true])
})

test('an export whose every time is local is refused until its zone is said', () => {
  const text =
    '{"name":"x","type":"public_channel","id":1,"messages":[{"id":1,"type":"message","date":"2017-05-05T20:49:00"}]}'
  const head = { name: 'result.json', text, records: [] } as unknown as Head // all that is looked at
  expect(() => telegramDesktop.select(head, {})).toThrow(InputProblem)
  expect(() => telegramDesktop.select(head, {})).toThrow('Say its zone, as in --tz Europe/Paris')
  expect(telegramDesktop.select(head, { tz: 'Europe/Paris' }).notes).toEqual([
    'times are read as those of a clock in Europe/Paris',
  ])
})

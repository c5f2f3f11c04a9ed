import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COPY_KINDS, copyOf } from './copies.ts'
import { type SimulatedLeak, simulateLeak, type Truth } from './index.ts'

const SCALE = 0.02

/** As much of a v2 tweet as the recount reads. */
interface Tweet {
  id: string
  author_id: string
  created_at: string
  text: string
  lang: string
  referenced_tweets?: { type: string; id: string }[]
  entities: {
    hashtags?: { start: number; end: number; tag: string }[]
    urls?: { url: string; expanded_url: string }[]
  }
}
interface Page {
  data: Tweet[]
  includes: {
    users: { id: string; username: string; public_metrics: { followers_count: number } }[]
    tweets?: Tweet[]
  }
  meta: { result_count: number }
}

let folder: string
let leak: SimulatedLeak
let truth: Truth
let pages: Page[]
let tweets: Tweet[]

const named = (part: string) => leak.files.filter(file => basename(file).startsWith(part))
const sum = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
const second = (tweet: Tweet) => Date.parse(tweet.created_at) / 1000
const isRepost = (tweet: Tweet) => tweet.referenced_tweets?.[0]?.type === 'retweeted'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-scenario-'))
  leak = await simulateLeak(join(folder, 'a'), { scale: SCALE })
  truth = JSON.parse(await readFile(leak.truth, 'utf8'))
  const texts = await Promise.all(
    named('x-search').map(async file => gunzipSync(await readFile(file)).toString()),
  )
  pages = texts.flatMap(text => text.trimEnd().split('\n')).map(line => JSON.parse(line))
  tweets = pages.flatMap(page => page.data).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the same seed and scale give the same bytes', async () => {
  const again = await simulateLeak(join(folder, 'b'), { scale: SCALE })
  for (const [i, file] of [...again.files, again.truth].entries()) {
    expect(await sum(file), basename(file)).toBe(await sum([...leak.files, leak.truth][i] ?? ''))
  }
})

test('another seed tells another story', async () => {
  const other = await simulateLeak(join(folder, 'c'), { scale: SCALE, seed: 7 })
  const otherTruth: Truth = JSON.parse(await readFile(other.truth, 'utf8'))
  expect(otherTruth.first_post_id).not.toBe(truth.first_post_id)
  expect(otherTruth.posts_within_3h30).not.toBe(truth.posts_within_3h30)
  expect(otherTruth.first_4chan_at).toBeLessThan(otherTruth.first_at)
})

test('the ground truth agrees with a recount of the files', () => {
  const first = tweets[0]
  if (!first) throw new Error('no tweets were written')
  const since = (tweet: Tweet) => second(tweet) - second(first)
  const repostsOfFirst = tweets.filter(
    tweet => isRepost(tweet) && tweet.referenced_tweets?.[0]?.id === first.id,
  )
  const within12h = (account: string) => {
    const own = tweets.filter(tweet => tweet.author_id === account).map(second)
    return Math.max(...own.map(start => own.filter(at => at >= start && at <= start + 43_200).length))
  }
  const authors = new Map(tweets.map(tweet => [tweet.id, tweet.author_id]))
  const received = tweets.filter(
    tweet =>
      isRepost(tweet) && authors.get(tweet.referenced_tweets?.[0]?.id ?? '') === truth.publisher.account_id,
  )
  const silent = tweets.filter(
    tweet => tweet.created_at >= '2017-05-05T22:00:00.000Z' && tweet.created_at <= '2017-05-07T18:00:00.000Z',
  )
  const firstFrench = tweets.find(tweet => tweet.lang === 'fr')

  expect(first.id).toBe(truth.first_post_id)
  expect(second(first) * 1000).toBe(truth.first_at)
  expect(first.created_at).toBe('2017-05-05T18:49:00.000Z')
  expect(repostsOfFirst.filter(tweet => since(tweet) <= 60)).toHaveLength(truth.reposts_60s)
  expect(repostsOfFirst.filter(tweet => since(tweet) <= 300)).toHaveLength(truth.reposts_300s)
  expect(tweets.filter(tweet => since(tweet) <= 12_600)).toHaveLength(truth.posts_within_3h30)
  expect(tweets.filter(tweet => since(tweet) <= 46_800)).toHaveLength(truth.posts_within_13h)
  expect(tweets).toHaveLength(truth.posts_total.x)
  expect(new Set(tweets.map(tweet => tweet.author_id)).size).toBe(truth.accounts.x)
  expect(tweets.filter(tweet => tweet.author_id === truth.publisher.account_id)).toHaveLength(
    truth.publisher.posts,
  )
  expect(received).toHaveLength(truth.publisher.reposts_received)
  expect(within12h(truth.heaviest.account_id)).toBe(truth.heaviest.posts_12h)
  expect(firstFrench?.id).toBe(truth.first_by_lang.fr?.post_id)
  expect(silent.length / tweets.length).toBeCloseTo(truth.silence_share, 12)
})

test('at its scale the default seed meets the published figures', () => {
  expect(truth.posts_within_3h30).toBe(47_000 * SCALE)
  expect(truth.posts_within_13h).toBe(150_000 * SCALE)
  expect(truth.publisher).toMatchObject({ followers: 4_600_000, posts: 17 })
  expect(truth.first_followers).toBeGreaterThan(100_000)
  expect(truth.publisher.first_at - truth.first_at).toBeGreaterThan(3_600_000)
  expect(
    tweets.some(
      tweet => tweet.author_id === truth.publisher.account_id && /Cyrillic metadata/.test(tweet.text),
    ),
  ).toBe(true)
})

test('tweets have unique ids that carry their time, in pages of at most a hundred', () => {
  expect(new Set(tweets.map(tweet => tweet.id)).size).toBe(tweets.length)
  for (const tweet of tweets) {
    expect(Math.floor(Number((BigInt(tweet.id) >> 22n) + 1_288_834_974_657n) / 1000)).toBe(second(tweet))
  }
  for (const page of pages) {
    expect(page.data.length).toBe(page.meta.result_count)
    expect(page.data.length).toBeLessThanOrEqual(100)
  }
})

test('every tweet carries the tag, where its entities say it is', () => {
  for (const tweet of tweets) {
    const tag = tweet.entities.hashtags?.find(found => found.tag.toLowerCase() === 'macronleaks')
    expect(tag, tweet.text).toBeDefined()
    if (tag) expect([...tweet.text].slice(tag.start, tag.end).join('')).toBe(`#${tag.tag}`)
  }
})

test('each page includes its authors and the posts that it refers to', () => {
  const known = new Set(tweets.map(tweet => tweet.id))
  for (const page of pages) {
    const users = new Set(page.includes.users.map(user => user.id))
    const included = new Set(page.includes.tweets?.map(tweet => tweet.id))
    for (const tweet of page.data) {
      expect(users.has(tweet.author_id)).toBe(true)
      for (const { id } of tweet.referenced_tweets ?? []) expect(included.has(id)).toBe(known.has(id))
    }
  }
})

test('nobody reposts a post twice, nor before it was written', () => {
  const at = new Map(tweets.map(tweet => [tweet.id, BigInt(tweet.id)]))
  const pairs = new Set<string>()
  const reposts = tweets.filter(isRepost)
  for (const tweet of reposts) {
    const parent = tweet.referenced_tweets?.[0]?.id ?? ''
    pairs.add(`${tweet.author_id} ${parent}`)
    expect(at.get(parent) ?? 0n).toBeLessThan(BigInt(tweet.id))
  }
  expect(pairs.size).toBe(reposts.length)
})

test('handles are unique and none is a name from the real story', () => {
  const users = new Map(
    pages.flatMap(page => page.includes.users.map(user => [user.id, user.username.toLowerCase()])),
  )
  expect(new Set(users.values()).size).toBe(users.size)
  for (const handle of users.values()) {
    expect(handle).toMatch(/^\w{1,15}$/)
    expect(handle).not.toMatch(
      /wikileaks|posobiec|macron|lepen|philippot|enmarche|assange|messina|trump|craddick/,
    )
  }
})

test('the board posted the documents before the tag existed', async () => {
  const threads: { posts: { no: number; time: number; com: string; resto: number }[] }[] = await Promise.all(
    named('4chan').map(async file => JSON.parse(await readFile(file, 'utf8'))),
  )
  const posts = threads.flatMap(thread => thread.posts)
  const first = posts.reduce((a, b) => (b.no < a.no ? b : a))
  expect(first).toMatchObject({ no: truth.first_4chan_no, time: truth.first_4chan_at / 1000, resto: 0 })
  expect(leak.about.some(subject => first.com.replaceAll('<wbr>', '').includes(subject))).toBe(true)
  const lead = (truth.first_at - truth.first_4chan_at) / 60_000
  expect(lead).toBeGreaterThanOrEqual(15)
  expect(lead).toBeLessThanOrEqual(120)
  expect(new Set(posts.map(post => post.no)).size).toBe(truth.posts_total['4chan'])
})

test('the web archive is one gzip member a record, with planted copies on reserved hosts', async () => {
  const text = gunzipSync(await readFile(named('blogs')[0] ?? '')).toString()
  const targets = [...text.matchAll(/WARC-Target-URI: https:\/\/([^/\r]+)/g)].map(match => match[1] ?? '')
  expect(targets).toHaveLength(truth.posts_total.web)
  for (const host of targets) expect(host).toMatch(/\.(example|invalid|test)$/)
  const measured = [...text.matchAll(/UA-\d+-\d+/g)].map(match => match[0])
  expect(new Set(measured).size).toBeLessThan(new Set(targets).size)
})

test('the Facebook export has CrowdTangle’s columns, in New York’s time', async () => {
  const text = await readFile(named('facebook')[0] ?? '', 'utf8')
  expect(text.startsWith('Page Name,User Name,Facebook Id,')).toBe(true)
  expect(text.match(/2017-05-0\d \d\d:\d\d:\d\d EDT/g)).toHaveLength(truth.posts_total.facebook)
})

test('a copy of each kind differs from its model as it says', () => {
  const stream = { ...dice(), next: () => 0.2 }
  const model = ['The {archive|folder} is open.', 'Read it.']
  const copies = COPY_KINDS.map(kind => copyOf(model, kind, 'en', stream))
  expect(copies).toEqual([
    'The archive is open. Read it.',
    'The folder is open. Read it.',
    'The archive is open. Read it. Spread the word.',
    'Read it. The archive is open.',
    'THE ARCHIVE IS OPEN! READ IT!',
    '🔥 The archive is open. 🔥 Read it.',
    'Thе аrсhivе is ореn. Rеаd it.',
  ])
})

/** A stream that always takes the first of a list and says yes. */
function dice() {
  return {
    int: (from: number) => from,
    between: (from: number) => from,
    chance: () => true,
    pick: <T>(list: readonly T[]): T => list[0] as T, // only lists with something in them are picked from
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => Object.keys(weights)[0] as K, // never empty
    shuffled: <T>(list: readonly T[]): T[] => [...list],
    exponential: (mean: number) => mean,
    normal: (mean: number) => mean,
    lognormal: (median: number) => median,
    poisson: (mean: number) => mean,
    powerLaw: (min: number) => min,
    token: (length: number) => 'A'.repeat(length),
  }
}

import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addSource } from '../../case/add.ts'
import { mountCase } from '../../case/mount.ts'
import { createCase } from '../../case/open.ts'
import { fixtures } from '../../case/testing.ts'
import { placedWords } from '../../kernels/near-text/places.ts'
import type { AnalysisRecord, Row } from '../../model/finding.ts'
import { literal } from '../../store/store.ts'
import { runAnalysis } from '../run.ts'
import { phrasing } from './phrasing.ts'

const { at, write } = fixtures()

const MODEL = 'Nine gigabytes of campaign mails are now public. Television stays silent before the vote.'
const PRESS = [
  'A massive archive of campaign documents was published on Friday evening, and the whole world is talking about it.',
  'The nine gigabytes hold letters, budgets and photographs that were never meant to be seen by voters.',
  'While the national press keeps silent, independent readers on every continent have begun to sort the folders one by one.',
]

interface Post {
  who: string
  /** Seconds after the first. */
  at: number
  text: string
  platform?: string
}

interface Answered {
  record: AnalysisRecord
  rows: Row[]
  texts: Map<string, string>
}

let made = 0
const START = Date.UTC(2017, 4, 5, 18, 49)
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString()

/** Asks the question of posts, told one by one, and of pages as HTML. Post ids are the posts' places: "p0". */
async function ask(
  posts: readonly Post[],
  pages: Readonly<Record<string, string>> = {},
  most_posts = 1000,
): Promise<Answered> {
  const name = `case-${made++}`
  let given = await createCase(at(name), { about: ['#leak'] })
  for (const platform of new Set(posts.map(post => post.platform ?? 'x'))) {
    const lines = posts.map((post, n) =>
      (post.platform ?? 'x') === platform
        ? `p${n},${iso(post.at)},${post.who},${cell(`${post.text} #leak`)}\n`
        : '',
    )
    const csv = await write(`${name}-${platform}.csv`, `id,at,account_id,text\n${lines.join('')}`)
    given = (await addSource(given, csv, { platform })).case
  }
  if (Object.keys(pages).length > 0) {
    await mkdir(at(`${name}-pages`))
    for (const [file, html] of Object.entries(pages)) await write(`${name}-pages/${file}.html`, html)
    given = (await addSource(given, at(`${name}-pages`))).case
  }
  const store = await mountCase(given)
  try {
    const { record, rows } = await runAnalysis(given, store, phrasing, { least_accounts: 2, most_posts })
    const read = Array.isArray(rows)
      ? rows
      : await store.rows(`SELECT * FROM read_parquet(${literal(rows.parquet)})`)
    const texts = await store.rows<{ post_id: string; text: string }>('SELECT post_id, text FROM post')
    return { record, rows: read, texts: new Map(texts.map(({ post_id, text }) => [post_id, text])) }
  } finally {
    await store.close()
  }
}

function page(
  site: string,
  minute: number,
  paragraphs: readonly string[],
  more: { title?: string; code?: string; links?: string[] } = {},
) {
  const url = `https://${site}/one`
  return `<html><head><title>${more.title ?? 'A page'}</title><link rel="canonical" href="${url}">
    <meta property="article:published_time" content="${iso(minute * 60)}"><meta property="og:site_name" content="${site}">
    <script>${more.code ?? ''}</script></head><body><article>${paragraphs.map(text => `<p>${text}</p>`).join('')}
    <p>#leak</p>${(more.links ?? []).map(link => `<p><a href="${link}">source</a></p>`).join('')}</article></body></html>`
}

const said = ({ rows }: Answered) =>
  rows.map(
    ({ platform, post_id, first, credit }) =>
      `${platform}:${post_id}${first ? ' first' : ''}${credit ? ` ${credit}` : ''}`,
  )
const claims = ({ record }: Answered) =>
  record.findings.map(({ claim }) => claim.en.replaceAll('\u00a0', ' '))

test('copies over two platforms are one group, with the first, what each shares, and a row a post', async () => {
  const answered = await ask([
    { who: 'ann', at: 0, text: MODEL },
    { who: 'bob', at: 60, text: MODEL.toUpperCase() },
    { who: 'cat', at: 90, text: MODEL.replace('mails', 'files'), platform: 'facebook' },
    { who: 'dan', at: 95, text: 'A storm is expected on the coast tonight, and no ferry will run.' },
  ])
  expect(said(answered)).toEqual(['x:p0 first', 'x:p1', 'facebook:p2'])
  expect(new Set(answered.rows.map(row => row.group)).size).toBe(1)
  expect(answered.rows.map(row => [row.way, Math.round(Number(row.similarity) * 100)])).toEqual([
    ['exact', 100],
    ['exact', 100],
    ['letters', 82],
  ])
  expect(claims(answered)).toEqual([
    'Of 4 posts and pages with words of their own about #leak, 3 (75.0%) say what another says, word for word or nearly: 1 text, 1 of them by several accounts.',
    '“Nine gigabytes of campaign mails are now public. Television stays silen…” and its variants: 3 posts by 3 accounts and sites on 2 platforms, the first captured at 5 May 2017, 18:49:00 UTC, by @ann, half of them within 1 min.',
  ])
})

test('the rows are a contract: group, platform, post_id, similarity and first, and nothing of them is null', async () => {
  const { rows } = await ask([
    { who: 'ann', at: 0, text: MODEL },
    { who: 'bob', at: 60, text: MODEL.replace('now', 'at last') },
    { who: 'cat', at: 120, text: MODEL, platform: 'telegram' },
  ])
  const names = ['group', 'platform', 'post_id', 'similarity', 'first']
  expect(Object.keys(rows[0] ?? {}).slice(0, 5)).toEqual(names)
  expect(rows).toHaveLength(3)
  for (const row of rows) {
    expect(row).toMatchObject({
      group: expect.stringMatching(/^text-[0-9a-f]{12}$/),
      platform: expect.stringMatching(/^(x|telegram)$/),
      post_id: expect.stringMatching(/^p\d$/),
      similarity: expect.any(Number),
    })
    expect(row.similarity).toBeGreaterThan(0)
    expect(row.similarity).toBeLessThanOrEqual(1)
  }
  expect(rows.map(row => [row.post_id, row.first])).toEqual([
    ['p0', true],
    ['p1', false],
    ['p2', false],
  ])
})

test('of several at the first moment none is named', async () => {
  const answered = await ask([
    { who: 'ann', at: 0, text: MODEL },
    { who: 'bob', at: 0, text: MODEL },
    { who: 'cat', at: 5, text: MODEL },
  ])
  expect(answered.rows.map(row => row.first)).toEqual([false, false, false])
  expect(claims(answered)[1]).toMatch(/18:49:00 UTC, by several at once,/)
  expect(answered.record.findings[1]?.about.accounts).toBeUndefined()
})

test('reposts written by hand, quoted lines and texts of under five words are no copies', async () => {
  const answered = await ask([
    { who: 'ann', at: 0, text: MODEL },
    { who: 'bob', at: 1, text: `RT @ann: ${MODEL}` },
    { who: 'cat', at: 2, text: `> ${MODEL}\nHow long will they wait with an answer to this?` },
    { who: 'dan', at: 3, text: 'Good night to all' },
    { who: 'eve', at: 4, text: 'good night to all!' },
  ])
  expect(answered.record).toMatchObject({ status: 'nothing found', findings: [] })
})

test('a quotation that names its source is no copy; a dispatch that credits its agency is shown as one', async () => {
  const quotation = `“${MODEL}” — Ann Archer`
  expect(
    (
      await ask([
        { who: 'ann', at: 0, text: MODEL },
        { who: 'bob', at: 9, text: quotation },
      ])
    ).record.status,
  ).toBe('nothing found')
  const wire = 'PARIS (AFP) – The campaign says that it was the victim of a massive and coordinated attack'
  const answered = await ask([
    { who: 'ann', at: 0, text: wire },
    { who: 'bob', at: 5, text: wire },
    { who: 'cat', at: 9, text: `${wire} on Friday` },
  ])
  expect(said(answered)).toEqual(['x:p0 first wire', 'x:p1 wire', 'x:p2 wire'])
  expect(claims(answered)[1]).toMatch(/; 3 credit a news agency\.$/)
})

test('pages of several sites: shared passages, one measuring id, stuffed titles, publication within minutes', async () => {
  const code = "ga('create','UA-12345678-1','auto')"
  const answered = await ask([], {
    one: page('one.example', 0, ['What happened at the harbour this week, and why.', ...PRESS], {
      title: '#Leak leak archive',
      code,
    }),
    two: page('two.example', 4, [...PRESS, 'More on this story as soon as there is more of it to tell.'], {
      code,
    }),
    three: page('three.example', 30, [[...PRESS.slice(1), ...PRESS.slice(0, 1)].join(' ').toUpperCase()]),
    four: page('four.example', 40, [
      'The ferry runs again since this morning, says the port, and the storm has passed without harm to anyone.',
    ]),
  })
  expect(said(answered)).toEqual([
    'web:https://one.example/one first',
    'web:https://two.example/one',
    'web:https://three.example/one',
  ])
  expect(answered.record.figures.trackers).toMatchObject([
    { tracker: 'UA-12345678-1', sites: 2, pages: 2, names: 'one.example, two.example' },
  ])
  expect(answered.record.findings[1]?.numbers).toMatchObject({ sites: 3, pages: 3, sites_10min: 2 })
  expect(claims(answered).slice(2)).toEqual([
    '2 sites with pages about #leak carry one measuring or advertising id, UA-12345678-1: one.example, two.example.',
    '1 of 4 pages about #leak, on 1 site, say the subject more than once in the title, as pages do that want to be found by it.',
  ])
})

test('a page that quotes another between marks and links to it is a quotation', async () => {
  const article = [PRESS.join(' '), 'Our readers may write to us about it at any hour of the day.']
  const quoting = [`“${PRESS.join(' ')}”`, 'We have asked the campaign for an answer.']
  const linked = { links: ['https://one.example/one'] }
  const pages = (two: string) => ({ one: page('one.example', 0, article), two })
  expect((await ask([], pages(page('two.example', 9, quoting, linked)))).record.status).toBe('nothing found')
  expect((await ask([], pages(page('two.example', 9, quoting)))).rows).toHaveLength(2)
  expect((await ask([], pages(page('two.example', 9, article, linked)))).rows).toHaveLength(2)
})

test('every highlighted word and passage is in its source where it says it is', async () => {
  const answered = await ask(
    [
      { who: 'ann', at: 0, text: MODEL },
      { who: 'bob', at: 1, text: `🔥 ${MODEL.replace('mails', 'папки 𝓶𝓪𝓲𝓵𝓼')}` },
      { who: 'cat', at: 2, text: `${MODEL} Faites passer à tous.` },
    ],
    {
      one: page('one.example', 0, [
        Array.from({ length: 50 }, (_, n) => `before${n} it${n}`).join(' '),
        ...PRESS,
      ]),
      two: page('two.example', 4, [...PRESS, '🔥 und noch etwas mehr']),
    },
  )
  const words = new Set(placedWords(PRESS.join(' ')).words)
  let marked = 0
  for (const { post_id, marks, excerpt, excerpt_from, marked: as } of answered.record.figures.variants ??
    []) {
    const text = answered.texts.get(String(post_id)) ?? ''
    expect(text.slice(Number(excerpt_from))).toMatch(new RegExp(`^${escaped(String(excerpt))}`))
    for (const mark of String(marks).split(' ').filter(Boolean)) {
      const [from = 0, to = 0] = mark.split('-').map(Number)
      marked++
      if (as === 'shared')
        for (const word of placedWords(text.slice(from, to)).words) expect(words).toContain(word)
      else expect(['папки', 'Faites passer à tous']).toContain(text.slice(from, to))
    }
  }
  expect(marked).toBeGreaterThanOrEqual(4)
})

test('what is hostile in a text stays a text', async () => {
  const evil = `\u001b[31m</script><script>alert(1)</script>\u202e '); DROP TABLE post; -- nine more words to be long enough here`
  const answered = await ask([
    { who: 'ann', at: 0, text: evil },
    { who: 'bob', at: 1, text: evil },
  ])
  expect(answered.rows).toHaveLength(2)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must not be there
  expect(claims(answered).join()).not.toMatch(/[\u0000-\u001f\u202e]/)
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

test('more posts than can be compared at once are not compared in part', async () => {
  const posts = [0, 1, 2].map(n => ({ who: `a${n}`, at: n, text: MODEL }))
  const { record } = await ask(posts, {}, 2)
  expect([record.status, record.reason?.en]).toEqual([
    'not applicable',
    '3 posts have words of their own, more than the 2 that are compared at once (--phrasing-most_posts); name a subject with --about',
  ])
  expect((await ask(posts, {}, 3)).record.status).toBe('found')
})

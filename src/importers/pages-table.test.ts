import { expect, test } from 'vitest'
import { completed, readHead } from './head.ts'
import { importers } from './index.ts'
import { pagesJson, pagesTable } from './pages-table.ts'
import { imported, sample } from './testing.ts'

test('Media Cloud: pages known by their addresses, on their sites; a day, midnight or nothing is no time', async () => {
  const { detection, posts, accounts } = await imported(pagesTable, sample('pages-mediacloud.csv'), {
    tz: 'Europe/Paris',
  })
  expect(detection).toEqual({
    sure: 0.9,
    saw: 'columns `publish_date`, `title`, `url` and the medium, as Media Cloud exports them',
  })
  expect(posts).toMatchObject([
    {
      row: '1',
      platform: 'web',
      post_id: 'https://www.news.example.co.uk/2017/harbour',
      account_id: 'example.co.uk',
      at: String(Date.parse('2017-05-05T18:35:00+02:00')),
      kind: 'page',
      title: 'Harbour letters 🚢',
      text: null,
      lang: 'en',
      url: 'https://www.news.example.co.uk/2017/harbour',
      observed_at: String(Date.parse('2017-05-06T01:02:03.123Z')),
      problem: null,
    },
    {
      problem:
        'only a day of publication is stated (2017-05-05), which cannot tell what came first: add the page itself, or a list with times',
    },
    {
      title: 'رسائل الميناء',
      problem:
        'its time is midnight to the second (2017-05-05 00:00:00), which is what lists write where they know only the day',
    },
    { problem: 'no time of publication is stated' },
    {
      problem:
        'its time of publication cannot be read (yesterday at 18:35): say how times are written with --time-format',
    },
    { problem: 'it has no web address, by which a page is known' },
  ])
  expect(accounts[0]).toMatchObject({ account_id: 'example.co.uk', name: 'Example News' })
})

test('trafilatura’s records: minutes with a zone, counted seconds, values of other types', async () => {
  const { detection, posts } = await imported(pagesJson, sample('pages-trafilatura.jsonl'))
  expect(detection?.saw).toBe('`title`, `date` and `hostname`, as trafilatura writes them')
  expect(posts).toMatchObject([
    {
      post_id: 'https://news.example.co.uk/2017/harbour',
      account_id: 'example.co.uk',
      at: String(Date.parse('2017-05-05T16:35:00Z')),
      text: 'Nine gigabytes.\nhttps://archive.example.test/harbour.zip',
      media: ['https://news.example.co.uk/lead.jpg'],
      observed_at: null,
    },
    { problem: expect.stringContaining('only a day of publication is stated (2017-05-05)') },
    {
      post_id: 'https://journal.test/b',
      at: String(Date.parse('2017-05-05T18:35:00Z')),
      text: null,
      problem: null,
    },
  ])
})

test('an answer’s list of articles: texts that were cut lose the mark, times as in mail are read', async () => {
  const { detection, posts, accounts } = await imported(pagesJson, sample('pages-newsapi.json'))
  expect(detection?.saw).toBe('`publishedAt` and `urlToImage`, as NewsAPI gives them')
  expect(posts.map(p => [p.row, p.account_id, p.text, p.at])).toEqual([
    ['1', 'example.co.uk', 'Nine gigabytes of letters…', String(Date.parse('2017-05-05T18:35:00Z'))],
    ['1', 'journal.test', null, String(Date.parse('2017-05-05T18:35:00Z'))],
  ])
  expect(accounts.map(a => a.name).sort()).toEqual(['Example News', 'Journal'])
})

test('GDELT tells when it saw a page, which is not when it came out, unless the user says so', async () => {
  const { posts } = await imported(pagesTable, sample('pages-gdelt.csv'))
  expect(posts[0]).toMatchObject({
    observed_at: String(Date.parse('2017-05-05T18:45:00Z')),
    problem: 'GDELT tells when it came by the page (2017-05-05 18:45:00), not when it was published',
  })
  const said = await imported(pagesTable, sample('pages-gdelt.csv'), { map: { at: 'Date' } })
  expect(said.posts[0]).toMatchObject({ at: String(Date.parse('2017-05-05T18:45:00Z')), problem: null })
  await expect(imported(pagesTable, sample('pages-gdelt.csv'), { map: { account: 'x' } })).rejects.toThrow(
    /--map knows at, url, text, title, lang, observed_at; not 'account'/,
  )
})

test('any list with addresses, titles and times; a page names itself within its own site only', async () => {
  const { detection, posts } = await imported(pagesTable, sample('pages-list.tsv'))
  expect(detection).toEqual({
    sure: 0.5,
    saw: "web addresses in 'link', with 'headline' and 'published', and no accounts",
  })
  expect(posts.map(p => `${p.post_id} ${p.account_id} ${p.at}`)).toEqual([
    `https://www.news.example.co.uk/2017/harbour example.co.uk ${Date.parse('2017-05-05T18:35:00.500Z')}`,
    `https://journal.test/b journal.test ${Date.parse('2017-05-05T18:36:00Z')}`,
  ])
})

test('tables of posts are left to others, and each list is won by one importer', async () => {
  const table = (columns: string[], row: string[]) =>
    completed({
      name: 't.csv',
      bytes: 1,
      compression: 'none',
      shape: 'table',
      text: '',
      records: [],
      columns,
      rows: [row],
    })
  const page = ['https://journal.test/a', 'T', '2017-05-05']
  expect(pagesTable.detect(table(['url', 'title', 'published'], page))?.sure).toBe(0.5)
  for (const column of [
    'user_id',
    'likes',
    'retweet_count',
    'username',
    'message_id',
    'platform',
    'Comments',
  ])
    expect([column, pagesTable.detect(table(['url', 'title', 'published', column], [...page, '1']))]).toEqual(
      [column, null],
    )
  expect(
    pagesTable.detect(table(['url', 'title', 'published'], ['https://www.facebook.com/1', 'T', '2017'])),
  ).toBeNull()
  for (const [name, id] of [
    ['pages-mediacloud.csv', 'pages-table'],
    ['pages-gdelt.csv', 'pages-table'],
    ['pages-list.tsv', 'pages-table'],
    ['pages-trafilatura.jsonl', 'pages-json'],
    ['pages-newsapi.json', 'pages-json'],
  ] as const) {
    const head = await readHead(sample(name))
    const best = importers
      .map(i => ({ id: i.id, sure: i.detect(head)?.sure ?? 0 }))
      .sort((a, b) => b.sure - a.sure)
    expect([name, best[0]?.id]).toEqual([name, id])
  }
})

test('addresses, times and texts, and nothing else, are a list of pages too', async () => {
  const { detection, posts } = await imported(pagesTable, sample('pages-plain.csv'))
  expect(detection?.sure).toBe(0.5)
  expect(posts).toMatchObject([
    {
      platform: 'web',
      post_id: 'https://a1.example.test/x',
      account_id: 'example.test',
      at: String(Date.parse('2021-05-05T18:49:01Z')),
      kind: 'page',
      text: 'words',
    },
    { at: String(Date.parse('2021-05-05T18:49:02Z')) },
  ])
})

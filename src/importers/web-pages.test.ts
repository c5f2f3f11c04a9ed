import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completed } from './head.ts'
import { imported, type Row, sample } from './testing.ts'
import { webPages } from './web-pages.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-pages-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function pagesOf(files: Record<string, string>, name = Object.keys(files)[0] as string) {
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content)
  return imported(webPages, join(folder, name))
}

test('a folder of saved pages: what each says, its main text, the links that lead away', async () => {
  const path = sample('pages')
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort()
  const head = completed({
    name: 'pages',
    bytes: 0,
    compression: 'none',
    shape: 'folder',
    text: '',
    records: [],
    columns: [],
    rows: [],
    files,
  })
  const { detection, posts, accounts } = await imported(webPages, path, { tz: 'Europe/Paris' }, head)
  expect(detection?.saw).toBe('a folder with 4 HTML files')
  const [dayOnly, harbour, local, undated] = posts as [Row, Row, Row, Row] // the four files
  expect(harbour).toMatchObject({
    row: '2',
    platform: 'web',
    post_id: 'https://www.news.example.co.uk/2017/harbour',
    url: 'https://www.news.example.co.uk/2017/harbour',
    account_id: 'example.co.uk',
    at: String(Date.parse('2017-05-05T19:35:00Z')),
    kind: 'page',
    title: 'Harbour letters & invoices appear',
    text: 'Nine gigabytes of letters appeared on a file host.\nIt was 🚢 late.\nرسائل الميناء\nMore on our own page.',
    lang: 'en',
    urls: ['https://archive.example.test/harbour.zip'],
    media: [
      'https://www.news.example.co.uk/img/lead.jpg',
      'https://www.news.example.co.uk/2017/harbour/pictures/boat.jpg',
    ],
    observed_at: null,
    problem: null,
  })
  expect(local).toMatchObject({
    post_id: 'local.htm',
    account_id: null,
    at: String(Date.parse('2017-05-05T20:35:00+02:00')),
    title: 'Sans adresse',
    text: 'Un\ndeux trois\n5 mai',
    lang: 'fr',
    url: null,
  })
  expect(dayOnly.problem).toBe('the page states only a day of publication (2017-05-05), no time')
  expect(undated.problem).toBe('no publication time in the page (capture time not known)')
  expect(accounts).toMatchObject([{ account_id: 'example.co.uk', name: 'Example News' }])
})

const crlf = (...lines: string[]) => lines.join('\r\n')

function warc(
  type: string,
  uri: string,
  block: Buffer | string,
  fields: string[] = [],
  version = '1.0',
): Buffer {
  const bytes = Buffer.from(block as string) // a buffer is copied, text encoded
  const header = crlf(
    `WARC/${version}`,
    `WARC-Type: ${type}`,
    `WARC-Target-URI: ${uri}`,
    'WARC-Date: 2017-05-06T10:00:00Z',
    ...fields,
    `Content-Length: ${bytes.length}`,
    '',
    '',
  )
  return Buffer.concat([Buffer.from(header), bytes, Buffer.from('\r\n\r\n')])
}

function response(body: Buffer | string, fields: string[] = [], status = '200 OK'): Buffer {
  const header = crlf(
    `HTTP/1.1 ${status}`,
    ...(fields.length > 0 ? fields : ['Content-Type: text/html; charset=utf-8']),
    '',
    '',
  )
  return Buffer.concat([Buffer.from(header), Buffer.from(body as string)]) // a buffer is copied, text encoded
}

const dated = (title: string, more = '') =>
  `<html><head><title>${title}</title><meta property="article:published_time" content="2017-05-05T18:35:00Z">${more}</head><body><main>Téxt</main></body></html>`

test('a web archive gives its pages, compressed record by record, and passes over the rest', async () => {
  const latin = Buffer.from(dated('Latin'), 'latin1')
  const chunked = Buffer.concat(
    [Buffer.from(dated('Chunked').slice(0, 60)), Buffer.from(dated('Chunked').slice(60))].flatMap(piece => [
      Buffer.from(`${piece.length.toString(16)}\r\n`),
      piece,
      Buffer.from('\r\n'),
    ]),
  )
  const records = [
    warc('warcinfo', '', 'software: ours'),
    warc('request', 'https://site.test/1', 'GET / HTTP/1.1\r\n\r\n'),
    warc('response', 'https://site.test/1', response(dated('Plain'))),
    warc(
      'response',
      'https://site.test/2',
      response(gzipSync(dated('Packed')), ['Content-Type: text/html', 'Content-Encoding: gzip']),
    ),
    warc(
      'response',
      '<https://site.test/3>',
      response(Buffer.concat([chunked, Buffer.from('0\r\n\r\n')]), [
        'content-type: text/html; charset=utf-8',
        'Transfer-Encoding: chunked',
      ]),
      [],
      '1.1',
    ),
    warc('response', 'https://site.test/4', response(latin, ['Content-Type: text/html; charset=iso-8859-1'])),
    warc('resource', 'https://site.test/5', dated('Resource'), ['Content-Type: text/html']),
    warc('response', 'https://site.test/i.png', response('PNG', ['Content-Type: image/png'])),
    warc('response', 'https://site.test/old', response('', [], '301 Moved')),
    warc('response', 'https://site.test/gone', response('no', [], '404 Not Found')),
    warc('response', 'https://site.test/undated', response('<html><body>x</body></html>')),
  ]
  await writeFile(join(folder, 'crawl.warc.gz'), Buffer.concat(records.map(record => gzipSync(record))))
  const { detection, posts, unreadable } = await imported(webPages, join(folder, 'crawl.warc.gz'))
  expect(detection?.saw).toBe('a WARC archive')
  const text = 'Téxt'
  const observed_at = String(Date.parse('2017-05-06T10:00:00Z'))
  const at = String(Date.parse('2017-05-05T18:35:00Z'))
  expect(posts).toMatchObject([
    {
      row: '3',
      post_id: 'https://site.test/1',
      title: 'Plain',
      text,
      at,
      observed_at,
      account_id: 'site.test',
    },
    { row: '4', post_id: 'https://site.test/2', title: 'Packed', text },
    { row: '5', post_id: 'https://site.test/3', title: 'Chunked', text },
    { row: '6', post_id: 'https://site.test/4', title: 'Latin', text },
    { row: '7', post_id: 'https://site.test/5', title: 'Resource', text },
    { row: '11', problem: 'no publication time in the page (captured 2017-05-06T10:00:00Z)', at: null },
  ])
  expect(unreadable).toEqual(['10: the server answered 404'])
})

test('a web archive that was cut short gives what is whole and says so', async () => {
  const whole = Buffer.concat([
    warc('response', 'https://site.test/1', response(dated('One'))),
    warc('response', 'https://site.test/2', response(dated('Two'))),
  ])
  await writeFile(join(folder, 'cut.warc'), whole.subarray(0, -40))
  const { posts, unreadable } = await imported(webPages, join(folder, 'cut.warc'))
  expect(posts.map(p => p.title)).toEqual(['One'])
  expect(unreadable).toEqual(['2: the file ends inside this record'])

  await writeFile(join(folder, 'cut.warc.gz'), gzipSync(whole).subarray(0, -9))
  expect((await imported(webPages, join(folder, 'cut.warc.gz'))).unreadable.at(-1)).toMatch(
    /the gzip stream is damaged or cut short/,
  )
})

test('pages made to exhaust their reader are refused, and soon', async () => {
  const started = performance.now()
  const deep = await pagesOf({ 'deep.html': `<!doctype html>${'<div>'.repeat(500_000)}` })
  expect(deep.unreadable).toEqual(['1: the page nests more than 1000 elements'])
  const long = await pagesOf({ 'long.html': `<!doctype html>${'<p>word '.repeat(700_000)}` })
  expect(long.unreadable).toEqual(['1: the page is longer than 5 MB'])
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('pictures inside a saved page do not count towards its length', async () => {
  const { posts } = await pagesOf({
    'saved.html': dated('Saved', `<link rel="icon" href="data:image/png;base64,${'A'.repeat(6_000_000)}">`),
  })
  expect(posts).toMatchObject([{ title: 'Saved', text: 'Téxt', post_id: 'saved.html' }])
})

test('a page names itself within its own site only', async () => {
  const canonical = (href: string) => dated('x', `<link rel="canonical" href="${href}">`)
  const records = [
    warc('response', 'https://site.test/a?ref=1', response(canonical('https://www.site.test/a'))),
    warc('response', 'https://site.test/b', response(canonical('https://other.test/b'))),
    warc('response', 'https://site.test/c', response(canonical('https://site.test/'))),
    warc(
      'response',
      'https://web.archive.org/web/20170506100000/https://site.test/d',
      response(canonical('/web/20170506100000/https://site.test/d2')),
    ),
  ]
  await writeFile(join(folder, 'own.warc'), Buffer.concat(records))
  const { posts } = await imported(webPages, join(folder, 'own.warc'))
  expect(posts.map(p => p.post_id)).toEqual([
    'https://www.site.test/a',
    'https://site.test/b',
    'https://site.test/c',
    'https://site.test/d2',
  ])
})

test('times are found in every place that pages put them, those with an hour before those without', async () => {
  const heads: [string, string | null][] = [
    [
      '<meta name="date" content="2017-05-05"><meta property="og:published_time" content="2017-05-05T20:35+0200">',
      '18:35',
    ],
    ['<meta itemprop="datePublished" content="2017-05-05T18:35:00.123Z">', '18:35'],
    ['<meta name="DC.date.issued" content="2017-05-05 18:35:00">', '18:35'],
    ['<meta name="pubdate" content="Fri, 05 May 2017 18:35:00 GMT">', '18:35'],
    [
      '<script type="application/ld+json">[{"@type":"BlogPosting","datePublished":"2017-05-05T11:35:00-07:00"}]</script>',
      '18:35',
    ],
    [
      '<script type="application/ld+json">{"itemListElement":[{"datePublished":"2017-05-05T11:35:00Z"}]}</script>',
      null,
    ],
    ['<script type="application/ld+json">{broken</script>', null],
    ['<meta name="date" content="5 May 2017 at tea">', null],
  ]
  for (const [head, clock] of heads) {
    const { posts } = await pagesOf({ 'page.html': `<html><head>${head}</head><body>x</body></html>` })
    expect([head, posts[0]?.at && new Date(Number(posts[0].at)).toISOString().slice(11, 16)]).toEqual([
      head,
      clock,
    ])
  }
})

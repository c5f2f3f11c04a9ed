import { mkdir, rm } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sample } from '../importers/testing.ts'
import { literal, Store } from '../store/store.ts'
import { addSource } from './add.ts'
import { createCase } from './open.ts'
import { CaseProblem } from './problems.ts'
import { rawRows, within } from './raw-row.ts'
import { asked, fixtures } from './testing.ts'

const { at, write } = fixtures()

/** Adds a source and opens every post of it down to its raw record. */
async function opened(
  name: string,
  path: string,
): Promise<{ platform: string; post_id: string; text: string | null; row: number; raw: string }[]> {
  const { case: given, added } = await addSource(await createCase(at(`${name}-case`)), path)
  const posts = await asked<{ platform: string; post_id: string; text: string | null; row: number }>(
    given,
    'SELECT platform, post_id, text, "row" FROM post ORDER BY "row", post_id',
  )
  const raw = await rawRows(
    given,
    added.source,
    posts.map(post => post.row),
  )
  return posts.map(post => ({ ...post, raw: raw.get(post.row) ?? '' }))
}

const ROWS = [
  { id: '901', at: '2017-05-05T18:49:00Z', account_id: 'ann', text: 'it is open, all of it' },
  { id: '902', at: '2017-05-05T18:50:00Z', account_id: 'bob', text: 'two\nlines, and a "quote"' },
  { id: '903', at: '2017-05-05T18:51:00Z', account_id: 'cat', text: "and an apostrophe's" },
]
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const csv = (delimiter: string) =>
  [Object.keys(ROWS[0] ?? {}), ...ROWS.map(row => Object.values(row).map(quote))]
    .map(cells => `${cells.join(delimiter)}\n`)
    .join('')

describe('a table’s row comes back as an object of its columns', () => {
  const tables: [string, () => Promise<string>][] = [
    ['CSV', () => write('posts.csv', csv(','))],
    ['TSV', () => write('posts.tsv', csv('\t'))],
    ['gzipped CSV', () => write('posts.csv.gz', gzipSync(csv(',')))],
    ['UTF-16', () => write('wide.csv', Buffer.from(`\ufeff${csv(',')}`, 'utf16le'))],
    [
      'Parquet',
      async () => {
        const store = await Store.open()
        await store.run(
          `COPY (SELECT * FROM read_csv(${literal(await write('p.csv', csv(',')))}, all_varchar = true)) TO ${literal(at('posts.parquet'))} (FORMAT parquet)`,
        )
        await store.close()
        return at('posts.parquet')
      },
    ],
  ]
  for (const [name, make] of tables)
    test(name, async () => {
      const posts = await opened(name, await make())
      expect(posts.map(({ raw }) => JSON.parse(raw))).toEqual(ROWS)
      expect(posts.map(({ post_id }) => post_id)).toEqual(['901', '902', '903'])
    })
})

test('a line of JSON comes back as it is written', async () => {
  const lines = ROWS.map(row => JSON.stringify({ ...row, nested: { deep: [1, 2.5, 'ü'] } }))
  const posts = await opened('ndjson', await write('posts.ndjson', `${lines.join('\n\n')}\n`))
  expect(posts.map(({ raw }) => raw)).toEqual(lines)
  expect(posts.map(({ row }) => row)).toEqual([1, 3, 5])
})

test('an element of a JSON array comes back as it is written', async () => {
  const posts = await opened('array', await write('posts.json', JSON.stringify(ROWS, null, 2)))
  expect(posts.map(({ raw }) => JSON.parse(raw))).toEqual(ROWS)
})

test('a post of a 4chan thread comes back with its number', async () => {
  const posts = await opened('4chan', sample('4chan-pol-70000001.json'))
  expect(posts.length).toBeGreaterThan(3)
  for (const { raw, post_id } of posts)
    expect(within(raw, post_id)).toMatchObject({ no: Number(post_id.replace('pol/', '')) })
})

test('a page of a web archive comes back as it was read', async () => {
  const html = (n: number) =>
    `<!doctype html><html><head><title>Page ${n}</title><meta property="article:published_time" content="2017-05-05T18:4${n}:00Z"></head><body><p>words ${n}</p></body></html>`
  const record = (n: number) => {
    const body = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html(n)}`
    return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/${n}\r\nWARC-Date: 2017-06-01T00:00:00Z\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}\r\n\r\n`
  }
  const archive = Buffer.concat([1, 2, 3].map(n => gzipSync(record(n))))
  const posts = await opened('warc', await write('blogs.warc.gz', archive))
  expect(posts.map(({ post_id }) => post_id)).toEqual([1, 2, 3].map(n => `https://a.example/${n}`))
  for (const { raw, post_id } of posts)
    expect(within(raw, post_id)).toMatchObject({ url: post_id, captured: '2017-06-01T00:00:00Z' })
})

test('a page of a folder comes back with its file’s name', async () => {
  await mkdir(at('pages'))
  for (const name of ['a.html', 'b.html'])
    await write(
      `pages/${name}`,
      `<!doctype html><html><head><title>${name}</title><meta property="article:published_time" content="2017-05-05T18:49:00Z"></head><body><p>words of ${name}</p></body></html>`,
    )
  await write('pages/between.txt', 'no page, but a row of the folder')
  const posts = await opened('folder', at('pages'))
  expect(posts.map(({ raw }) => (JSON.parse(raw) as { file: string }).file)).toEqual(['a.html', 'b.html'])
  expect(posts.map(({ row }) => row)).toEqual([1, 2])
})

test('a row behind one that was refused keeps its number and its text', async () => {
  const text = `${csv(',').replace('902,', '902,').split('\n').slice(0, 2).join('\n')}\n"903","2017-05-05T18:50:00Z","bob","too","many","cells"\n"904","2017-05-05T18:51:00Z","cat","after"\n`
  const posts = await opened('behind', await write('behind.csv', text))
  expect(posts.map(({ row, raw }) => [row, JSON.parse(raw).id])).toEqual([
    [1, '901'],
    [3, '904'],
  ])
})

test('a source that is gone, or has no such row, is a problem in words', async () => {
  const { case: given, added } = await addSource(
    await createCase(at('gone-case')),
    await write('gone.csv', csv(',')),
  )
  await expect(rawRows(given, added.source, [99])).rejects.toThrow(/gone\.csv has no row 99 any more/)
  await rm(at(`gone-case/${added.source.path}`))
  await expect(rawRows(given, added.source, [1])).rejects.toThrow(CaseProblem)
  await expect(rawRows(given, added.source, [1])).rejects.toThrow(/sillage verify/)
})

describe('the post inside a raw record', () => {
  const page = {
    data: [
      { id: '11', text: 'one', author_id: '7' },
      { id: '12', text: 'two', referenced_tweets: [{ type: 'retweeted', id: '11' }] },
    ],
    includes: { users: [{ id: '7', username: 'ann', name: 'Ann' }] },
  }

  test('is the one that has the id, not one that refers to it', () => {
    expect(within(JSON.stringify(page), '11')).toEqual(page.data[0])
    expect(within(JSON.stringify(page), '12')).toEqual(page.data[1])
  })

  test('is the whole record where none has it', () => {
    expect(within(JSON.stringify(page), '99')).toEqual(page)
  })

  test('is found by a number of more digits than a JavaScript number holds, and keeps every one of them', () => {
    const raw =
      '[{"id": 860567017610346497, "text": "near"}, {"id": 860567017610346496, "text": "itself", "parent": {"id": -9007199254740993, "share": 0.2500000000000000000}}]'
    expect(within(raw, '860567017610346496')).toEqual({
      id: '860567017610346496',
      text: 'itself',
      parent: { id: '-9007199254740993', share: 0.25 },
    })
  })

  test('keeps texts that look like long numbers as they are', () => {
    const raw = '{"id": "1", "text": "call 12345678901234567890 \\"now\\" : 12345678901234567890", "n": 1e21}'
    expect(within(raw, '1')).toEqual({
      id: '1',
      text: 'call 12345678901234567890 "now" : 12345678901234567890',
      n: 1e21,
    })
  })
})

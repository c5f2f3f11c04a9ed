import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHead } from './head.ts'
import { InputProblem } from './importer.ts'
import { importers } from './index.ts'
import { imported } from './testing.ts'

/** Whose sample a file is, by how its name begins; the longest beginning counts. */
const OWNER: Readonly<Record<string, string>> = {
  '4cat-': '4cat',
  '4chan-': '4chan',
  '4chan-archive': '4chan-archive',
  academictwitter: 'twitter-v2',
  'bluesky-': 'bluesky',
  'bluesky-jetstream': 'bluesky-jetstream',
  'bluesky-tap': 'bluesky-jetstream',
  'bluesky-minet': 'bluesky-table',
  coortweet: 'coortweet',
  crowdtangle: 'crowdtangle',
  'crowdtangle-api': 'crowdtangle-api',
  hoaxy: 'hoaxy',
  hydrator: 'twarc1-csv',
  mastodon: 'mastodon',
  'mcl-': 'meta-content-library',
  'mcl-comments.jsonl': 'meta-content-library-json',
  'mcl-page.json': 'meta-content-library-json',
  minet: 'minet',
  'pages-': 'pages-table',
  'pages-newsapi': 'pages-json',
  'pages-trafilatura': 'pages-json',
  qut: 'qut',
  reddit: 'reddit',
  'reddit-table': 'reddit-table',
  'snscrape-': 'snscrape-table',
  'snscrape-2021': 'snscrape',
  'snscrape-reddit': 'snscrape',
  'snscrape.jsonl': 'snscrape',
  telegram: 'telegram-channel',
  'telegram-desktop': 'telegram-desktop',
  'telegram-table': 'telegram-table',
  tiktok: 'tiktok',
  'tiktok-pyktok': 'tiktok-table',
  'tiktok-minet': 'tiktok-table',
  'tiktok-research.csv': 'tiktok-table',
  truthsocial: 'mastodon',
  'twarc-csv': 'twarc-csv',
  twarc1: 'twarc1-csv',
  'twitter-v1': 'twitter-v1',
  twscrape: 'snscrape',
  videoinfo: 'youtube-table',
  'x-archive': 'twitter-v1',
  'x-infoops': 'x-infoops',
  'x-tools': 'x-tools-table',
  'x-users': 'x-users',
  youtube: 'youtube',
  'youtube-minet': 'youtube-table',
  'youtube-script': 'youtube-table',
  'youtube-videolist': 'youtube-table',
  zeeschuimer: '4cat-ndjson',
}
/** The formats of real files, by their folders. */
const REAL: Readonly<Record<string, string>> = {
  '4chan': '4chan',
  'bluesky-posts': 'bluesky',
  'coortweet-gui': 'coortweet',
  crowdtangle: 'crowdtangle',
  hoaxy: 'hoaxy',
  jetstream: 'bluesky-jetstream',
  'meta-content-library': 'meta-content-library',
  qut: 'qut',
  'telegram-channel-json': 'telegram-channel',
  tiktok: 'tiktok',
  'twitter-v1-json': 'twitter-v1',
  'twitter-v2-jsonl': 'twitter-v2',
}
/** 4CAT's NDJSON holds platforms' own objects, which their importers would read as well, to the same posts. */
const SAME = new Map([['4cat-ndjson', new Set(['bluesky', 'telegram-channel', 'tiktok', 'twitter-v2'])]])
const SAMPLES = new URL('samples/', import.meta.url).pathname
const FORMATS = new URL('../../../shared/data/posts/formats/', import.meta.url).pathname

const ownerOf = (name: string) => {
  if (/^4cat-.*\.ndjson$/.test(name)) return '4cat-ndjson'
  const beginning = Object.keys(OWNER)
    .filter(start => name.startsWith(start))
    .sort((a, b) => b.length - a.length)[0]
  return beginning === undefined ? undefined : OWNER[beginning]
}

async function files(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of (await readdir(folder).catch(() => [])).sort())
    if ((await stat(join(folder, name))).isFile()) found.push(join(folder, name))
  return found
}

/** Everybody who would take a file, surest first, and why this is not as it should be; null when it is. */
async function mistaken(path: string, owner: string | undefined): Promise<string | null> {
  const head = await readHead(path)
  const found = importers
    .map(importer => ({ id: importer.id, sure: importer.detect(head)?.sure ?? 0 }))
    .filter(({ sure }) => sure > 0)
    .sort((a, b) => b.sure - a.sure)
  const [best, ...others] = found
  const second = others.find(({ id }) => !SAME.get(best?.id ?? '')?.has(id))
  const clear = best && best.id === owner && best.sure - (second?.sure ?? 0) > 0.15
  return clear ? null : `${path}: ${found.map(({ id, sure }) => `${id} ${sure.toFixed(2)}`).join(', ')}`
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-heads-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('of every sample one importer is the surest, and by far', async () => {
  const wrong: (string | null)[] = []
  for (const path of await files(SAMPLES))
    wrong.push(await mistaken(path, ownerOf(path.slice(SAMPLES.length))))
  expect(wrong.length).toBeGreaterThan(90)
  expect(wrong.filter(line => line !== null)).toEqual([])
})

test.skipIf((await readdir(FORMATS).catch(() => [])).length === 0)('of real files too', async () => {
  const wrong: (string | null)[] = []
  for (const [name, owner] of Object.entries(REAL))
    for (const path of await files(join(FORMATS, name)))
      if (/\.(csv|jsonl?|js)(\.gz)?$/.test(path)) wrong.push(await mistaken(path, owner))
  expect(wrong.length).toBeGreaterThan(30)
  expect(wrong.filter(line => line !== null)).toEqual([])
})

const DEEP = `${'{"a":['.repeat(400)}1${']}'.repeat(400)}`
const ODD: Readonly<Record<string, string | Uint8Array>> = {
  empty: '',
  blank: ' \n\n\t',
  binary: Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
  zeros: new Uint8Array(2048),
  'one line': 'nothing but words',
  'one column': 'id\n1\n2\n',
  page: '<!doctype html><html><body><p>hello</p></body></html>',
  deep: DEEP,
  'deep lines': `${DEEP}\n${DEEP}\n`,
  'no objects': '[1,"a",null,[2]]',
  nulls: '{"data":null,"id":null,"text":null,"user":null,"messages":null,"items":null,"posts":null}\n',
  lists: '{"data":[],"id":[],"text":[],"user":[],"messages":[],"items":[],"posts":[[]],"users":[7]}\n',
  proto: '{"__proto__":{"id":1},"constructor":"x","toString":1,"hasOwnProperty":true}\n{"length":1}\n',
  cut: '{"data":[{"id":"1","text":"the fil',
  'an API of another kind':
    '{"data":[{"id":"1","text":"hello"}],"users":[{"id":"1","username":"ann"}],"messages":[]}\n',
}

test('nobody throws at an odd head, and nobody but the guessers takes it', async () => {
  for (const [name, content] of Object.entries(ODD)) {
    const path = join(folder, name.replaceAll(' ', '-'))
    await writeFile(path, content)
    const head = await readHead(path)
    const takers = importers.filter(importer => importer.detect(head) !== null).map(({ id }) => id)
    expect([name, takers.filter(id => !['ndjson', 'table', 'web'].includes(id))]).toEqual([name, []])
    for (const importer of importers)
      try {
        importer.select(head, {})
      } catch (error) {
        expect(error).toBeInstanceOf(InputProblem)
      }
  }
})

/** One record of every JSON sample, the same with every value of another kind, and what is no object. */
async function strangers(): Promise<string> {
  const records: unknown[] = []
  for (const path of await files(SAMPLES)) records.push(...(await readHead(path)).records.slice(0, 2))
  const twisted = (value: unknown): unknown =>
    Array.isArray(value)
      ? { list: value }
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, twisted(inner)]))
        : typeof value === 'number'
          ? [`${value}`]
          : typeof value === 'string'
            ? { $date: value }
            : 1.5e300
  const emptied = (value: unknown) => Object.fromEntries(Object.keys(Object(value)).map(key => [key, null]))
  return [...records, ...records.map(twisted), ...records.map(emptied), 7, 'x', null, [], [[1]], true]
    .map(record => JSON.stringify(record))
    .join('\n')
}

test('no importer of JSON fails at another’s records, or at values of another kind', async () => {
  const path = join(folder, 'strangers.jsonl')
  await writeFile(path, await strangers())
  const failed: string[] = []
  for (const importer of importers.filter(({ id, reads }) => reads === 'json' && id !== 'web'))
    await imported(importer, path).catch(error => {
      if (!(error instanceof InputProblem)) failed.push(`${importer.id}: ${error}`)
    })
  expect(failed).toEqual([])
})

/** For importers that take a table's columns by many names, however these are written. */
const ANY_COLUMNS =
  'id date created_utc message_id sender_id text body title author url permalink link_id parent_id views'.split(
    ' ',
  )

test('no importer of tables fails at cells of any kind, or without its columns', async () => {
  const failed: string[] = []
  const odd = [
    '',
    'x',
    '{',
    '[1, "a',
    "['it",
    '-1',
    '1e400',
    'NaN',
    '99999999999999999999999',
    '2017-13-45T99:99:99Z',
    '«',
    '{"id":1}',
    '[{"id":[]}]',
  ]
  for (const importer of importers.filter(({ id, reads }) => reads === 'table' && id !== 'table')) {
    const columns = [...new Set(importer.fields?.read ?? ANY_COLUMNS)].filter(column => !column.includes('*'))
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`
    const rows = odd.map((_, i) => columns.map((_c, j) => cell(odd[(i + j) % odd.length] ?? '')).join(','))
    for (const content of [[columns.map(cell).join(','), ...rows].join('\n'), 'a,b\n1,2\n3,4\n']) {
      const path = join(folder, `${importer.id}.csv`)
      await writeFile(path, content)
      await imported(importer, path).catch(error => {
        if (!(error instanceof InputProblem)) failed.push(`${importer.id}: ${String(error).slice(0, 300)}`)
      })
    }
  }
  expect(failed).toEqual([])
})

test('what is often given and cannot be read is told what it is', async () => {
  const told = async (content: string) => {
    const path = join(folder, 'often.csv')
    await writeFile(path, content)
    return (await readHead(path)).problem
  }
  expect(await told('sep=;\nid;author;text\n1;ann;a\n')).toMatch(/for Excel alone/)
  expect(await told('1389000000000000001\n1389000000000000002\n'.repeat(20))).toMatch(
    /ids without their posts/,
  )
  expect(await told('BZh91AY&SY')).toMatch(/bzip2/)
})

test('a value nested ten thousand deep where a name or a text is looked for troubles nobody', async () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const keys = ['_type', 'id', 'text', 'date', 'uri', 'source_platform', 'message_id', 'created_at', 'author']
  const path = join(folder, 'deep-values.jsonl')
  await writeFile(
    path,
    `{${keys.map(key => `"${key}":${deep}`).join()}}\n{"id":"1","data":[{"id":${deep},"text":"a"}]}\n`,
  )
  const head = await readHead(path)
  for (const importer of importers) expect(() => importer.detect(head)).not.toThrow()
})

test('a zero in the name of a column, or of a JSON record’s key, reaches no SQL', async () => {
  const csv = join(folder, 'zero.csv')
  await writeFile(csv, 'at,account\0_id,text\n2017-05-05T18:49:00Z,ann,a\n')
  expect((await readHead(csv)).columns).toEqual(['at', 'account_id', 'text'])
  const json = join(folder, 'zero.jsonl')
  await writeFile(json, '{"at":"2017-05-05T18:49:00Z","account\\u0000id":"ann","text":"a"}\n')
  expect((await readHead(json)).columns).toEqual(['at', 'text'])
})

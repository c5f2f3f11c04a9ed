import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { InputProblem } from '../importers/importer.ts'
import { literal, Store } from '../store/store.ts'
import type { AddOptions } from './add.ts'
import { rawRows } from './raw-row.ts'
import { fixtures, imported, refused } from './testing.ts'

const { at, write } = fixtures()
let count = 0
const table = async (content: string | Uint8Array, options: AddOptions = {}, ending = 'csv') => {
  const name = `table-${++count}`
  return imported(at(name), await write(`${name}.${ending}`, content), options)
}
const texts = ({ posts }: { posts: { text?: unknown }[] }) => posts.map(post => post.text)

const HEADER = 'at,account_id,text'
const row = (minute: number, who: string, text: string) => `2017-05-05T18:${10 + minute}:00Z,${who},${text}`
const PLAIN = [HEADER, row(0, 'ann', 'héllo'), row(1, 'bob', 'naïve – “quoted”')].join('\n')
const PLAIN_TEXTS = ['héllo', 'naïve – “quoted”']

describe('a table enters the same however its bytes are written', () => {
  const writings: [string, string | Uint8Array][] = [
    ['UTF-8', PLAIN],
    ['with a byte order mark', `\ufeff${PLAIN}`],
    ['UTF-16, little end first', Buffer.from(`\ufeff${PLAIN}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${PLAIN}`, 'utf16le').swap16()],
    [
      'Windows-1252',
      Buffer.from([...PLAIN].map(c => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[c] ?? c.charCodeAt(0))),
    ],
    ['with Windows’ line ends', PLAIN.replaceAll('\n', '\r\n')],
    ['ending in a line end', `${PLAIN}\n`],
    ['ending in several', `${PLAIN}\r\n\r\n`],
    ['gzipped', gzipSync(PLAIN)],
    ['gzipped in two members', Buffer.concat([gzipSync(PLAIN.slice(0, 30)), gzipSync(PLAIN.slice(30))])],
    ['with semicolons', PLAIN.replaceAll(',', ';')],
    ['with tabs', PLAIN.replaceAll(',', '\t')],
    ['with bars', PLAIN.replaceAll(',', '|')],
    ['with quotes around every cell', PLAIN.replaceAll(/[^,\n]+/g, '"$&"')],
  ]
  for (const [how, content] of writings)
    test(how, async () => {
      const { posts, rejects } = await table(content)
      expect(rejects).toEqual([])
      expect(posts).toMatchObject([
        { row: 1, account_id: 'ann', at: Date.UTC(2017, 4, 5, 18, 10), text: PLAIN_TEXTS[0] },
        { row: 2, account_id: 'bob', at: Date.UTC(2017, 4, 5, 18, 11), text: PLAIN_TEXTS[1] },
      ])
    })

  test('compressed with zstd, in Parquet, and as Parquet’s own times', async () => {
    const store = await Store.open()
    const from = await write('plain.csv', PLAIN)
    const select = (list: string) => `SELECT ${list} FROM read_csv(${literal(from)}, all_varchar = true)`
    const copy = (list: string, name: string, how: string) =>
      store.run(`COPY (${select(list)}) TO ${literal(at(name))} (${how})`)
    await copy('*', 'plain.csv.zst', 'FORMAT csv, HEADER, COMPRESSION zstd')
    await copy('*', 'plain.parquet', 'FORMAT parquet')
    await copy('CAST("at" AS TIMESTAMPTZ) AS "at", account_id, text', 'times.parquet', 'FORMAT parquet')
    await store.close()
    for (const name of ['plain.csv.zst', 'plain.parquet', 'times.parquet'])
      expect(await imported(at(`${name}-case`), at(name)), name).toMatchObject({
        rejects: [],
        posts: [
          { row: 1, at: Date.UTC(2017, 4, 5, 18, 10), text: PLAIN_TEXTS[0] },
          { row: 2, at: Date.UTC(2017, 4, 5, 18, 11), text: PLAIN_TEXTS[1] },
        ],
      })
  })
})

describe('a row that cannot be read is refused with its number, and the others go in', () => {
  test('with more cells than the header', async () => {
    const { posts, rejects } = await table(
      [HEADER, row(0, 'ann', 'a'), row(1, 'bob', 'b,c,d'), row(2, 'cat', 'c')].join('\n'),
    )
    expect(rejects).toHaveLength(1)
    expect(rejects[0]).toMatch(/^2: /)
    expect(posts.map(post => post.row)).toEqual([1, 3])
  })

  test('behind quoted line ends, whose lines are no rows', async () => {
    const { posts, rejects } = await table(
      [
        HEADER,
        row(0, 'ann', '"a\nb\nc"'),
        row(1, 'bob', 'b,c,d'),
        row(2, 'cat', '"d\n\ne"'),
        row(3, 'dan', 'x,y'),
        row(4, 'eve', 'f'),
      ].join('\n'),
    )
    expect(rejects.map(reject => reject.split(':')[0])).toEqual(['2', '4'])
    expect(posts.map(post => [post.row, post.account_id])).toEqual([
      [1, 'ann'],
      [3, 'cat'],
      [5, 'eve'],
    ])
  })

  test('with fewer cells, where what is left says no more than who and when', async () => {
    const { posts, rejects } = await table(
      [HEADER, row(0, 'ann', 'a'), '2017-05-05T18:11:00Z,bob', row(2, 'cat', 'c')].join('\n'),
    )
    expect(rejects).toEqual([])
    expect(posts.map(post => post.text)).toEqual(['a', null, 'c'])
  })

  test('with a quote that is never closed', async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      row(i, `a${i}`, i === 20 ? '"never closed' : `text ${i}`),
    )
    const { posts, rejects, source } = await table([HEADER, ...rows].join('\n'))
    expect(rejects.length).toBeGreaterThan(0)
    expect(posts.length).toBeGreaterThanOrEqual(20)
    expect(source.counts.rows).toBeGreaterThan(20)
  })

  test('with a stray quote inside a cell', async () => {
    const { posts, rejects } = await table(
      [HEADER, row(0, 'ann', 'say "hi" to'), row(1, 'bob', '"x" y'), row(2, 'cat', 'c')].join('\n'),
    )
    expect(posts.map(post => post.account_id)).toEqual(expect.arrayContaining(['ann', 'cat']))
    expect(posts.length + rejects.length).toBe(3)
  })

  test('that is longer than any row may be', async () => {
    const { posts, rejects } = await table(
      [HEADER, row(0, 'ann', 'a'), row(1, 'bob', 'x'.repeat(3_000_000)), row(2, 'cat', 'c')].join('\n'),
    )
    expect(rejects).toHaveLength(1)
    expect(rejects[0]).toMatch(/^2: /)
    expect(posts.map(post => [post.row, post.account_id])).toEqual([
      [1, 'ann'],
      [3, 'cat'],
    ])
  })

  test('that holds bytes of zero', async () => {
    const { posts, rejects } = await table(
      [HEADER, row(0, 'ann', 'a'), row(1, 'bob', 'b\0\0b'), row(2, 'cat', 'c')].join('\n'),
    )
    expect(posts.length + rejects.length).toBe(3)
    expect(posts.map(post => post.account_id)).toEqual(expect.arrayContaining(['ann', 'cat']))
  })

  test('that holds bytes which are no letters of its encoding', async () => {
    const bytes = Buffer.from(
      [HEADER, row(0, 'ann', 'é'), row(1, 'bob', 'b@@b'), row(2, 'cat', 'ü')].join('\n'),
    )
    const hole = bytes.indexOf('@@')
    bytes[hole] = 0xff
    bytes[hole + 1] = 0xfe
    const { posts, rejects } = await table(bytes)
    expect(posts.length + rejects.length).toBe(3)
    expect(posts.map(post => post.account_id)).toEqual(expect.arrayContaining(['ann', 'cat']))
  })

  test('among so many that several threads read them, where all rows have their cells', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) =>
      i % 1000 === 999 ? `never,a,lost ${i + 1}` : `${1_494_010_140 + i},a${i % 97},"row ${i + 1}"`,
    )
    const { given, source, posts } = await table([HEADER, ...rows].join('\n'))
    expect(posts.filter(({ row, text }) => text !== `row ${row}`).slice(0, 3)).toEqual([])
    expect(posts).toHaveLength(30_000 - 30)
    const kept = await refused(given, source)
    expect(kept.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, i) => (i + 1) * 1000))
    for (const { row, raw } of kept) expect(raw).toContain(`lost ${row}"`)
    const back = await rawRows(given, source, [29_999, 7_777])
    expect([back.get(7_777), back.get(29_999)].join()).toMatch(/"row 7777".*"row 29999"/)
  })

  test('among so many that several threads read them', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) =>
      i % 1000 === 999
        ? `never,a${i},lost ${i + 1}`
        : i % 1000 === 499
          ? `1494010140,a,b,c${i}`
          : `${1_494_010_140 + i},a${i % 97},row ${i + 1} ${'x'.repeat(i % 50)}`,
    )
    const { given, source, posts } = await table([HEADER, ...rows].join('\n'))
    expect(posts).toHaveLength(30_000 - 60)
    expect(posts.filter(post => !String(post.text).startsWith(`row ${post.row} `)).slice(0, 3)).toEqual([])
    const kept = await refused(given, source)
    expect(kept).toHaveLength(60)
    expect(kept.filter(({ row, code }) => row % 1000 !== (code === 'row' ? 0 : 500)).slice(0, 3)).toEqual([])
    expect(
      kept.filter(({ row, raw, code }) => code === 'row' && !raw.includes(`lost ${row}"`)).slice(0, 3),
    ).toEqual([])
    const back = await rawRows(given, source, [29_999, 7_777])
    expect(back.get(7_777)).toContain('row 7777 ')
    expect(back.get(29_999)).toContain('row 29999 ')
  })

  test('when the file was cut short inside its gzip', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      row(i % 50, `account${i}`, `text ${i} ${Math.sin(i)}`),
    )
    const whole = gzipSync([HEADER, ...rows].join('\n'))
    const { posts, rejects, notes } = await table(whole.subarray(0, whole.length / 2), {}, 'csv.gz')
    expect(posts.length).toBeGreaterThan(100)
    expect(posts.length).toBeLessThan(3000)
    expect([...rejects, ...notes].join('\n')).toMatch(/cut short|damaged/)
  })
})

describe('a header is taken as it is', () => {
  test.each([
    'row',
    'Row',
    'source',
    'select',
    'order by',
    'at;',
    'a"b',
    "a'b",
    '"; DROP TABLE raw; --',
    '$x',
    'é 🌊',
  ])('a column named %s neither breaks the import nor gets lost', async name => {
    const header = `${HEADER},"${name.replaceAll('"', '""')}"`
    const { given, source, posts } = await table([header, `${row(0, 'ann', 'a')},extra`].join('\n'))
    expect(posts).toMatchObject([{ row: 1, account_id: 'ann', text: 'a' }])
    const raw = JSON.parse((await rawRows(given, source, [1])).get(1) ?? '{}') as Record<string, string>
    expect(Object.values(raw)).toEqual(['2017-05-05T18:10:00Z', 'ann', 'a', 'extra'])
  })

  test('columns of one name, of none, and of the names that these would get are all kept', async () => {
    const { given, source } = await table(
      ['at,text,text,,text_1,TEXT,column3', '2017-05-05T18:10:00Z,b,c,d,e,f,g'].join('\n'),
    )
    const raw = JSON.parse((await rawRows(given, source, [1])).get(1) ?? '{}') as Record<string, string>
    expect(Object.values(raw)).toEqual(['2017-05-05T18:10:00Z', 'b', 'c', 'd', 'e', 'f', 'g'])
  })

  test('Parquet’s columns named row and source are kept too', async () => {
    const store = await Store.open()
    await store.run(
      `COPY (SELECT '2017-05-05T18:10:00Z' AS at, 'ann' AS account_id, 'a' AS text, 7 AS "row", 'me' AS source) TO ${literal(at('row.parquet'))} (FORMAT parquet)`,
    )
    await store.close()
    const { given, source, posts } = await imported(at('row-parquet'), at('row.parquet'))
    expect(posts).toMatchObject([{ row: 1, text: 'a' }])
    const raw = JSON.parse((await rawRows(given, source, [1])).get(1) ?? '{}') as Record<string, string>
    expect(Object.values(raw)).toEqual(['2017-05-05T18:10:00Z', 'ann', 'a', '7', 'me'])
  })

  test('a header alone has no posts, and is no error', async () => {
    expect((await table(`${HEADER}\n`)).source.counts).toMatchObject({ rows: 0, posts: 0, rejects: 0 })
  })
})

describe('what the user says is data, never SQL', () => {
  const evil = "x'; DROP TABLE raw; SELECT '"
  const injected = [
    `at,account_id,text,"${evil}"`,
    `${row(0, "o'hara", "it's $s0; '' -- /* */")},theirs`,
  ].join('\n')

  test('in cells, columns, platforms and mappings', async () => {
    const { posts } = await table(injected, { platform: evil, map: { title: evil } })
    expect(posts).toMatchObject([
      { platform: evil.toLowerCase(), account_id: "o'hara", text: "it's $s0; '' -- /* */", title: 'theirs' },
    ])
  })

  test('in the way times are written', async () => {
    const { posts, rejects } = await table(injected, { timeFormat: "%Y'); DROP TABLE raw; --" })
    expect(posts).toEqual([])
    expect(rejects).toEqual(['1: it has no time that can be read'])
  })

  test('a mapping to a column that is not there lists those that are', async () => {
    await expect(table(PLAIN, { map: { text: 'body' } })).rejects.toThrow(
      /--map text=body: the source has no column 'body'; it has at, account_id, text/,
    )
    await expect(table(PLAIN, { map: { txet: 'text' } })).rejects.toThrow(InputProblem)
  })
})

describe('ids', () => {
  test('that a spreadsheet has rounded are refused as such, wherever they stand', async () => {
    const { posts, rejects } = await table(
      [
        'id,at,account_id,in_reply_to_status_id,text',
        '1.27E+18,2017-05-05T18:10:00Z,ann,,rounded',
        '"1,27E+18",2017-05-05T18:11:00Z,ann,,rounded with a comma',
        '1270000000000000001,2017-05-05T18:12:00Z,9.1e+17,,account rounded',
        '1270000000000000002,2017-05-05T18:13:00Z,ann,1.27E+18,parent rounded',
        '1270000000000000003,2017-05-05T18:14:00Z,ann,1270000000000000001,whole',
        'CAFE+18,2017-05-05T18:15:00Z,ann,,not a number at all',
      ].join('\n'),
    )
    expect(posts.map(post => post.post_id)).toEqual(['1270000000000000003', 'CAFE+18'])
    expect(rejects).toEqual([
      '1: its id was rounded by a spreadsheet (1.27E+18): re-export it with ids as text',
      '2: its id was rounded by a spreadsheet (1,27E+18): re-export it with ids as text',
      '3: its account id was rounded by a spreadsheet (9.1e+17): re-export it with ids as text',
      '4: the id of its parent was rounded by a spreadsheet (1.27E+18): re-export it with ids as text',
    ])
  })

  test('are made from the content where none is stated: twins are told apart, and a second file’s same rows are known', async () => {
    const one = await table(
      [HEADER, row(0, 'ann', 'same'), row(0, 'ann', 'same'), row(1, 'bob', 'other')].join('\n'),
    )
    expect(new Set(one.posts.map(post => post.post_id)).size).toBe(3)
    const path = await write(
      'overlap.csv',
      [
        HEADER,
        row(1, 'bob', 'other'),
        row(2, 'cat', 'new'),
        row(0, 'ann', 'same'),
        row(0, 'ann', 'same'),
      ].join('\n'),
    )
    const two = await imported(one.given, path)
    expect(two.source.counts).toMatchObject({ rows: 4, posts: 1, duplicates: 3 })
    expect(texts(two)).toEqual(['new'])
  })

  test('that stand twice are one post, the first', async () => {
    const { posts, source } = await table(
      ['id,at,account_id,text', '7,2017-05-05T18:10:00Z,ann,first', '7,2017-05-05T18:11:00Z,ann,second'].join(
        '\n',
      ),
    )
    expect(texts({ posts })).toEqual(['first'])
    expect(source.counts).toMatchObject({ posts: 1, duplicates: 1 })
  })

  test('that are missing from a row refuse it', async () => {
    const { rejects } = await table(
      ['id,at,account_id,text', ',2017-05-05T18:10:00Z,ann,a', '8,2017-05-05T18:10:00Z,ann,b'].join('\n'),
    )
    expect(rejects).toEqual(['1: it has no id'])
  })
})

describe('times', () => {
  const read = async (written: string[], options: AddOptions = {}) =>
    (
      await table(
        ['at,account_id,text', ...written.map((time, i) => `"${time}",ann,post ${i}`)].join('\n'),
        options,
      )
    ).posts.map(post => new Date(Number(post.at)).toISOString())

  test('without a zone stand on the clock that was named', async () => {
    expect(await read(['2017-05-05 20:49:12', '2017-01-05T20:49'], { tz: 'Europe/Paris' })).toEqual([
      '2017-05-05T18:49:12.000Z',
      '2017-01-05T19:49:00.000Z',
    ])
    expect(await read(['2017-05-05 20:49:12'])).toEqual(['2017-05-05T20:49:12.000Z'])
  })

  test('with a zone stand as they are, whatever clock was named', async () => {
    expect(
      await read(['2017-05-05T20:49:12+02:00', '2017-05-05T18:49:12.250Z'], { tz: 'America/New_York' }),
    ).toEqual(['2017-05-05T18:49:12.000Z', '2017-05-05T18:49:12.250Z'])
  })

  test('counted from 1970 are told apart by their size', async () => {
    expect(
      await read(['1494010152', '1494010152.5', '1494010152250', '1494010152250999', '1494010152250999999']),
    ).toEqual([
      '2017-05-05T18:49:12.000Z',
      '2017-05-05T18:49:12.500Z',
      '2017-05-05T18:49:12.250Z',
      '2017-05-05T18:49:12.250Z',
      '2017-05-05T18:49:12.250Z',
    ])
  })

  test('whose day and month cannot be told apart ask for an answer, and take it', async () => {
    await expect(read(['5/6/2017 18:49', '7/8/2017 18:49'])).rejects.toThrow(
      /day and month cannot be told apart.*--time-format/,
    )
    expect(await read(['5/6/2017 18:49'], { timeFormat: '%d/%m/%Y %H:%M' })).toEqual([
      '2017-06-05T18:49:00.000Z',
    ])
    expect(await read(['5/6/2017 18:49', '7/23/2017 18:49'])).toEqual([
      '2017-05-06T18:49:00.000Z',
      '2017-07-23T18:49:00.000Z',
    ])
    expect(await read(['5/6/2017 18:49', '23/7/2017 18:49'])).toEqual([
      '2017-06-05T18:49:00.000Z',
      '2017-07-23T18:49:00.000Z',
    ])
  })

  test('outside 1990 to 2100 are misread numbers', async () => {
    const { rejects } = await table(
      [HEADER, '1970-01-01T00:00:12Z,ann,a', '2017-05-05T18:10:00Z,bob,b', '2999-01-01T00:00:00Z,cat,c'].join(
        '\n',
      ),
    )
    expect(rejects).toEqual(['1: its time is outside 1990 to 2100', '3: its time is outside 1990 to 2100'])
  })
})

describe('languages', () => {
  test('are codes, however the source names them, and are the platform’s', async () => {
    const { posts } = await table(
      [
        'at,account_id,text,language',
        ...['English', 'fr', 'en_GB', 'Русский', 'und', 'in', 'LANGUAGE UNDEFINED'].map(
          (lang, i) => `${row(i, 'ann', `${i}`)},${lang}`,
        ),
      ].join('\n'),
    )
    expect(posts.map(post => post.lang)).toEqual(['en', 'fr', 'en', 'ru', null, 'id', null])
    expect(posts.map(post => post.lang_from)).toEqual([
      'platform',
      'platform',
      'platform',
      'platform',
      null,
      'platform',
      null,
    ])
  })

  test('are detected where none is stated, and left unknown where nothing is sure', async () => {
    const { posts } = await table(
      [
        HEADER,
        row(0, 'ann', 'Les documents de la campagne ont été publiés cette nuit'),
        row(1, 'ann', '#MacronLeaks https://a.example/x @bob'),
        row(2, 'ann', 'ok'),
        row(3, 'ann', 'The documents of the campaign were published last night'),
      ].join('\n'),
    )
    expect(posts.map(post => [post.lang, post.lang_from])).toEqual([
      ['fr', 'detected'],
      [null, null],
      [null, null],
      ['en', 'detected'],
    ])
  })
})

test("texts that begin 'RT @' are reposts on X, and a note says so", async () => {
  const { posts, notes } = await table(
    [
      'at,account_id,text',
      row(0, 'ann', 'RT @bob: the archive https://t.co/abc'),
      row(1, 'bob', 'the archive https://t.co/abc &amp; more'),
    ].join('\n'),
  )
  expect(posts.map(post => [post.platform, post.kind])).toEqual([
    ['x', 'repost'],
    ['x', 'post'],
  ])
  expect(posts[1]?.text).toBe('the archive https://t.co/abc & more')
  expect(notes.join('\n')).toContain("texts that begin 'RT @' are taken for reposts")
})

test('a table compressed by the zstd command enters', async () => {
  const path = await write('by-command.csv', PLAIN)
  execFileSync('zstd', ['-q', '-f', path])
  expect(texts(await imported(at('by-command'), `${path}.zst`))).toEqual(PLAIN_TEXTS)
})

test('a hashtag written twice in a post, in whatever case, is one action', async () => {
  const { actions } = await table([HEADER, row(0, 'ann', 'words #Leak #LEAK #leak @Bob @bob')].join('\n'))
  expect(actions).toEqual(['hashtag leak', 'mention bob'])
})

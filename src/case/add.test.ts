import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { InputProblem } from '../importers/importer.ts'
import { sample } from '../importers/testing.ts'
import { Store } from '../store/store.ts'
import { type AddStep, addSource, preview } from './add.ts'
import { chainBreak } from './custody.ts'
import { fileSha256, filesUnder } from './hash.ts'
import { createCase, openCase, sourcesOf } from './open.ts'
import { remapSource } from './remap.ts'
import { asked, everything, fixtures, refused } from './testing.ts'
import { verifyCase } from './verify.ts'

const { at, write } = fixtures()

const POSTS = `at,account_id,text
2017-05-05T18:49:00Z,ann,the archive is open #Leak
2017-05-05T18:50:00Z,bob,have you seen it? #leak
yesterday,cat,this row has no time
2017-05-05T18:51:00Z,dan,the archive is here https://a.example/x #leak
`

test('a file is copied, read, and logged with its hash, its counts and its parts', async () => {
  const path = await write('posts.csv', POSTS)
  const { case: given, added } = await addSource(await createCase(at('added')), path)
  const { source } = added
  expect(source).toMatchObject({
    sha256: await fileSha256(path),
    name: 'posts.csv',
    bytes: Buffer.byteLength(POSTS),
    kept: 'copy',
    importer: 'table',
    counts: { rows: 4, posts: 3, actions: 5, duplicates: 0, rejects: 1 },
  })
  expect(await readFile(join(given.dir, source.path), 'utf8')).toBe(POSTS)
  expect(source.parts).toEqual({
    post: await fileSha256(given.at.part('post', source)),
    account: await fileSha256(given.at.part('account', source)),
    action: await fileSha256(given.at.part('action', source)),
    rejects: await fileSha256(given.at.rejects(source)),
  })
  expect((await openCase(at('added'))).custody).toEqual(given.custody)
  expect(await verifyCase(given)).toEqual({ files: 5, bytes: source.bytes, withheld: [], mismatches: [] })
})

test('each row that was not taken is kept with its number, its reason and its raw text', async () => {
  const { case: given, added } = await addSource(
    await createCase(at('rejects')),
    await write('rejects.csv', POSTS),
  )
  const [reject, ...more] = await refused(given, added.source)
  expect(more).toEqual([])
  expect(reject).toMatchObject({ row: 3, reason: 'it has no time that can be read' })
  expect(JSON.parse(reject?.raw ?? '')).toMatchObject({ at: 'yesterday', account_id: 'cat' })
  expect(added.source.counts.reasons).toEqual({ 'it has no time that can be read': 1 })
})

test('a folder is left as it was when a file is added twice, under whatever name', async () => {
  const { case: given } = await addSource(await createCase(at('twice')), await write('one.csv', POSTS))
  const before = await filesUnder(at('twice'))
  const hashes = await Promise.all(before.map(file => fileSha256(at(`twice/${file}`))))
  const again = await addSource(given, await write('other-name.csv', POSTS))
  expect(again.added).toMatchObject({ status: 'already there', source: { name: 'one.csv' } })
  expect(again.case.custody).toEqual(given.custody)
  expect(await filesUnder(at('twice'))).toEqual(before)
  expect(await Promise.all(before.map(file => fileSha256(at(`twice/${file}`))))).toEqual(hashes)
})

test('posts that the case has already are counted as duplicates, not added', async () => {
  const made = await createCase(at('overlap'))
  const { case: given } = await addSource(made, sample('twitter-v1.jsonl'))
  const text = await readFile(sample('twitter-v1.jsonl'), 'utf8')
  const first = text.split('\n').slice(0, 2).join('\n')
  const { added } = await addSource(given, await write('again.jsonl', `${first}\n\n`))
  expect(added.source.counts).toMatchObject({ posts: 0, duplicates: 2 })
})

test('a case that was opened before another file went in still continues the one chain', async () => {
  const stale = await createCase(at('stale'))
  await addSource(stale, await write('first.csv', POSTS))
  const { added } = await addSource(
    stale,
    await write('second.csv', POSTS.replace('at,', 'at,').concat('2017-05-05T19:00:00Z,eve,late #leak\n')),
  )
  const given = await openCase(at('stale'))
  expect(chainBreak(given.custody)).toBeNull()
  expect(given.custody.map(entry => entry.n)).toEqual([1, 2, 3])
  expect(added.source.counts).toMatchObject({ posts: 1, duplicates: 3 })
  expect((await addSource(stale, at('first.csv'))).added.status).toBe('already there')
})

describe('a run that was cut short', () => {
  const undisturbed = async (name: string) =>
    (await addSource(await createCase(at(name)), await write(`${name}.csv`, POSTS))).case

  test('leaves half-written parts, which the next run writes anew', async () => {
    const whole = await undisturbed('whole')
    const made = await createCase(at('halves'))
    const [{ sha256 } = { sha256: '' }] = sourcesOf(whole)
    await mkdir(at('halves/.scratch'))
    await write('halves/.scratch/incoming', POSTS.slice(0, 40))
    await write(`halves/tables/post/${sha256}.parquet.part`, 'PAR1 and then the power went')
    await write(`halves/rejects/${sha256}.jsonl.part`, '{"row": 3, "co')
    const { case: given, added } = await addSource(made, at('whole.csv'))
    expect(added.status).toBe('added')
    expect(await everything(given)).toEqual(await everything(whole))
    expect((await filesUnder(at('halves'))).filter(file => /\.part$|^\.scratch/.test(file))).toEqual([])
    expect((await verifyCase(given)).mismatches).toEqual([])
  })

  test('leaves parts that were never logged: they count for nothing until the next run', async () => {
    const whole = await undisturbed('logged')
    const made = await createCase(at('unlogged'))
    const [{ sha256 } = { sha256: '' }] = sourcesOf(whole)
    await write(
      `unlogged/tables/post/${sha256}.parquet`,
      await readFile(at(`logged/tables/post/${sha256}.parquet`)),
    )
    expect((await asked(made, 'SELECT count(*) AS n FROM post'))[0]).toEqual({ n: 0 })
    const { case: given, added } = await addSource(made, at('logged.csv'))
    expect(added).toMatchObject({ status: 'added', source: { counts: { posts: 3, duplicates: 0 } } })
    expect(await everything(given)).toEqual(await everything(whole))
  })
})

describe('with --reference', () => {
  test('the original stays where it is, and is read and verified there', async () => {
    const path = await write('original.csv', POSTS)
    const { case: given, added } = await addSource(await createCase(at('reference')), path, {
      reference: true,
    })
    expect(added.source).toMatchObject({ kept: 'reference', path, counts: { posts: 3 } })
    expect(await readdir(given.at.sources)).toEqual([])
    expect((await verifyCase(given)).mismatches).toEqual([])
    await write('original.csv', POSTS.replace('open', 'shut'))
    expect((await verifyCase(given)).mismatches).toEqual([
      { what: 'source', path, problem: 'does not match its SHA-256' },
    ])
    await rm(path)
    expect((await verifyCase(given)).mismatches).toEqual([{ what: 'source', path, problem: 'is missing' }])
  })
})

describe('a source that cannot be read', () => {
  const problems: [string, () => Promise<string>, RegExp][] = [
    ['that is not there', async () => at('nothing.csv'), /there is no such file/],
    ['that is empty', () => write('empty.csv', ''), /empty\.csv: the file is empty/],
    [
      'of an unknown kind',
      () => write('photo.jpg', Buffer.from('\xff\xd8\xff\xe0 JFIF', 'latin1')),
      /photo\.jpg: no importer knows this kind of file/,
    ],
    [
      'without a time',
      () => write('plain.csv', 'name,text\nann,hi\n'),
      /plain\.csv: no column looks like a time/,
    ],
    ['with no record', () => write('none.json', '[]'), /none\.json/],
  ]
  for (const [what, make, says] of problems)
    test(`${what} leaves the case as it was, and says why`, async () => {
      const given = await createCase(at(`case-${what}`))
      await expect(addSource(given, await make())).rejects.toThrow(says)
      await expect(addSource(given, await make())).rejects.toThrow(InputProblem)
      expect(await filesUnder(given.dir)).toEqual(['case.json', 'custody.jsonl'])
    })

  test('as the format asked for names the formats there are', async () => {
    const given = await createCase(at('as'))
    const path = await write('as.csv', POSTS)
    await expect(addSource(given, path, { as: 'fax' })).rejects.toThrow(/no format 'fax'; there are .*4chan/)
  })

  test('in a zone that does not exist says so before anything is done', async () => {
    const given = await createCase(at('zone'))
    await expect(addSource(given, at('as.csv'), { tz: "UTC') FROM post; --" })).rejects.toThrow(
      /no such time zone/,
    )
  })
})

test('a copy keeps only plain endings of a name, and none of its path', async () => {
  const given = await createCase(at('names'))
  const path = await write("it's $(odd) ;name.CSV", POSTS)
  const { added } = await addSource(given, path)
  expect(added.source.path).toBe(`sources/${added.source.sha256}.CSV`)
  expect(added.source.name).toBe("it's $(odd) ;name.CSV")
})

test('a file that may not be written can be added', async () => {
  const path = await write('kept.csv', POSTS)
  await chmod(path, 0o444)
  const { case: given } = await addSource(await createCase(at('read-only')), path)
  expect((await verifyCase(given)).mismatches).toEqual([])
})

test('a preview shows ten rows, what was refused and how columns were read, and keeps nothing', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `2017-05-05T18:${10 + i}:00Z,ann,post number ${i}`)
  const path = await write('many.csv', ['at,account_id,text', 'never,ann,lost', ...rows].join('\n'))
  const before = await filesUnder(at(''))
  const shown = await preview(path)
  expect(shown.rows).toHaveLength(10)
  expect(shown.rows[0]).toMatchObject({ row: 2, at: '2017-05-05T18:10:00.000Z', text: 'post number 0' })
  expect(shown.rejects).toEqual([{ row: 1, reason: 'it has no time that can be read' }])
  expect(shown.mapping).toMatchObject({ at: 'at', account_id: 'account_id', text: 'text' })
  expect(await filesUnder(at(''))).toEqual(before)
})

describe('where the engine fell over', () => {
  const FALL = 'INTERNAL Error: Attempted to access index 0 within vector of size 0'

  /** Fails with these messages when parts are about to be written, one a time. */
  function failing(...messages: string[]) {
    const onFall = vi.fn()
    const onStep = (step: AddStep) => {
      const message = step === 'writing' ? messages.shift() : undefined
      if (message !== undefined) throw new Error(message)
    }
    return { onStep, onFall }
  }

  test('a source is imported once more on one thread, and the case is as if it had not', async () => {
    const path = await write('falls.csv', POSTS)
    const whole = await addSource(await createCase(at('never-fallen')), path)
    const options = failing(FALL)
    const open = vi.spyOn(Store, 'open')
    const again = await addSource(await createCase(at('fallen')), path, options)
    expect(open.mock.calls.map(([engine]) => engine?.threads)).toEqual([undefined, 1])
    open.mockRestore()
    expect(options.onFall).toHaveBeenCalledOnce()
    expect(again.added.source).toEqual(whole.added.source)
    expect(again.case.custody.map(({ event }) => event)).toEqual(['created', 'added'])
    expect(await filesUnder(at('fallen'))).toEqual(await filesUnder(at('never-fallen')))
  })

  test('a second fall is told, and the case is left as it was', async () => {
    const given = await createCase(at('fallen-twice'))
    const before = await filesUnder(at('fallen-twice'))
    const options = failing(FALL, FALL)
    await expect(addSource(given, await write('twice.csv', POSTS), options)).rejects.toThrow(FALL)
    expect(options.onFall).toHaveBeenCalledOnce()
    expect(await filesUnder(at('fallen-twice'))).toEqual(before)
  })

  test('a source is mapped anew once more, too', async () => {
    const { case: given } = await addSource(
      await createCase(at('remap-falls')),
      await write('map.csv', POSTS),
    )
    const options = failing(FALL)
    const { case: now } = await remapSource(given, 'map.csv', options)
    expect(options.onFall).toHaveBeenCalledOnce()
    expect(now.custody.map(({ event }) => event)).toEqual(['created', 'added', 'remapped'])
    expect((await verifyCase(now)).mismatches).toEqual([])
  })
})

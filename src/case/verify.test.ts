import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { addSource } from './add.ts'
import { type Case, createCase, openCase, sourcesOf } from './open.ts'
import { fixtures } from './testing.ts'
import { type Mismatch, verifyCase } from './verify.ts'

const { at, write } = fixtures()

const CSV = `at,account_id,text
2017-05-05T18:49:00Z,ann,the archive is open
2017-05-05T18:50:00Z,cat,have you seen it?
never,bob,this row has no time
`
const PAGE =
  '<!doctype html><html lang="en"><head><title>Harbour</title><meta property="article:published_time" content="2017-05-05T18:49:00Z"></head><body><p>The archive is open.</p></body></html>'

let sound: Case
beforeAll(async () => {
  const made = await createCase(at('sound'), { about: ['the archive'] })
  const { case: given } = await addSource(made, await write('posts.csv', CSV))
  await mkdir(at('pages'))
  await write('pages/harbour.html', PAGE)
  await write('pages/picture.txt', 'no page, and in the folder’s hash all the same')
  sound = (await addSource(given, at('pages'))).case
})

/** What is found in a copy of the sound case after something was done to it. */
async function after(name: string, change: (dir: string) => Promise<void>): Promise<Mismatch[]> {
  const dir = at(name)
  await rm(dir, { recursive: true, force: true })
  await cp(sound.dir, dir, { recursive: true })
  await change(dir)
  return (await verifyCase(await openCase(dir))).mismatches
}

async function flip(path: string, place: number): Promise<void> {
  const bytes = await readFile(path)
  const at = Math.floor(bytes.length * place)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}

test('a sound case has nothing to find, and every file was looked at', async () => {
  const looked: string[] = []
  const found = await verifyCase(sound, path => looked.push(path))
  expect(found.mismatches).toEqual([])
  expect(found.files).toBe(looked.length)
  // Two sources; three tables and rejects of the one, three tables of the other.
  expect(found.files).toBe(9)
})

type Place = [what: string, file: (given: Case) => string, found: Mismatch['what']]

test.each<Place>([
  ['a source', given => given.custody[1]?.source?.path ?? '', 'source'],
  ['a page of a folder', given => join(given.custody[2]?.source?.path ?? '', 'harbour.html'), 'source'],
  ['a file beside the pages', given => join(given.custody[2]?.source?.path ?? '', 'picture.txt'), 'source'],
  ...(['post', 'account', 'action'] as const).map(
    (table): Place => [
      `the ${table} table`,
      given => join('tables', table, `${sourcesOf(given)[0]?.sha256}.parquet`),
      'table',
    ],
  ),
  ['the rejects', given => join('rejects', `${sourcesOf(given)[0]?.sha256}.jsonl`), 'rejects'],
])('one flipped bit in %s is found, and nothing else is', async (_, file, what) => {
  for (const place of [0, 0.5, 0.999]) {
    const found = await after('flipped', dir => flip(join(dir, file(sound)), place))
    expect(found).toMatchObject([{ what, problem: 'does not match its SHA-256' }])
  }
})

test.each<Place>([
  ['a source', given => given.custody[1]?.source?.path ?? '', 'source'],
  ['a folder of pages', given => given.custody[2]?.source?.path ?? '', 'source'],
  ['a table', given => join('tables', 'post', `${sourcesOf(given)[1]?.sha256}.parquet`), 'table'],
  ['the rejects', given => join('rejects', `${sourcesOf(given)[0]?.sha256}.jsonl`), 'rejects'],
])('%s that is gone is missed', async (_, file, what) => {
  const found = await after('missing', dir => rm(join(dir, file(sound)), { recursive: true }))
  expect(found).toMatchObject([{ what, problem: 'is missing' }])
})

test('a file put into a folder of pages is found', async () => {
  const source = sourcesOf(sound)[1]?.path ?? ''
  const found = await after('planted', dir => writeFile(join(dir, source, 'planted.html'), PAGE))
  expect(found).toMatchObject([{ what: 'source', problem: 'does not match its SHA-256' }])
})

/** Whether a case with this changed file is called unsound: by opening or by verifying it. */
async function isFound(dir: string): Promise<boolean> {
  try {
    return (await verifyCase(await openCase(dir))).mismatches.length > 0
  } catch (error) {
    if ((error as Error).name !== 'CaseProblem') throw error
    return true
  }
}

test.each(['custody.jsonl', 'case.json'])('one changed byte anywhere in %s is found', async file => {
  const dir = at('bytes')
  await rm(dir, { recursive: true, force: true })
  await cp(sound.dir, dir, { recursive: true })
  const whole = await readFile(join(dir, file))
  const missed: string[] = []
  // Every fifth byte of a custody log is in every field of it; a case.json is short enough for all.
  const step = whole.length > 1000 ? 5 : 1
  for (let place = 0; place < whole.length; place += step)
    for (const other of [1, 0x20]) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] ?? 0) ^ other
      await writeFile(join(dir, file), changed)
      if (!(await isFound(dir)))
        missed.push(`${place} ^ ${other}: ${changed.subarray(place - 20, place + 5)}`)
    }
  expect(missed).toEqual([])
})

test('a custody line taken away from the middle is found', async () => {
  const found = await after('shorter', async dir => {
    const lines = (await readFile(join(dir, 'custody.jsonl'), 'utf8')).split('\n')
    await writeFile(join(dir, 'custody.jsonl'), `${[lines[0], lines[2]].join('\n')}\n`)
  })
  expect(found.map(({ what }) => what)).toContain('custody')
})

test('an empty custody log is found', async () => {
  const found = await after('emptied', dir => writeFile(join(dir, 'custody.jsonl'), ''))
  expect(found.map(({ what, problem }) => `${what} ${problem}`)).toContain('custody is empty')
})

test('a case.json changed by hand is found', async () => {
  const found = await after('edited', async dir => {
    const text = await readFile(join(dir, 'case.json'), 'utf8')
    await writeFile(join(dir, 'case.json'), text.replace('the archive', 'something else'))
  })
  expect(found).toMatchObject([{ what: 'case.json', problem: 'differs from what custody last logged' }])
})

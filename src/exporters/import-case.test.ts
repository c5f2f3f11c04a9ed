import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runAnalyses } from '../analyses/run-all.ts'
import { addSource } from '../case/add.ts'
import { chainBreak, entryHash } from '../case/custody.ts'
import { filesUnder, sha256 } from '../case/hash.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, configureCase, exists, openCase, sourcesOf } from '../case/open.ts'
import { rawRows, sourcePath } from '../case/raw-row.ts'
import { remapSource } from '../case/remap.ts'
import { everything, fixtures } from '../case/testing.ts'
import { verifyCase } from '../case/verify.ts'
import type { CustodyEntry, CustodySource } from '../model/case.ts'
import { literal, Store } from '../store/store.ts'
import { pathFrom } from './crate-graph.ts'
import type { Deposit } from './crate-metadata.ts'
import { CrateMismatch, CrateProblem } from './crate-problems.ts'
import { DestinationTaken } from './destination.ts'
import { importCase } from './import-case.ts'
import { exportCrate } from './ro-crate.ts'
import { brokenRules, smallCase } from './testing.ts'

const { at, write } = fixtures()

const DEPOSIT: Deposit = {
  name: 'The leak',
  description: 'Posts and pages about a leak.',
  datePublished: '2017-06-01',
  license: { name: 'On request only' },
  authors: [],
}
const PAGE =
  '<!doctype html><html lang="en"><head><title>Harbour</title><meta property="article:published_time" content="2017-05-05T18:49:00Z"></head><body><p>The archive is open. #leak</p></body></html>'

/** A case with a table, a folder of pages, a source that is kept elsewhere, and findings. */
let given: Case
beforeAll(async () => {
  given = await smallCase(at('case'), write)
  await mkdir(at('pages'))
  await write('pages/harbour page.html', PAGE)
  given = (await addSource(given, at('pages'))).case
  const csv = 'at,account_id,id,text\n2017-05-05T19:00:00Z,dan,7,seen elsewhere #leak\n'
  given = (await addSource(given, await write('elsewhere.csv', csv), { reference: true })).case
  given = await configureCase(given, { zone: 'Europe/Paris' })
  const store = await mountCase(given)
  await runAnalyses(given, store)
  await store.close()
  await exportCrate(given, DEPOSIT, { out: at('crate') })
  await exportCrate(given, DEPOSIT, { out: at('bare'), withoutSources: true })
})

/** The findings' files, byte for byte. */
const findings = async ({ at: place }: Case) =>
  Promise.all(
    (await filesUnder(place.findings)).map(async file => [
      file,
      sha256((await readFile(join(place.findings, file))).toString('latin1')),
    ]),
  )

test('a case comes back with equal tables, rejects, findings and sources, and is sound', async () => {
  const { case: back, withheld } = await importCase(at('crate'), at('back'))
  expect(withheld).toEqual([])
  expect(await everything(back)).toEqual(await everything(given))
  expect(await findings(back)).toEqual(await findings(given))
  expect(back.config).toEqual(given.config)
  const [source] = sourcesOf(given)
  if (source)
    expect(await readFile(back.at.rejects(source))).toEqual(await readFile(given.at.rejects(source)))
  expect(await verifyCase(back)).toMatchObject({ mismatches: [], withheld: [] })
  expect((await filesUnder(back.dir)).filter(file => /report|ro-crate|\.part|lock/.test(file))).toEqual([])
})

test('its custody log is the same, byte for byte, and one line longer, which names the crate', async () => {
  const { case: back } = await importCase(at('crate'), at('logged'))
  const before = await readFile(given.at.custody, 'utf8')
  const after = await readFile(back.at.custody, 'utf8')
  expect(after.startsWith(before)).toBe(true)
  expect(chainBreak(back.custody)).toBeNull()
  expect(back.custody).toHaveLength(given.custody.length + 1)
  expect(back.custody.at(-1)).toMatchObject({
    event: 'imported',
    previous: given.custody.at(-1)?.hash,
    imported: { crate: sha256(await readFile(at('crate/ro-crate-metadata.json'), 'utf8')), withheld: [] },
  })
})

test('a source that was kept elsewhere is in the case now, and opens to its raw row', async () => {
  const { case: back } = await importCase(at('crate'), at('moved'))
  const source = sourcesOf(back).find(({ name }) => name === 'elsewhere.csv')
  if (!source) throw new Error('There is no such source.')
  expect(sourcePath(back, source)).toBe(join(back.dir, `sources/${source.sha256}.csv`))
  expect((await rawRows(back, source, [1])).get(1)).toContain('seen elsewhere')
})

test('the case that came back goes on: more is added to it, and it is exported and read again', async () => {
  const { case: back } = await importCase(at('crate'), at('again'))
  const csv = 'at,account_id,id,text\n2017-05-05T20:00:00Z,eve,8,later #leak\n'
  const { case: more } = await addSource(back, await write('more.csv', csv))
  await exportCrate(more, DEPOSIT, { out: at('second-crate') })
  const { case: twice } = await importCase(at('second-crate'), at('twice'))
  expect(await everything(twice)).toEqual(await everything(more))
  expect(await verifyCase(twice)).toMatchObject({ mismatches: [], withheld: [] })
})

test('a source that was mapped anew comes back as it was last mapped', async () => {
  await cp(given.dir, at('remapped'), { recursive: true })
  const { case: remapped } = await remapSource(await openCase(at('remapped')), 'posts.csv', {
    tz: 'Asia/Tokyo',
  })
  await exportCrate(remapped, DEPOSIT, { out: at('remapped-crate') })
  expect(brokenRules(at('remapped-crate'))).toEqual([])
  const { case: back } = await importCase(at('remapped-crate'), at('remapped-back'))
  expect(sourcesOf(back)).toEqual(sourcesOf(remapped))
  expect(await everything(back)).toEqual(await everything(remapped))
  expect((await verifyCase(back)).mismatches).toEqual([])
})

test('without the sources the tables are equal, and verify says what it could not compare', async () => {
  const { case: back, withheld } = await importCase(at('bare'), at('bare-back'))
  const names = sourcesOf(given).map(({ name }) => name)
  expect(withheld).toEqual(names)
  expect(await everything(back)).toEqual(await everything(given))
  expect(await verifyCase(back)).toMatchObject({ mismatches: [], withheld: names })
  const [source] = sourcesOf(back)
  if (!source) throw new Error('There is no source.')
  await expect(rawRows(back, source, [1])).rejects.toThrow(/left out when this case was exported/)
  // Put back later, it is compared like any other.
  await cp(join(given.dir, source.path), sourcePath(back, source))
  expect(await verifyCase(back)).toMatchObject({ mismatches: [], withheld: names.slice(1) })
  await writeFile(sourcePath(back, source), 'other bytes')
  expect((await verifyCase(back)).mismatches).toMatchObject([{ what: 'source' }])
})

/** A copy of a crate with something done to it. */
async function spoiled(change: (dir: string) => Promise<unknown>, from = 'crate'): Promise<string> {
  await rm(at('spoiled'), { recursive: true, force: true })
  await cp(at(from), at('spoiled'), { recursive: true })
  await change(at('spoiled'))
  return at('spoiled')
}

interface Entity {
  '@id': string
  [property: string]: unknown
}

/** Changes the metadata. */
const metadata =
  (change: (graph: Entity[], document: Record<string, unknown>) => unknown) => async (dir: string) => {
    const path = join(dir, 'ro-crate-metadata.json')
    const document = JSON.parse(await readFile(path, 'utf8'))
    change(document['@graph'], document)
    await writeFile(path, JSON.stringify(document))
  }

const renamed = (to: string) =>
  metadata(graph => Object.assign(graph.find(one => one['@id'].startsWith('tables/')) ?? {}, { '@id': to }))

/** Rewrites the log as someone would who knows how its chain is made, and describes it anew. */
const forged = (change: (entries: CustodyEntry[]) => unknown) => async (dir: string) => {
  const path = join(dir, 'custody.jsonl')
  const entries = (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as CustodyEntry) // a log
  change(entries)
  let previous = '0'.repeat(64)
  for (const entry of entries) {
    const { hash: _, ...body } = { ...entry, previous }
    previous = entryHash({ ...body, hash: '' })
    Object.assign(entry, body, { hash: previous })
  }
  await writeFile(path, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''))
  await described(dir, 'custody.jsonl')
}

/** Makes the metadata agree with a file as it is now. */
async function described(dir: string, path: string): Promise<void> {
  const bytes = await readFile(join(dir, path))
  await metadata(
    graph =>
      Object.assign(graph.find(one => one['@id'] === path) ?? {}, {
        contentSize: String(bytes.length),
        sha256: sha256(bytes as unknown as string),
      }), // a hash takes bytes as well
  )(dir)
}

const first = (entries: CustodyEntry[]): CustodySource | undefined =>
  entries.find(({ source }) => source)?.source
const part = async (dir: string) => `tables/post/${(await readdir(join(dir, 'tables/post'))).sort()[0]}`

test.each<[string, RegExp, (dir: string) => Promise<unknown>]>([
  [
    'a path that climbs',
    /'\.\.\/\.\.\/outside\.parquet', which is not inside the crate/,
    renamed('../../outside.parquet'),
  ],
  ['a path that climbs in disguise', /not inside the crate/, renamed('tables/%2e%2e/%2e%2e/outside.parquet')],
  ['an absolute path', /'\/etc\/passwd', which is not inside the crate/, renamed('/etc/passwd')],
  ['a path of another system', /not inside the crate/, renamed('C:\\Windows\\win.ini')],
  ['a file address', /not inside the crate/, renamed('file:///etc/passwd')],
  [
    'a file that is missing',
    /tables\/post\/[0-9a-f]+\.parquet is described and is not in the crate/,
    async dir => rm(join(dir, await part(dir))),
  ],
  [
    'a link in place of a file',
    /is a link; a crate holds files only/,
    async dir => {
      const path = join(dir, await part(dir))
      await rename(path, at('aside.parquet'))
      await symlink(at('aside.parquet'), path)
    },
  ],
  ['a link to a folder', /sources\/all is a link/, dir => symlink('/etc', join(dir, 'sources/all'))],
  ['no metadata', /is no RO-Crate/, dir => rm(join(dir, 'ro-crate-metadata.json'))],
  [
    'metadata that is no JSON',
    /is not valid JSON/,
    dir => writeFile(join(dir, 'ro-crate-metadata.json'), '{"@graph": ['),
  ],
  [
    'metadata too deep to be any',
    /is no metadata|not valid JSON/,
    dir => writeFile(join(dir, 'ro-crate-metadata.json'), '['.repeat(100_000) + ']'.repeat(100_000)),
  ],
  [
    'an older RO-Crate',
    /was written after https:\/\/w3id\.org\/ro\/crate\/1\.1; this version of Sillage reads/,
    metadata(graph =>
      Object.assign(graph[0] ?? {}, { conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' } }),
    ),
  ],
  [
    'another context',
    /is no metadata of an RO-Crate 1\.2/,
    metadata((_, document) => Object.assign(document, { '@context': 'https://evil.example' })),
  ],
  [
    'an entity twice',
    /twice/,
    metadata(graph => graph.push({ ...graph[3], '@id': graph[3]?.['@id'] ?? '' })),
  ],
  [
    'no hash for a file',
    /gives no SHA-256/,
    metadata(graph => Object.assign(graph[3] ?? {}, { sha256: undefined })),
  ],
  [
    'a part that is not described',
    /is in the custody log and not in the crate/,
    metadata(graph =>
      graph.splice(
        graph.findIndex(one => one['@id'].startsWith('tables/')),
        1,
      ),
    ),
  ],
  [
    'a source that nothing is said of',
    /neither in the crate nor said to be left out/,
    metadata(graph =>
      graph.splice(
        graph.findIndex(one => one['@id'].startsWith('sources/')),
        1,
      ),
    ),
  ],
  ['no custody log', /has no custody\.jsonl/, dir => rm(join(dir, 'custody.jsonl'))],
  [
    'a case of another version',
    /made by another version of Sillage \(format 2\)/,
    async dir => {
      await forged(entries =>
        entries.map(entry => entry.config && Object.assign(entry.config, { sillage: 2 })),
      )(dir)
      const path = join(dir, 'case.json')
      await writeFile(path, (await readFile(path, 'utf8')).replace('"sillage": 1', '"sillage": 2'))
      await described(dir, 'case.json')
    },
  ],
  [
    'an event that is not known',
    /'burnt' is not an event that this version of Sillage knows/,
    forged(entries => Object.assign(entries.at(-1) ?? {}, { event: 'burnt' })),
  ],
  [
    'a log that leads a source elsewhere',
    /'\.\.\/\.\.\/\.ssh\/id_rsa', which is not its place/,
    forged(entries => Object.assign(first(entries) ?? {}, { path: '../../.ssh/id_rsa' })),
  ],
  [
    'a log with a hash that is a path',
    /a source has no SHA-256/,
    forged(entries => Object.assign(first(entries) ?? {}, { sha256: '../../x' })),
  ],
  [
    'a log with a table of its own',
    /a part that is no table/,
    forged(entries => Object.assign(first(entries)?.parts ?? {}, { '../x': '0'.repeat(64) })),
  ],
  [
    'findings of another analysis',
    /holds no findings of origin/,
    async dir => {
      await writeFile(join(dir, 'findings/origin.json'), '{"analysis":"volume","findings":[]}')
      await described(dir, 'findings/origin.json')
    },
  ],
])('a crate with %s is refused in one sentence, and nothing is written', async (_, sentence, change) => {
  const dir = await spoiled(change)
  const refused = await importCase(dir, at('never')).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(CrateProblem)
  expect((refused as Error).message).toMatch(sentence)
  expect((refused as Error).message).not.toContain('\n')
  expect((await readdir(at('.'))).filter(name => name.startsWith('never'))).toEqual([])
})

test.each<[string, RegExp, (dir: string) => Promise<unknown>]>([
  [
    'a changed byte in a table',
    /has not the size|does not match its SHA-256/,
    async dir => flip(join(dir, await part(dir))),
  ],
  [
    'a changed byte in a source',
    /does not match its SHA-256/,
    async dir =>
      flip(
        join(dir, 'sources', (await readdir(join(dir, 'sources'))).find(name => name.endsWith('.csv')) ?? ''),
      ),
  ],
  [
    'a changed byte in a page of a folder',
    /does not match its SHA-256/,
    async dir =>
      flip(
        join(
          dir,
          (await filesUnder(dir)).find(file => file.endsWith('.html') && file.startsWith('sources/')) ?? '',
        ),
      ),
  ],
  [
    'a page put into a folder',
    /does not match its SHA-256/,
    async dir => {
      const page =
        (await filesUnder(dir)).find(file => file.endsWith('.html') && file.startsWith('sources/')) ?? ''
      await writeFile(join(dir, page, '../planted.html'), PAGE)
    },
  ],
  [
    'changed findings',
    /has not the size|does not match its SHA-256/,
    dir => flip(join(dir, 'findings/origin.json')),
  ],
  ['a changed log', /does not match its SHA-256/, dir => flip(join(dir, 'custody.jsonl'))],
  [
    'a log that was changed and described anew',
    /line \d+ does not match its own hash/,
    async dir => {
      const path = join(dir, 'custody.jsonl')
      await writeFile(path, (await readFile(path, 'utf8')).replace('posts.csv', 'ghost.csv'))
      await described(dir, 'custody.jsonl')
    },
  ],
  [
    'another case.json',
    /differs from what the custody log last said/,
    async dir => {
      const path = join(dir, 'case.json')
      await writeFile(path, (await readFile(path, 'utf8')).replace('The leak', 'The hoax'))
      await described(dir, 'case.json')
    },
  ],
  [
    'a table that was changed and described anew',
    /another in the custody log/,
    async dir => {
      await flip(join(dir, await part(dir)))
      await described(dir, await part(dir))
    },
  ],
])('a crate with %s is a mismatch, and nothing is written', async (_, sentence, change) => {
  const dir = await spoiled(change)
  const refused = await importCase(dir, at('never')).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(CrateMismatch)
  expect((refused as Error).message).toMatch(sentence)
  expect((await readdir(at('.'))).filter(name => name.startsWith('never'))).toEqual([])
})

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(path, bytes)
}

test('a table with other columns is refused, though every hash of it agrees', async () => {
  const dir = await spoiled(async spoiling => {
    const path = await part(spoiling)
    const store = await Store.open()
    await store.run(`COPY (SELECT 1 AS one) TO ${literal(join(spoiling, path))} (FORMAT parquet)`)
    await store.close()
    const hash = sha256((await readFile(join(spoiling, path))) as unknown as string) // a hash takes bytes as well
    await forged(entries => {
      for (const { source } of entries) if (source && path.includes(source.sha256)) source.parts.post = hash
    })(spoiling)
    await described(spoiling, path)
  })
  await expect(importCase(dir, at('never'))).rejects.toThrow(/has not the columns of the post table/)
})

test('a place that is taken is refused, and so is one inside the crate', async () => {
  await mkdir(at('taken'))
  await write('taken/photo.jpg', 'beach')
  await expect(importCase(at('crate'), at('taken'))).rejects.toThrow(DestinationTaken)
  await expect(importCase(at('crate'), at('crate/case'))).rejects.toThrow(/inside the crate/)
  expect(await readdir(at('taken'))).toEqual(['photo.jpg'])
  await expect(importCase(at('nowhere'), at('never'))).rejects.toThrow(/there is no such folder/)
  await expect(importCase(await write('crate.zip', 'PK'), at('never'))).rejects.toThrow(/unpack it/)
})

test('what else lies in a crate stays there', async () => {
  const dir = await spoiled(spoiling => writeFile(join(spoiling, 'report.html'), '<script>alert(1)</script>'))
  const { case: back } = await importCase(dir, at('clean'))
  expect(await exists(back.at.report)).toBe(false)
  expect((await openCase(at('clean'))).custody).toHaveLength(given.custody.length + 1)
})

test.each([
  ['a/b.json', 'a/b.json'],
  ['./a', 'a'],
  ['a%20b', 'a b'],
  ['a/', 'a'],
  ['面试.mp4', '面试.mp4'],
  ['../a', null],
  ['a/../b', null],
  ['a//b', null],
  ['%2Fetc', null],
  ['a%00b', null],
  ['a%5C..%5Cb', null],
  ['%', null],
  ['', null],
  ['d:x', null],
])('the id %s leads to %s', (id, path) => {
  expect(pathFrom(id)).toBe(path)
})

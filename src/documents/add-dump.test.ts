import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileSha256 } from '../case/hash.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, createCase, exists } from '../case/open.ts'
import { fixtures } from '../case/testing.ts'
import { verifyCase } from '../case/verify.ts'
import { InputProblem } from '../importers/importer.ts'
import type { Reject } from '../model/case.ts'
import type { Row } from '../model/finding.ts'
import { addDump } from './add-dump.ts'
import { docxFile, mailFile, xlsFile } from './testing/office.ts'
import { zipFile } from './testing/zip.ts'
import { LIMITS } from './walk/limits.ts'

const { at, write } = fixtures()

/** Processes start slowly on a busy machine. */
const PATIENCE = 120_000

const dump = () =>
  zipFile([
    { name: 'a.xls', data: xlsFile('ann') },
    { name: 'mail/1.eml', data: mailFile() },
    { name: 'secret.docx', data: docxFile(), flags: 1 },
  ])

async function asked(given: Case, sql: string): Promise<Row[]> {
  const store = await mountCase(given)
  try {
    return await store.rows(sql)
  } finally {
    await store.close()
  }
}

const rejects = async (given: Case, sha256: string): Promise<Reject[]> =>
  (await readFile(given.at.rejects({ sha256 }), 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Reject)

test('a dump becomes documents and facts, each with its place, and the log holds their hashes', {
  timeout: PATIENCE,
}, async () => {
  const path = await write('dump.zip', dump())
  const { case: given, added } = await addDump(await createCase(at('case')), path, { workers: 2 })
  const { source } = added
  expect(source).toMatchObject({
    importer: 'dump',
    name: 'dump.zip',
    kept: 'copy',
    counts: { rows: 6, documents: 5, rejects: 1, posts: 0 },
  })
  expect(await asked(given, 'SELECT "row", document, parent, format FROM document ORDER BY "row"')).toEqual([
    { row: 1, document: 'dump.zip', parent: null, format: 'zip' },
    { row: 2, document: 'dump.zip!/a.xls', parent: 'dump.zip', format: 'xls' },
    { row: 3, document: 'dump.zip!/mail/1.eml', parent: 'dump.zip', format: 'eml' },
    { row: 4, document: 'dump.zip!/mail/1.eml/План.rtf', parent: 'dump.zip!/mail/1.eml', format: 'rtf' },
    { row: 5, document: 'dump.zip!/mail/1.eml/message.eml', parent: 'dump.zip!/mail/1.eml', format: 'eml' },
  ])
  expect(
    await asked(
      given,
      `SELECT "row", document, class, value, time_basis FROM fact WHERE name = 'last_modified_by' AND document LIKE '%xls'`,
    ),
  ).toEqual([
    { row: 2, document: 'dump.zip!/a.xls', class: 'person', value: 'Борис Пробный', time_basis: null },
  ])
  expect(
    await asked(given, `SELECT "at", time_basis FROM fact WHERE name = 'modified' AND document LIKE '%xls'`),
  ).toEqual([{ at: Date.UTC(2017, 2, 27, 13), time_basis: 'utc' }])
  expect(await rejects(given, source.sha256)).toEqual([
    { row: 6, code: 'encrypted', reason: 'it is encrypted', raw: 'dump.zip!/secret.docx' },
  ])
  expect(source.parts.document).toBe(await fileSha256(given.at.part('document', source)))
  expect((await verifyCase(given)).mismatches).toEqual([])
  expect(await exists(given.at.walk)).toBe(false)
  expect(await exists(given.at.scratch)).toBe(false)

  const again = await addDump(given, await write('again.zip', dump()))
  expect(again.added.status).toBe('already there')
  expect(again.case.custody).toEqual(given.custody)
})

test('a folder is a dump, its links are left and said, and its tables are the same every time', {
  timeout: PATIENCE,
}, async () => {
  await mkdir(at('leak/sub'), { recursive: true })
  await writeFile(at('leak/sub/a.xls'), xlsFile())
  await writeFile(at('leak/b.docx'), docxFile())
  await symlink('/etc/passwd', at('leak/sub/link'))
  const parts = []
  for (const [name, workers] of [
    ['one', 1],
    ['two', 2],
  ] as const) {
    const { case: given, added } = await addDump(await createCase(at(name)), at('leak'), { workers })
    parts.push(added.source.parts)
    expect(await asked(given, 'SELECT document FROM document ORDER BY "row"')).toEqual([
      { document: 'leak/b.docx' },
      { document: 'leak/sub/a.xls' },
    ])
    expect((await rejects(given, added.source.sha256)).map(({ code, raw }) => [code, raw])).toEqual([
      ['link', 'leak/sub/link'],
    ])
  }
  expect(parts[0]).toEqual(parts[1])
})

test('two dumps of one name keep their documents apart', { timeout: PATIENCE }, async () => {
  await mkdir(at('x'), { recursive: true })
  await mkdir(at('y'), { recursive: true })
  await writeFile(at('x/d.xls'), xlsFile('ann'))
  await writeFile(at('y/d.xls'), xlsFile('bob'))
  const first = await addDump(await createCase(at('names')), at('x/d.xls'))
  const { case: given, added } = await addDump(first.case, at('y/d.xls'))
  expect(await asked(given, 'SELECT document FROM document ORDER BY document')).toEqual([
    { document: 'd.xls' },
    { document: `d.xls~${added.source.sha256.slice(0, 8)}` },
  ])
})

describe('a worker that does not come back', () => {
  test('from a document that takes too long costs that document alone', { timeout: PATIENCE }, async () => {
    await mkdir(at('slow'))
    await writeFile(at('slow/a.xls'), xlsFile())
    await writeFile(at('slow/b.txt'), Buffer.from('a '.repeat(7 << 20)))
    await writeFile(at('slow/c.xls'), xlsFile('cat'))
    const { case: given, added } = await addDump(await createCase(at('slow-case')), at('slow'), {
      workers: 1,
      limits: { ...LIMITS, seconds: 0.001 },
    })
    const [reject, ...more] = await rejects(given, added.source.sha256)
    expect([reject?.code, reject?.raw, more]).toEqual(['too-slow', 'slow/b.txt', []])
    expect(await asked(given, 'SELECT document FROM document ORDER BY document')).toEqual([
      { document: 'slow/a.xls' },
      { document: 'slow/c.xls' },
    ])
  })
})

test('what was read before a run was cut short is not read again, and the tables are whole', {
  timeout: PATIENCE,
}, async () => {
  const files = Array.from({ length: 130 }, (_, n) => ({ name: `${n}.xls`, data: xlsFile(`user ${n}`) }))
  await mkdir(at('many'))
  for (const { name, data } of files) await writeFile(at(join('many', name)), data)
  const made = await createCase(at('cut'))
  let jobs = 0
  const stop = new Error('the power went')
  await expect(
    addDump(made, at('many'), {
      workers: 1,
      onStep: step => {
        if (step === 'reading' && ++jobs === 2) throw stop
      },
    }),
  ).rejects.toThrow('the power went')
  expect(await asked(made, 'SELECT count(*) AS n FROM document')).toEqual([{ n: 0 }])
  const steps: number[] = []
  const { case: given, added } = await addDump(made, at('many'), {
    workers: 1,
    onStep: (step, done) => step === 'reading' && steps.push(done),
  })
  expect(added.source.counts.documents).toBe(130)
  // The first jobs are there at once.
  expect(steps.length).toBeGreaterThan(1)
  const whole = await addDump(await createCase(at('uncut')), at('many'), { workers: 2 })
  expect(added.source.parts).toEqual(whole.added.source.parts)
  expect((await verifyCase(given)).mismatches).toEqual([])
  // Rows are written as they come, and that is in their order.
  for (const table of ['document', 'fact']) {
    const rows = await asked(given, `SELECT "row" FROM ${table}`)
    expect(rows).toEqual(rows.toSorted((a, b) => Number(a.row) - Number(b.row)))
  }
})

test('a dump that is not there says so, and leaves the case as it was', async () => {
  const given = await createCase(at('none'))
  await expect(addDump(given, at('nothing.zip'))).rejects.toThrow(InputProblem)
  expect(given.custody).toHaveLength(1)
})

test('where the engine fell over, a dump’s rows are written once more from the jobs that were done', {
  timeout: PATIENCE,
}, async () => {
  const steps: string[] = []
  let falls = 0
  const { case: given, added } = await addDump(
    await createCase(at('fallen')),
    await write('fallen.zip', dump()),
    {
      workers: 2,
      onStep: step => {
        steps.push(step)
        if (step === 'writing' && falls === 0)
          throw new Error('INTERNAL Error: Attempted to access index 0 within vector of size 0')
      },
      onFall: () => falls++,
    },
  )
  expect(falls).toBe(1)
  expect(steps.filter(step => step === 'writing')).toHaveLength(2)
  expect(added.source.counts).toMatchObject({ documents: 5, rejects: 1 })
  expect((await verifyCase(given)).mismatches).toEqual([])
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compoundFile } from '../src/documents/testing/compound.ts'
import { docxFile, mailFile, pdfFile, workbook } from '../src/documents/testing/office.ts'
import * as set from '../src/documents/testing/property-set.ts'
import { zipFile } from '../src/documents/testing/zip.ts'
import { sillage } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-triage-'))
afterAll(() => rmSync(folder, { recursive: true }))
const PATIENCE = 240_000

/** Spreadsheets of six years, saved anew within five minutes by one name with one Excel. */
const spreadsheet = (n: number): Buffer =>
  compoundFile({
    Workbook: workbook('r'),
    '\x05SummaryInformation': set.summary(
      set.page(1251),
      set.text(4, `author ${n}`),
      set.text(8, 'Роман Опытный', 'win1251'),
      set.time(12, `${2010 + n}-01-01T00:00:00Z`),
      set.time(13, `2017-03-27T13:0${n}:00Z`),
      set.text(18, 'Microsoft Excel'),
    ),
  })

const DUMP = zipFile([
  ...[0, 1, 2, 3, 4, 5].map(n => ({ name: `sheets/${n}.xls`, data: spreadsheet(n) })),
  { name: 'mail/1.eml', data: mailFile() },
  { name: 'plan.docx', data: docxFile() },
  { name: 'plan.pdf', data: pdfFile() },
])

/** Any socket that is opened ends the process, in the command and in its readers. */
const CUT = `data:text/javascript,${encodeURIComponent(
  `import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram'
   const refuse = () => { process.stderr.write('NETWORK\\n'); process.exit(77) }
   // tsx speaks to itself over a pipe with a path; whatever has a host is refused.
   const connect = net.Socket.prototype.connect
   net.Socket.prototype.connect = function (...given) { const to = [given[0]].flat()[0]; return (to && to.path) || typeof to === 'string' ? connect.apply(this, given) : refuse() }
    dns.lookup = refuse; dgram.createSocket = refuse; globalThis.fetch = refuse`,
)}`

test('a dump is triaged with the network cut, its burst found, and every number opens down to its file', {
  timeout: PATIENCE,
}, async () => {
  const path = join(folder, 'leak.zip')
  writeFileSync(path, DUMP)
  const out = join(folder, 'case')
  const env = { NODE_OPTIONS: `--import "${CUT}"` }
  const done = await sillage(['triage', path, '-o', out, '--json'], { env })
  expect(done.stderr).not.toContain('NETWORK')
  expect(done.code).toBe(0)
  const { analyses, sources } = JSON.parse(done.stdout)
  expect(sources[0].counts).toMatchObject({ documents: 12, rejects: 0 })
  const resaves = analyses.find(({ analysis }: { analysis: string }) => analysis === 'resaves')
  expect(resaves.findings).toHaveLength(1)
  expect(resaves.findings[0].numbers).toMatchObject({ files: 6, lasted_s: 300 })

  const finding = await sillage(['show', resaves.findings[0].id, '--case', out])
  expect(finding.stdout).toContain('leak.zip!/sheets/0.xls')
  expect(finding.stdout).toMatch(/SummaryInformation\+0x[0-9a-f]+ F29F85E0\/13/)
  const document = await sillage(['show', 'leak.zip!/sheets/0.xls', '--case', out, '--json'])
  const shown = JSON.parse(document.stdout)
  expect(shown).toMatchObject({ format: 'xls', source_name: 'leak.zip', row: 2 })
  expect(shown.facts).toContainEqual(
    expect.objectContaining({
      name: 'last_modified_by',
      value: 'Роман Опытный',
      decoder: 'MS-OLEPS code page 1251',
    }),
  )

  expect((await sillage(['report', '--case', out])).code).toBe(0)
  expect((await sillage(['verify', '--case', out])).code).toBe(0)
})

test('a dump that is not there is said before a case is made for it', { timeout: PATIENCE }, async () => {
  const { code, stderr } = await sillage(['triage', join(folder, 'nothing.zip'), '-o', join(folder, 'none')])
  expect(code).toBe(1)
  expect(stderr).toMatch(/nothing\.zip: there is no such file or folder/)
})

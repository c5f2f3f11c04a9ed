import { type Fact, isoTime, type Reading } from '../fact.ts'
import { userTypeFacts } from './comp-obj.ts'
import type { Streams } from './compound.ts'
import { currentUserFacts } from './presentation.ts'
import { propertyFacts, shown } from './properties.ts'
import { wordFacts } from './word.ts'
import { workbookFacts } from './workbook.ts'

export interface OfficeReading extends Reading {
  encrypted: boolean
}

/** The kind of office file that a compound file is, by its streams. */
export function compoundFormat(file: Streams): string {
  const has = (name: string) => file.find(name) !== undefined
  if (has('__properties_version1.0')) return 'msg'
  if (has('EncryptedPackage')) return 'ooxml-encrypted'
  if (has('WordDocument')) return 'doc'
  if (has('Workbook') || has('Book')) return 'xls'
  if (has('PowerPoint Document') || has('PP97_DUALSTORAGE') || has('PP40')) return 'ppt'
  if (has('VisioDocument')) return 'vsd'
  if (has('Quill') || has('Contents')) return has('Quill') ? 'pub' : 'ole2'
  if (has('Catalog') && has('Data')) return 'thumbs'
  return has('WksSSWorkBook') ? 'wps' : 'ole2'
}

/** Everything that a Word, Excel, PowerPoint, Visio or Publisher binary file says of itself. */
export function officeReading(file: Streams): OfficeReading {
  const facts: Fact[] = []
  const problems: string[] = []
  let page: number | null = null
  for (const stream of ['\x05SummaryInformation', '\x05DocumentSummaryInformation']) {
    const entry = file.find(stream) ?? file.find(stream.slice(1)) ?? file.find('PP97_DUALSTORAGE', stream)
    if (!entry) continue
    const read = propertyFacts(file.read(entry), stream)
    facts.push(...read.facts)
    problems.push(...read.problems)
    page ??= read.page
  }
  // A set that says UTF-16 says nothing of the texts in bytes elsewhere.
  const ansi = page === null || page === 1200 || page === 65001 ? 1252 : page
  const compObj = file.find('\x01CompObj')
  if (compObj) facts.push(...userTypeFacts(file.read(compObj, 1 << 16), ansi))
  let encrypted = file.find('EncryptedPackage') !== undefined || file.find('EncryptedSummary') !== undefined
  for (const name of ['Workbook', 'Book']) {
    const entry = file.find(name)
    if (entry?.kind !== 'stream') continue
    const read = workbookFacts(file.read(entry), name)
    facts.push(...read.facts)
    problems.push(...read.problems)
    encrypted ||= read.encrypted
  }
  const main = file.find('WordDocument')
  if (main) {
    const bytes = file.read(main)
    const tableName = bytes.length > 11 && bytes.readUInt16LE(10) & 0x0200 ? '1Table' : '0Table'
    const table = file.find(tableName)
    const read = wordFacts(bytes, table ? file.read(table) : Buffer.alloc(0), tableName)
    facts.push(...read.facts)
    problems.push(...read.problems)
    encrypted ||= read.encrypted
  }
  const current = file.find('Current User') ?? file.find('PP97_DUALSTORAGE', 'Current User')
  if (current) {
    const read = currentUserFacts(file.read(current, 1 << 16), ansi)
    facts.push(...read.facts)
    encrypted ||= read.encrypted
  }
  const { modified, created } = file.root
  for (const [name, ms] of [
    ['container_modified', modified],
    ['container_created', created],
  ] as const) {
    const value = ms === null ? null : isoTime(ms, 'utc')
    if (value !== null)
      facts.push({
        name,
        value,
        raw: '',
        locator: 'root directory entry',
        decoder: 'MS-CFB FILETIME',
        timeBasis: 'utc',
      })
  }
  if (file.find('_VBA_PROJECT_CUR') ?? file.find('Macros') ?? file.find('VBA'))
    facts.push({
      name: 'macros',
      value: 'true',
      raw: '',
      locator: shown('directory'),
      decoder: 'MS-OVBA',
      timeBasis: null,
    })
  return { facts, problems: [...file.problems, ...problems], encrypted }
}

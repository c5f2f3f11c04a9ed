import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { memory } from '../src/documents/bytes.ts'
import type { Fact } from '../src/documents/fact.ts'
import { MEDIA_TYPES } from '../src/documents/media-types.ts'
import { readDocument } from '../src/documents/read.ts'
import { candidates, NOT_OF_THE_FILE } from './exiftool-fields.ts'
import { CODE_PAGES, LANGUAGES } from './exiftool-names.ts'
import { isGarbled, says, type Told } from './exiftool-values.ts'

/**
 * Compares what is read from real office files with what ExifTool reads from them:
 * `npx tsx bench/exiftool.ts FOLDER ORACLE.json[.gz] [--all]`, where the oracle is what `exiftool -j -G1` wrote and its
 * paths are relative to the folder. Prints what is missing, field by field.
 */
const [folder = '', oracle = ''] = process.argv.slice(2).filter(word => !word.startsWith('--'))
const showsAll = process.argv.includes('--all')
if (folder === '' || oracle === '')
  throw new RangeError('say the folder of the files and the JSON that ExifTool wrote of them')

const bytes = readFileSync(oracle)
const told = JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')) as Record<
  string,
  Told
>[] // as exiftool -j writes it

const names = {
  page: (name: string) => CODE_PAGES[name] ?? numberIn(name),
  language: (name: string) => LANGUAGES[name] ?? numberIn(name),
}
const numberIn = (name: string) => (/\d+/.test(name) ? Number(/\d+/.exec(name)?.[0]) : undefined)

interface Difference {
  file: string
  field: string
  theirs: string
  ours: string
}

let values = 0
let equal = 0
let garbled = 0
const missing: Difference[] = []
const misnamed: Difference[] = []
const garbledRead: Difference[] = []
const beyond = new Map<string, { values: number; files: Set<string> }>()
for (const record of told) {
  const file = String(record.SourceFile)
  const read = await readDocument(memory(readFileSync(resolve(folder, file))))
  // ExifTool reads embedded objects as if they were the file; here each is a document.
  for (const inner of read.inner) if ('reading' in inner) read.facts.push(...inner.reading().facts)
  for (const [field, value] of Object.entries(record)) {
    if (NOT_OF_THE_FILE.test(field)) continue
    values++
    if (field.startsWith('File:') && isKind(field, String(value), read.format)) {
      equal++
      continue
    }
    const ours = isFields(value)
      ? Object.keys(value).flatMap(key => candidates(`${field}/${key}`, read.facts))
      : candidates(field, read.facts)
    if (says(value, ours, names, field)) equal++
    else if (isMisnamed(field, value, read.facts)) {
      equal++
      misnamed.push(difference(file, field, value, []))
    } else if (isGarbled(value, ours)) {
      equal++
      garbled++
      garbledRead.push(difference(file, field, value, ours))
    } else missing.push(difference(file, field, value, ours, read.format))
  }
  const theirs = new Set(Object.keys(record).flatMap(field => candidates(field, read.facts)))
  for (const fact of read.facts)
    if (!theirs.has(fact)) {
      const entry = beyond.get(fact.name.replace(/:.*/, ':…')) ?? { values: 0, files: new Set() }
      entry.values++
      entry.files.add(file)
      beyond.set(fact.name.replace(/:.*/, ':…'), entry)
    }
}

function isFields(value: Told): value is Record<string, Told> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function difference(file: string, field: string, value: Told, ours: readonly Fact[], kind = ''): Difference {
  return {
    file,
    field,
    theirs: JSON.stringify(value).slice(0, 160),
    ours: field.startsWith('File:File') ? kind : JSON.stringify(ours.map(fact => fact.value)).slice(0, 160),
  }
}

/** Where a set of named properties has UTF-16 names, ExifTool takes their numbers for those of the standard set. */
function isMisnamed(field: string, value: Told, facts: readonly Fact[]): boolean {
  return (
    field.startsWith('FlashPix:') &&
    !Array.isArray(value) &&
    value !== '' &&
    value !== 0 &&
    says(
      value,
      facts.filter(({ name }) => name.startsWith('custom:')),
      names,
      field,
    )
  )
}

/** ExifTool calls every compound file that it does not know FPX, and mail plain text: ours say more. */
function isKind(field: string, value: string, format: string): boolean {
  if (/FileType(Extension)?$/.test(field)) {
    const theirs = value.toLowerCase()
    return (
      theirs === format ||
      (theirs === 'fpx' &&
        ['msg', 'ole2', 'pub', 'vsd', 'thumbs', 'ooxml-encrypted', 'wps'].includes(format)) ||
      (theirs === 'txt' && ['text', 'eml', 'mbox'].includes(format)) ||
      (theirs === 'zip' && /^(opc|(doc|xls|ppt|dot|xlt|pot|pps)[xmb])$/.test(format))
    )
  }
  if (!/MIMEType$/.test(field)) return false
  const type = MEDIA_TYPES[format] ?? ''
  return (
    value.toLowerCase() === type.toLowerCase() ||
    value === 'image/vnd.fpx' ||
    (value === 'text/plain' && ['eml', 'mbox', 'text'].includes(format)) ||
    value.toLowerCase().replace(/macroenabled$/, 'macroenabled.12') === type.toLowerCase() ||
    (value === 'application/zip' && /^(opc|(doc|xls|ppt|dot|xlt|pot|pps)[xmb])$/.test(format)) ||
    (value === 'text/rtf' && format === 'rtf')
  )
}

const byField = new Map<string, Difference[]>()
for (const found of missing) byField.set(found.field, [...(byField.get(found.field) ?? []), found])
for (const [field, all] of [...byField].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${field}: ${all.length} missing`)
  for (const { file, theirs, ours } of showsAll ? all : all.slice(0, 3))
    console.log(`    ${file}\n      ExifTool ${theirs}\n      Sillage  ${ours}`)
}
console.log(`\nNamed wrongly by ExifTool, read here under the name in the file: ${misnamed.length}`)
for (const { file, field, theirs } of showsAll ? misnamed : misnamed.slice(0, 3))
  console.log(`    ${file} ${field} ${theirs}`)
console.log(`\nGarbled by ExifTool, read here: ${garbled}`)
for (const { file, field, theirs, ours } of showsAll ? garbledRead : garbledRead.slice(0, 5))
  console.log(`    ${file} ${field}\n      ${theirs}\n      ${ours}`)
console.log('\nNot shown by ExifTool:\n| fact | values | files |\n|---|---|---|')
for (const [name, entry] of [...beyond].sort((a, b) => b[1].values - a[1].values))
  console.log(`| \`${name}\` | ${entry.values} | ${entry.files.size} |`)
const listed = new Set(told.map(record => resolve(folder, String(record.SourceFile))))
const others = readdirSync(folder, { recursive: true })
  .map(name => join(folder, String(name)))
  .filter(path => statSync(path).isFile() && !listed.has(resolve(path)))
if (others.length > 0)
  console.log(
    `\n${others.length} files that the oracle does not know, such as ${relative(folder, others[0] ?? '')}`,
  )
console.log(
  `\n${equal} of ${values} values of ${told.length} files are equal: ${((100 * equal) / values).toFixed(2)} %`,
)

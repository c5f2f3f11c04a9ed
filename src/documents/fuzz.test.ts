import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { memory } from './bytes.ts'
import { identify } from './identify.ts'
import { rarFile, sealed7z, sealedRar, sevenZipFile } from './testing/archive.ts'
import {
  docFile,
  docxFile,
  mailFile,
  odtFile,
  pdfFile,
  rtfFile,
  xlsFile,
  xlsxFile,
} from './testing/office.ts'
import { msgFile } from './testing/outlook.ts'
import { jpegFile, pngFile, tiffFile } from './testing/picture.ts'
import { tarFile, zipFile } from './testing/zip.ts'
import { documentText } from './text/document-text.ts'
import { LONGEST } from './text/gathered.ts'
import { LIMITS } from './walk/limits.ts'
import { walk } from './walk/walk.ts'
import type { Content } from './writers/content.ts'
import { WRITERS } from './writers/index.ts'

const MUTANTS = 2000
/** One document that takes longer than this, on a busy machine, hangs. */
const HANG_MS = 10_000

const scratch = mkdtempSync(join(tmpdir(), 'sillage-fuzz-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** A document that grows the process by more than this holds what it need not. */
const GROWTH = 700 << 20

const mail = mailFile()
const members = [
  { name: 'a.doc', data: docFile() },
  { name: 'b.eml', data: mail },
]
const content: Content = {
  title: 'The plan',
  language: 'en',
  blocks: [
    { kind: 'paragraph', text: 'The text of a plan that nobody has read. '.repeat(20) },
    { kind: 'list', items: ['one', 'zwei', 'три'] },
    {
      kind: 'table',
      rows: [
        ['Name', 'Price'],
        ['Ann', '12.50'],
      ],
    },
  ],
  creator: 'ann',
  lastModifiedBy: 'Борис',
  created: Date.UTC(2012, 2, 4),
  modified: Date.UTC(2017, 2, 27),
}

interface Seed {
  bytes: Buffer
  /** Mends the checksums behind which a reader would not look. */
  sealed?: (bytes: Buffer) => Buffer
}

const OWN: readonly Seed[] = [
  ...[
    docFile(),
    xlsFile(),
    docxFile(),
    xlsxFile(),
    odtFile(),
    pdfFile(),
    rtfFile(),
    mail,
    msgFile(docFile()),
  ],
  ...Object.values(WRITERS).map(write => write(content)),
  Buffer.concat([Buffer.from('From a Fri May  5 20:49:00 2017\n'), mail]),
  zipFile(members),
  gzipSync(tarFile([{ name: 'a.xls', data: xlsFile() }])),
  ...[jpegFile(), pngFile(), tiffFile()],
  Buffer.from('<!doctype html><head><title>t</title></head><p>one &amp; two</p><script>x</script>'),
  mailboxFile(),
]
  .map((bytes): Seed => ({ bytes }))
  .concat([
    { bytes: sevenZipFile(members), sealed: sealed7z },
    { bytes: rarFile(members), sealed: sealedRar },
  ])

/** The head of an Outlook mailbox, whose tables are not there. */
function mailboxFile(): Buffer {
  const bytes = Buffer.alloc(2048)
  bytes.write('!BDN', 0, 'latin1')
  bytes.write('SM', 8, 'latin1')
  bytes.writeUInt16LE(23, 10)
  bytes.writeBigUInt64LE(1024n, 0xe0)
  bytes.writeBigUInt64LE(1536n, 0xf0)
  return bytes
}

/** Real containers and mails, where they are. */
function real(): Seed[] {
  const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url))
  return ['containers', 'mail'].flatMap(folder =>
    existsSync(join(shared, folder))
      ? readdirSync(join(shared, folder)).map(name => ({ bytes: readFileSync(join(shared, folder, name)) }))
      : [],
  )
}

test('every seed has text or members, or is a picture: what is mutated is read', async () => {
  const silent: number[] = []
  for (const [n, { bytes }] of OWN.entries()) {
    const { documents, texts } = await read(bytes)
    if (documents === 1 && texts === 0) silent.push(n)
  }
  const formats = silent.map(n => identify(memory(OWN[n]?.bytes ?? Buffer.alloc(0))))
  // The first few of each format have properties and no text, and the mailbox is only a head.
  expect(formats).toEqual(['ole2', 'zip', 'zip', 'zip', 'pdf', 'jpeg', 'png', 'tiff', 'pst'])
})

test('two thousand mutated files crash nothing, hang nothing, and leave nothing behind, their texts read too', {
  timeout: 240_000,
}, async () => {
  const seeds = [...OWN, ...OWN, ...real()]
  const random = numbers(20170505)
  const slow: string[] = []
  let texts = 0
  let largest = 0
  for (let n = 0; n < MUTANTS; n++) {
    const { bytes, sealed = (same: Buffer) => same } = seeds[n % seeds.length] ?? { bytes: Buffer.alloc(0) }
    const mutant = sealed(mutated(bytes, random))
    const since = performance.now()
    const before = process.memoryUsage().rss
    const found = await read(mutant)
    expect(found.documents + found.left).toBeGreaterThan(0)
    texts += found.texts
    largest = Math.max(largest, process.memoryUsage().rss - before)
    if (performance.now() - since > HANG_MS) slow.push(`mutant ${n}`)
  }
  expect(slow).toEqual([])
  expect(texts).toBeGreaterThan(MUTANTS / 2)
  expect(largest).toBeLessThan(GROWTH)
  expect(readdirSync(scratch)).toEqual([])
})

/** Walks a file, reads what each document says and the text of each. What is left out must say why. */
async function read(bytes: Buffer): Promise<{ documents: number; left: number; texts: number }> {
  const count = { documents: 0, left: 0, texts: 0 }
  for await (const found of walk(
    memory(bytes),
    { document: 'm', parent: null, name: 'm' },
    { scratch, limits: LIMITS },
  ))
    if ('reading' in found) {
      count.documents++
      expect(found.reading.problems).not.toContain('')
      const text = found.content && documentText(found.content, found.reading.format)
      if (text) count.texts++
      expect(text?.length ?? 0).toBeLessThanOrEqual(LONGEST)
    } else {
      count.left++
      expect(found.reason).not.toBe('')
    }
  return count
}

/** Numbers from 0 to 1 that are the same every time (a linear congruence). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const NASTY = [0, 0xff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff, 0x10000]

function mutated(seed: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(seed)
  const below = (n: number) => Math.floor(random() * n)
  const at = below(bytes.length)
  switch (below(6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      for (let n = 0; n < 20; n++) bytes[below(bytes.length)] = below(256)
      return bytes
    case 2:
      for (let n = 0; n < 4 && bytes.length > 4; n++)
        bytes.writeUInt32LE(NASTY[below(NASTY.length)] ?? 0, below(bytes.length - 4))
      return bytes
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(bytes.length))])
    case 4:
      for (let n = 0; n < 6; n++) bytes[below(Math.min(512, bytes.length))] = below(256)
      return bytes
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(200, below(256)), bytes.subarray(at)])
  }
}

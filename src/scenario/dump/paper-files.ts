import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { makeDecoys } from '../../documents/decoys/make.ts'
import type { Block, Content } from '../../documents/writers/content.ts'
import { WRITERS, type WrittenFormat } from '../../documents/writers/index.ts'
import type { Random } from '../random.ts'
import { DOMAIN } from './letters.ts'
import { draftOf, drawPaper, type Office, RESAVED_FROM, RESAVED_WITHIN, resaved, tampered } from './papers.ts'

/** What is true of one file of the simulated dump. */
export interface DumpTruth {
  /** From the dump's folder; `a.zip!/b` and `a.eml!/b` stand inside. */
  path: string
  verdict: 'planted' | 'authentic' | 'altered' | 'unknown'
  /** Of an altered one. */
  change: 're-saved, same content' | 'content changed' | null
  /** The decoy or original that it comes from, or the message that carries it. */
  against: string | null
  /** Of a message. */
  mail: string | null
  /** Of an earlier version: the paper that it became. */
  draftOf?: string
}

/** A paragraph of a leaked paper that others may quote. */
export interface Quotable {
  path: string
  text: string
}

const FORMATS: readonly WrittenFormat[] = ['docx', 'xls', 'xlsx', 'odt', 'rtf', 'pdf', 'txt']
/** Every so many papers one lies in an archive. */
const PACKED = 8
export const ARCHIVE = 'papers/old-papers.zip'
/** Of the papers of the dump, in hundredths; the smallest dump has some of each, and enough saved anew for a burst. */
const SHARES = { kept: 42, lost: 20, resaved: 14, altered: 14, planted: 6, retyped: 4 } as const
const LEAST = { kept: 2, lost: 2, resaved: 6, altered: 4, planted: 2, retyped: 2 } as const

export const isPacked = (i: number): boolean => i % PACKED === PACKED - 1

/** Where the i-th paper stands in the dump. */
export const placeOf = (path: string, i: number): string =>
  isPacked(i) ? `${ARCHIVE}!/${basename(path)}` : path

/** Of which verdicts papers are quoted. */
const QUOTED: readonly DumpTruth['verdict'][] = [
  'altered',
  'authentic',
  'unknown',
  'planted',
  'altered',
  'authentic',
]
/** What is quoted has so many words at the least. */
const QUOTABLE_WORDS = 16

export interface Paper extends Omit<DumpTruth, 'mail'> {
  bytes: Buffer
  original: { path: string; bytes: Buffer } | null
  /** Those that can be quoted; of an altered paper, the altered ones. */
  paragraphs: readonly string[]
  /** What it was written from, where it has no original. */
  content?: Content
}

function longParagraphs({ blocks }: Pick<Content, 'blocks'>, known: readonly Block[] = []): string[] {
  return blocks.flatMap(block =>
    block.kind === 'paragraph' && !known.includes(block) && block.text.split(' ').length >= QUOTABLE_WORDS
      ? [block.text]
      : [],
  )
}

/** A paragraph each of some papers of each verdict. */
export function quotableOf(papers: readonly Paper[]): Quotable[] {
  const quotable: Quotable[] = []
  for (const verdict of QUOTED) {
    const i = papers.findIndex(
      (paper, i) =>
        paper.verdict === verdict &&
        paper.paragraphs.length > 0 &&
        !quotable.some(({ path }) => path === placeOf(paper.path, i)),
    )
    const paper = papers[i]
    const text = paper?.paragraphs[0]
    if (paper && text !== undefined) quotable.push({ path: placeOf(paper.path, i), text })
  }
  return quotable
}

const MOST_DRAFTS = 12

/** Earlier versions of papers that nobody has an original of: in another format, saved before. */
export function* drawDrafts(random: Random, papers: readonly Paper[]) {
  const lost = papers.flatMap(({ path, content }, i) =>
    content ? [{ path: placeOf(path, i), content }] : [],
  )
  for (const [n, { path, content }] of lost.slice(0, MOST_DRAFTS).entries()) {
    const format = FORMATS[random.int(0, FORMATS.length - 1)] ?? 'docx'
    const name = `${content.title.replace(/[^A-Za-z0-9]+/g, '-')}-draft-${n + 1}.${format}`
    yield { path: `papers/drafts/${name}`, bytes: WRITERS[format](draftOf(content, random)), draftOf: path }
  }
}

export function drawPapers(random: Random, office: Office, count: number, seed: number) {
  const secret = createHash('sha256').update(`${seed}/dump/decoys`).digest()
  const near = Date.UTC(2017, 3, 20)
  const { files: decoyFiles, registry } = makeDecoys({
    secret,
    count: Math.max(8, Math.round(count / 10)),
    formats: ['docx', 'xlsx', 'odt', 'rtf', 'pdf', 'txt'],
    languages: ['en', 'fr'],
    near,
    made: Date.UTC(2017, 1, 1),
    domain: DOMAIN,
    pages: ['https://login.campaign-mail.example/'],
  })
  const kinds = Object.keys(SHARES) as (keyof typeof SHARES)[] // keys of a record whose keys are these
  const least = kinds.flatMap(kind => Array.from({ length: LEAST[kind] }, () => kind))
  const files: Paper[] = []
  let planted = 0
  for (let i = 0; i < count; i++) {
    const kind = least[i] ?? random.weighted(SHARES)
    const format =
      kind === 'resaved'
        ? random.pick(['xls', 'xls', 'xlsx', 'docx'] as const)
        : (FORMATS[i % FORMATS.length] ?? 'txt')
    const content = drawPaper(random, office, random.int(12, 40))
    const name = `${content.title.replace(/[^A-Za-z0-9]+/g, '-')}-${i + 1}`
    const path = `papers/${random.pick(office.places)}/${name}.${format}`
    const bytes = WRITERS[format](content)
    const original = { path, bytes }
    const decoy = registry.decoys[planted % registry.decoys.length]
    const decoyFile = decoyFiles[planted % decoyFiles.length]
    if (kind === 'kept')
      files.push({
        path,
        bytes,
        original,
        verdict: 'authentic',
        change: null,
        against: path,
        paragraphs: longParagraphs(content),
      })
    else if (kind === 'lost')
      files.push({
        path,
        bytes,
        original: null,
        verdict: 'unknown',
        change: null,
        against: null,
        paragraphs: longParagraphs(content),
        content,
      })
    else if (kind === 'resaved') {
      const saved = resaved(content, RESAVED_FROM + random.int(0, RESAVED_WITHIN))
      files.push({
        path,
        bytes: WRITERS[format](saved),
        original,
        verdict: 'altered',
        change: 're-saved, same content',
        against: path,
        paragraphs: [],
      })
    } else if (kind === 'altered') {
      const changed = tampered(content, random)
      files.push({
        path,
        bytes: WRITERS[format](changed),
        original,
        verdict: 'altered',
        change: 'content changed',
        against: path,
        paragraphs: longParagraphs(changed, content.blocks),
      })
    } else if (decoy && decoyFile) {
      planted++
      const isRetyped = kind === 'retyped'
      files.push({
        path: isRetyped ? `papers/copied-${i + 1}.txt` : `papers/${decoyFile.path}`,
        bytes: isRetyped ? Buffer.from(decoy.text.toLowerCase().replaceAll('\n', '\r\n')) : decoyFile.bytes,
        original: null,
        verdict: 'planted',
        change: null,
        against: decoy.id,
        paragraphs: isRetyped
          ? []
          : decoy.text.split('\n').filter(line => line.split(' ').length >= QUOTABLE_WORDS),
      })
    }
  }
  return { files: [...new Map(files.map(file => [file.path, file])).values()], registry }
}

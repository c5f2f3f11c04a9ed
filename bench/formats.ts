/**
 * What each real sample under ../shared/data/posts gives, as a table: `npx tsx bench/formats.ts` prints it and writes
 * it into docs/formats.md. Samples are named by their folder: file names may be those of people.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addSource } from '../src/case/add.ts'
import { createCase } from '../src/case/open.ts'
import type { ImportCounts } from '../src/model/case.ts'

const DATA = fileURLToPath(new URL('../../shared/data/posts', import.meta.url))
const PAGE = fileURLToPath(new URL('../docs/formats.md', import.meta.url))
const MARKS = ['<!-- samples: written by bench/formats.ts -->', '<!-- /samples -->'] as const
const LISTED = 12

/** What all files of one sample gave together. */
export interface Sample {
  name: string
  files: number
  importers: string[]
  counts: ImportCounts
  left: string[]
  unknown: string[]
  missing: string[]
  /** Files that no importer took, with the sentence. */
  failed: string[]
}

/** Imports every sample into a case of its own, each file as it is, without a word on its format. */
export async function samples(only?: (name: string) => boolean): Promise<Sample[]> {
  const folders = (await readdir(join(DATA, 'formats'))).sort().map(name => `formats/${name}`)
  const found: Sample[] = []
  for (const name of [...folders, 'reddit-2022-10'].filter(only ?? (() => true))) {
    const files = (await readdir(join(DATA, name))).sort().map(file => join(DATA, name, file))
    found.push(await sampled(name, files))
  }
  return found
}

export const hasSamples = () => existsSync(join(DATA, 'formats'))

async function sampled(name: string, files: readonly string[]): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-formats-'))
  const sample: Sample = {
    name,
    files: files.length,
    importers: [],
    counts: { rows: 0, posts: 0, accounts: 0, actions: 0, duplicates: 0, rejects: 0, reasons: {} },
    left: [],
    unknown: [],
    missing: [],
    failed: [],
  }
  try {
    let given = await createCase(join(folder, 'case'))
    for (const file of files) {
      if (!(await stat(file)).isFile()) continue
      try {
        const { case: now, added } = await addSource(given, file)
        given = now
        const { importer, counts, drift } = added.source
        if (!sample.importers.includes(importer)) sample.importers.push(importer)
        add(sample.counts, counts)
        for (const list of ['left', 'unknown', 'missing'] as const)
          sample[list] = [...new Set([...sample[list], ...(drift?.[list] ?? [])])].sort()
      } catch (error) {
        sample.failed.push((error as Error).message.replace(/^[^:]*: /, ''))
      }
    }
    return sample
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function add(total: ImportCounts, { reasons, ...counts }: ImportCounts): void {
  for (const [name, n] of Object.entries(counts)) total[name as keyof typeof counts] += n // its own keys, typed
  for (const [reason, n] of Object.entries(reasons)) total.reasons[reason] = (total.reasons[reason] ?? 0) + n
}

/** The table as it stands in docs/formats.md. */
export function table(found: readonly Sample[]): string {
  const rows = found.map(({ name, files, importers, counts, left, unknown, failed }) => {
    const reasons = Object.entries(counts.reasons).map(([reason, n]) => `${n} × ${cell(reason)}`)
    return [
      `${name.replace('formats/', '')}${files > 1 ? ` (${files} files)` : ''}`,
      importers.map(id => `\`${id}\``).join(', '),
      counts.rows,
      counts.posts,
      counts.duplicates,
      counts.accounts,
      counts.actions,
      [...reasons, ...failed.map(cell)].join('<br>') || '–',
      fields([...left, ...unknown.map(field => `${field} (not known)`)]),
    ].join(' | ')
  })
  return `| sample | read as | records in | posts | there already | account sightings | actions | rejects, by reason | fields not kept |\n|---|---|---|---|---|---|---|---|---|\n${rows.map(row => `| ${row} |`).join('\n')}\n`
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const fields = (names: readonly string[]) =>
  names.length === 0
    ? '–'
    : `${names.length}: ${names
        .slice(0, LISTED)
        .map(name => `\`${cell(name)}\``)
        .join(', ')}${names.length > LISTED ? ' …' : ''}`

/** docs/formats.md with this table in its place. */
export function withTable(content: string): string {
  const page = readFileSync(PAGE, 'utf8')
  const [from, to] = [page.indexOf(MARKS[0]), page.indexOf(MARKS[1])]
  if (from < 0 || to < from) throw new Error(`docs/formats.md lacks ${MARKS.join(' … ')}`)
  return `${page.slice(0, from + MARKS[0].length)}\n\n${content}\n${page.slice(to)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!hasSamples()) console.log(`skipped: ${DATA} is not here`)
  else {
    const found = await samples()
    const content = table(found)
    console.log(content)
    for (const { name, missing } of found)
      if (missing.length > 0) console.log(`${name} lacks ${missing.join(', ')}`)
    writeFileSync(PAGE, withTable(content))
  }
}

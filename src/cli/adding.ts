import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Added, addSource } from '../case/add.ts'
import type { Case } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import { formatter } from '../words/format.ts'
import type { SourceFlags } from './options.ts'
import { bold, faint, narrate, oneLine, progress } from './terminal.ts'

const PAGE = /\.(html?|xhtml)$/i

/**
 * The sources that a path stands for: a file is one; a folder of web pages is one; any other folder is the files in it.
 */
export async function sourcesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new InputProblem(`${path}: there is no such file or folder.`)
  if (!found.isDirectory()) return [path]
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter(
    entry => entry.isFile() && !entry.name.startsWith('.'),
  )
  if (files.length === 0) throw new InputProblem(`${path}: the folder is empty.`)
  if (files.some(file => PAGE.test(file.name))) return [path]
  return files.map(file => join(file.parentPath, file.name)).sort()
}

export interface AddedAll {
  case: Case
  added: Added[]
  failed: { path: string; problem: string }[]
}

/** Adds every source, narrating; one that cannot be read is named and the others go in. */
export async function addAll(given: Case, paths: readonly string[], flags: SourceFlags): Promise<AddedAll> {
  let now = given
  const added: Added[] = []
  const failed: { path: string; problem: string }[] = []
  for (const path of (await Promise.all(paths.map(sourcesAt))).flat()) {
    const bar = progress(path.split('/').at(-1) ?? path)
    try {
      const result = await addSource(now, path, {
        ...flags,
        onStep: (step, done, total) => bar.at(done, total, step),
      })
      bar.stop()
      now = result.case
      added.push(result.added)
      narrate(summary(path, result.added))
    } catch (error) {
      bar.stop()
      if (!(error instanceof InputProblem)) throw error
      failed.push({ path, problem: error.message })
      narrate(`${bold('not added')} ${oneLine(error.message)}`)
    }
  }
  return { case: now, added, failed }
}

function summary(path: string, added: Added): string {
  const f = formatter('en', 'UTC')
  const name = oneLine(path)
  if (added.status === 'already there')
    return `${bold(name)} is in the case already (SHA-256 ${added.source.sha256.slice(0, 12)}…); nothing changed.`
  const { counts, importer, detection } = added.source
  const lines = [
    `${bold(name)} ${faint(`read as ${importer}: ${oneLine(detection)}`)}`,
    `  ${f.number(counts.rows)} records → ${f.number(counts.posts)} posts, ${f.number(counts.accounts)} account sightings, ${f.number(counts.actions)} actions` +
      (counts.duplicates > 0 ? `; ${f.number(counts.duplicates)} were there already` : ''),
  ]
  const mapped = Object.entries(added.mapping)
  if (mapped.length > 0)
    lines.push(
      faint(
        `  columns: ${mapped.map(([ours, theirs]) => `${ours} ← ${oneLine(theirs)}`).join(', ')} (change with --map)`,
      ),
    )
  for (const note of added.notes) lines.push(faint(`  ${oneLine(note)}`))
  if (counts.rejects > 0) {
    lines.push(
      `  ${bold(`${f.number(counts.rejects)} rows were not taken`)}, each with its reason in rejects/${added.source.sha256.slice(0, 12)}….jsonl:`,
    )
    for (const [reason, n] of Object.entries(counts.reasons).slice(0, 5))
      lines.push(`    ${f.number(n)} × ${oneLine(reason)}`)
  }
  return lines.join('\n')
}

import { basename } from 'node:path'
import { analyses } from '../analyses/index.ts'
import { answerable } from '../analyses/run.ts'
import { type Added, addSource } from '../case/add.ts'
import { mountCaseTables } from '../case/mount.ts'
import type { Case } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import type { CustodySource } from '../model/case.ts'
import type { Lang } from '../model/finding.ts'
import { formatter } from '../words/format.ts'
import { onceMoreBelow } from './once-more.ts'
import type { SourceFlags } from './options.ts'
import { allSources } from './sources.ts'
import { bold, faint, narrate, oneLine, progress } from './terminal.ts'

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
  const all = await allSources(paths)
  for (const [at, path] of all.entries()) {
    const bar = progress(`${all.length > 1 ? `${at + 1}/${all.length} ` : ''}${basename(path)}`)
    try {
      const result = await addSource(now, path, {
        ...flags,
        onStep: (step, done, total, records) => bar.at(done, total, step, records),
        onFall: onceMoreBelow(bar),
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

export function summary(path: string, added: Added): string {
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
  lines.push(...drifted(added.source))
  if (counts.rejects > 0) {
    lines.push(
      `  ${bold(`${f.number(counts.rejects)} rows were not taken`)}, each with its reason in rejects/${added.source.sha256.slice(0, 12)}….jsonl:`,
    )
    for (const [reason, n] of Object.entries(counts.reasons).slice(0, 5))
      lines.push(`    ${f.number(n)} × ${oneLine(reason)}`)
  }
  return lines.join('\n')
}

/** What the source has that its importer does not know, and what it lacks: said once, for nothing of it was dropped. */
function drifted({ drift, sha256 }: CustodySource): string[] {
  const lines: string[] = []
  if (drift && drift.unknown.length > 0)
    lines.push(
      `  not known to this version, and not read: ${list(drift.unknown)} (they stay in the source; sillage remap ${sha256.slice(0, 12)} --map … maps it anew)`,
    )
  if (drift && drift.missing.length > 0) lines.push(`  not in it, though usual: ${list(drift.missing)}`)
  return lines
}

const list = (names: readonly string[]) =>
  `${names
    .slice(0, 12)
    .map(name => oneLine(name).slice(0, 60))
    .join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`

/** Which questions the case now holds enough for, in a line or two. */
export async function canAnswer(given: Case, lang: Lang): Promise<string> {
  const store = await mountCaseTables(given)
  try {
    const answers = await answerable(store, analyses)
    const can = answers.filter(({ reason }) => reason === null).map(({ analysis }) => analysis)
    const cannot = answers.flatMap(({ analysis, reason }) =>
      reason === null ? [] : [`  not ${analysis}: ${oneLine(reason[lang])}`],
    )
    return [`The case can now answer: ${can.join(', ')}.`, ...cannot].join('\n')
  } finally {
    await store.close()
  }
}

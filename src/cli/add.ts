import type { Command } from 'commander'
import { preview } from '../case/add.ts'
import { openCase } from '../case/open.ts'
import { at, type Head } from '../importers/head.ts'
import { addAll, canAnswer } from './adding.ts'
import { EXIT } from './exit.ts'
import { type Common, commonOptions, type SourceFlags, sourceOptions } from './options.ts'
import { allSources } from './sources.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends Common, SourceFlags {
  dryRun?: boolean
}

export function addCommand(program: Command): void {
  const command = program
    .command('add')
    .description('add files to a case')
    .argument('<file...>', 'files, folders of files or web pages, or patterns')
    .option('--dry-run', 'show ten normalised rows of each file and keep nothing')
    .action(async (files: string[], flags: Flags) => {
      if (flags.dryRun) return dryRun(files, flags)
      const given = await openCase(flags.case ?? '.')
      const { case: now, added, failed } = await addAll(given, files, flags)
      if (flags.json) printJson({ added: added.map(a => ({ status: a.status, ...a.source })), failed })
      else if (added.length > 0)
        narrate(
          `\n${await canAnswer(now, flags.lang ?? 'en')}\nNext: sillage run && sillage report   (answer the questions, write the page)`,
        )
      const hasRejects = added.some(a => a.status === 'added' && a.source.counts.rejects > 0)
      process.exitCode =
        added.length === 0 ? EXIT.failed : hasRejects || failed.length > 0 ? EXIT.rejected : EXIT.done
    })
  sourceOptions(commonOptions(command))
}

/** How each file would be understood: detection, mapping, ten rows, the first rejects. Nothing is written. */
export async function dryRun(files: readonly string[], flags: SourceFlags & Common): Promise<void> {
  const results = []
  for (const path of await allSources(files)) {
    const { recognised, mapping, notes, rows, rejects } = await preview(path, flags)
    const others = recognised.others.map(({ importer, detection }) => ({
      format: importer.id,
      saw: detection.saw,
    }))
    const result = {
      path,
      format: recognised.importer.id,
      saw: recognised.detection.saw,
      others,
      mapping,
      notes,
      rows,
      rejects,
    }
    results.push(result)
    if (flags.json) continue
    print(`${bold(oneLine(path))}: ${result.format} ${faint(`(${oneLine(result.saw)})`)}`)
    for (const other of others) print(faint(`  could also be ${other.format}: ${oneLine(other.saw)}`))
    for (const [ours, theirs] of Object.entries(mapping))
      print(`  ${ours.padEnd(18)} ← ${oneLine(theirs).padEnd(24)} ${faint(samples(recognised.head, theirs))}`)
    for (const note of notes) print(`  ${oneLine(note)}`)
    for (const row of rows) {
      print('')
      for (const [name, value] of Object.entries(row))
        if (value !== null && value !== '')
          print(`  ${name.padEnd(12)} ${oneLine(String(value)).slice(0, 160)}`)
    }
    for (const reject of rejects)
      print(`\n  row ${reject.row} would not be taken: ${oneLine(String(reject.reason))}`)
  }
  if (flags.json) printJson(results)
  else narrate('\nNothing was kept. Without --dry-run the file goes into the case.')
}

/** What a column holds in the first three rows, so that a wrong guess is seen. */
function samples(head: Head, column: string): string {
  const place = head.columns.indexOf(column)
  const values =
    head.rows.length > 0
      ? head.rows.slice(0, 3).map(row => row[place] ?? '')
      : head.records.slice(0, 3).map(record => String(at(record, column) ?? ''))
  return place < 0 ? '' : values.map(value => oneLine(value).slice(0, 28) || '∅').join('  ·  ')
}

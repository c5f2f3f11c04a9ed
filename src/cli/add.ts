import type { Command } from 'commander'
import { preview } from '../case/add.ts'
import { openCase } from '../case/open.ts'
import { addAll, sourcesAt } from './adding.ts'
import { EXIT } from './exit.ts'
import { type Common, commonOptions, type SourceFlags, sourceOptions } from './options.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends Common, SourceFlags {
  dryRun?: boolean
}

export function addCommand(program: Command): void {
  const command = program
    .command('add')
    .description('add files to a case')
    .argument('<file...>', 'files, or folders of files or web pages')
    .option('--dry-run', 'show ten normalised rows of each file and keep nothing')
    .action(async (files: string[], flags: Flags) => {
      if (flags.dryRun) return dryRun(files, flags)
      const given = await openCase(flags.case ?? '.')
      const { added, failed } = await addAll(given, files, flags)
      if (flags.json) printJson({ added: added.map(a => ({ status: a.status, ...a.source })), failed })
      else narrate(`\nNext: sillage run && sillage report   (answer the questions, write the page)`)
      const hasRejects = added.some(a => a.status === 'added' && a.source.counts.rejects > 0)
      process.exitCode =
        added.length === 0 ? EXIT.failed : hasRejects || failed.length > 0 ? EXIT.rejected : EXIT.done
    })
  sourceOptions(commonOptions(command))
}

/** How each file would be understood: detection, mapping, ten rows, the first rejects. Nothing is written. */
export async function dryRun(files: readonly string[], flags: SourceFlags & Common): Promise<void> {
  const results = []
  for (const path of (await Promise.all(files.map(sourcesAt))).flat()) {
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
    for (const [ours, theirs] of Object.entries(mapping)) print(`  ${ours.padEnd(18)} ← ${oneLine(theirs)}`)
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

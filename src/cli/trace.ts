import { basename } from 'node:path'
import type { Command } from 'commander'
import { layout } from '../case/layout.ts'
import { type Case, configureCase, createCase, exists, openCase } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import { dryRun } from './add.ts'
import { addAll } from './adding.ts'
import { analyseAndReport, reportUrl } from './analysing.ts'
import { analysisOptions, choicesFrom } from './analysis-options.ts'
import { EXIT } from './exit.ts'
import {
  type Common,
  choiceFrom,
  commonOptions,
  type SourceFlags,
  type SubjectFlags,
  sourceOptions,
  subjectOptions,
} from './options.ts'
import { allSources } from './sources.ts'
import { tell } from './telling.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends Common, SourceFlags, SubjectFlags {
  out?: string
  dryRun?: boolean
}

/** The main job: import, every analysis, the report. */
export function traceCommand(program: Command): void {
  const command = program
    .command('trace')
    .description('import files, run every analysis, write the report')
    .argument('<file...>', 'files, folders of files or web pages, or patterns')
    .option('-o, --out <dir>', "the case's folder (default: named after the subject or the first file)")
    .option('--dry-run', 'show ten normalised rows of each file and keep nothing')
    .action(async (files: string[], flags: Flags) => {
      if (flags.dryRun) return dryRun(files, flags)
      const dir = flags.out ?? flags.case ?? nameFor(flags.about?.[0] ?? basename(files[0] ?? 'case'))
      // A file that is not there is said before a case is made for it.
      await allSources(files)
      const given = await caseAt(dir, flags)
      const { case: filled, added, failed } = await addAll(given, files, flags)
      if (added.length === 0) throw new InputProblem(`Nothing could be added to ${dir}; see above.`)
      const records = await analyseAndReport(filled, choicesFrom({ ...flags }), flags.lang ?? 'en')
      if (flags.json)
        printJson({
          case: filled.dir,
          report: filled.at.report,
          sources: added.map(a => a.source),
          failed,
          analyses: records,
        })
      else {
        tell(records, flags.lang ?? 'en', filled.config.simulated)
        print(`\n${bold('Report')}  ${oneLine(filled.at.report)}`)
        print(`        ${reportUrl(filled)}`)
        const first = records.flatMap(r => r.findings).find(f => f.story !== undefined)
        narrate(
          `\nNext: sillage show ${first?.id ?? 'ID'} --case ${oneLine(dir)}   (down to the raw rows of a finding)`,
        )
      }
      const hasRejects = added.some(a => a.status === 'added' && a.source.counts.rejects > 0)
      process.exitCode = hasRejects || failed.length > 0 ? EXIT.rejected : EXIT.done
    })
  analysisOptions(subjectOptions(sourceOptions(commonOptions(command))))
}

/** The case in a folder, with what the flags say of its subject; made when there is none. */
export async function caseAt(dir: string, flags: SubjectFlags): Promise<Case> {
  if (await exists(layout(dir).config)) return configureCase(await openCase(dir), choiceFrom(flags))
  return createCase(dir, choiceFrom(flags))
}

/** A folder's name from a hashtag or a file's name: letters, digits and dashes only. */
export function nameFor(text: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/\.[a-z0-9.]{1,12}$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
  return `${name.slice(0, 60) || 'case'}-case`
}

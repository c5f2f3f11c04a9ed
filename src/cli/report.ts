import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { analyses } from '../analyses/index.ts'
import { askCase } from '../case/ask.ts'
import { type Case, exists, openCase, writeWhole } from '../case/open.ts'
import type { AnalysisRecord } from '../model/finding.ts'
import { gatherReport } from '../report/gather.ts'
import { reportHtml } from '../report/html.ts'
import { reportUrl } from './analysing.ts'
import { UsageProblem } from './exit.ts'
import { sayOnceMore } from './once-more.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

export function reportCommand(program: Command): void {
  const command = program
    .command('report')
    .description('write report.html from the findings')
    .action(async (flags: Common) => {
      const given = await openCase(flags.case ?? '.')
      const records = await readFindings(given)
      if (records.length === 0)
        throw new UsageProblem('The case has no findings yet; make them with: sillage run')
      const report = await askCase(
        given,
        store => gatherReport(given, store, records, flags.lang ?? 'en'),
        sayOnceMore,
      )
      await writeWhole(given.at.report, await reportHtml(report))
      if (flags.json) printJson({ report: given.at.report })
      else print(`${bold('Report')}  ${oneLine(given.at.report)}\n        ${reportUrl(given)}`)
      narrate('\nNext: sillage open   (look at it), or sillage show ID   (down to the raw rows)')
    })
  commonOptions(command)
}

/** The findings as they were last written, in the registry's order. */
export async function readFindings(given: Case): Promise<AnalysisRecord[]> {
  const records: AnalysisRecord[] = []
  for (const { id } of analyses) {
    const path = given.at.finding(id)
    if (await exists(path)) records.push(JSON.parse(await readFile(path, 'utf8')) as AnalysisRecord) // written by writeFindings
  }
  return records
}

import { pathToFileURL } from 'node:url'
import { type Choices, runAnalyses } from '../analyses/run-all.ts'
import { askCase } from '../case/ask.ts'
import { type Case, writeWhole } from '../case/open.ts'
import type { AnalysisRecord, Lang } from '../model/finding.ts'
import { gatherReport } from '../report/gather.ts'
import { reportHtml } from '../report/html.ts'
import { sayOnceMore } from './once-more.ts'
import { faint, narrate } from './terminal.ts'

/** Runs every analysis and writes the report; returns what was found. */
export async function analyseAndReport(given: Case, choices: Choices, lang: Lang): Promise<AnalysisRecord[]> {
  const { records, report } = await askCase(
    given,
    async store => {
      const records = await runAnalyses(given, store, { choices, onStart: sayStarted })
      return { records, report: await gatherReport(given, store, records, lang) }
    },
    sayOnceMore,
  )
  await writeWhole(given.at.report, await reportHtml(report))
  return records
}

/** "3/14 velocity" */
export const sayStarted = (id: string, n: number, of: number): void => narrate(faint(`${n}/${of} ${id}`))

export const reportUrl = (given: Case): string => pathToFileURL(given.at.report).href

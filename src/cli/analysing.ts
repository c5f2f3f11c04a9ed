import { pathToFileURL } from 'node:url'
import { type Choices, runAnalyses } from '../analyses/run-all.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, writeWhole } from '../case/open.ts'
import type { AnalysisRecord, Lang } from '../model/finding.ts'
import { gatherReport } from '../report/gather.ts'
import { reportHtml } from '../report/html.ts'
import { faint, narrate } from './terminal.ts'

/** Runs every analysis and writes the report; returns what was found. */
export async function analyseAndReport(given: Case, choices: Choices, lang: Lang): Promise<AnalysisRecord[]> {
  const store = await mountCase(given)
  try {
    const records = await runAnalyses(given, store, {
      choices,
      onStart: (id, n, of) => narrate(faint(`${n}/${of} ${id}`)),
    })
    await writeWhole(given.at.report, await reportHtml(await gatherReport(given, store, records, lang)))
    return records
  } finally {
    await store.close()
  }
}

export const reportUrl = (given: Case): string => pathToFileURL(given.at.report).href

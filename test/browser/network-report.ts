import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runAnalyses } from '../../src/analyses/run-all.ts'
import { mountCase } from '../../src/case/mount.ts'
import { writeWhole } from '../../src/case/open.ts'
import { madeNetwork, madeRecord, networkCase } from '../../src/exporters/testing/network.ts'
import type { AnalysisRecord } from '../../src/model/finding.ts'
import { gatherReport } from '../../src/report/gather.ts'
import { reportHtml } from '../../src/report/html.ts'
import type { Report } from './report.ts'

/** A report whose network is made up: what the page shows is then known, account by account. */
export async function networkReport(
  folder: string,
  made: ReturnType<typeof madeNetwork> = madeNetwork(),
): Promise<Report> {
  const given = await networkCase(join(folder, 'made-up'), made)
  const store = await mountCase(given)
  try {
    const record = madeRecord(made.figures)
    const asked = (await runAnalyses(given, store)).filter(({ analysis }) => analysis !== record.analysis)
    const data = await gatherReport(given, store, [...asked, record], 'en')
    if (!data.analyses.some(({ analysis }) => analysis === record.analysis))
      data.analyses.push({ ...withoutNetwork(record), question: QUESTION, methodText: QUESTION })
    await writeWhole(given.at.report, await reportHtml(data))
    return { url: pathToFileURL(given.at.report).href, data }
  } finally {
    await store.close()
  }
}

const QUESTION = {
  en: 'Who acted together, and is it coincidence?',
  fr: 'Qui a agi ensemble, et est-ce un hasard ?',
}

const withoutNetwork = ({ figures: { nodes, edges, meetings, ...figures }, ...record }: AnalysisRecord) => ({
  ...record,
  figures,
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runAnalyses } from '../../src/analyses/run-all.ts'
import { type AddOptions, addSource } from '../../src/case/add.ts'
import { mountCase } from '../../src/case/mount.ts'
import { type CaseChoice, createCase, writeWhole } from '../../src/case/open.ts'
import { moment } from '../../src/case/zone.ts'
import type { ReportData } from '../../src/model/report.ts'
import { gatherReport } from '../../src/report/gather.ts'
import { reportHtml } from '../../src/report/html.ts'
import { simulateLeak } from '../../src/scenario/index.ts'

export interface Report {
  url: string
  data: ReportData
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sillage-page-'))
export const dropFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

/** A report as the command would write it: the files added to a new case, every question asked, the page written. */
export async function reportOf(
  folder: string,
  files: readonly string[],
  choice: CaseChoice,
  options: AddOptions = {},
): Promise<Report> {
  let given = await createCase(join(folder, 'case'), choice)
  for (const file of files) given = (await addSource(given, file, options)).case
  const store = await mountCase(given)
  try {
    const data = await gatherReport(given, store, await runAnalyses(given, store), 'en')
    await writeWhole(given.at.report, await reportHtml(data))
    return { url: pathToFileURL(given.at.report).href, data }
  } finally {
    await store.close()
  }
}

/** A report of a small simulated leak. */
export async function simulatedReport(folder: string): Promise<Report> {
  const { files, about, zone, windows } = await simulateLeak(join(folder, 'files'), { scale: 0.02 })
  const at = (text: string) => moment(text, zone) ?? Number.NaN
  return reportOf(folder, files, {
    title: '#MacronLeaks, simulated',
    about,
    zone,
    windows: windows.map(({ name, from, to }) => ({ name, from: at(from), to: at(to) })),
    simulated: true,
  })
}

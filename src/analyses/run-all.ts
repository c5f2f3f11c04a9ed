import type { Case } from '../case/open.ts'
import type { AnalysisRecord, ParamValue, Row } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { analyses } from './index.ts'
import type { Rows } from './rows.ts'
import { runAnalysis, writeFindings } from './run.ts'

/** Parameter values by analysis and name. */
export type Choices = Readonly<Record<string, Readonly<Record<string, ParamValue>>>>

/** Runs the analyses (all, or the ones named), writes their findings unless told not to, and returns the records in the registry's order. */
export async function runAnalyses(
  given: Case,
  store: Store,
  options: {
    only?: readonly string[]
    choices?: Choices
    /** False: the findings as they were written before are left alone. */
    write?: boolean
    onStart?: (id: string, n: number, of: number) => void
  } = {},
): Promise<AnalysisRecord[]> {
  const chosen = analyses.filter(analysis => !options.only || options.only.includes(analysis.id))
  const done: { record: AnalysisRecord; rows: Rows }[] = []
  for (const [at, analysis] of chosen.entries()) {
    options.onStart?.(analysis.id, at + 1, chosen.length)
    done.push(await runAnalysis(given, store, analysis, options.choices?.[analysis.id]))
  }
  const coverage = done.find(({ record }) => record.analysis === 'coverage')
  if (coverage) coverage.record.figures.answers = done.map(({ record }) => answer(record))
  if (options.write !== false)
    for (const { record, rows } of done) await writeFindings(given, store, record, rows)
  return done.map(({ record }) => record)
}

const answer = (record: AnalysisRecord): Row => ({
  analysis: record.analysis,
  answerable: record.status !== 'not applicable',
  why_en: record.reason?.en ?? null,
  why_fr: record.reason?.fr ?? null,
})

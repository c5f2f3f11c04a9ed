/**
 * Sillage as a library: the verbs of the command, typed.
 *
 * @example
 * const leak = await createCase('leak-case', { about: ['#MacronLeaks'], zone: 'Europe/Paris' })
 * const { case: filled } = await addSource(leak, 'tweets.jsonl.gz')
 * const store = await mountCase(filled)
 * const records = await runAnalyses(filled, store)
 * await writeFile(filled.at.report, await reportHtml(await gatherReport(filled, store, records, 'en')))
 * await store.close()
 */
export {
  type Analysis,
  type Asked,
  defineAnalysis,
  notApplicable,
  nothingFound,
  type Outcome,
  type Param,
} from './analyses/analysis.ts'
export { finder, oneFact, onePost, someFacts, somePosts } from './analyses/find.ts'
export { analyses } from './analyses/index.ts'
export { runAnalysis, writeFindings } from './analyses/run.ts'
export { type Choices, runAnalyses } from './analyses/run-all.ts'
export { type Added, type AddOptions, addSource, preview } from './case/add.ts'
export { documentFacts, type EvidenceFact, evidenceFacts, factsTotal } from './case/document-evidence.ts'
export {
  countSelection,
  type EvidencePost,
  evidenceKeys,
  evidencePosts,
  evidenceTotal,
} from './case/evidence.ts'
export { mountCase } from './case/mount.ts'
export { type Case, type CaseChoice, configureCase, createCase, openCase, sourcesOf } from './case/open.ts'
export { CaseProblem } from './case/problems.ts'
export { rawRows } from './case/raw-row.ts'
export { type Mismatch, type Verification, verifyCase } from './case/verify.ts'
export { type AddedDump, addDump, type DumpOptions } from './documents/add-dump.ts'
export {
  type Judging,
  judgeMail,
  type MailVerdict,
  type SignatureVerdict,
} from './documents/authenticity/judge.ts'
export { type KeyArchive, readKeyArchive } from './documents/authenticity/key-archive.ts'
export { type RecoveredKey, recoverKeys } from './documents/authenticity/recover-key.ts'
export { type DecoyChoices, makeDecoys } from './documents/decoys/make.ts'
export { indexRegistry, type Match, matchStream } from './documents/decoys/match.ts'
export {
  type DecoyRegistry,
  isProven,
  type Proof,
  parseRegistry,
  prove,
} from './documents/decoys/registry.ts'
export type { Fact } from './documents/fact.ts'
export { classOf, FACT_CLASSES, type FactClass, type FactName } from './documents/fact-names.ts'
export { DecoyProblem, KeyArchiveProblem, KeyRecoveryProblem, RegistryBroken } from './documents/problems.ts'
export {
  type DocumentVerdict,
  indexDecoys,
  indexOriginals,
  type JudgedDocument,
  judgeDocument,
} from './documents/verdict/four-way.ts'
export { CrateMismatch, CrateProblem } from './exporters/crate-problems.ts'
export { spreadsheetCsv } from './exporters/csv.ts'
export { licenseFrom, partyFrom } from './exporters/deposit.ts'
export { DestinationTaken } from './exporters/destination.ts'
export { exportTo } from './exporters/export-tables.ts'
export { exportDataPackage } from './exporters/frictionless.ts'
export { importCase } from './exporters/import-case.ts'
export { tableFormats } from './exporters/index.ts'
export { describeCase, exportCrate } from './exporters/ro-crate.ts'
export {
  type Detection,
  defineImporter,
  type Importer,
  type ImportOptions,
  InputProblem,
  type Selects,
} from './importers/importer.ts'
export { importers } from './importers/index.ts'
export * from './model/index.ts'
export { VERSION } from './model/version.ts'
export { gatherReport } from './report/gather.ts'
export { PageNotBuilt, reportHtml } from './report/html.ts'
export { type SimulatedLeak, type SimulationOptions, simulateLeak } from './scenario/index.ts'
export { Store } from './store/store.ts'

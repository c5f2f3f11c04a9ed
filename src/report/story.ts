import type { AnalysisRecord, Finding } from '../model/finding.ts'

const LONGEST_STORY = 9

/** The findings that tell the story, headline first, in reading order. */
export function storyOf(records: readonly AnalysisRecord[]): Finding[] {
  return records
    .flatMap(record => record.findings)
    .filter(finding => finding.story !== undefined)
    .sort((a, b) => (a.story ?? 0) - (b.story ?? 0))
    .slice(0, LONGEST_STORY)
}

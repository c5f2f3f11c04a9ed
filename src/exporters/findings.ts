import {
  type AnalysisRecord,
  type Cell,
  type EvidenceRef,
  type Finding,
  passageLocator,
} from '../model/finding.ts'
import type { Types } from './lines.ts'

export const FINDINGS: Types = {
  id: 'VARCHAR',
  analysis: 'VARCHAR',
  status: 'VARCHAR',
  claim_en: 'VARCHAR',
  claim_fr: 'VARCHAR',
  reason_en: 'VARCHAR',
  reason_fr: 'VARCHAR',
  numbers: 'VARCHAR',
  about: 'VARCHAR',
  caveats_en: 'VARCHAR',
  caveats_fr: 'VARCHAR',
  covers_posts: 'BIGINT',
  covers_from: 'BIGINT',
  covers_to: 'BIGINT',
  story: 'DOUBLE',
  params: 'VARCHAR',
  method: 'BIGINT',
  sillage: 'VARCHAR',
}

/** A row for each finding; for an analysis without any, one that says why. Lists and objects are JSON. */
export function findingCells(record: AnalysisRecord): Record<string, Cell>[] {
  const common = {
    analysis: record.analysis,
    status: record.status,
    reason_en: record.reason?.en ?? null,
    reason_fr: record.reason?.fr ?? null,
    params: JSON.stringify(record.params),
    method: record.method,
    sillage: record.sillage,
  }
  if (record.findings.length === 0) return [common]
  return record.findings.map(finding => ({
    ...common,
    id: finding.id,
    claim_en: finding.claim.en,
    claim_fr: finding.claim.fr,
    numbers: JSON.stringify(finding.numbers),
    about: JSON.stringify(finding.about),
    caveats_en: finding.caveats.map(({ en }) => en).join('\n'),
    caveats_fr: finding.caveats.map(({ fr }) => fr).join('\n'),
    covers_posts: finding.coverage.posts,
    covers_from: finding.coverage.from,
    covers_to: finding.coverage.to,
    story: finding.story ?? null,
  }))
}

export const EVIDENCE: Types = {
  finding: 'VARCHAR',
  type: 'VARCHAR',
  platform: 'VARCHAR',
  post_id: 'VARCHAR',
  source: 'VARCHAR',
  row: 'BIGINT',
  posts: 'BIGINT',
  document: 'VARCHAR',
  fact: 'VARCHAR',
  locator: 'VARCHAR',
  facts: 'BIGINT',
  selection: 'VARCHAR',
}

export const evidenceCells = ({ id, evidence }: Finding): Record<string, Cell>[] =>
  evidence.map(ref => ({ finding: id, ...refCells(ref) }))

function refCells(ref: EvidenceRef): Record<string, Cell> {
  const { type } = ref
  switch (type) {
    case 'post':
      return { ...ref, posts: 1 }
    case 'document':
      return { ...ref }
    case 'passage': {
      const { document, from, to, source, row } = ref
      return { type, document, fact: 'text', locator: passageLocator(from, to), source, row }
    }
    default:
      return { type, [type]: ref.count, selection: JSON.stringify(ref.where) }
  }
}

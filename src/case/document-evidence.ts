import { type EvidenceRef, passageLocator } from '../model/finding.ts'
import { factCondition } from '../store/fact-selection.ts'
import type { Store } from '../store/store.ts'

/** A fact as evidence: what stands where in which document, and the source that the document came in. */
export interface EvidenceFact {
  document: string
  name: string
  value: string
  raw: string
  locator: string
  decoder: string
  time_basis: string | null
  source: string
  row: number
}

const COLUMNS = 'f.document, f.name, f.value, f.raw, f.locator, f.decoder, f.time_basis, f.source, f."row"'

/**
 * The facts that a finding rests on: those of documents that it names, and the first of each selection, `limit` in all.
 * A passage is told as a fact of the name `text`.
 */
export async function evidenceFacts(
  store: Store,
  evidence: readonly EvidenceRef[],
  limit: number,
): Promise<EvidenceFact[]> {
  const facts = new Map<string, EvidenceFact>()
  const most = Math.trunc(Math.min(limit, Number.MAX_SAFE_INTEGER))
  const add = (found: readonly EvidenceFact[]) => {
    for (const fact of found)
      if (facts.size < most) facts.set(`${fact.document}\0${fact.name}\0${fact.locator}\0${fact.value}`, fact)
  }
  for (const ref of evidence) {
    if (facts.size >= most) break
    if (ref.type === 'document')
      add(
        await store.rows<EvidenceFact>(
          `SELECT ${COLUMNS} FROM fact AS f WHERE f.document = $document AND f.name = $fact AND f.locator = $locator`,
          { document: ref.document, fact: ref.fact, locator: ref.locator },
        ),
      )
    else if (ref.type === 'passage') add(await passage(store, ref))
    else if (ref.type === 'facts') {
      const { condition, params } = factCondition(ref.where)
      add(
        await store.rows<EvidenceFact>(
          `SELECT ${COLUMNS} FROM fact AS f WHERE ${condition} ORDER BY f.source, f."row", f.name LIMIT ${most}`,
          params,
        ),
      )
    }
  }
  return [...facts.values()]
}

async function passage(
  store: Store,
  { document, from, to, source, row }: Extract<EvidenceRef, { type: 'passage' }>,
): Promise<EvidenceFact[]> {
  const [kept] = await store.rows<{ text: string | null }>(
    'SELECT text FROM document WHERE document = $document AND source = $source LIMIT 1',
    { document, source },
  )
  const value = kept?.text?.slice(from, to) ?? ''
  const locator = passageLocator(from, to)
  return value === ''
    ? []
    : [{ document, name: 'text', value, raw: '', locator, decoder: 'text', time_basis: null, source, row }]
}

/** How many facts and passages the evidence holds. */
export function factsTotal(evidence: readonly EvidenceRef[]): number {
  return evidence.reduce(
    (sum, ref) =>
      sum + (ref.type === 'facts' ? ref.count : ref.type === 'document' || ref.type === 'passage' ? 1 : 0),
    0,
  )
}

/** Counts what a selection of facts yields now. */
export async function countFacts(
  store: Store,
  ref: Extract<EvidenceRef, { type: 'facts' }>,
): Promise<number> {
  const { condition, params } = factCondition(ref.where)
  return (await store.row<{ n: number }>(`SELECT count(*) AS n FROM fact AS f WHERE ${condition}`, params)).n
}

/** One document with everything it says; null when there is none of this id. */
export async function documentFacts(
  store: Store,
  id: string,
): Promise<{ document: Record<string, string | number | boolean | null>; facts: EvidenceFact[] } | null> {
  const [document] = await store.rows<Record<string, string | number | boolean | null>>(
    'SELECT * FROM document WHERE document = $id LIMIT 1',
    { id },
  )
  if (!document) return null
  const facts = await store.rows<EvidenceFact>(
    `SELECT ${COLUMNS} FROM fact AS f WHERE f.document = $id AND f.source = $source`,
    { id, source: String(document.source) },
  )
  return { document, facts }
}

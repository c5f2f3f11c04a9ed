import { createHash } from 'node:crypto'
import type {
  EvidenceRef,
  FactSelection,
  Finding,
  FindingCoverage,
  Selection,
  Text,
} from '../model/finding.ts'
import type { Asked } from './analysis.ts'
import type { Said, Teller } from './sentence.ts'
import { sentence } from './sentence.ts'

/** A post as evidence: its own row in its own source. */
export function onePost(post: {
  platform: string
  post_id: string
  source: string
  row: number
}): EvidenceRef {
  const { platform, post_id, source, row } = post
  return { type: 'post', platform, post_id, source, row }
}

export function somePosts(where: Selection, count: number): EvidenceRef {
  return { type: 'posts', where, count }
}

/** A fact of one document as evidence, and where in it it stands. */
export function oneFact(fact: {
  document: string
  name: string
  locator: string
  source: string
  row: number
}): EvidenceRef {
  const { document, name, locator, source, row } = fact
  return { type: 'document', document, fact: name, locator, source, row }
}

/** A stretch of a document's text as evidence: UTF-16 units [from, to). */
export function onePassage(passage: {
  document: string
  from: number
  to: number
  source: string
  row: number
}): EvidenceRef {
  const { document, from, to, source, row } = passage
  return { type: 'passage', document, from, to, source, row }
}

export function someFacts(where: FactSelection, count: number): EvidenceRef {
  return { type: 'facts', where, count }
}

export interface Found {
  /** What the finding is, in the analysis' own words: part of its id. */
  slot: string
  tell: { en: (t: Teller) => Said; fr: (t: Teller) => Said }
  numbers: Record<string, number>
  about?: Finding['about']
  evidence: EvidenceRef[]
  coverage: FindingCoverage
  caveats?: Text[]
  story?: number
}

/** Makes findings of one analysis. Ids are the analysis, the slot, and a hash of the numbers and the parameters. */
export function finder(analysis: string, asked: Asked): (found: Found) => Finding {
  return found => {
    const key = JSON.stringify([found.slot, found.numbers, asked.params, asked.config.about])
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 8)
    return {
      id: `${analysis}-${found.slot
        .replace(/[^a-z0-9]+/gi, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 40)
        .toLowerCase()}-${hash}`,
      analysis,
      ...sentence(asked.config.zone, asked.resolution, found.tell),
      numbers: found.numbers,
      about: found.about ?? {},
      evidence: found.evidence,
      coverage: found.coverage,
      caveats: found.caveats ?? [],
      ...(found.story === undefined ? {} : { story: found.story }),
    }
  }
}

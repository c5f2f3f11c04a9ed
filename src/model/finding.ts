/** A sentence in the languages Sillage speaks. */
export interface Text {
  en: string
  fr: string
}
export type Lang = keyof Text

/**
 * Where a claim can be checked. A single post, with the source row it came from, or every post that a
 * selection names (counted when the finding was made, so that a later reader sees if the case has changed).
 */
export type EvidenceRef =
  | { type: 'post'; platform: string; post_id: string; source: string; row: number }
  | { type: 'posts'; where: Selection; count: number }
  /** A document, and where in it the fact stands. */
  | { type: 'document'; document: string; fact: string; locator: string; source: string; row: number }
  /** A stretch of a document's text as the case keeps it: UTF-16 units [from, to). */
  | { type: 'passage'; document: string; from: number; to: number; source: string; row: number }
  /** Every fact that a selection names. */
  | { type: 'facts'; where: FactSelection; count: number }

/** A declarative choice of posts: all conditions hold at once. Times are milliseconds UTC, both ends included. */
export interface Selection {
  /** Only posts on the case's subject (`--about`). */
  about?: boolean
  platform?: string
  account_id?: string
  parent_id?: string
  kinds?: readonly string[]
  lang?: string
  from?: number
  to?: number
  object?: { kind: string; value: string }
  /** Only posts whose parent was written in this language (a bridge between languages). */
  parent_lang?: string
  /** Only posts by accounts whose own words are mostly in this language. */
  own_lang?: string
}

/** A declarative choice of facts: all conditions hold at once. */
export interface FactSelection {
  class?: string
  names?: readonly string[]
  value?: string
}

/** Where a passage stands, in words: UTF-16 units of its document's text, [from, to). */
export const passageLocator = (from: number, to: number): string => `text, signs ${from}–${to}`

/** What the posts behind a finding cover, so that "first" reads as "first among these". */
export interface FindingCoverage {
  posts: number
  from: number
  to: number
  note?: Text
  /** Of a finding about a dump: how many documents were read. */
  documents?: number
}

/** One claim, with its numbers, the evidence that it rests on, and what it does not know. */
export interface Finding {
  /** Stable: the same data and parameters give the same id. */
  id: string
  analysis: string
  /** One sentence with its numbers. */
  claim: Text
  /** Where in `claim` the figures stand, [start, end) in UTF-16 units: each is a door to the evidence. */
  doors: Record<Lang, [number, number][]>
  /** Names are documented in docs/findings.md; times are ms UTC, names ending `_s` are seconds, shares are 0–1. */
  numbers: Record<string, number>
  about: { accounts?: string[]; posts?: string[]; objects?: string[]; documents?: string[] }
  evidence: EvidenceRef[]
  coverage: FindingCoverage
  caveats: Text[]
  /** Reading order and weight in the story: 0 is the headline; absent, it stays in its section. */
  story?: number
}

/** A figure's or a result's rows: what is stored in Parquet, drawn by a chart, or shown as a table. */
export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>

/** What questions are asked of. */
export type Material = 'posts' | 'documents'

export type AnalysisStatus = 'found' | 'nothing found' | 'not applicable'

/** What `findings/<analysis>.json` holds. */
export interface AnalysisRecord {
  analysis: string
  /** The version of the analysis' definition. */
  method: number
  sillage: string
  status: AnalysisStatus
  /** Why nothing was found, or why the question cannot be asked of this data. */
  reason?: Text
  /** The case holds none of what is asked about: the question was passed over. */
  lacking?: Material
  params: Record<string, ParamValue>
  findings: Finding[]
  /** Small tables that the charts draw, by name. */
  figures: Record<string, Row[]>
}

export type ParamValue = number | string | boolean | readonly number[] | readonly string[]

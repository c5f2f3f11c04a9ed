import type { CaseConfig, CustodyEntry } from './case.ts'
import type { AnalysisRecord, Lang, Text } from './finding.ts'
import type { NetworkData } from './network.ts'

/** A post as the page shows it. Texts are data: the page may only ever make text nodes of them. */
export interface ShownPost {
  platform: string
  post_id: string
  account_id: string
  handle: string | null
  at: number
  kind: string
  lang: string | null
  text: string
  title: string | null
  url: string | null
  /** Index into `ReportData.sources`. */
  source: number
  row: number
}

/** One source file, as custody knows it. */
export interface ShownSource {
  sha256: string
  name: string
  bytes: number
  importer: string
  added: string
  posts: number
  rejects: number
}

/** An analysis with its words for people, as its section of the page needs it. */
export interface ShownAnalysis extends AnalysisRecord {
  question: Text
  /** Definitions, interval rule and sources, in paragraphs. */
  methodText: Text
}

/** The evidence of one finding: its posts (a readable number of them), and how many there are in all. */
export interface ShownEvidence {
  /** Indexes into `ReportData.posts`, in time order. */
  posts: number[]
  total: number
  /** Of a finding about a dump: facts and passages, and where they stand; and how many there are in all. */
  facts?: { shown: ShownFact[]; total: number }
}

/** A fact of a document as the page shows it. Texts are data. */
export interface ShownFact {
  document: string
  name: string
  value: string
  locator: string
  decoder: string
  /** Index into `ReportData.sources`. */
  source: number
  row: number
}

/**
 * What the documents of the triage say of themselves, in the table's order, `per` of them packed together: base64 of
 * zlib of JSON, `[count of its facts, [name, value, locator], …]` a document. Those that are missing had no room.
 */
export interface DocumentFacts {
  per: number
  packed: string[]
}

/**
 * The propagation map, as flat arrays (base64 of little-endian typed arrays): accounts that posted or passed on,
 * where they stand, and each repost in time order.
 */
export interface MapData {
  /** Accounts, in order of first appearance. */
  accounts: number
  /** Uint16 × 2 per account: x, y on a 0–65535 square. */
  xy: string
  /** Uint8 per account: index into `langs`. */
  lang: string
  /** Uint32 per account: seconds after `from` of its first appearance. */
  first: string
  /** Uint32 per account: reposts received. */
  received: string
  langs: (string | null)[]
  links: number
  /** Uint32 × 2 per link: account reposted, account reposting. */
  pairs: string
  /** Uint32 per link: seconds after `from`. */
  at: string
  from: number
  to: number
  /** The accounts that the story names: index and label. */
  labels: { account: number; label: string }[]
  /** How many accounts and reposts there are in the data; the map may hold fewer, and says so. */
  accountsInData: number
  linksInData: number
}

/** Everything the page knows: embedded in report.html, or served live. */
export interface ReportData {
  sillage: string
  made: string
  lang: Lang
  case: CaseConfig
  covers: {
    posts: number
    aboutPosts: number
    accounts: number
    documents: number
    from: number
    to: number
    platforms: { platform: string; posts: number; from: number; to: number }[]
    /** Resolution of the times, in ms (1, 1000, 60000). */
    resolution: number
  }
  analyses: ShownAnalysis[]
  /** Questions that were not asked for want of what they are asked of, a sentence a kind. */
  passedOver: Text[]
  /** Finding ids in the order in which the story is told; the first is the headline. */
  story: string[]
  evidence: Record<string, ShownEvidence>
  posts: ShownPost[]
  sources: ShownSource[]
  custody: Pick<CustodyEntry, 'n' | 'time' | 'event' | 'hash'>[]
  /** Of a case with a dump. */
  documentFacts?: DocumentFacts
  map: MapData | null
  /** Who acted together; null where nobody did, or nobody asked. */
  network: NetworkData | null
}

/** A stretch of time that matters to the case, such as an election silence. Milliseconds UTC, both ends included. */
export interface Window {
  name: string
  from: number
  to: number
}

/** `case.json`: what the case is about. */
export interface CaseConfig {
  sillage: 1
  title: string
  /** Hashtags (`#tag`), URLs (`https://…`), or words, as the user gave them. Empty: everything captured. */
  about: string[]
  windows: Window[]
  /** IANA time zone in which times are shown. */
  zone: string
  /** Set on simulated data; every page then says so. */
  simulated?: boolean
}

/** How many rows an importer took from a source, and what became of the others. */
export interface ImportCounts {
  rows: number
  posts: number
  accounts: number
  actions: number
  /** Posts that the case already had. */
  duplicates: number
  /** Of a dump: its documents, and the facts read from them. */
  documents?: number
  facts?: number
  rejects: number
  /** The rejects by reason code. */
  reasons: Record<string, number>
}

/** What can happen to a case. */
export const CUSTODY_EVENTS = ['created', 'configured', 'added', 'remapped', 'imported'] as const
export type CustodyEvent = (typeof CUSTODY_EVENTS)[number]

/** One line of `custody.jsonl`. `hash` is the SHA-256 of the line's other fields, `previous` the hash of the line before. */
export interface CustodyEntry {
  n: number
  time: string
  event: CustodyEvent
  sillage: string
  /** The case's subject at this point (events created, configured). */
  config?: CaseConfig
  source?: CustodySource
  imported?: CustodyImport
  previous: string
  hash: string
}

export interface CustodySource {
  sha256: string
  name: string
  bytes: number
  /** Where the untouched copy is, relative to the case, or with --reference the absolute path of the original. */
  path: string
  kept: 'copy' | 'reference'
  importer: string
  /** What decided the importer, and how columns were mapped. */
  detection: string
  options: Record<string, string>
  counts: ImportCounts
  /** SHA-256 of each part written: table or `rejects` → hex. */
  parts: Record<string, string>
  /** The source's fields that the tables do not have, and those that it should have and has not. */
  drift?: SourceDrift
  /** How often it has been mapped anew from its kept bytes; its parts' names carry the number. */
  remaps?: number
}

export interface SourceDrift {
  /** Fields that the importer does not know. */
  unknown: string[]
  /** Fields that the format should have, and that no record has. */
  missing: string[]
  /** Fields that are known and not kept. */
  left: string[]
}

/** What came with a case that was read back from a crate (event imported): where its sources are from here on. */
export interface CustodyImport {
  /** SHA-256 of the crate's `ro-crate-metadata.json`. */
  crate: string
  /** Sources whose hash alone came along, by SHA-256. */
  withheld: string[]
  /** Where a source is that an earlier line keeps elsewhere (by reference): SHA-256 → path in the case. */
  moved: Record<string, string>
}

/** One line of `rejects/<source>.jsonl`. */
export interface Reject {
  row: number
  code: string
  reason: string
  raw: string
}

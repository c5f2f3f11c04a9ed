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
  rejects: number
  /** The rejects by reason code. */
  reasons: Record<string, number>
}

/** One line of `custody.jsonl`. `hash` is the SHA-256 of the line's other fields, `previous` the hash of the line before. */
export interface CustodyEntry {
  n: number
  time: string
  event: 'created' | 'configured' | 'added'
  sillage: string
  /** The case's subject at this point (events created, configured). */
  config?: CaseConfig
  source?: CustodySource
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
}

/** One line of `rejects/<source>.jsonl`. */
export interface Reject {
  row: number
  code: string
  reason: string
  raw: string
}

import type { Head } from './head.ts'

/** What a detection saw, and how sure it is (0–1). The surest importer wins; ties go to the earlier in the registry. */
export interface Detection {
  sure: number
  /** One clause: "pages with `data` and `includes`". */
  saw: string
}

/** One record of a source, as JSON text, before it is understood. `problem` says why it cannot be read at all. */
export type RawRecord = { row: number; json: string } | { row: number; problem: string; raw: string }

/** What the user may say about a source. */
export interface ImportOptions {
  /** column of ours → column of theirs */
  map?: Readonly<Record<string, string>>
  /** IANA zone of times that state none; UTC when absent. */
  tz?: string
  /** How times are written, as strptime writes it, when that cannot be told. */
  timeFormat?: string
  /** Where the posts were made, when the format does not say. */
  platform?: string
}

/**
 * How a format's raw rows become posts. Each SELECT reads the view `raw`:
 *  - `json` importers: `raw(row BIGINT, json JSON)`, one top-level JSON value (a line, or an array's element) a row;
 *  - `table` importers: `raw(row BIGINT, …)`, the source's own columns, all VARCHAR.
 *
 * Columns are matched by name; those left out are null. `posts` gives the post table's columns (without `source`)
 * and, beside them, `hashtags`, `urls`, `mentions`, `media`, `objects`, `trackers` (VARCHAR[]; null: taken from the text), `mark`
 * (0: a post of this source; 1: an included copy, which yields to a post of the same id) and `problem` (null, or
 * the reason why the row cannot be taken). `accounts` gives the account table's columns.
 */
export interface Selects {
  posts: string
  accounts?: string
  /**
   * Each raw row yields one post, in order, and the author's profile stands in the same row: `posts` then also gives
   * the account table's columns as `seen_handle`, `seen_followers`, …, and the table is read in a single pass.
   */
  rowForRow?: boolean
  /** The source states no ids: `post_id` is a hash of the row's content, and rows that are the same are told apart. */
  contentIds?: boolean
  /** How columns were understood, to be shown: ours → theirs. */
  mapping?: Readonly<Record<string, string>>
  /** Notes on guesses: "times without a zone are read as UTC". */
  notes?: readonly string[]
}

/**
 * A format's fields: a table's column names, or dotted paths into a JSON record (`user.id`, `media.0.url` is
 * `media.url`: arrays add nothing). A path covers all below it; `*` stands for any one name. Every field that the data
 * has and that stands in neither list is reported once, as one that we do not know.
 */
export interface Fields {
  /** What the SELECTs read. */
  read: readonly string[]
  /** Known and not kept. */
  left: readonly string[]
  /**
   * Of those read, the ones without which something is lost: their absence from the whole source is reported. Where
   * variants of the format have it under several names, these stand in one text: `created_at|data.created_at`.
   */
  expected?: readonly string[]
}

export interface Importer {
  id: string
  /** What it reads, in one line. */
  title: string
  reads: 'json' | 'table'
  /** What its sources hold; of formats that hold anything (a mapped table, a page), nothing is said. */
  fields?: Fields
  detect: (head: Head) => Detection | null
  /** May throw an InputProblem when the head cannot be understood ("say --map at=…"). */
  select: (head: Head, options: ImportOptions) => Selects
  /** A streaming reader for formats that are neither lines, JSON nor a table; `reads` is then `json`. */
  records?: (source: RecordSource) => AsyncIterable<RawRecord>
}

/** What a streaming reader reads from. */
export interface RecordSource {
  head: Head
  /** The file, or the folder. */
  path: string
  /** The file's bytes, decompressed; reports progress by itself. Not for folders. */
  bytes: () => AsyncIterable<Uint8Array>
}

export function defineImporter(importer: Importer): Importer {
  return importer
}

const LONGEST_SENTENCE = 800

/** A source that cannot be read as asked: says what, where, and what to do. */
export class InputProblem extends Error {
  override name = 'InputProblem'

  /** A sentence stays one: what it quotes of a source may be of any length. */
  constructor(sentence: string) {
    super(sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE)} …` : sentence)
  }
}

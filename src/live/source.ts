/** One event as the source sent it. */
export interface RawEvent {
  /** One JSON value on one line, the source's own bytes. */
  raw: string
  /** When it happened by the source's clock, ms UTC; null when only its importer can tell. */
  at: number | null
  /** What tells it from every other event of this source, so that a replay is known as one. */
  key: string
  /** Names of the thing itself: a delete, an edit or a reply may name it so. */
  ids: readonly string[]
  /** What it reposts, quotes, answers, edits or deletes. */
  refers: readonly string[]
  /** Its words, to leave out early what cannot match; null: let the importer look. A deletion has none: ''. */
  words: string | null
  /** Only its `refers` can make it matter: a deletion, a change of name. */
  isAside?: boolean
}

/** A stretch of which the source can no longer tell. `from` and `to` are ms UTC. */
export interface Gap {
  from: number
  to: number
  why: string
}

/**
 * What a source yields. `cursor` is where to go on after this item; `alive` says that the source has nothing more until
 * then.
 */
export type Item =
  | { kind: 'event'; event: RawEvent; cursor: string }
  | { kind: 'passed'; cursor: string; at: number | null }
  | { kind: 'alive'; at: number }
  | { kind: 'gap'; gap: Gap }
  | { kind: 'note'; text: string }

export interface LiveSource {
  id: 'jetstream' | 'mastodon' | 'file'
  /** What is listened to, as it is shown and as its cursor is kept: a URL, or a file's absolute path. */
  where: string
  /** The importer that reads its events; null when detection chooses. */
  importer: string | null
  /** A line that was kept, as the event that it was; null when it is none. Absent where the source sends nothing twice. */
  reread?: (raw: string) => RawEvent | null
  /** Its items from a cursor on (else from now; of a file, from its beginning), until the signal. */
  items: (cursor: string | null, signal: AbortSignal) => AsyncIterable<Item>
}

/** A connection that ended: it is tried again, unless nothing would change. */
export class Disconnected extends Error {
  override name = 'Disconnected'
  readonly isFinal: boolean
  /** The server asked to be left alone for so long. */
  readonly waitMs: number
  constructor(message: string, options: { isFinal?: boolean; waitMs?: number } = {}) {
    super(message)
    this.isFinal = options.isFinal ?? false
    this.waitMs = options.waitMs ?? 0
  }
}

/** How patient a source is; tests are less so. */
export interface Patience {
  /** Without a sign of life for so long, a connection counts as dead. */
  silenceMs: number
  connectMs: number
  /** The first wait before a new attempt; each further one is twice as long, up to `mostMs`. */
  firstMs: number
  mostMs: number
}
export const PATIENCE: Patience = { silenceMs: 90_000, connectMs: 30_000, firstMs: 1_000, mostMs: 60_000 }

/** The longest event that is taken, in bytes: Bluesky's records end at 1 MB, Mastodon's are far smaller. */
export const LONGEST_EVENT = 2 * 1024 * 1024

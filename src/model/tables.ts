/** The case's tables: column names and their DuckDB types. `source` and `row` say where each row came from. */

export type Kind = 'post' | 'repost' | 'quote' | 'reply' | 'page'
export const KINDS: readonly Kind[] = ['post', 'repost', 'quote', 'reply', 'page']

/**
 * What an action is on. `object` stands for an object whose kind the source does not state (CooRTweet's `object_id`),
 * `tracker` for the measuring or advertising account that a page's code names (`UA-123-1`, `ca-pub-123`).
 */
export const OBJECT_KINDS = [
  'repost',
  'url',
  'domain',
  'hashtag',
  'mention',
  'text',
  'media',
  'tracker',
  'object',
] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

export type ColumnType = 'VARCHAR' | 'BIGINT' | 'BOOLEAN'
export type Columns = Readonly<Record<string, ColumnType>>

const PROVENANCE = { source: 'VARCHAR', row: 'BIGINT' } as const

/** One post, repost, quote, reply or page. Times are milliseconds UTC; null is "not stated", never zero. */
export const POST = {
  ...PROVENANCE,
  platform: 'VARCHAR',
  post_id: 'VARCHAR',
  account_id: 'VARCHAR',
  at: 'BIGINT',
  kind: 'VARCHAR',
  parent_id: 'VARCHAR',
  parent_account_id: 'VARCHAR',
  thread_id: 'VARCHAR',
  text: 'VARCHAR',
  title: 'VARCHAR',
  lang: 'VARCHAR',
  lang_from: 'VARCHAR',
  url: 'VARCHAR',
  client: 'VARCHAR',
  likes: 'BIGINT',
  reposts: 'BIGINT',
  replies: 'BIGINT',
  views: 'BIGINT',
  observed_at: 'BIGINT',
} as const satisfies Columns

/** One sighting of an account's profile. */
export const ACCOUNT = {
  ...PROVENANCE,
  platform: 'VARCHAR',
  account_id: 'VARCHAR',
  handle: 'VARCHAR',
  name: 'VARCHAR',
  description: 'VARCHAR',
  created_at: 'BIGINT',
  followers: 'BIGINT',
  following: 'BIGINT',
  posts: 'BIGINT',
  likes: 'BIGINT',
  listed: 'BIGINT',
  verified: 'BOOLEAN',
  protected: 'BOOLEAN',
  default_profile: 'BOOLEAN',
  default_image: 'BOOLEAN',
  location: 'VARCHAR',
  lang: 'VARCHAR',
  observed_at: 'BIGINT',
} as const satisfies Columns

/** One account acting on one object in one post. */
export const ACTION = {
  ...PROVENANCE,
  platform: 'VARCHAR',
  account_id: 'VARCHAR',
  post_id: 'VARCHAR',
  at: 'BIGINT',
  object_kind: 'VARCHAR',
  object: 'VARCHAR',
} as const satisfies Columns

/** One file or message inside a dump. A document's id is its path in there, once in a case. */
export const DOCUMENT = {
  ...PROVENANCE,
  document: 'VARCHAR',
  /** The document that it lies in; null at the top of a dump. */
  parent: 'VARCHAR',
  name: 'VARCHAR',
  /** What it is by its bytes. */
  format: 'VARCHAR',
  media_type: 'VARCHAR',
  /** Null where it has no bytes of its own, such as an item of a mailbox file. */
  bytes: 'BIGINT',
  sha256: 'VARCHAR',
  encrypted: 'BOOLEAN',
  /** How many facts were read from it. */
  facts: 'BIGINT',
  /** What of it could not be read, and why. */
  problem: 'VARCHAR',
  /** Its words, up to 4 million signs; null where it has none, or its format's are not read. */
  text: 'VARCHAR',
} as const satisfies Columns

/** One thing that a document says of itself; `row` is its document's. Names are listed in docs/facts.md. */
export const FACT = {
  ...PROVENANCE,
  document: 'VARCHAR',
  /** What it is evidence of; classes are never merged. */
  class: 'VARCHAR',
  name: 'VARCHAR',
  value: 'VARCHAR',
  /** As it stands in the file: bytes as hexadecimal digits, or text. */
  raw: 'VARCHAR',
  /** The part or stream, and where in it. */
  locator: 'VARCHAR',
  decoder: 'VARCHAR',
  /** On which clock a time is: utc, local or unknown; null for what is no time. */
  time_basis: 'VARCHAR',
  /** A time in milliseconds: UTC where the basis says so, else of that clock. */
  at: 'BIGINT',
} as const satisfies Columns

export const TABLES = {
  post: POST,
  account: ACCOUNT,
  action: ACTION,
  document: DOCUMENT,
  fact: FACT,
} as const satisfies Record<string, Columns>
export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[] // the object's own keys, typed

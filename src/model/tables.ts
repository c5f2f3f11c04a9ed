/** The case's tables: column names and their DuckDB types. `source` and `row` say where each row came from. */

export type Kind = 'post' | 'repost' | 'quote' | 'reply' | 'page'
export const KINDS: readonly Kind[] = ['post', 'repost', 'quote', 'reply', 'page']

/**
 * What an action is on. `object` stands for an object whose kind the source does not state (CooRTweet's `object_id`),
 * `tracker` for the measuring or advertising account that a page's code names (`UA-123-1`, `ca-pub-123`).
 */
export type ObjectKind =
  | 'repost'
  | 'url'
  | 'domain'
  | 'hashtag'
  | 'mention'
  | 'text'
  | 'media'
  | 'tracker'
  | 'object'

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

export const TABLES = { post: POST, account: ACCOUNT, action: ACTION } as const satisfies Record<
  string,
  Columns
>
export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[] // the object's own keys, typed

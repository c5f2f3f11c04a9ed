import { TABLE_NAMES, TABLES, type TableName } from '../model/tables.ts'
import { OBJECT_MACROS } from './ingest/objects.ts'
import { literal, nothing, type Params, type Store } from './store.ts'

/** The parts of a case's tables, by table. */
export type Parts = Record<TableName, readonly string[]>

/** A table's rows over its parts, as a relation. */
export function rowsOf(table: TableName, parts: readonly string[]): string {
  const none = nothing(Object.entries(TABLES[table]))
  if (parts.length === 0) return none
  const files = `[${parts.map(literal).join(', ')}]`
  // Dumps that were read before their texts were kept have none.
  return table === 'document'
    ? `${none} UNION ALL BY NAME SELECT * FROM read_parquet(${files}, union_by_name = true)`
    : `SELECT * FROM read_parquet(${files})`
}

/** What a case is about, as said and as it is looked for. */
export type Subject =
  | { said: string; kind: 'hashtag' | 'url'; object: string }
  | { said: string; kind: 'word'; object: string }

export function parseSubject(said: string): Subject {
  if (/^[#＃]/.test(said)) return { said, kind: 'hashtag', object: lower(said.slice(1)).normalize('NFC') }
  if (/^https?:\/\//i.test(said)) return { said, kind: 'url', object: said }
  return { said, kind: 'word', object: lower(said) }
}

/** As the engine lowers: sign by sign, so that a capital İ is one sign and a last Σ is like any other. */
const lower = (text: string) => [...text].map(sign => (sign === 'İ' ? 'i' : sign.toLowerCase())).join('')

/**
 * Makes the views that analyses read, on whatever connection:
 *  - `post`, `account`, `action`: everything in the case;
 *  - `about_post`: posts on the case's subject, and reposts of them (all posts when no subject was said);
 *  - `own_lang`: per account, the language of most of its own words (not its reposts);
 *  - `profile`: per account its last seen handle and name, and the largest and the least follower count seen.
 */
export async function mountViews(store: Store, parts: Parts, about: readonly Subject[]): Promise<void> {
  await mountTables(store, parts)
  for (const macro of OBJECT_MACROS) await store.run(macro)
  const { relation, params } = matching(about)
  const aboutPosts = `SELECT p.* FROM post AS p ${relation}`
  if (about.length === 0) await store.run(`CREATE OR REPLACE VIEW about_post AS ${aboutPosts}`)
  else {
    // Beside the parts, not in memory: a subject may be most of what was captured.
    const path = `${store.scratch}/about_post.parquet`
    await store.copy(aboutPosts, path, 'FORMAT parquet', undefined, params)
    await store.run(`CREATE OR REPLACE VIEW about_post AS ${rowsOf('post', [path])}`)
  }
  await store.run(`
    CREATE OR REPLACE TABLE own_lang AS
    WITH written AS (
      SELECT platform, account_id, lang, count(*) AS posts,
        row_number() OVER (PARTITION BY platform, account_id ORDER BY count(*) DESC, lang) AS place
      FROM post
      WHERE kind <> 'repost' AND lang IS NOT NULL AND account_id IS NOT NULL
      GROUP BY platform, account_id, lang
    )
    SELECT platform, account_id, lang, posts FROM written WHERE place = 1`)
  await store.run(`
    CREATE OR REPLACE TABLE profile AS
    SELECT
      platform, account_id, max_by(handle, coalesce(observed_at, 0)) AS handle, max_by(name, coalesce(observed_at, 0)) AS name,
      max(followers) AS followers, min(followers) AS followers_least, min(created_at) AS created_at
    FROM account
    GROUP BY platform, account_id`)
}

/** Only `post`, `account` and `action`, which cost nothing to make. */
export async function mountTables(store: Store, parts: Parts): Promise<void> {
  for (const table of TABLE_NAMES)
    await store.run(`CREATE OR REPLACE VIEW ${table} AS ${rowsOf(table, parts[table])}`)
}

/** Posts that match any of the subjects, and the reposts of those. */
function matching(about: readonly Subject[]): { relation: string; params: Params } {
  if (about.length === 0) return { relation: '', params: {} }
  const params: Params = {}
  const matches = about.map((subject, at) => {
    params[`s${at}`] = subject.object
    if (subject.kind === 'hashtag')
      return `SELECT platform, post_id FROM action WHERE object_kind = 'hashtag' AND object = $s${at}`
    if (subject.kind === 'url')
      return `SELECT platform, post_id FROM action
        WHERE object_kind = 'url' AND (object = canonical_url($s${at}) OR starts_with(object, rtrim(canonical_url($s${at}), '/') || '/'))`
    params[`s${at}`] =
      `(^|[^\\p{L}\\p{N}_])${subject.object.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}($|[^\\p{L}\\p{N}_])`
    return `SELECT platform, post_id FROM post WHERE regexp_matches(lower(coalesce(title, '') || ' ' || coalesce(text, '')), $s${at})`
  })
  return {
    params,
    relation: `SEMI JOIN (
      WITH matched AS (${matches.join(' UNION ')})
      SELECT platform, post_id FROM matched
      UNION
      SELECT platform, post_id FROM post SEMI JOIN matched ON matched.platform = post.platform AND matched.post_id = post.parent_id
      WHERE kind = 'repost'
    ) AS matched ON matched.platform = p.platform AND matched.post_id = p.post_id`,
  }
}

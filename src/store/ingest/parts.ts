import type { Selects } from '../../importers/importer.ts'
import { ACCOUNT, ACTION, type Columns, type ColumnType, POST, type TableName } from '../../model/tables.ts'
import { literal, type Store } from '../store.ts'
import { ACTIONS } from './objects.ts'
import { nameSites } from './sites.ts'

/** Spellings of languages that a list of cases goes through faster than a join. */
const FEW = 64

/** Languages by their codes; those that were detected are codes already. */
async function postsOf(store: Store): Promise<string> {
  const spelled = await store.rows<{ given: string; code: string }>(
    `SELECT given, code FROM language WHERE code <> given ORDER BY rowid LIMIT ${FEW + 1}`,
  )
  const cases = spelled.map(({ given, code }) => `WHEN ${literal(given)} THEN ${literal(code)}`).join(' ')
  const [code, coded] =
    spelled.length > FEW
      ? ['coalesce(code, lang)', 'LEFT JOIN language ON language.given = taken.lang']
      : [cases === '' ? 'lang' : `CASE lang ${cases} ELSE lang END`, '']
  const stated = (who: string) => listed(literal(who), ['platform', 'detected'])
  return `
    SELECT taken.* EXCLUDE (lang, lang_from), ${code} AS lang,
      CASE WHEN lang IS NULL THEN NULL WHEN lang_from IS NULL THEN ${stated('platform')} ELSE ${stated('detected')} END AS lang_from
    FROM taken ${coded}`
}

/** As numbers of a list, which are written several times faster than texts. */
const listed = (sql: string, list: readonly string[]) => `${sql}::ENUM(${list.map(literal).join(', ')})`

/** The one platform that all posts of a source are on, if they are. */
async function onePlatform(store: Store): Promise<string | undefined> {
  const [platform, other] = await store.rows<{ platform: string | null }>(
    'SELECT DISTINCT platform FROM taken LIMIT 2',
  )
  return other ? undefined : (platform?.platform ?? undefined)
}

/**
 * Version 2's encodings write a sixth faster; dictionaries are tried only where few values are; groups of half the usual
 * length keep all cores busy to the end.
 */
const ENCODING = 'COMPRESSION snappy, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1000, ROW_GROUP_SIZE 61440'

const SIGHTINGS = 'SELECT * FROM sighting WHERE account_id IS NOT NULL'

/** The profiles that stand in the posts' own rows, as they were when the post was captured. */
const SEEN = `
  SELECT "row", platform, account_id, "at" AS observed_at, ${Object.keys(ACCOUNT)
    .filter(name => !(name in POST))
    .map(name => `seen_${name} AS "${name}"`)
    .join(', ')}, NULL AS lang, NULL AS likes
  FROM taken
  WHERE account_id IS NOT NULL`

/** What each part holds, of what has been staged; `link` and `site` are only made for the last. */
async function contents(
  store: Store,
  selects: Selects,
): Promise<Partial<Record<TableName, [string, Columns]>>> {
  return {
    post: [await postsOf(store), POST],
    ...(selects.accounts || selects.rowForRow
      ? { account: [selects.accounts ? SIGHTINGS : SEEN, ACCOUNT] as [string, Columns] }
      : {}),
    action: [ACTIONS, ACTION],
  }
}

/** Writes a source's parts to the given paths, says of each when it stands, and returns how many rows each has. */
export async function writeParts(
  store: Store,
  selects: Selects,
  source: string,
  path: (table: TableName) => string,
  onWritten: (table: TableName) => void = () => {},
): Promise<Partial<Record<TableName, number>>> {
  const counts: Partial<Record<TableName, number>> = {}
  const parts = Object.entries(await contents(store, selects)) as [TableName, [string, Columns]][] // keys of the object above, typed
  const staged = await store.rows<{ name: string }>(
    `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'staged'`,
  )
  const given = new Set(staged.map(({ name }) => name))
  const platform = await onePlatform(store)
  /** A part has texts throughout; of a column that has but one or none, it is not looked for in every row. */
  const written = (table: TableName, name: string, type: ColumnType): string => {
    if (name === 'source') return `${listed(literal(source), [source])} AS source`
    if (name === 'object_kind' || name === 'lang_from') return name
    const isOfPosts = table !== 'account' || !selects.accounts
    if (name === 'platform' && platform && isOfPosts)
      return `${listed(literal(platform), [platform])} AS platform`
    const isStaged = given.has(table === 'account' && !(name in POST) ? `seen_${name}` : name)
    const isEmpty = type === 'VARCHAR' && !isStaged && !['lang', 'object'].includes(name)
    return isEmpty && isOfPosts ? `NULL::ENUM('') AS "${name}"` : `CAST("${name}" AS ${type}) AS "${name}"`
  }
  // All of them end before any failure is told: whoever tidies up then finds no part that is still being written.
  const ended = await Promise.allSettled(
    parts.map(async ([table, [select, columns]]) => {
      if (table === 'action') await nameSites(store)
      const list = Object.entries(columns).map(([name, type]) => written(table, name, type))
      const { Count } = await store.beside<{ Count: number }>(
        `COPY (SELECT ${list.join(', ')} FROM (${select})) TO ${literal(path(table))} (FORMAT parquet, ${ENCODING})`,
      )
      counts[table] = Count
      onWritten(table)
    }),
  )
  const failed = ended.find(one => one.status === 'rejected')
  if (failed) throw failed.reason
  return counts
}

/** Writes every refused record, in row order, and counts them by reason. */
export async function writeRejects(
  store: Store,
  path: string,
): Promise<{ rejects: number; reasons: Record<string, number> }> {
  const reasons = await store.rows<{ reason: string; n: number }>(`
    SELECT regexp_replace(reason, '\\([^)]*\\)', '(…)', 'g') AS reason, count(*) AS n FROM refused
    GROUP BY 1 ORDER BY n DESC, reason LIMIT 50`)
  const rejects = reasons.reduce((sum, { n }) => sum + n, 0)
  if (rejects > 0)
    await store.run(
      `COPY (SELECT "row", code, reason, raw FROM refused ORDER BY "row") TO ${literal(path)} (FORMAT json)`,
    )
  return { rejects, reasons: Object.fromEntries(reasons.map(({ reason, n }) => [reason, n])) }
}

import type { Head } from './head.ts'
import { defineImporter, type ImportOptions, type Selects } from './importer.ts'
import { ACCOUNT_NAMES, MCL_JSON, MCL_TABLE, POST_NAMES } from './mcl-fields.ts'
import { named } from './named.ts'
import { cellsOf, namedIn } from './named-json.ts'

type Names = Readonly<Record<string, readonly string[]>>

/** Where records come from: a table's rows, or the API's answers, a page of `data` or one record each. */
interface Source {
  named: (names: Names) => string
}

const inTable = (head: Head): Source => ({
  named: names => `named AS (SELECT "row", ${named(head, names)} FROM raw)`,
})

const inJson: Source = {
  named: names => `
    record AS (
      SELECT "row", unnest(json -> '$.data[*]') AS json FROM raw WHERE json_type(json, '$.data') = 'ARRAY'
      UNION ALL
      SELECT "row", json FROM raw WHERE json_type(json, '$.data') IS DISTINCT FROM 'ARRAY'
    ),
    named AS (
      SELECT "row", ${namedIn('cells', names)} FROM (SELECT "row", ${cellsOf('json', names)} AS cells FROM record)
    )`,
}

/** A file is of one platform; rows that do not tell which (a private commenter’s) are of the one that the others tell. */
const platformSql = (said: string | undefined) =>
  said
    ? `'${said.replaceAll("'", "''")}'`
    : `coalesce(told_platform, CASE WHEN min(told_platform) OVER () = max(told_platform) OVER () THEN min(told_platform) OVER () END)`

const TOLD_PLATFORM = `
  coalesce(
    nullif(regexp_extract(address, '/dataset/\\d+/(facebook|instagram|threads|whatsapp)/', 1), ''),
    CASE
      WHEN surface_type IS NOT NULL OR regexp_matches(lower(owner_type), '^(facebook_)?(page|profile|group|event)$') THEN 'facebook'
      WHEN regexp_matches(lower(owner_type), '^(business|creator|personal|instagram_.*)$') THEN 'instagram'
    END)`

const LISTED = (cell: string) => `
  CASE WHEN ${cell} IS NULL THEN NULL
    WHEN json_valid(${cell}) THEN json_extract_string(${cell}, '$[*]')
    ELSE regexp_extract_all(${cell}, '[\\p{L}\\p{M}\\p{N}_]+') END`

/**
 * Instagram knows accounts by their handles, as all exports of it do; Facebook's accounts have the Library's numbers.
 * Of a post that a page or profile passes on, the Library may name the owner of the original: then nobody is named.
 */
const read = (source: Source, platform: string | undefined) => `
  ${source.named(POST_NAMES)},
  placed AS (
    SELECT *, ${TOLD_PLATFORM} AS told_platform FROM named
  ),
  told AS (
    SELECT *, ${platformSql(platform)} AS platform, nullif(trim(said), '') AS words,
      shared IS NOT NULL OR lower(content) = 'reshares' AS passes_on,
      regexp_extract_all(said, 'https?://[^\\s<>"]*[^\\s<>"''.,;:!?)\\]]') AS links,
      CASE WHEN json_valid(multimedia) THEN list_filter(json_extract_string(multimedia, '$[*].id'), lambda m: m IS NOT NULL) END AS items
    FROM placed
  ),
  post AS (
    SELECT *, CASE WHEN platform = 'instagram' THEN coalesce(owner_handle, owner) ELSE owner END AS account,
      passes_on AND surface <> owner AND list_contains(['page', 'profile'], lower(surface_type)) AS owner_uncertain
    FROM told
  )`

const posts = (source: Source, platform: string | undefined) => `
  WITH ${read(source, platform)},
  original AS (
    SELECT id, any_value(account) AS account, any_value(said) AS said, any_value(words) AS words, any_value(lang) AS lang,
      any_value(link) AS link, any_value(link_title) AS link_title, any_value(links) AS links, any_value(tags) AS tags, any_value(items) AS items
    FROM post
    WHERE id IN (SELECT shared FROM post)
    GROUP BY id
  ),
  whole AS (
    SELECT p.*, p.passes_on AND (p.words IS NULL OR p.words = o.words) AS reposts_it, o.account AS whose, o AS original
    FROM post AS p LEFT JOIN original AS o ON o.id = p.shared
  ),
  given AS (
    SELECT * REPLACE (
      ${['said', 'lang', 'link', 'link_title', 'links', 'tags', 'items'].map(field => `CASE WHEN reposts_it THEN coalesce(${field === 'links' ? `nullif(${field}, [])` : field}, original.${field}) ELSE ${field} END AS ${field}`).join(',\n      ')}
    ) FROM whole
  )
  SELECT
    "row", platform, id AS post_id, CASE WHEN NOT coalesce(owner_uncertain, false) THEN account END AS account_id,
    ms_text(time, 'UTC') AS "at",
    CASE WHEN commented IS NOT NULL OR answered IS NOT NULL THEN 'reply'
      WHEN reposts_it THEN 'repost' WHEN passes_on THEN 'quote' ELSE 'post' END AS kind,
    coalesce(answered, commented, shared) AS parent_id,
    CASE WHEN answered IS NULL AND commented IS NULL THEN whose END AS parent_account_id,
    commented AS thread_id, said AS text, link_title AS title, lang, address AS url,
    count_of(likes) AS likes, count_of(shares) AS reposts, count_of(comments) AS replies, count_of(views) AS views,
    ${LISTED('tags')} AS hashtags,
    CASE WHEN link IS NOT NULL THEN list_prepend(link, coalesce(links, [])) END AS urls,
    items AS media,
    CASE
      WHEN id IS NULL AND error IS NOT NULL THEN 'not a post: an error of the Content Library (' || left(error, 200) || ')'
      WHEN regexp_full_match(time, '\\d{4}-\\d{2}-\\d{2}') THEN 'it states only the day on which it was made (' || time || '), no time'
      WHEN platform IS NULL THEN 'its platform is not stated: say which with --platform'
    END AS problem
  FROM given`

/** The Library does not say when it was asked, so that sightings have no date. */
const owners = (source: Source, platform: string | undefined) => `
  WITH ${read(source, platform)}
  SELECT min("row") AS "row", platform, account AS account_id, owner_handle AS handle, owner_name AS name,
    CASE WHEN surface IS NULL OR surface = owner THEN flag_of(verified) END AS verified
  FROM post
  WHERE account IS NOT NULL AND platform IS NOT NULL
  GROUP BY ALL`

const NO_POSTS = `
  SELECT "row", NULL::VARCHAR AS post_id, NULL::BIGINT AS "at" FROM raw WHERE false`

const producers = (source: Source, platform: string) => `
  WITH ${source.named(ACCOUNT_NAMES)}
  SELECT "row", '${platform.replaceAll("'", "''")}' AS platform,
    ${platform === 'instagram' ? 'coalesce(handle, id)' : 'id'} AS account_id, handle, name, about AS description,
    ms_text(created, 'UTC') AS created_at, count_of(followers) AS followers, count_of(following) AS following,
    coalesce(flag_of(verification), CASE WHEN verification = 'not_verified' THEN false WHEN contains(verification, 'verified') THEN true END) AS verified
  FROM named
  WHERE id IS NOT NULL`

/** Which of the Library's things a file holds, by its columns or by the paths of its records. */
function detected(has: (...paths: string[]) => boolean, where: string) {
  if (has('id', 'creation_time')) {
    const owner = ['post_owner.id', 'post_owner.type', 'post_owner.data.id'].find(name => has(name))
    if (owner) return { sure: 0.95, saw: `posts: ${where} \`creation_time\` and \`${owner}\`` }
    if (has('mcl_url')) return { sure: 0.95, saw: `posts: ${where} \`creation_time\` and \`mcl_url\`` }
    const commenter = ['owner.id', 'owner.type', 'owner.data.id'].find(name => has(name))
    if (commenter && has('post_id'))
      return { sure: 0.95, saw: `comments: ${where} \`post_id\`, \`creation_time\` and \`${commenter}\`` }
    if (commenter && has('channel.id'))
      return { sure: 0.95, saw: `channel messages: ${where} \`channel.id\` and \`${commenter}\`` }
  }
  const described = ['verification_status', 'account_type', 'page_categories'].find(name => has(name))
  return described && has('id', 'name', 'follower_count', 'creation_date')
    ? { sure: 0.95, saw: `accounts: ${where} \`follower_count\`, \`creation_date\` and \`${described}\`` }
    : null
}

const inPage = (head: Head) => (path: string) => head.has(path) || head.has(`data.0.${path}`)
const hasAll =
  (has: (path: string) => boolean) =>
  (...paths: string[]) =>
    paths.every(has)

function select(source: Source, has: (path: string) => boolean, { platform }: ImportOptions): Selects {
  if (!has('creation_time'))
    return {
      posts: NO_POSTS,
      accounts: producers(
        source,
        platform ?? (has('account_type') || has('biography') ? 'instagram' : 'facebook'),
      ),
      notes: ['a list of accounts: it holds no posts'],
    }
  return {
    posts: posts(source, platform),
    accounts: owners(source, platform),
    notes: ['ids are the Content Library’s own: they match no other export of Facebook or Instagram'],
  }
}

export const metaContentLibrary = defineImporter({
  id: 'meta-content-library',
  title: 'Meta Content Library tables: posts of Facebook and Instagram, comments, channel messages, accounts',
  reads: 'table',
  fields: MCL_TABLE,
  detect: head => (head.shape === 'table' || head.shape === 'parquet' ? detected(head.has, 'columns') : null),
  select: (head, options) => select(inTable(head), path => head.has(path), options),
})

export const metaContentLibraryJson = defineImporter({
  id: 'meta-content-library-json',
  title: 'Meta Content Library API answers as JSON: pages of `data`, arrays, or one record a line',
  reads: 'json',
  fields: MCL_JSON,
  detect: head =>
    head.shape === 'json' || head.shape === 'json-lines'
      ? detected(hasAll(inPage(head)), 'records with')
      : null,
  select: (head, options) => select(inJson, inPage(head), options),
})

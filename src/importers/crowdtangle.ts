import { API, CROWDTANGLE_API, CROWDTANGLE_TABLE, EXPORT, MINET } from './crowdtangle-fields.ts'
import type { Head } from './head.ts'
import { defineImporter, type ImportOptions, type Selects } from './importer.ts'
import { named } from './named.ts'
import { cellsOf, namedIn } from './named-json.ts'
import { zonedTime } from './zoned-time.ts'

/** The platform's own id where the table or the post's address has it, else CrowdTangle's, else the address. */
const POST_ID = `
  coalesce(
    CASE WHEN platform = 'instagram' THEN nullif(regexp_extract(url, 'instagram\\.com/(?:[^/]+/)?(?:p|reel|tv)/([\\w-]+)', 1), '') END,
    CASE WHEN platform = 'reddit' THEN regexp_replace(platform_post_id, '^t3_', '') END,
    platform_post_id,
    nullif(regexp_extract(url, 'facebook\\.com/(\\d+_\\d+)', 1), ''),
    coalesce(account_id || '_', '') || nullif(regexp_extract(url, 'facebook\\.com/.*[?&](?:story_fbid|fbid|v)=(\\d+|pfbid\\w+)', 1), ''),
    coalesce(account_id || '_', '') || nullif(regexp_extract(url,
      'facebook\\.com/.*/(?:posts|permalink|videos|photos|reel)/(?:[^?#]*[/.-])?(\\d{5,}|pfbid\\w+)/?(?:[?#]|$)', 1), ''),
    crowdtangle_id,
    url)`

const platformSql = (said: string | undefined, otherwise: string) =>
  said
    ? `'${said.replaceAll("'", "''")}'`
    : `CASE lower(platform) WHEN 'twitter' THEN 'x' ELSE coalesce(lower(platform), '${otherwise}') END`

/** The records, named; `links` and `finals` are the links as they stood and as CrowdTangle expanded them. */
interface Source {
  named: string
  /** Where a record does not say. */
  platform: string
}

const isInstagram = (head: Head) => head.has('Account') && !head.has('Facebook Id')

/** minet puts several links into one cell. */
const inTable = (head: Head): Source => {
  const isMinet = head.has('ct_id')
  const list = (cell: string) =>
    isMinet ? `string_split(${cell}, '|')` : `list_filter([${cell}], lambda l: l IS NOT NULL)`
  return {
    platform: isInstagram(head) ? 'instagram' : 'facebook',
    named: `
      cell AS (
        SELECT "row", ${named(head, isMinet ? MINET : EXPORT)} FROM raw
      ),
      named AS (
        SELECT *, ${list('link')} AS links, ${list('final_link')} AS finals, NULL::VARCHAR AS notes FROM cell
      )`,
  }
}

const IN_JSON: Source = {
  platform: 'facebook',
  named: `
    record AS (
      SELECT "row", unnest(json -> '$.result.posts[*]') AS json FROM raw
      UNION ALL
      SELECT "row", json FROM raw WHERE NOT json_exists(json, '$.result.posts')
    ),
    cell AS (
      SELECT "row", json, ${cellsOf('json', API)} AS cells FROM record
    ),
    named AS (
      SELECT "row", ${namedIn('cells', API)},
        json_extract_string(json, '$.expandedLinks[*].original') AS links,
        json_extract_string(json, '$.expandedLinks[*].expanded') AS finals
      FROM cell
    )`,
}

const read = (source: Source, { platform, tz }: ImportOptions) => `
  ${source.named},
  placed AS (
    SELECT * REPLACE (${platformSql(platform, source.platform)} AS platform) FROM named
  ),
  shared AS (
    SELECT * REPLACE (
        CASE WHEN platform = 'instagram' THEN coalesce(message, caption) ELSE message END AS message,
        -- On Instagram all exports know accounts by their handles; on Reddit it is the subreddit that is named.
        CASE platform WHEN 'instagram' THEN coalesce(handle, account_id) WHEN 'reddit' THEN NULL ELSE account_id END AS account_id
      ), ${POST_ID} AS post_id, ${zonedTime('created', tz)} AS posted_at
    FROM placed
  )`

/** A picture's or a film's link to itself is none. */
const OWN_LINK = `
  l = coalesce(p.url, '')
    OR (regexp_matches(l, '^https?://([a-z]+\\.)?(facebook|instagram)\\.com/')
      AND (contains(l, coalesce(nullif(regexp_extract(p.post_id, '(\\d{5,}|[\\w-]{9,})$', 1), ''), ' '))
        OR contains(l, '/' || p.account_id || '/photos/') OR contains(l, '/' || p.handle || '/photos/')) IS TRUE)`

/** Tables made of the API's answers have one row a link: a post that shares two is one post, at its first row. */
const posts = (source: Source, options: ImportOptions) => `
  WITH ${read(source, options)},
  post AS (
    SELECT min("row") AS "row", min_by(s, "row") AS p, list_sort(list_distinct(flatten(list(s.finals)))) AS finals, flatten(list(s.links)) AS links
    FROM shared AS s
    WHERE post_id IS NOT NULL
    GROUP BY platform, post_id
    UNION ALL
    SELECT "row", s, s.finals, s.links FROM shared AS s WHERE post_id IS NULL
  )
  SELECT
    "row", p.platform AS platform, p.post_id AS post_id, p.account_id AS account_id, p.posted_at AS "at", 'post' AS kind,
    p.message AS text, p.link_title AS title, p.lang AS lang, p.url AS url,
    count_of(p.likes) AS likes, count_of(p.shares) AS reposts, count_of(p.comments) AS replies,
    nullif(count_of(p.views), 0) AS views, -- CrowdTangle writes 0 for what is no video
    ms_text(p.updated, 'UTC') AS observed_at,
    -- The links as CrowdTangle expanded them, and those of the text that are not the same ones unexpanded.
    CASE WHEN len(finals) > 0 THEN list_concat(
      list_filter(finals, lambda l: NOT (${OWN_LINK})),
      list_filter(
        list_transform(regexp_extract_all(p.message, 'https?://[^\\s<>"]+'), lambda l: regexp_replace(l, '[''.,;:!?)\\]]+$', '')),
        lambda l: NOT list_contains(links, l)))
    END AS urls,
    CASE
      WHEN p.posted_at IS NULL AND regexp_matches(p.created, ' [A-Z]{3,4}$')
        THEN 'its time zone is not known (' || p.created || '): say which with --tz'
      WHEN regexp_full_match(p.created, '\\d{4}-\\d{2}-\\d{2}') THEN 'it states only the day on which it was made (' || p.created || '), no time'
      WHEN p.post_id IS NULL AND p.notes IS NOT NULL THEN 'not a post: CrowdTangle answered "' || left(p.notes, 200) || '"'
    END AS problem
  FROM post`

/** Followers at posting are dated by the post; the API's answers say when they were brought up to date. */
const accounts = (source: Source, options: ImportOptions) => `
  WITH ${read(source, options)}
  SELECT DISTINCT ON (platform, account_id, handle, name, followers, observed_at)
    "row", platform, account_id, handle, name, about AS description, ${zonedTime('account_created', options.tz)} AS created_at,
    coalesce(nullif(count_of(followers_then), 0), count_of(followers_asked)) AS followers, flag_of(verified) AS verified,
    CASE WHEN count_of(followers_then) > 0 THEN posted_at END AS observed_at
  FROM shared
  WHERE account_id IS NOT NULL
  ORDER BY "row"`

const select = (source: Source, options: ImportOptions): Selects => ({
  posts: posts(source, options),
  accounts: accounts(source, options),
  notes: [
    `times that state no zone are read ${options.tz ? `in ${options.tz}` : 'as UTC'}`,
    'rows of one post, one for each of its links, are one post',
  ],
})

export const crowdtangle = defineImporter({
  id: 'crowdtangle',
  title:
    'CrowdTangle tables: Facebook and Instagram exports, and posts from its API as CooRnet and minet write them',
  reads: 'table',
  fields: CROWDTANGLE_TABLE,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    const dated = head.has('Post Created') || head.has('Created')
    if (dated && head.has('Facebook Id', 'URL'))
      return { sure: 0.95, saw: 'columns `Facebook Id`, `Post Created` and `URL`' }
    if (dated && head.has('Account', 'User Name', 'URL'))
      return { sure: 0.95, saw: 'columns `Account`, `User Name` and `URL`, as for Instagram' }
    if (head.has('account.id', 'account.platform', 'account.subscriberCount', 'date'))
      return { sure: 0.95, saw: 'columns `account.id`, `account.platform` and `account.subscriberCount`' }
    if (head.has('ct_id', 'datetime', 'post_url', 'account_ct_id'))
      return { sure: 0.95, saw: 'columns `ct_id`, `post_url` and `account_ct_id`, as minet writes them' }
    return null
  },
  select: (head, options) => select(inTable(head), options),
})

export const crowdtangleApi = defineImporter({
  id: 'crowdtangle-api',
  title: 'CrowdTangle API answers as JSON: `result.posts`, an array of posts, or one a line',
  reads: 'json',
  fields: CROWDTANGLE_API,
  detect: head => {
    if (head.shape !== 'json' && head.shape !== 'json-lines') return null
    if (head.has('result.posts.0.account', 'result.posts.0.date'))
      return { sure: 0.95, saw: 'answers with `result.posts`' }
    if (head.has('account.subscriberCount', 'date', 'postUrl'))
      return { sure: 0.95, saw: 'posts with `account.subscriberCount`, `date` and `postUrl`' }
    return null
  },
  select: (_, options) => select(IN_JSON, options),
})

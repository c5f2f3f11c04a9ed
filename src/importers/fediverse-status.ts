import { accountId, authorOf, hostOf, platformOf } from './fediverse-names.ts'
import { statusLinks, statusText } from './fediverse-text.ts'

const ACCOUNT = `{
  "id": "VARCHAR", "username": "VARCHAR", "acct": "VARCHAR", "url": "VARCHAR", "uri": "VARCHAR", "display_name": "VARCHAR", "note": "VARCHAR",
  "created_at": "VARCHAR", "followers_count": "VARCHAR", "following_count": "VARCHAR", "statuses_count": "VARCHAR",
  "verified": "VARCHAR", "locked": "VARCHAR", "avatar": "VARCHAR", "location": "VARCHAR"
}`
const NAMED =
  '{"id": "VARCHAR", "username": "VARCHAR", "acct": "VARCHAR", "url": "VARCHAR", "uri": "VARCHAR"}'
const SAID = `"id": "VARCHAR", "uri": "VARCHAR", "spoiler_text": "VARCHAR", "language": "VARCHAR", "content": "JSON", "account": ${NAMED},
  "media_attachments": [{"url": "VARCHAR", "remote_url": "VARCHAR"}], "tags": [{"name": "VARCHAR", "url": "VARCHAR"}], "mentions": [${NAMED}]`
const STATUS = `{
  ${SAID}, "url": "VARCHAR", "created_at": "VARCHAR", "title": "VARCHAR", "visibility": "VARCHAR",
  "in_reply_to_id": "VARCHAR", "in_reply_to_account_id": "VARCHAR", "in_reply_to": {"uri": "VARCHAR"},
  "replies_count": "VARCHAR", "reblogs_count": "VARCHAR", "favourites_count": "VARCHAR", "application": {"name": "VARCHAR"},
  "quote_id": "VARCHAR", "quote": {"quoted_status_id": "VARCHAR", "uri": "VARCHAR", "quoted_status": {"uri": "VARCHAR"}},
  "pleroma": {"context": "VARCHAR", "quote_url": "VARCHAR", "quote": {"uri": "VARCHAR"}}, "reblog": {${SAID}}
}`

/** Where a status may stand in an answer, and in another status. */
const LISTS = ['statuses', 'ancestors', 'descendants', 'favourites', 'bookmarks']
const INSIDE = ['quote.quoted_status', 'quote', 'pleroma.quote', 'in_reply_to']
/** What tells a status: the kinds of these values, which are asked for all at once, since each question reads the whole record. */
const signs = (paths: readonly string[]) =>
  `json_type(json, [${paths.flatMap(path => ['account', 'id', 'content'].map(key => `'$${path}.${key}'`)).join(', ')}])`
/** Whether the nth of these paths is a status. */
const isNth = (n: number) =>
  `(signs[${3 * n + 1}] = 'OBJECT' AND signs[${3 * n + 2}] IS NOT NULL AND signs[${3 * n + 3}] IS NOT NULL)`
const all = (path: string) => `coalesce(json -> '${path}', [])`
const one = (n: number, path: string) => `CASE WHEN ${isNth(n)} THEN [json -> '$.${path}'] ELSE [] END`
const html = (content: string) =>
  `CASE WHEN starts_with(${content}::VARCHAR, '"') THEN ${content} ->> '$' END`

/**
 * Every status of an answer, with those inside it (boosted, quoted, answered), which are copies.
 *
 * @param given SQL for "row", json and observed_at.
 * @param home SQL for the host whose answers these are, where all of them show the same one; else null.
 */
export const statuses = (given: string, home: string) => `
  given AS (${given}),
  answered AS (
    SELECT "row", observed_at, unnest(list_concat(
      CASE WHEN ${isNth(0)} THEN [json] ELSE [] END, ${one(1, 'status')},
      ${LISTS.map((list, i) => `CASE WHEN lists[${i + 1}] = 'ARRAY' THEN ${all(`$.${list}[*]`)} ELSE [] END`).join(', ')})) AS json
    FROM (SELECT *, ${signs(['', '.status'])} AS signs, json_type(json, [${LISTS.map(list => `'$.${list}'`).join(', ')}]) AS lists FROM given)
  ),
  outer_status AS (
    SELECT * FROM (SELECT "row", observed_at, json, ${signs(['', '.reblog', ...INSIDE.map(path => `.${path}`)])} AS signs FROM answered) WHERE ${isNth(0)}
  ),
  boosted AS (
    SELECT "row", observed_at, 0 AS mark, json, signs FROM outer_status
    UNION ALL
    SELECT "row", observed_at, 1, json, ${signs(['', '.reblog', ...INSIDE.map(path => `.${path}`)])}
    FROM (SELECT "row", observed_at, json -> '$.reblog' AS json FROM outer_status WHERE ${isNth(1)})
  ),
  every_status AS (
    SELECT "row", observed_at, mark, json FROM boosted
    UNION ALL
    SELECT "row", observed_at, 1, unnest(list_concat(${INSIDE.map((path, i) => one(i + 2, path)).join(', ')})) FROM boosted
    WHERE ${INSIDE.map((_, i) => isNth(i + 2)).join(' OR ')}
  ),
  fields AS (
    SELECT *, s.reblog AS b, ${html('s.content')} AS html, ${html('s.reblog.content')} AS reblog_html, s.reblog.uri AS reblog_uri, s.reblog.id AS reblog_id,
      kinds[1] IS NOT NULL AS has_tags, coalesce(kinds[2] = 'OBJECT', false) AS is_boost,
      coalesce(s.quote.quoted_status.uri, s.quote.uri, s.pleroma.quote.uri, s.pleroma.quote_url) AS quoted_uri, s.in_reply_to.uri AS answered_uri
    FROM (
      SELECT "row", observed_at, mark, from_json(json, '${STATUS}') AS s, json_type(json, ['$.tags', '$.reblog']) AS kinds FROM every_status
    )
  ),
  status AS (
    SELECT *,
      -- Links to tags, and accounts without a host, are of the server that answered.
      coalesce(CASE WHEN NOT contains(s.account.acct, '@') THEN ${hostOf('s.account.url')} END, ${hostOf('s.tags[1].url')}, ${home}) AS server,
      nullif(coalesce(s.uri, s.url), '') AS uri, list_filter(coalesce(s.mentions, []), lambda m: m.id = s.in_reply_to_account_id)[1] AS answered_account
    FROM fields
  ),
  -- The number by which a server knows a status, with its author's number: the two together are no other status.
  known AS (
    SELECT s.id AS id, s.account.id AS account_id, any_value(uri) AS uri, any_value(${accountId('s.account')}) AS author
    FROM status
    WHERE uri IS NOT NULL
    GROUP BY s.id, s.account.id
  )`

/** Of a thread's own author, and of a local account, a Mastodon server's address for a status can be written down. */
const ANSWERED = `CASE WHEN s.in_reply_to_id IS NOT NULL THEN coalesce(
      answered_uri, known.uri,
      CASE WHEN s.in_reply_to_account_id = s.account.id AND ends_with(status.uri, '/statuses/' || s.id)
        THEN left(status.uri, length(status.uri) - length(s.id)) || s.in_reply_to_id END,
      CASE WHEN NOT contains(answered_account.acct, '@') AND ends_with(answered_account.url, '/@' || answered_account.username)
        THEN 'https://' || regexp_extract(answered_account.url, '^https://([^/]+)/', 1) || '/users/' || answered_account.username || '/statuses/' || s.in_reply_to_id END,
      server || '/' || s.in_reply_to_id, s.in_reply_to_id) END`

/** The posts of `statuses`, from `status` and `known`. */
export const STATUS_POSTS = `
  SELECT
    "row", mark, ${platformOf('status.uri')} AS platform, status.uri AS post_id, ${accountId('s.account')} AS account_id,
    CASE WHEN regexp_matches(s.created_at, '\\d:\\d\\d') THEN ms_text(s.created_at, 'UTC') END AS "at",
    CASE WHEN is_boost THEN 'repost' WHEN quoted IS NOT NULL THEN 'quote'
      WHEN s.in_reply_to_id IS NOT NULL OR s.in_reply_to_account_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    CASE WHEN is_boost THEN coalesce(reblog_uri, server || '/' || reblog_id) ELSE coalesce(quoted, ${ANSWERED}) END AS parent_id,
    CASE WHEN is_boost THEN ${accountId('b.account')} WHEN quoted IS NOT NULL THEN ${authorOf('quoted')}
      WHEN s.in_reply_to_account_id = s.account.id THEN ${accountId('s.account')}
      ELSE coalesce(known.author, CASE WHEN answered_account IS NOT NULL THEN ${accountId('answered_account')} END) END AS parent_account_id,
    CASE WHEN NOT is_boost THEN s.pleroma.context END AS thread_id,
    nullif(${statusText('CASE WHEN is_boost THEN reblog_html ELSE html END')}, '') AS text,
    nullif(CASE WHEN is_boost THEN b.spoiler_text ELSE coalesce(nullif(s.spoiler_text, ''), s.title) END, '') AS title,
    CASE WHEN is_boost THEN b.language ELSE s.language END AS lang, CASE WHEN NOT is_boost THEN s.url END AS url, s.application.name AS client,
    -- A boost's counts are its original's.
    CASE WHEN NOT is_boost THEN count_of(s.favourites_count) END AS likes, CASE WHEN NOT is_boost THEN count_of(s.reblogs_count) END AS reposts,
    CASE WHEN NOT is_boost THEN count_of(s.replies_count) END AS replies, observed_at,
    CASE WHEN is_boost THEN list_transform(b.tags, lambda t: t.name) WHEN has_tags THEN list_transform(coalesce(s.tags, []), lambda t: t.name) END AS hashtags,
    coalesce(${statusLinks('CASE WHEN is_boost THEN reblog_html ELSE html END')}, []) AS urls,
    list_filter(list_transform(coalesce(CASE WHEN is_boost THEN b.mentions ELSE s.mentions END, []), lambda m: ${accountId('m')}), lambda m: m IS NOT NULL) AS mentions,
    list_transform(coalesce(CASE WHEN is_boost THEN b.media_attachments ELSE s.media_attachments END, []), lambda m: coalesce(nullif(m.remote_url, ''), m.url, '')) AS media,
    CASE WHEN status.uri IS NULL THEN 'not a post: it has no uri' WHEN s.visibility = 'direct' THEN 'a private message, not a post' END AS problem
  FROM (SELECT *, coalesce(quoted_uri, server || '/' || coalesce(s.quote.quoted_status_id, s.quote_id)) AS quoted FROM status) AS status
  LEFT JOIN known ON known.id = s.in_reply_to_id AND known.account_id = s.in_reply_to_account_id`

/** Profiles, wherever they stand; `given` as above. */
export const profiles = (given: string) => `
  WITH given AS (${given}),
  found AS (
    SELECT "row", observed_at, unnest(list_concat(${all('$..account')}, ${all('$.accounts[*]')}, CASE WHEN json_exists(json, '$.acct') THEN [json] ELSE [] END)) AS json
    FROM given
  ),
  seen AS (
    SELECT "row", observed_at, from_json(json, '${ACCOUNT}') AS a FROM found
    WHERE json_type(json) = 'OBJECT' AND json_type(json, '$.acct') = 'VARCHAR'
  )
  SELECT DISTINCT
    "row", ${platformOf('coalesce(a.url, a.uri)')} AS platform, ${accountId('a')} AS account_id,
    CASE WHEN contains(a.acct, '@') THEN a.acct ELSE a.acct || coalesce('@' || ${hostOf('a.url')}, '') END AS handle,
    nullif(a.display_name, '') AS name, nullif(${statusText('a.note')}, '') AS description,
    ms_text(a.created_at, 'UTC') AS created_at, count_of(a.followers_count) AS followers, count_of(a.following_count) AS following,
    count_of(a.statuses_count) AS posts, flag_of(a.verified) AS verified, flag_of(a.locked) AS protected,
    contains(a.avatar, '/avatars/original/missing.png') AS default_image, nullif(a.location, '') AS location, observed_at
  FROM seen`

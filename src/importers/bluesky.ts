import { BLUESKY_FIELDS } from './bluesky-fields.ts'
import { recordPosts } from './bluesky-record.ts'
import { zonedTime } from './bluesky-times.ts'
import { type Head, wordAt } from './head.ts'
import { defineImporter, type Selects } from './importer.ts'

/** A post as the platform shows it, by the API's names and the Python SDK's; a quoted one calls its record `value`. */
const VIEW = `{
  "uri": "VARCHAR", "author": {"did": "VARCHAR"}, "record": "JSON", "value": "JSON", "indexedAt": "VARCHAR", "indexed_at": "VARCHAR",
  "likeCount": "VARCHAR", "like_count": "VARCHAR", "repostCount": "VARCHAR", "repost_count": "VARCHAR",
  "replyCount": "VARCHAR", "reply_count": "VARCHAR"
}`
const REASON = `{"uri": "VARCHAR", "by": {"did": "VARCHAR"}, "indexedAt": "VARCHAR", "indexed_at": "VARCHAR"}`
const PROFILE = `{
  "did": "VARCHAR", "handle": "VARCHAR", "displayName": "VARCHAR", "display_name": "VARCHAR", "description": "VARCHAR",
  "createdAt": "VARCHAR", "created_at": "VARCHAR", "avatar": "VARCHAR",
  "verification": {"verifiedStatus": "VARCHAR", "verified_status": "VARCHAR"},
  "followersCount": "VARCHAR", "followers_count": "VARCHAR", "followsCount": "VARCHAR", "follows_count": "VARCHAR",
  "postsCount": "VARCHAR", "posts_count": "VARCHAR"
}`
const PROFILES = [
  'profiles[*]',
  'actors[*]',
  'followers[*]',
  'follows[*]',
  'repostedBy[*]',
  'reposted_by[*]',
  'likes[*].actor',
  'subject',
]
/** What an answer has when it may well be empty. */
const PAGES = [
  'feed',
  'posts',
  'records',
  'profiles',
  'actors',
  'followers',
  'follows',
  'repostedBy',
  'reposted_by',
  'likes',
]

const all = (json: string, path: string) => `coalesce(${json} -> '${path}', [])`
const one = (json: string, path: string) =>
  `CASE WHEN json_type(${json}, '${path}') = 'OBJECT' THEN [${json} -> '${path}'] ELSE [] END`
const itself = (condition: string) => `CASE WHEN ${condition} THEN [json] ELSE [] END`
const either = (struct: string, ...names: string[]) =>
  `coalesce(${names.map(name => `${struct}.${name}`).join(', ')})`

/**
 * Items of feeds, which may be reposts; posts by themselves; posts of threads, at every depth; records of an account.
 * Posts that stand beside an item (what it answers) and in a post (what it quotes) are copies.
 */
const read = (given: string) => `
  given AS (${given}),
  answer AS (
    SELECT "row", json, observed_at,
      list_concat(${all('json', '$.feed[*]')}, ${itself(`json_type(json, '$.post') = 'OBJECT'`)}) AS items,
      list_filter(list_concat(
        ${itself(`json_type(json, '$.uri') = 'VARCHAR' AND (json_type(json, '$.record') = 'OBJECT' OR json_type(json, '$.value') = 'OBJECT')`)},
        ${all('json', '$.posts[*]')}, ${all('json', '$.records[*]')},
        ${['thread', 'replies', 'parent'].map(part => all(`(json -> '$.${part}')`, '$..post')).join(', ')}
      ), lambda v: json_type(v) = 'OBJECT') AS views
    FROM given
  ),
  item AS (
    SELECT "row", observed_at, json, from_json(json -> '$.reason', '${REASON}') AS reason
    FROM (SELECT "row", observed_at, unnest(items) AS json FROM answer)
  ),
  view AS (
    SELECT "row", observed_at, 0 AS mark, unnest(views) AS json, NULL AS reason FROM answer
    UNION ALL
    SELECT "row", observed_at, CASE WHEN reason.by.did IS NULL THEN 0 ELSE 1 END, json -> '$.post', NULL FROM item
    UNION ALL
    SELECT "row", observed_at, 0, json -> '$.post', reason FROM item WHERE reason.by.did IS NOT NULL
    UNION ALL
    SELECT "row", observed_at, 1, unnest(list_concat(${one('json', '$.reply.parent')}, ${one('json', '$.reply.root')})), NULL FROM item
  ),
  quoted AS (
    SELECT "row", observed_at, unnest(${all(`(json -> '$.embed')`, '$..record')}) AS json FROM view WHERE reason IS NULL
  ),
  every_view AS (
    SELECT "row", observed_at, mark, reason, from_json(json, '${VIEW}') AS v FROM view
    WHERE mark = 0 OR json_exists(json, '$.record')
    UNION ALL
    SELECT "row", observed_at, 1, NULL, from_json(json, '${VIEW}') FROM quoted
    WHERE json_type(json, '$.value') = 'OBJECT' AND contains(json ->> '$.uri', '/app.bsky.feed.post/')
  ),
  named AS (
    SELECT *, CASE WHEN starts_with(v.uri, 'at://did:') OR v.author.did IS NULL THEN v.uri
      ELSE 'at://' || v.author.did || '/' || split_part(v.uri, '/', 4) || '/' || split_part(v.uri, '/', 5) END AS uri,
      coalesce(v.record, v.value) AS record
    FROM every_view
  )`

const GIVEN = `
  SELECT "row", mark,
    CASE WHEN reason IS NULL THEN uri ELSE coalesce(
      reason.uri, 'at://' || reason.by.did || '/app.bsky.feed.repost/' || split_part(uri, '/', 3) || ':' || split_part(uri, '/', 5)) END AS uri,
    CASE WHEN NOT contains(uri, '/app.bsky.feed.repost/') THEN record END AS record,
    CASE WHEN reason IS NOT NULL THEN uri WHEN contains(uri, '/app.bsky.feed.repost/') THEN coalesce(record ->> '$.subject.uri', '') END AS reposted,
    CASE WHEN reason IS NULL AND contains(uri, '/app.bsky.feed.repost/') THEN coalesce(record ->> '$.createdAt', record ->> '$.created_at') END AS created,
    ${zonedTime(`CASE WHEN reason IS NULL THEN ${either('v', 'indexedAt', 'indexed_at')} ELSE ${either('reason', 'indexedAt', 'indexed_at')} END`)} AS seen,
    NULL::BIGINT AS committed, false AS is_update,
    CASE WHEN reason IS NULL THEN count_of(${either('v', 'likeCount', 'like_count')}) END AS likes,
    CASE WHEN reason IS NULL THEN count_of(${either('v', 'repostCount', 'repost_count')}) END AS reposts,
    CASE WHEN reason IS NULL THEN count_of(${either('v', 'replyCount', 'reply_count')}) END AS replies, observed_at
  FROM named
  WHERE reason IS NOT NULL OR NOT coalesce(uri LIKE 'at://%', false) OR contains(uri, '/app.bsky.feed.post/') OR contains(uri, '/app.bsky.feed.repost/')`

const isProfile = `json_type(json, '$.did') = 'VARCHAR' AND json_type(json, '$.handle') = 'VARCHAR'`

const posts = (given: string) => `
  WITH ${read(given)}
  SELECT * FROM (${recordPosts(GIVEN)})
  UNION ALL BY NAME
  SELECT "row", 'a record of another kind, not a post (' || split_part(uri, '/', 4) || ')' AS problem
  FROM named
  WHERE mark = 0 AND reason IS NULL AND uri LIKE 'at://%' AND NOT contains(uri, '/app.bsky.feed.post/') AND NOT contains(uri, '/app.bsky.feed.repost/')
  UNION ALL BY NAME
  SELECT "row", CASE
    WHEN json_type(json, '$.error') = 'VARCHAR' THEN 'an error of Bluesky, not a post (' || coalesce(json ->> '$.message', json ->> '$.error') || ')'
    WHEN json_exists(json, '$.thread') OR json_exists(json, '$.notFound') OR json_exists(json, '$.blocked') OR json_exists(json, '$.not_found')
      THEN 'a post that is gone or that its account hides, not a post'
    WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
    ELSE 'not a post: ' || lower(json_type(json)) END AS problem
  FROM answer
  WHERE len(items) = 0 AND len(views) = 0 AND NOT coalesce(${isProfile}, false)
    AND NOT (${PAGES.map(page => `coalesce(json_type(json, '$.${page}'), '') = 'ARRAY'`).join(' OR ')})`

const accounts = (given: string) => `
  WITH given AS (${given}),
  found AS (
    SELECT "row", observed_at, unnest(list_concat(
      ${['author', 'by'].map(name => all('json', `$..${name}`)).join(', ')}, ${PROFILES.map(path => (path === 'subject' ? one('json', '$.subject') : all('json', `$.${path}`))).join(', ')},
      ${itself(isProfile)})) AS json
    FROM given
  ),
  seen AS (
    SELECT "row", observed_at, from_json(json, '${PROFILE}') AS a FROM found WHERE ${isProfile}
  )
  SELECT DISTINCT "row", 'bluesky' AS platform, a.did AS account_id, nullif(a.handle, 'handle.invalid') AS handle,
    nullif(${either('a', 'displayName', 'display_name')}, '') AS name, nullif(a.description, '') AS description,
    ${zonedTime(either('a', 'createdAt', 'created_at'))} AS created_at, count_of(${either('a', 'followersCount', 'followers_count')}) AS followers,
    count_of(${either('a', 'followsCount', 'follows_count')}) AS following, count_of(${either('a', 'postsCount', 'posts_count')}) AS posts,
    ${either('a.verification', 'verifiedStatus', 'verified_status')} = 'valid' AS verified, a.avatar IS NULL AS default_image, observed_at
  FROM seen
  WHERE a.did IS NOT NULL`

/** Posts and accounts of Bluesky's answers; `given` is SQL for "row", json and observed_at (when it was captured, or null). */
export function blueskyViews(given: string): Selects {
  return { posts: posts(given), accounts: accounts(given) }
}

export const bluesky = defineImporter({
  id: 'bluesky',
  title:
    'Bluesky answers: posts, searches, feeds with reposts, threads, an account’s records, profiles (JSON)',
  reads: 'json',
  fields: BLUESKY_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    const has = (uri: string, ...paths: string[]) => addressed(head, uri) && head.has(uri, ...paths)
    for (const prefix of ['', 'feed.0.'])
      if (has(`${prefix}post.uri`, `${prefix}post.record`, `${prefix}post.author`))
        return { sure: 0.95, saw: 'items of a feed: `post` with `uri`, `author` and `record`' }
    for (const prefix of ['', 'posts.0.'])
      if (has(`${prefix}uri`, `${prefix}record`, `${prefix}author`))
        return { sure: 0.95, saw: 'posts with an at:// `uri`, `author` and `record`' }
    for (const prefix of ['thread.post.', 'thread.0.value.post.'])
      if (has(`${prefix}uri`, `${prefix}record`)) return { sure: 0.95, saw: 'a thread of posts' }
    for (const prefix of ['', 'records.0.'])
      if (has(`${prefix}uri`, `${prefix}cid`, `${prefix}value.$type`))
        return { sure: 0.95, saw: 'records with an at:// `uri` and `value`' }
    for (const prefix of ['', 'profiles.0.', 'actors.0.', 'followers.0.', 'follows.0.', 'repostedBy.0.'])
      if (
        addressed(head, `${prefix}did`, 'did:') &&
        head.has(`${prefix}did`, `${prefix}handle`, `${prefix}avatar`)
      )
        return { sure: 0.9, saw: 'accounts with `did` and `handle`' }
    return null
  },
  select: () => ({
    ...blueskyViews(
      `SELECT "row", json, ms_epoch(json ->> '$."4CAT_metadata".collected_at') AS observed_at FROM raw`,
    ),
    notes: [
      'a post’s time is its author’s `createdAt` only where the post’s key and the time of indexing bear it out',
    ],
  }),
})

function addressed({ records }: Head, path: string, start = 'at://'): boolean {
  return records.some(record => wordAt(record, path).startsWith(start))
}

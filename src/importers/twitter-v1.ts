import { defineImporter } from './importer.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { TWITTER_V1_FIELDS } from './twitter-v1-fields.ts'
import { accountArchiveValues, isAccountArchive, ofAccountArchive } from './x-account-archive.ts'
import { shared } from './x-table.ts'

const ENTITIES = `{
  "hashtags": [{"text": "VARCHAR"}],
  "urls": [{"url": "VARCHAR", "expanded_url": "VARCHAR", "unwound": {"url": "VARCHAR"}}],
  "user_mentions": [{"screen_name": "VARCHAR"}],
  "media": [{"media_url_https": "VARCHAR", "id_str": "VARCHAR"}]
}`
/** All of a post's pictures; its plain entities hold only the first. */
const MEDIA = `{"media": [{"media_url_https": "VARCHAR", "id_str": "VARCHAR"}]}`

const USER = `{
  "id": "VARCHAR", "id_str": "VARCHAR", "screen_name": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR",
  "created_at": "VARCHAR", "location": "VARCHAR", "lang": "VARCHAR", "verified": "BOOLEAN", "protected": "BOOLEAN",
  "default_profile": "BOOLEAN", "default_profile_image": "BOOLEAN", "followers_count": "BIGINT",
  "friends_count": "BIGINT", "statuses_count": "BIGINT", "favourites_count": "BIGINT", "listed_count": "BIGINT"
}`

/** A post as v1.1 gives it; the posts inside it stay JSON until they are read in their turn. */
const POST = `{
  "id": "VARCHAR", "id_str": "VARCHAR", "created_at": "VARCHAR", "timestamp_ms": "VARCHAR", "source": "VARCHAR",
  "text": "VARCHAR", "full_text": "VARCHAR", "lang": "VARCHAR", "conversation_id_str": "VARCHAR",
  "entities": ${ENTITIES}, "extended_entities": ${MEDIA},
  "extended_tweet": {"full_text": "VARCHAR", "entities": ${ENTITIES}, "extended_entities": ${MEDIA}},
  "in_reply_to_status_id": "VARCHAR", "in_reply_to_status_id_str": "VARCHAR",
  "in_reply_to_user_id": "VARCHAR", "in_reply_to_user_id_str": "VARCHAR",
  "quoted_status_id": "VARCHAR", "quoted_status_id_str": "VARCHAR",
  "favorite_count": "BIGINT", "retweet_count": "BIGINT", "reply_count": "BIGINT",
  "user": ${USER}, "retweeted_status": "JSON", "quoted_status": "JSON"
}`

/** An account by itself, of a list of followers or a lookup. */
const IS_ACCOUNT = `(json_exists(json, '$.screen_name') AND json_exists(json, '$.followers_count'))`

/**
 * Posts as they stand in their source: alone, in a search answer's \`statuses\` or \`results\`, or in a lookup's map of ids; then the
 * posts inside those, which are copies. v1.1 does not say when it was asked, so profiles and counts are dated by the
 * outer post: it is the moment of a stream's delivery, and the earliest moment of any other request.
 */
const READ = `
  outer_json AS (
    SELECT row, json AS post FROM raw WHERE (json_exists(json, '$.user') OR json_exists(json, '$.created_at')) AND NOT ${IS_ACCOUNT}
    UNION ALL
    SELECT row, unnest(json -> '$.statuses[*]') FROM raw
    UNION ALL
    SELECT row, unnest(json -> '$.results[*]') FROM raw WHERE json_exists(json, '$.results[0].user')
    UNION ALL
    SELECT row, unnest(json -> '$.id.*') FROM raw WHERE json_type(json, '$.id') = 'OBJECT'
  ),
  outer_post AS (
    SELECT row, 0 AS mark, from_json(post, '${POST}') AS t FROM outer_json WHERE json_type(post) = 'OBJECT'
  ),
  outer_dated AS (
    SELECT *, coalesce(ms_epoch(t.timestamp_ms), ms_twitter(t.created_at), ms_text(t.created_at, 'UTC')) AS observed_at
    FROM outer_post
  ),
  reposted AS (
    SELECT row, 1 AS mark, from_json(t.retweeted_status, '${POST}') AS t, observed_at
    FROM outer_dated
    WHERE (t.retweeted_status ->> '$.id') IS NOT NULL
  ),
  quoted AS (
    SELECT row, 1 AS mark, from_json(t.quoted_status, '${POST}') AS t, observed_at
    FROM (FROM outer_dated UNION ALL BY NAME FROM reposted)
    WHERE (t.quoted_status ->> '$.id') IS NOT NULL
  ),
  given AS (FROM outer_dated UNION ALL BY NAME FROM reposted UNION ALL BY NAME FROM quoted)`

const POSTS = `
  WITH ${READ},
  linked AS (
    SELECT
      row, mark, t, observed_at,
      from_json(t.retweeted_status, '${POST}') AS original,
      from_json(t.quoted_status, '{"user": ${USER}}') AS quoted,
      coalesce(t.quoted_status_id_str, t.quoted_status_id) AS quoted_id,
      coalesce(t.in_reply_to_status_id_str, t.in_reply_to_status_id) AS answered_id
    FROM given
  ),
  -- A repost's own text is cut at 140 signs; what it passes on is the original's.
  said AS (
    SELECT *, coalesce(original.id_str, original.id) AS reposted_id, coalesce(original, t) AS s FROM linked
  ),
  read AS (
    SELECT *, coalesce(s.extended_tweet.entities, s.entities) AS e,
      coalesce(s.extended_tweet.extended_entities.media, s.extended_entities.media, s.entities.media) AS pictures
    FROM said
  )
  SELECT
    row, mark, 'x' AS platform, coalesce(t.id_str, t.id) AS post_id, coalesce(t.user.id_str, t.user.id) AS account_id,
    coalesce(ms_epoch(t.timestamp_ms), ms_twitter(t.created_at), ms_text(t.created_at, 'UTC')) AS at,
    CASE WHEN reposted_id IS NOT NULL THEN 'repost' WHEN quoted_id IS NOT NULL THEN 'quote'
      WHEN answered_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(reposted_id, quoted_id, answered_id) AS parent_id,
    CASE WHEN reposted_id IS NOT NULL THEN coalesce(original.user.id_str, original.user.id)
      WHEN quoted_id IS NOT NULL THEN coalesce(quoted.user.id_str, quoted.user.id)
      WHEN answered_id IS NOT NULL THEN coalesce(t.in_reply_to_user_id_str, t.in_reply_to_user_id) END AS parent_account_id,
    t.conversation_id_str AS thread_id,
    unescaped(coalesce(s.extended_tweet.full_text, s.full_text, s.text)) AS text,
    coalesce(s.lang, t.lang) AS lang,
    coalesce(nullif(regexp_extract(t.source, '>([^<]*)<', 1), ''), stated(t.source)) AS client,
    -- A repost repeats its original's counts; they are not its own.
    CASE WHEN reposted_id IS NULL THEN t.favorite_count END AS likes,
    CASE WHEN reposted_id IS NULL THEN t.retweet_count END AS reposts,
    CASE WHEN reposted_id IS NULL THEN t.reply_count END AS replies,
    observed_at,
    list_transform(e.hashtags, lambda h: h.text) AS hashtags,
    -- A quote ends in a link to what it quotes, a cut post in one to itself: neither was shared.
    ${shared('list_transform(e.urls, lambda u: coalesce(u.unwound.url, u.expanded_url, u.url))')} AS urls,
    list_transform(e.user_mentions, lambda m: m.screen_name) AS mentions,
    list_transform(pictures, lambda p: coalesce(p.media_url_https, p.id_str)) AS media,
    NULL AS problem
  FROM read
  UNION ALL BY NAME
  SELECT row,
    CASE
      WHEN json_exists(json, '$.delete') THEN
        'a notice that a post was deleted (' || coalesce(json ->> '$.delete.status.id_str', json ->> '$.delete.status.id', '?') || ')'
      WHEN json_exists(json, '$.limit') THEN
        'a notice that the stream left out posts (' || coalesce(json ->> '$.limit.track', '?') || ' since it began)'
      WHEN json_exists(json, '$.errors') OR json_exists(json, '$.error') THEN
        'an error of X, not a post (' || coalesce(json ->> '$.errors[0].message', json ->> '$.error', 'no message') || ')'
      WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
      ELSE 'not a post: ' || lower(json_type(json))
    END AS problem
  FROM raw
  WHERE NOT coalesce(
    ${IS_ACCOUNT} OR json_exists(json, '$.user') OR json_exists(json, '$.created_at') OR json_exists(json, '$.statuses')
    OR json_exists(json, '$.results[0].user')
    OR json_type(json, '$.id') = 'OBJECT', false)
  UNION ALL BY NAME
  SELECT row, 'a post that was asked for and not given: deleted, protected or suspended (' || id || ')' AS problem
  FROM (SELECT row, json, unnest(json_keys(json, '$.id')) AS id FROM raw WHERE json_type(json, '$.id') = 'OBJECT')
  WHERE json_type(json, '$.id."' || id || '"') = 'NULL'`

const ACCOUNTS = `
  WITH ${READ},
  seen AS (
    SELECT row, observed_at, t.user AS u FROM given
    UNION ALL
    SELECT row, NULL, from_json(json, '${USER}') FROM raw WHERE ${IS_ACCOUNT}
  )
  SELECT
    row, 'x' AS platform, coalesce(u.id_str, u.id) AS account_id, u.screen_name AS handle, u.name AS name,
    u.description AS description, coalesce(ms_twitter(u.created_at), ms_text(u.created_at, 'UTC')) AS created_at,
    u.followers_count AS followers, u.friends_count AS following, u.statuses_count AS posts,
    u.favourites_count AS likes, u.listed_count AS listed, u.verified AS verified, u.protected AS protected,
    u.default_profile AS default_profile, u.default_profile_image AS default_image, stated(u.location) AS location,
    u.lang AS lang, observed_at
  FROM seen
  WHERE account_id IS NOT NULL AND u.screen_name IS NOT NULL`

export const twitterV1 = defineImporter({
  id: 'twitter-v1',
  title:
    'X / Twitter API v1.1: one post per line, an array, a search answer, a lookup by ids, or an account’s own archive (tweets.js)',
  reads: 'json',
  fields: TWITTER_V1_FIELDS,
  detect: head => {
    if (isAccountArchive(head))
      return { sure: 0.95, saw: 'posts in a file of JavaScript, as an account’s own archive keeps them' }
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (head.has('user.screen_name', 'created_at'))
      return { sure: 0.95, saw: 'posts with `user.screen_name` and `created_at`' }
    if (head.has('statuses.0.user'))
      return { sure: 0.95, saw: 'a search answer: `statuses` with their `user`' }
    if (head.has('results.0.user', 'results.0.created_at'))
      return { sure: 0.95, saw: 'an answer of the premium search: `results` with their `user`' }
    if (head.records.some(isLookup)) return { sure: 0.95, saw: 'a lookup: `id` holds posts by their numbers' }
    if (head.has('id_str', 'created_at') && (head.has('text') || head.has('full_text')))
      return { sure: 0.85, saw: 'posts with `id_str`, `created_at` and their text' }
    if (head.has('screen_name', 'followers_count', 'statuses_count'))
      return { sure: 0.9, saw: 'accounts with `screen_name` and `statuses_count`' }
    if (head.has('delete.status.id_str'))
      return { sure: 0.8, saw: 'a stream that begins with deletion notices' }
    return null
  },
  select: head =>
    isAccountArchive(head)
      ? {
          posts: ofAccountArchive(POSTS),
          notes: ['the file does not say whose posts these are: they have no account'],
        }
      : { posts: POSTS, accounts: ACCOUNTS },
  records: ({ head, bytes }) =>
    isAccountArchive(head)
      ? accountArchiveValues(bytes())
      : head.shape === 'json-lines'
        ? jsonLines(bytes())
        : jsonValues(bytes()),
})

function isLookup({ id }: { [key: string]: unknown }): boolean {
  return (
    id !== null &&
    typeof id === 'object' &&
    !Array.isArray(id) &&
    Object.keys(id).some(key => /^\d+$/.test(key))
  )
}

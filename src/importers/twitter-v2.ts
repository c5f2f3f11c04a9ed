import { at, type Head, wordAt } from './head.ts'
import { defineImporter } from './importer.ts'
import { TWITTER_V2_FIELDS } from './twitter-v2-fields.ts'
import { shared } from './x-table.ts'

const ENTITIES = `{
  "hashtags": [{"tag": "VARCHAR"}],
  "urls": [{"url": "VARCHAR", "expanded_url": "VARCHAR", "unwound_url": "VARCHAR", "media_key": "VARCHAR"}],
  "mentions": [{"id": "VARCHAR", "username": "VARCHAR"}]
}`

const USER = `{
  "id": "VARCHAR", "username": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR", "created_at": "VARCHAR",
  "location": "VARCHAR", "verified": "BOOLEAN", "protected": "BOOLEAN", "profile_image_url": "VARCHAR",
  "public_metrics": {"followers_count": "BIGINT", "following_count": "BIGINT", "tweet_count": "BIGINT",
    "like_count": "BIGINT", "listed_count": "BIGINT"}
}`

const post = (referenced: string, author: string) => `{
  "id": "VARCHAR", "author_id": "VARCHAR", "created_at": "VARCHAR", "text": "VARCHAR", "lang": "VARCHAR",
  "source": "VARCHAR", "conversation_id": "VARCHAR", "in_reply_to_user_id": "VARCHAR",
  "note_tweet": {"text": "VARCHAR", "entities": ${ENTITIES}},
  "edit_history_tweet_ids": ["VARCHAR"],
  "public_metrics": {"like_count": "BIGINT", "retweet_count": "BIGINT", "reply_count": "BIGINT", "impression_count": "BIGINT"},
  "attachments": {"media_keys": ["VARCHAR"]},
  "referenced_tweets": [${referenced}], "entities": ${ENTITIES}${author}
}`
const REFERENCE = `{"type": "VARCHAR", "id": "VARCHAR"}`
const POST = post(REFERENCE, '')
/** As `twarc2 flatten` writes it: the author and the referenced posts stand inside the post. */
const FLATTENED = `{"author": "JSON", "referenced_tweets": ["JSON"]}`

/**
 * Pages (`data` an array), streamed posts (`data` an object) and flattened posts, all as arrays of posts. academictwitteR
 * keeps a page's posts and what they include in two files; the second is then the whole record.
 */
const PAGES = `
  page AS (
    SELECT
      row,
      ms_text(coalesce(json ->> '$.__twarc.retrieved_at', json ->> '$.data.__twarc.retrieved_at'), 'UTC') AS observed_at,
      CASE json_type(json, '$.data')
        WHEN 'ARRAY' THEN json -> '$.data'
        WHEN 'OBJECT' THEN json_array(json -> '$.data')
        ELSE CASE WHEN json_exists(json, '$.id') THEN json_array(json) ELSE '[]'::JSON END
      END AS data,
      CASE WHEN json_exists(json, '$.data') THEN json -> '$.includes.tweets' WHEN NOT json_exists(json, '$.id') THEN json -> '$.tweets' END AS included,
      CASE WHEN json_exists(json, '$.data') THEN json -> '$.includes.users' WHEN NOT json_exists(json, '$.id') THEN json -> '$.users' END AS users,
      NOT json_exists(json, '$.data') AS flat,
      json
    FROM raw
  ),
  inner_post AS (
    SELECT row, observed_at, unnest(from_json(f.data, '[${FLATTENED}]'), max_depth := 2)
    FROM page AS f
    WHERE flat
  ),
  inner_reference AS (
    SELECT row, observed_at, unnest(referenced_tweets) AS referenced FROM inner_post
  )`

/** X's ids have held the moment of posting since November 2010: milliseconds after an epoch of its own, above 22 bits. */
const NUMBERED = `CASE WHEN try_cast(t.id AS BIGINT) > 30000000000 THEN (try_cast(t.id AS BIGINT) >> 22) + 1288834974657 END`

const POSTS = `
  WITH ${PAGES},
  given AS (
    SELECT row, observed_at, 0 AS mark, unnest(from_json(data, '[${POST}]')) AS t FROM page
    UNION ALL
    SELECT row, observed_at, 1 AS mark, unnest(from_json(included, '[${POST}]')) AS t FROM page
    UNION ALL
    SELECT row, observed_at, 1 AS mark, from_json(referenced, '${POST}') AS t
    FROM inner_reference
    WHERE json_exists(referenced, '$.text')
  ),
  read AS (
    SELECT
      row, observed_at, mark, t,
      coalesce(t.note_tweet.entities, t.entities) AS e,
      coalesce(t.note_tweet.text, t.text) AS body,
      coalesce(
        list_filter(t.referenced_tweets, lambda r: r.type = 'retweeted')[1],
        list_filter(t.referenced_tweets, lambda r: r.type = 'quoted')[1],
        list_filter(t.referenced_tweets, lambda r: r.type = 'replied_to')[1]
      ) AS parent
    FROM given
    WHERE t.text IS NOT NULL OR t.author_id IS NOT NULL
  ),
  origin AS (
    SELECT row, t.id AS id, any_value(t.author_id) AS author_id, any_value(body) AS body, any_value(e) AS e,
      any_value(t.lang) AS lang, any_value(t.attachments.media_keys) AS media
    FROM read
    GROUP BY row, t.id
  )
  SELECT
    r.row, mark, 'x' AS platform, t.id AS post_id, t.author_id AS account_id, coalesce(ms_text(t.created_at, 'UTC'), ${NUMBERED}) AS "at",
    CASE parent.type WHEN 'retweeted' THEN 'repost' WHEN 'quoted' THEN 'quote' WHEN 'replied_to' THEN 'reply' ELSE 'post' END AS kind,
    parent.id AS parent_id,
    coalesce(origin.author_id,
      CASE parent.type WHEN 'replied_to' THEN t.in_reply_to_user_id
        WHEN 'retweeted' THEN r.e.mentions[1].id END) AS parent_account_id,
    t.conversation_id AS thread_id,
    -- A repost's own text is cut at 140 signs; what it passes on is the original's.
    unescaped(CASE WHEN parent.type = 'retweeted' THEN coalesce(origin.body, r.body) ELSE r.body END) AS text,
    coalesce(t.lang, origin.lang) AS lang, t.source AS client,
    -- A repost repeats its original's counts, or has 0; they are not its own.
    CASE WHEN reposted IS NULL THEN t.public_metrics.like_count END AS likes, CASE WHEN reposted IS NULL THEN t.public_metrics.retweet_count END AS reposts,
    CASE WHEN reposted IS NULL THEN t.public_metrics.reply_count END AS replies, CASE WHEN reposted IS NULL THEN t.public_metrics.impression_count END AS views,
    observed_at,
    -- Entities are complete: what they do not list is not in the post.
    coalesce(list_transform(e2.hashtags, lambda h: h.tag), []) AS hashtags,
    coalesce(${shared(`list_transform(list_filter(e2.urls, lambda u: u.media_key IS NULL), lambda u: coalesce(u.unwound_url, u.expanded_url, u.url))`)}, []) AS urls,
    coalesce(list_transform(
      CASE WHEN parent.type = 'retweeted' THEN origin.e.mentions ELSE r.e.mentions END, lambda m: m.username), []) AS mentions,
    coalesce(t.attachments.media_keys, CASE WHEN parent.type = 'retweeted' THEN origin.media END, []) AS media,
    t.edit_history_tweet_ids AS versions,
    NULL AS problem
  FROM (SELECT read.*, CASE WHEN parent.type = 'retweeted' THEN parent.id END AS reposted FROM read) AS r
  LEFT JOIN origin ON origin.row = r.row AND origin.id = parent.id,
  LATERAL (SELECT coalesce(CASE WHEN reposted IS NOT NULL THEN origin.e END, r.e) AS e2)
  UNION ALL BY NAME
  SELECT row, 'not a post: ' || coalesce(json ->> '$.errors[0].title', json ->> '$.title', 'no data in it') AS problem
  FROM page
  WHERE len(from_json(data, '["JSON"]')) = 0 AND included IS NULL AND users IS NULL
    AND coalesce(try_cast(json ->> '$.meta.result_count' AS BIGINT), 1) > 0`

const ACCOUNTS = `
  WITH ${PAGES},
  seen AS (
    SELECT row, observed_at, unnest(from_json(users, '[${USER}]')) AS u FROM page
    UNION ALL
    SELECT row, observed_at, from_json(author, '${USER}') AS u FROM inner_post
    UNION ALL
    SELECT row, observed_at, from_json(referenced -> '$.author', '${USER}') AS u FROM inner_reference
    UNION ALL
    -- a page of accounts (followers, a list's members)
    SELECT row, observed_at, unnest(from_json(data, '[${USER}]')) AS u FROM page
  )
  SELECT DISTINCT
    row, 'x' AS platform, u.id AS account_id, u.username AS handle, u.name AS name, u.description AS description,
    ms_text(u.created_at, 'UTC') AS created_at, u.public_metrics.followers_count AS followers,
    u.public_metrics.following_count AS following, u.public_metrics.tweet_count AS posts,
    u.public_metrics.like_count AS likes, u.public_metrics.listed_count AS listed, u.verified AS verified,
    u.protected AS protected, contains(u.profile_image_url, 'default_profile_images') AS default_image,
    u.location AS location, observed_at
  FROM seen
  WHERE u.id IS NOT NULL AND u.username IS NOT NULL`

/** Many answers have `data` with `id` and `text`: these are X's. */
const SIGNS = [
  'includes',
  'meta.newest_id',
  'meta.result_count',
  'data.0.edit_history_tweet_ids',
  'data.0.conversation_id',
]

/** Nothing but a text and an id of X's length: what X gives where no field was asked for. */
const isBare = (head: Head) =>
  head.records.some(record => {
    const post = at(record, 'data.0')
    if (post === null || typeof post !== 'object' || Array.isArray(post)) return false
    return Object.keys(post).sort().join() === 'id,text' && /^\d{15,19}$/.test(wordAt(post, 'id'))
  })

export const twitterV2 = defineImporter({
  id: 'twitter-v2',
  title: 'X / Twitter API v2 as twarc2 writes it: pages, streamed posts, or one flattened post per line',
  reads: 'json',
  fields: TWITTER_V2_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (head.has('data.0.author_id') || head.has('data.0.text', 'includes'))
      return { sure: 0.95, saw: 'pages with `data` and `includes`' }
    if (head.has('data.author_id') || (head.has('data.text', 'data.id') && head.has('includes')))
      return { sure: 0.95, saw: 'streamed posts with `data` and `includes`' }
    if (
      head.has('author_id', 'text', 'id', 'public_metrics') ||
      head.has('author_id', 'created_at', 'edit_history_tweet_ids')
    )
      return { sure: 0.9, saw: 'one post per line with `author_id` and `public_metrics`' }
    if (head.has('data.0.username', 'data.0.public_metrics')) return { sure: 0.9, saw: 'pages of accounts' }
    if (head.has('users.0.username', 'users.0.id') && !head.has('id') && !head.has('messages'))
      return { sure: 0.9, saw: 'what pages include, by itself: `users` with their `username`' }
    if (head.has('data.0.id', 'data.0.text') && (SIGNS.some(sign => head.has(sign)) || isBare(head)))
      return { sure: 0.85, saw: 'pages whose `data` has posts' }
    return null
  },
  select: () => ({ posts: POSTS, accounts: ACCOUNTS }),
})

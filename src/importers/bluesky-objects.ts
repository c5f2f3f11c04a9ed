import type { Selects } from './importer.ts'

const FEATURES = '[{"features": [{"tag": "VARCHAR", "uri": "VARCHAR", "did": "VARCHAR"}]}]'
const IMAGE = '{"image": {"ref": {"link": "VARCHAR", "$link": "VARCHAR"}}}'
const RECORD = `{
  "text": "VARCHAR", "created_at": "VARCHAR", "createdAt": "VARCHAR", "langs": ["VARCHAR"], "tags": ["VARCHAR"], "facets": ${FEATURES},
  "reply": {"parent": {"uri": "VARCHAR"}, "root": {"uri": "VARCHAR"}},
  "embed": {"external": {"uri": "VARCHAR"}, "images": [${IMAGE}], "record": {"uri": "VARCHAR", "record": {"uri": "VARCHAR"}},
    "media": {"external": {"uri": "VARCHAR"}, "images": [${IMAGE}]}}
}`
const POST = `{
  "uri": "VARCHAR", "author": {"did": "VARCHAR", "handle": "VARCHAR", "display_name": "VARCHAR", "created_at": "VARCHAR"}, "record": ${RECORD},
  "like_count": "VARCHAR", "repost_count": "VARCHAR", "reply_count": "VARCHAR",
  "4CAT_metadata": {"mentions": [{"did": "VARCHAR", "handle": "VARCHAR"}]}
}`

/** Posts, and those that they quote, which stand in them with their record called `value`. */
const read = (given: string) => `
  given AS (${given}),
  outer_post AS (
    SELECT "row", 0 AS mark, observed_at, json, CASE WHEN json_exists(json, '$.embed.record.record.uri')
      THEN json -> '$.embed.record.record' ELSE json -> '$.embed.record' END AS quoted
    FROM given
  ),
  read AS (
    SELECT "row", mark, observed_at, from_json(json, '${POST}') AS p FROM outer_post
    UNION ALL
    SELECT "row", 1, observed_at, from_json(json_object(
      'uri', quoted -> '$.uri', 'author', quoted -> '$.author', 'record', quoted -> '$.value',
      'like_count', quoted -> '$.like_count', 'repost_count', quoted -> '$.repost_count', 'reply_count', quoted -> '$.reply_count'), '${POST}')
    FROM outer_post
    WHERE json_exists(quoted, '$.value') AND (quoted ->> '$.uri') LIKE '%/app.bsky.feed.post/%'
  )`

const posts = (given: string) => `
  WITH ${read(given)},
  said AS (
    SELECT *, p.record AS r, coalesce(flatten(list_transform(p.record.facets, lambda f: f.features)), []) AS features,
      coalesce(p.record.embed.record.record.uri, p.record.embed.record.uri) AS embedded
    FROM read
  ),
  linked AS (
    SELECT *, CASE WHEN contains(embedded, '/app.bsky.feed.post/') THEN embedded END AS quoted FROM said
  )
  SELECT
    "row", mark, 'bluesky' AS platform, p.uri AS post_id, p.author.did AS account_id,
    ms_text(coalesce(r.created_at, r.createdAt), 'UTC') AS "at",
    CASE WHEN quoted IS NOT NULL THEN 'quote' WHEN r.reply.parent.uri IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(quoted, r.reply.parent.uri) AS parent_id, split_part(coalesce(quoted, r.reply.parent.uri), '/', 3) AS parent_account_id,
    coalesce(r.reply.root.uri, p.uri) AS thread_id, nullif(r.text, '') AS text, r.langs[1] AS lang,
    'https://bsky.app/profile/' || p.author.handle || '/post/' || split_part(p.uri, '/', 5) AS url,
    count_of(p.like_count) AS likes, count_of(p.repost_count) AS reposts, count_of(p.reply_count) AS replies, observed_at,
    list_filter(list_concat(list_transform(features, lambda f: f.tag), coalesce(r.tags, [])), lambda x: x IS NOT NULL) AS hashtags,
    list_filter(list_concat(list_transform(features, lambda f: f.uri), [r.embed.external.uri, r.embed.media.external.uri]),
      lambda x: x IS NOT NULL) AS urls,
    -- By name where 4CAT looked it up, else by number.
    list_transform(list_filter(features, lambda f: f.did IS NOT NULL),
      lambda f: coalesce(list_filter(p."4CAT_metadata".mentions, lambda m: m.did = f.did AND contains(m.handle, '.'))[1].handle, f.did)) AS mentions,
    list_filter(list_transform(list_concat(coalesce(r.embed.images, []), coalesce(r.embed.media.images, [])),
      lambda i: coalesce(i.image.ref.link, i.image.ref."$link")), lambda x: x IS NOT NULL) AS media,
    CASE WHEN NOT coalesce(starts_with(p.uri, 'at://'), false) THEN 'not a post of Bluesky: it has no at:// address' END AS problem
  FROM linked`

const accounts = (given: string) => `
  WITH ${read(given)}
  SELECT DISTINCT "row", 'bluesky' AS platform, p.author.did AS account_id, p.author.handle AS handle, p.author.display_name AS name,
    ms_text(p.author.created_at, 'UTC') AS created_at, observed_at
  FROM read
  WHERE p.author.did IS NOT NULL`

/** Posts and accounts of Bluesky's post views as 4CAT keeps them, with Python's names; `given` is SQL for `row`, `json` and `observed_at`. */
export function blueskySelects(given: string): Selects {
  return { posts: posts(given), accounts: accounts(given) }
}

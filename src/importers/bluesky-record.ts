import { madeAt, tidTime, zonedTime } from './bluesky-times.ts'

const BLOB = '{"ref": {"$link": "VARCHAR", "link": "VARCHAR"}, "cid": "VARCHAR"}'
const SHOWN = `"external": {"uri": "VARCHAR", "title": "VARCHAR"}, "images": [{"image": ${BLOB}}], "video": ${BLOB}`

/** A post's record, by the protocol's names and by those of the Python SDK, which writes `created_at`. */
const RECORD = `{
  "text": "JSON", "createdAt": "VARCHAR", "created_at": "VARCHAR", "langs": ["VARCHAR"], "tags": ["VARCHAR"], "via": "VARCHAR",
  "facets": [{"features": [{"tag": "VARCHAR", "uri": "VARCHAR", "did": "VARCHAR"}]}],
  "entities": [{"type": "VARCHAR", "value": "VARCHAR"}],
  "reply": {"parent": {"uri": "VARCHAR"}, "root": {"uri": "VARCHAR"}},
  "embed": {${SHOWN}, "record": {"uri": "VARCHAR", "record": {"uri": "VARCHAR"}}, "media": {${SHOWN}}}
}`

const stated = (list: string) => `list_filter(${list}, lambda x: coalesce(x, '') <> '')`
const each = (list: string, field: string) => `list_transform(coalesce(${list}, []), lambda x: x.${field})`
const cid = (blob: string) => `coalesce(${blob}.ref."$link", ${blob}.ref.link, ${blob}.cid)`
const pictures = (embed: string) =>
  `list_transform(coalesce(${embed}.images, []), lambda x: ${cid('x.image')})`

/** `post`: SQL for an at:// address. */
export const isPost = (uri: string) =>
  `regexp_full_match(${uri}, 'at://did:[^/]+/app\\.bsky\\.feed\\.post/[^/]+')`

/**
 * The post table's columns of Bluesky records.
 *
 * @param given SQL for a relation with "row", mark, uri, record (JSON), reposted (the address of what a repost passes
 *   on; `record` is then the original's, or null), created (when `record` does not say), seen and committed
 *   (milliseconds, see `Clocks`), is_update (whether the record replaces an earlier one), and likes, reposts, replies,
 *   observed_at.
 */
export const recordPosts = (given: string) => `
  WITH given AS (${given}),
  read AS (SELECT *, from_json(record, '${RECORD}') AS r FROM given),
  fields AS (
    SELECT *, CASE WHEN json_type(r.text) = 'VARCHAR' THEN r.text ->> '$' END AS said, split_part(uri, '/', 3) AS did, split_part(uri, '/', 5) AS rkey
    FROM read
  ),
  clocks AS (
    SELECT *, ${zonedTime('coalesce(created, CASE WHEN reposted IS NULL THEN coalesce(r.createdAt, r.created_at) END)')} AS created_at,
      ${tidTime('rkey')} AS key_at
    FROM fields
  ),
  parts AS (
    SELECT *, flatten(list_transform(coalesce(r.facets, []), lambda f: coalesce(f.features, []))) AS features,
      coalesce(r.embed.record.record.uri, r.embed.record.uri) AS embedded,
      CASE WHEN is_update THEN least(seen, committed) ELSE
        ${madeAt({ created: 'created_at', key: 'key_at', seen: 'seen', committed: 'committed' })} END AS made_at
    FROM clocks
  ),
  linked AS (
    SELECT *, CASE WHEN ${isPost('embedded')} THEN embedded END AS quoted,
      ${stated(`list_concat(${each('features', 'uri')}, ${each(`list_filter(coalesce(r.entities, []), lambda x: x.type = 'link')`, 'value')})`)} AS marked
    FROM parts
  )
  SELECT
    "row", mark, 'bluesky' AS platform, uri AS post_id, did AS account_id, made_at AS "at",
    CASE WHEN reposted IS NOT NULL THEN 'repost' WHEN quoted IS NOT NULL THEN 'quote' WHEN r.reply.parent.uri IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(reposted, quoted, r.reply.parent.uri) AS parent_id,
    nullif(split_part(coalesce(reposted, quoted, r.reply.parent.uri), '/', 3), '') AS parent_account_id,
    CASE WHEN reposted IS NULL THEN coalesce(r.reply.root.uri, uri) END AS thread_id,
    nullif(said, '') AS text, nullif(coalesce(r.embed.external.title, r.embed.media.external.title), '') AS title,
    -- Apps put in every language that an account reads: more than one says nothing of this text.
    CASE WHEN len(r.langs) = 1 THEN r.langs[1] END AS lang,
    CASE WHEN reposted IS NULL THEN 'https://bsky.app/profile/' || did || '/post/' || rkey END AS url,
    CASE WHEN reposted IS NULL THEN r.via END AS client,
    likes, reposts, replies, observed_at,
    -- Many apps and bots mark nothing up: then the text tells.
    nullif(${stated(`list_concat(${each('features', 'tag')}, coalesce(r.tags, []))`)}, []) AS hashtags,
    list_filter(list_concat(
      marked, ${stated('[r.embed.external.uri, r.embed.media.external.uri]')},
      CASE WHEN len(marked) = 0 THEN coalesce(list_transform(regexp_extract_all(said, 'https?://[^\\s<>"“”«»…]+'),
        lambda u: regexp_replace(u, '[''’.,;:!?)\\]}*]+$', '')), []) ELSE [] END),
      lambda u: quoted IS NULL OR NOT ends_with(u, '/post/' || split_part(quoted, '/', 5))) AS urls,
    ${stated(each('features', 'did'))} AS mentions,
    ${stated(`list_concat(${pictures('r.embed')}, ${pictures('r.embed.media')}, [${cid('r.embed.video')}, ${cid('r.embed.media.video')}])`)} AS media,
    CASE WHEN uri IS NULL OR NOT regexp_full_match(uri, 'at://did:[^/]+/[^/]+/[^/]+') THEN 'not a post: it has no at:// address'
      WHEN reposted IS NULL AND coalesce(json_type(record), '') <> 'OBJECT' THEN 'not a post: its record is missing'
      WHEN reposted IS NOT NULL AND NOT ${isPost('reposted')} THEN 'a repost of something that is no post' END AS problem
  FROM linked`

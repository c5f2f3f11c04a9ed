import { actorId, authorOf, hostOf, platformOf } from './fediverse-names.ts'
import { statusLinks, statusText } from './fediverse-text.ts'

const NOTE = `{
  "id": "VARCHAR", "type": "VARCHAR", "published": "VARCHAR", "summary": "VARCHAR", "name": "VARCHAR", "attributedTo": "VARCHAR",
  "inReplyTo": "VARCHAR", "conversation": "VARCHAR", "context": "VARCHAR", "quote": "VARCHAR", "quoteUrl": "VARCHAR", "quoteUri": "VARCHAR", "_misskey_quote": "VARCHAR"
}`
const TAG = '{"type": "VARCHAR", "href": "VARCHAR", "name": "VARCHAR"}'

/** An array's elements, or the one value that stands for an array of one. */
const listed = (json: string, path: string) =>
  `CASE WHEN json_type(${json}, '${path}') = 'ARRAY' THEN ${json} -> '${path}[*]' WHEN json_type(${json}, '${path}') IN ('OBJECT', 'VARCHAR') THEN [${json} -> '${path}'] ELSE [] END`
const texts = (json: string, path: string) =>
  `list_transform(${listed(json, path)}, lambda x: coalesce(x ->> '$.href', x ->> '$.url', x ->> '$'))`

/** What makes and passes on: `Create` of a note or the like, `Announce` of another's. */
export const isActivity = `coalesce(json_type(json, '$.actor') IN ('VARCHAR', 'OBJECT') AND json_exists(json, '$.object') AND json_exists(json, '$.type'), false)`

/** `given`: SQL for "row", json and observed_at. */
export const activities = (given: string) => `
  given_activity AS (${given}),
  listed_activity AS (
    SELECT "row", observed_at, unnest(list_concat(CASE WHEN ${isActivity} THEN [json] ELSE [] END, coalesce(json -> '$.orderedItems[*]', []))) AS json
    FROM given_activity
  ),
  activity AS (
    SELECT "row", observed_at, json ->> '$.type' AS type, json ->> '$.id' AS id, coalesce(json ->> '$.actor.id', json ->> '$.actor') AS actor,
      json ->> '$.published' AS published, json -> '$.object' AS object, coalesce(json ->> '$.object.id', json ->> '$.object') AS object_id
    FROM listed_activity
  ),
  note AS (
    SELECT "row", observed_at, 0 AS mark, actor, published, object AS json FROM activity
    WHERE type = 'Create' AND json_type(object, '$.content') IS NOT NULL
    UNION ALL
    SELECT "row", observed_at, 1, object ->> '$.attributedTo', NULL, object FROM activity
    WHERE type = 'Announce' AND json_type(object, '$.content') IS NOT NULL
  ),
  note_parts AS (
    SELECT "row", observed_at, mark, actor, published, from_json(json, '${NOTE}') AS n, json -> '$.contentMap' AS by_language,
      coalesce(json ->> '$.content', (json ->> '$.contentMap.*')[1]) AS html, ${texts('json', '$.url')} AS addresses,
      list_transform(${listed('json', '$.tag')}, lambda t: from_json(t, '${TAG}')) AS tags,
      list_concat(${texts('json', '$.to')}, ${texts('json', '$.cc')}) AS readers, ${texts('json', '$.attachment')} AS media
    FROM note
  )`

const MENTION = `lower(split_part(ltrim(t.name, '@'), '@', 1)) || '@' || coalesce(${hostOf('t.href')}, lower(split_part(ltrim(t.name, '@'), '@', 2)))`

const OTHERS = `CASE type WHEN 'Like' THEN 'a like, not a post' WHEN 'EmojiReact' THEN 'a like, not a post' WHEN 'Delete' THEN 'a deletion, not a post'
  WHEN 'Follow' THEN 'a follow, not a post' WHEN 'Undo' THEN 'something taken back, not a post' WHEN 'Update' THEN 'an edit, not a post'
  ELSE 'not a post: an activity of another kind (' || coalesce(type, 'none') || ')' END`

/** The posts of `activities`. */
export const ACTIVITY_POSTS = `
  SELECT
    "row", mark, ${platformOf('n.id')} AS platform, n.id AS post_id,
    coalesce(${authorOf('addresses[1]')}, ${actorId('coalesce(actor, n.attributedTo)')}) AS account_id,
    CASE WHEN regexp_matches(coalesce(n.published, published), '\\d:\\d\\d') THEN ms_text(coalesce(n.published, published), 'UTC') END AS "at",
    CASE WHEN quoted IS NOT NULL THEN 'quote' WHEN n.inReplyTo IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(quoted, n.inReplyTo) AS parent_id, ${authorOf('coalesce(quoted, n.inReplyTo)')} AS parent_account_id,
    coalesce(n.conversation, n.context) AS thread_id, nullif(${statusText('html')}, '') AS text, nullif(coalesce(n.summary, n.name), '') AS title,
    CASE WHEN len(json_keys(by_language)) = 1 THEN json_keys(by_language)[1] END AS lang, addresses[1] AS url, observed_at,
    list_transform(list_filter(tags, lambda t: t.type = 'Hashtag'), lambda t: t.name) AS hashtags, coalesce(${statusLinks('html')}, []) AS urls,
    list_transform(list_filter(tags, lambda t: t.type = 'Mention'), lambda t: ${MENTION}) AS mentions,
    -- An export's own files have addresses inside it.
    list_filter(media, lambda m: m LIKE 'http%') AS media,
    CASE WHEN n.id IS NULL THEN 'not a post: it has no id'
      WHEN len(list_filter(readers, lambda x: ends_with(x, '#Public') OR x = 'Public' OR ends_with(x, '/followers'))) = 0 THEN 'a private message, not a post' END AS problem
  FROM (SELECT *, coalesce(n.quote, n.quoteUri, n.quoteUrl, n._misskey_quote) AS quoted FROM note_parts)
  UNION ALL BY NAME
  SELECT "row", 0 AS mark, ${platformOf('id')} AS platform, id AS post_id, ${actorId('actor')} AS account_id,
    CASE WHEN regexp_matches(published, '\\d:\\d\\d') THEN ms_text(published, 'UTC') END AS "at", 'repost' AS kind, object_id AS parent_id,
    coalesce(${actorId(`object ->> '$.attributedTo'`)}, ${authorOf('object_id')}) AS parent_account_id,
    nullif(${statusText(`object ->> '$.content'`)}, '') AS text, observed_at
  FROM activity
  WHERE type = 'Announce'
  UNION ALL BY NAME
  SELECT "row", ${OTHERS} AS problem
  FROM activity
  WHERE type IS NULL OR type NOT IN ('Announce', 'Create') OR (type = 'Create' AND json_type(object, '$.content') IS NULL)`

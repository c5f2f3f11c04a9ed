import { hashtags, links } from './markdown.ts'
import { answered, bare, kept } from './reddit-ids.ts'
import { isOwn, linked, mentions, plain, shared, typed } from './reddit-text.ts'

/** SQL for snscrape's records of Reddit, over `record("row", json, type)`. */
export const REDDIT_POSTS = `
  SELECT
    "row", 'reddit' AS platform, post_id, ${kept(`json ->> '$.author'`)} AS account_id,
    ms_text(coalesce(json ->> '$.date', json ->> '$.created'), 'UTC') AS "at", CASE WHEN is_comment THEN 'reply' ELSE 'post' END AS kind,
    parent_id,
    CASE WHEN is_comment THEN coalesce(nullif(regexp_extract(json ->> '$.url', '/comments/([a-z0-9]+)', 1), ''),
      CASE WHEN starts_with(json ->> '$.parentId', 't3_') THEN parent_id END) ELSE post_id END AS thread_id,
    said AS text, title, json ->> '$.url' AS url,
    ${shared(linked('link', `is_comment OR ${isOwn('link', 'post_id')}`), links('typed', 'said'))} AS urls,
    ${hashtags(`concat_ws(' ', title, said)`)} AS hashtags, ${mentions(`concat_ws(' ', title, said)`)} AS mentions
  FROM (
    SELECT *, ${plain('typed')} AS said
    FROM (
      SELECT *, ${bare(`json ->> '$.id'`)} AS post_id, contains(type, 'Comment') AS is_comment, ${typed(`json ->> '$.link'`)} AS link,
        CASE WHEN contains(type, 'Comment') THEN ${answered(`(json -> '$.parentId')`, `regexp_extract(json ->> '$.url', '/comments/([a-z0-9]+)', 1)`)} END AS parent_id,
        ${kept(typed(`json ->> '$.title'`))} AS title, ${kept(typed(`coalesce(json ->> '$.body', json ->> '$.selftext')`))} AS typed
      FROM record
      WHERE regexp_matches(type, '\\.reddit\\.(Submission|Comment)$')
    )
  )`

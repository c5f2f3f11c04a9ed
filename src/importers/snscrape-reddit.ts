/** Without the mark of its kind a number is the same wherever Reddit's is written. */
const bare = (id: string) => `regexp_replace(${id}, '^t[1-6]_', '')`
const parent = `${bare(`json ->> '$.parentId'`)}`

/** SQL for snscrape's records of Reddit, over `record("row", json, type)`. */
export const REDDIT_POSTS = `
  SELECT
    "row", 'reddit' AS platform, ${bare(`json ->> '$.id'`)} AS post_id,
    nullif(json ->> '$.author', '[deleted]') AS account_id,
    ms_text(coalesce(json ->> '$.date', json ->> '$.created'), 'UTC') AS "at",
    CASE WHEN contains(type, 'Comment') THEN 'reply' ELSE 'post' END AS kind,
    ${parent} AS parent_id,
    coalesce(nullif(regexp_extract(json ->> '$.url', '/comments/([a-z0-9]+)', 1), ''),
      CASE WHEN starts_with(json ->> '$.parentId', 't3_') THEN ${parent} END) AS thread_id,
    coalesce(json ->> '$.body', json ->> '$.selftext') AS text, json ->> '$.title' AS title, json ->> '$.url' AS url,
    CASE WHEN (json ->> '$.link') IS NOT NULL THEN [json ->> '$.link'] END AS urls
  FROM record
  WHERE regexp_matches(type, '\\.reddit\\.(Submission|Comment)$')`

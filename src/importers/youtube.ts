import { at } from './head.ts'
import { defineImporter } from './importer.ts'
import { plainIds } from './plain-ids.ts'
import { RESOURCE_FIELDS } from './youtube-fields.ts'
import { hashtagsOf, linksOf, mentionsOf, plain, unescaped } from './youtube-text.ts'

const SNIPPET = `{
  "publishedAt": "VARCHAR", "channelId": "VARCHAR", "channelTitle": "VARCHAR", "title": "VARCHAR", "description": "VARCHAR",
  "videoId": "VARCHAR", "parentId": "VARCHAR", "textOriginal": "VARCHAR", "textDisplay": "VARCHAR",
  "authorDisplayName": "VARCHAR", "authorChannelId": {"value": "VARCHAR"}, "likeCount": "VARCHAR", "totalReplyCount": "VARCHAR",
  "defaultLanguage": "VARCHAR", "defaultAudioLanguage": "VARCHAR", "customUrl": "VARCHAR", "country": "VARCHAR",
  "resourceId": {"videoId": "VARCHAR"}, "videoOwnerChannelId": "VARCHAR", "videoOwnerChannelTitle": "VARCHAR"
}`
const ITEM = `{
  "kind": "VARCHAR", "id": "VARCHAR", "snippet": ${SNIPPET},
  "contentDetails": {"videoId": "VARCHAR", "videoPublishedAt": "VARCHAR"},
  "statistics": {"viewCount": "VARCHAR", "likeCount": "VARCHAR", "commentCount": "VARCHAR", "subscriberCount": "VARCHAR",
    "videoCount": "VARCHAR", "hiddenSubscriberCount": "VARCHAR"}
}`
const DESCRIBED = `{
  "id": "VARCHAR", "title": "VARCHAR", "description": "VARCHAR", "channel_id": "VARCHAR", "channel": "VARCHAR", "uploader_id": "VARCHAR",
  "channel_follower_count": "VARCHAR", "timestamp": "VARCHAR", "upload_date": "VARCHAR", "view_count": "VARCHAR",
  "like_count": "VARCHAR", "comment_count": "VARCHAR", "language": "VARCHAR", "epoch": "VARCHAR"
}`
/** Comments as the page shows them, without a time of their own: yt-dlp's and youtube-comment-downloader's. */
const SHOWN = `{
  "id": "VARCHAR", "cid": "VARCHAR", "author_id": "VARCHAR", "channel": "VARCHAR", "author": "VARCHAR", "_time_text": "VARCHAR", "time": "VARCHAR"
}`

/** The Data API's resources, alone or in an answer's `items`; a thread's first comment and its replies are comments. */
const READ = `
  resource AS (
    SELECT "row", unnest(json -> '$.items[*]') AS item FROM raw
    UNION ALL
    SELECT "row", json FROM raw WHERE json_exists(json, '$.snippet') AND NOT json_exists(json, '$.items')
  ),
  item AS (
    SELECT "row", item, NULL AS thread, NULL AS video, NULL::VARCHAR AS answers, false AS is_comment FROM resource
    WHERE NOT json_exists(item, '$.snippet.topLevelComment')
    UNION ALL
    SELECT "row", item -> '$.snippet.topLevelComment', NULL, item ->> '$.snippet.videoId', item ->> '$.snippet.totalReplyCount', true
    FROM resource WHERE json_exists(item, '$.snippet.topLevelComment')
    UNION ALL
    SELECT "row", unnest(item -> '$.replies.comments[*]'), coalesce(item ->> '$.snippet.topLevelComment.id', item ->> '$.id'),
      item ->> '$.snippet.videoId', NULL, true
    FROM resource WHERE json_exists(item, '$.replies.comments')
  ),
  fields AS (
    SELECT *, from_json(item, '${ITEM}') AS t FROM item WHERE json_type(item) = 'OBJECT'
  ),
  read AS (
    SELECT *, t.snippet AS s,
      CASE
        WHEN is_comment OR t.kind = 'youtube#comment' OR t.snippet.textDisplay IS NOT NULL OR t.snippet.textOriginal IS NOT NULL THEN 'comment'
        WHEN t.kind = 'youtube#video' THEN 'video'
        WHEN t.kind = 'youtube#searchResult' AND (item ->> '$.id.videoId') IS NOT NULL THEN 'found'
        WHEN t.kind = 'youtube#playlistItem' THEN 'listed'
        WHEN t.kind = 'youtube#channel' THEN 'channel'
        ELSE 'other'
      END AS what
    FROM fields
  ),
  described AS (
    SELECT "row", from_json(json, '${DESCRIBED}') AS d FROM raw
    WHERE (json ->> '$.extractor_key') LIKE 'Youtube%' AND json_type(json, '$.id') = 'VARCHAR'
  ),
  shown AS (
    SELECT "row", from_json(comment, '${SHOWN}') AS c, captured
    FROM (
      SELECT "row", unnest(json -> '$.comments[*]') AS comment, ms_epoch(json ->> '$.epoch') AS captured FROM raw
      UNION ALL
      SELECT "row", json, NULL FROM raw WHERE json_exists(json, '$.cid') AND json_exists(json, '$.time')
    )
    WHERE json_type(comment) = 'OBJECT'
  )`

const POSTS = `
  WITH ${READ},
  comment AS (
    SELECT "row", t.id AS post_id, s.authorChannelId.value AS account_id, ms_text(s.publishedAt, 'UTC') AS posted_at,
      coalesce(s.parentId, thread, s.videoId, video) AS parent_id, coalesce(s.videoId, video) AS video_id,
      coalesce(s.textOriginal, ${plain('s.textDisplay')}) AS said,
      CASE WHEN s.textOriginal IS NULL THEN ${linksOf('s.textDisplay')} END AS urls,
      count_of(s.likeCount) AS likes, count_of(answers) AS replies
    FROM read
    WHERE what = 'comment'
  ),
  video AS (
    SELECT "row",
      CASE what WHEN 'video' THEN t.id WHEN 'found' THEN item ->> '$.id.videoId'
        ELSE coalesce(t.contentDetails.videoId, s.resourceId.videoId) END AS post_id,
      CASE what WHEN 'listed' THEN s.videoOwnerChannelId ELSE s.channelId END AS account_id,
      -- A playlist's own date is when the video was put on the list.
      ms_text(CASE what WHEN 'listed' THEN t.contentDetails.videoPublishedAt ELSE s.publishedAt END, 'UTC') AS posted_at,
      -- A search cuts the description, and escapes the title.
      CASE WHEN what <> 'found' THEN s.description END AS said,
      CASE what WHEN 'found' THEN ${unescaped('s.title')} ELSE s.title END AS title,
      coalesce(s.defaultLanguage, s.defaultAudioLanguage) AS lang,
      count_of(t.statistics.likeCount) AS likes, count_of(t.statistics.commentCount) AS replies,
      count_of(t.statistics.viewCount) AS views, NULL::BIGINT AS observed_at,
      CASE WHEN what = 'listed' AND t.contentDetails.videoPublishedAt IS NULL
        THEN 'its time is that of its being put on a playlist, not of its publication' END AS problem
    FROM read
    WHERE what IN ('video', 'found', 'listed')
    UNION ALL
    SELECT "row", d.id, d.channel_id, ms_epoch(d.timestamp), d.description, d.title, d.language,
      count_of(d.like_count), count_of(d.comment_count), count_of(d.view_count), ms_epoch(d.epoch),
      CASE WHEN d.timestamp IS NULL AND d.upload_date IS NOT NULL
        THEN 'its time is only a date (' || d.upload_date || '), without a time of day' END
    FROM described
  )
  SELECT
    "row", 'youtube' AS platform, post_id, account_id, posted_at AS "at", 'reply' AS kind, parent_id, video_id AS thread_id,
    nullif(said, '') AS text, 'https://www.youtube.com/watch?v=' || video_id || '&lc=' || post_id AS url,
    likes, replies, urls, ${mentionsOf('said')} AS mentions,
    CASE WHEN NOT regexp_full_match(post_id, '[\\w.-]+') THEN 'not a post of YouTube: its id is ' || left(post_id, 40) END AS problem
  FROM comment
  UNION ALL BY NAME
  SELECT
    "row", 'youtube' AS platform, post_id, account_id, posted_at AS "at", 'post' AS kind, post_id AS thread_id,
    nullif(said, '') AS text, title, lang, 'https://www.youtube.com/watch?v=' || post_id AS url, likes, replies, views, observed_at,
    ${hashtagsOf(`concat_ws(chr(10), title, said)`)} AS hashtags, ${mentionsOf('said')} AS mentions, problem
  FROM video
  UNION ALL BY NAME
  SELECT "row",
    -- What is "3 days ago" is so of every hour of that day: nobody was first by it.
    CASE WHEN count(*) = 1
      THEN 'its time is only relative (' || coalesce(any_value(coalesce(c._time_text, c.time)), 'not given') || '), an estimate'
      ELSE count(*) || ' comments whose times are only relative (such as ' || coalesce(any_value(coalesce(c._time_text, c.time)), 'not given') || '), estimates'
    END || ': the Data API has the times' AS problem
  FROM shown
  GROUP BY "row"
  UNION ALL BY NAME
  SELECT "row", 'not a post: ' || coalesce(t.kind, 'a resource without a kind') AS problem FROM read WHERE what = 'other'
  UNION ALL BY NAME
  SELECT "row",
    CASE
      WHEN json_exists(json, '$.error') THEN
        'an error of YouTube, not a post (' || coalesce(json ->> '$.error.message', 'no message') || ')'
      WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
      ELSE 'not a post: ' || lower(json_type(json))
    END AS problem
  FROM raw
  WHERE NOT (json_exists(json, '$.items') OR json_exists(json, '$.snippet') OR json_exists(json, '$.comments') OR json_exists(json, '$.cid')
    OR "row" IN (SELECT "row" FROM described))`

const ACCOUNTS = `
  WITH ${READ},
  seen AS (
    SELECT "row", s.authorChannelId.value AS account_id, s.authorDisplayName AS shown, NULL AS name, NULL AS about, NULL::BIGINT AS created_at,
      NULL::BIGINT AS followers, NULL::BIGINT AS posts, NULL AS location, NULL::BIGINT AS observed_at
    FROM read WHERE what = 'comment'
    UNION ALL
    SELECT "row", CASE what WHEN 'listed' THEN s.videoOwnerChannelId ELSE s.channelId END, NULL,
      CASE what WHEN 'listed' THEN s.videoOwnerChannelTitle WHEN 'found' THEN ${unescaped('s.channelTitle')} ELSE s.channelTitle END,
      NULL, NULL, NULL, NULL, NULL, NULL
    FROM read WHERE what IN ('video', 'found', 'listed')
    UNION ALL
    SELECT "row", t.id, s.customUrl, s.title, s.description, ms_text(s.publishedAt, 'UTC'),
      CASE WHEN coalesce(flag_of(t.statistics.hiddenSubscriberCount), false) THEN NULL ELSE count_of(t.statistics.subscriberCount) END,
      count_of(t.statistics.videoCount), s.country, NULL
    FROM read WHERE what = 'channel'
    UNION ALL
    SELECT "row", d.channel_id, d.uploader_id, d.channel, NULL, NULL, count_of(d.channel_follower_count), NULL, NULL, ms_epoch(d.epoch)
    FROM described
    UNION ALL
    SELECT "row", coalesce(c.author_id, c.channel), c.author, NULL, NULL, NULL, NULL, NULL, NULL, captured FROM shown
  )
  SELECT DISTINCT
    "row", 'youtube' AS platform, account_id, CASE WHEN starts_with(shown, '@') THEN ltrim(shown, '@') END AS handle,
    coalesce(name, CASE WHEN NOT starts_with(shown, '@') THEN shown END) AS name, nullif(about, '') AS description, created_at,
    followers, posts, location, observed_at
  FROM seen
  WHERE account_id IS NOT NULL`

export const youtube = defineImporter({
  id: 'youtube',
  title: 'YouTube videos and comments: the Data API’s answers, yt-dlp, youtube-comment-downloader (JSON)',
  reads: 'json',
  fields: RESOURCE_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    for (const prefix of ['', 'items.0.']) {
      const kind = head.records
        .map(record => at(record, `${prefix}kind`))
        .find(value => /^youtube#/.test(String(value)))
      if (kind && head.has(`${prefix}snippet`)) return { sure: 0.95, saw: `resources of kind \`${kind}\`` }
      if (head.has(`${prefix}snippet.topLevelComment`))
        return { sure: 0.95, saw: 'threads with `topLevelComment`' }
      if (head.has(`${prefix}snippet.textDisplay`, `${prefix}snippet.authorDisplayName`))
        return { sure: 0.9, saw: 'comments with `textDisplay` and `authorDisplayName`' }
    }
    if (head.records.some(record => /^Youtube/.test(String(at(record, 'extractor_key') ?? ''))))
      return { sure: 0.95, saw: 'videos of YouTube as yt-dlp describes them' }
    for (const prefix of ['', 'comments.0.'])
      if (head.has(`${prefix}cid`, `${prefix}time`, `${prefix}votes`))
        return {
          sure: 0.95,
          saw: 'comments with `cid`, `time` and `votes`, as youtube-comment-downloader writes them',
        }
    return null
  },
  select: () =>
    plainIds({ posts: POSTS, accounts: ACCOUNTS }, ['post_id', 'account_id', 'parent_id', 'thread_id']),
})

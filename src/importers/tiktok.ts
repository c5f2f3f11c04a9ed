import { dottedNames } from './handles.ts'
import { at, type Head } from './head.ts'
import { defineImporter, type Selects } from './importer.ts'
import { plainIds } from './plain-ids.ts'
import { VIDEO_FIELDS } from './tiktok-fields.ts'

const EXTRA = '[{"hashtagName": "VARCHAR", "userUniqueId": "VARCHAR", "awemeId": "VARCHAR"}]'
const EXTRA_OF_APP = '[{"hashtag_name": "VARCHAR", "aweme_id": "VARCHAR"}]'
const STATS = `{"diggCount": "VARCHAR", "shareCount": "VARCHAR", "commentCount": "VARCHAR", "playCount": "VARCHAR"}`
const AUTHOR_STATS = `{"followerCount": "VARCHAR", "followingCount": "VARCHAR", "videoCount": "VARCHAR", "diggCount": "VARCHAR"}`

/** A video or a comment by all the names that TikTok's own answers and the tools around it have for the same things. */
const ITEM = `{
  "id": "VARCHAR", "cid": "VARCHAR", "aweme_id": "VARCHAR", "video_id": "VARCHAR",
  "text": "JSON", "desc": "JSON", "video_description": "JSON", "description": "JSON",
  "createTime": "VARCHAR", "create_time": "VARCHAR", "createTimeISO": "VARCHAR", "timestamp": "VARCHAR",
  "textLanguage": "VARCHAR", "desc_language": "VARCHAR", "comment_language": "VARCHAR", "webVideoUrl": "VARCHAR",
  "author": "JSON", "authorId": "VARCHAR", "nickname": "VARCHAR", "username": "VARCHAR",
  "uploader": "VARCHAR", "uploader_id": "VARCHAR", "channel": "VARCHAR", "extractor_key": "VARCHAR",
  "authorMeta": {"id": "VARCHAR", "name": "VARCHAR", "nickName": "VARCHAR", "signature": "VARCHAR", "verified": "VARCHAR",
    "private": "VARCHAR", "privateAccount": "VARCHAR", "fans": "VARCHAR", "following": "VARCHAR", "digg": "VARCHAR", "video": "VARCHAR"},
  "user": {"uid": "VARCHAR", "unique_id": "VARCHAR", "nickname": "VARCHAR", "signature": "VARCHAR"},
  "authorStats": ${AUTHOR_STATS}, "authorStatsV2": ${AUTHOR_STATS}, "stats": ${STATS}, "statsV2": ${STATS},
  "statistics": {"digg_count": "VARCHAR", "share_count": "VARCHAR", "comment_count": "VARCHAR", "play_count": "VARCHAR"},
  "diggCount": "VARCHAR", "shareCount": "VARCHAR", "commentCount": "VARCHAR", "playCount": "VARCHAR",
  "digg_count": "VARCHAR", "reply_comment_total": "VARCHAR", "like_count": "VARCHAR", "share_count": "VARCHAR",
  "repost_count": "VARCHAR", "comment_count": "VARCHAR", "reply_count": "VARCHAR", "view_count": "VARCHAR",
  "hashtags": [{"name": "VARCHAR"}], "hashtag_names": ["VARCHAR"], "challenges": [{"title": "VARCHAR"}], "cha_list": [{"cha_name": "VARCHAR"}],
  "textExtra": ${EXTRA}, "contents": [{"textExtra": ${EXTRA}}], "text_extra": ${EXTRA_OF_APP},
  "musicMeta": {"musicId": "VARCHAR"}, "music": {"id": "VARCHAR", "id_str": "VARCHAR", "mid": "VARCHAR"}, "music_id": "VARCHAR",
  "duetInfo": {"duetFromId": "VARCHAR"}, "stitchInfo": {"stitchFromId": "VARCHAR"},
  "parent_comment_id": "VARCHAR", "reply_id": "VARCHAR", "reply_to_reply_id": "VARCHAR"
}`
const AUTHOR = `{
  "id": "VARCHAR", "uid": "VARCHAR", "uniqueId": "VARCHAR", "unique_id": "VARCHAR", "nickname": "VARCHAR", "signature": "VARCHAR",
  "verified": "VARCHAR", "privateAccount": "VARCHAR", "follower_count": "VARCHAR", "following_count": "VARCHAR", "aweme_count": "VARCHAR"
}`

/** Where answers keep their items. An object with an id of its own is an item itself. */
const LISTS = [
  '$.itemList',
  '$.item_list',
  '$.aweme_list',
  '$.collector',
  '$.comments',
  '$.data.videos',
  '$.data.comments',
]
const INSIDE = [
  ...LISTS.map(path => `${path}[*]`),
  '$.data[*].item',
  '$.ItemModule.*',
  '$.itemInfo.itemStruct',
  '$.__DEFAULT_SCOPE__."webapp.video-detail".itemInfo.itemStruct',
  '$.__DEFAULT_SCOPE__."webapp.updated-items"[*]',
]

const listed = (path: string) =>
  path.includes('*')
    ? `coalesce(json -> '${path}', [])`
    : `CASE WHEN json_exists(json, '${path}') THEN [json -> '${path}'] ELSE [] END`

/** Plain text where the value is text; anything else is not stated. */
const said = (json: string) => `CASE WHEN json_type(${json}) = 'VARCHAR' THEN ${json} ->> '$' END`
/** TikTok writes "0" or "" where there is none. */
const some = (id: string) => `nullif(nullif(${id}, '0'), '')`

const first = (names: readonly string[]) => names.map(name => `nullif(ltrim(${name}, '@'), '')`).join(', ')
const HANDLES = first([
  't.authorMeta.name',
  'a.uniqueId',
  'a.unique_id',
  said('t.author'),
  't.user.unique_id',
  't.username',
  `CASE WHEN t.extractor_key LIKE 'TikTok%' THEN t.uploader END`,
])
const NUMBERS = first(['t.authorMeta.id', 'a.id', 'a.uid', 't.authorId', 't.user.uid', 't.uploader_id'])

/** `given`: SQL for a relation of `row`, `json` and `observed_at` (when the tool captured it, or null). */
const read = (given: string) => `
  given AS (${given}),
  answer AS (
    SELECT "row", json, coalesce(observed_at, ms_epoch(json ->> '$.extra.now')) AS observed_at,
      list_concat(
        CASE WHEN json_exists(json, '$.id') OR json_exists(json, '$.cid') OR json_exists(json, '$.aweme_id') THEN [json] ELSE [] END,
        ${INSIDE.map(listed).join(',\n        ')}) AS items
    FROM given
  ),
  listed AS (
    SELECT "row", observed_at, unnest(items) AS item FROM answer
  ),
  item AS (
    SELECT "row", observed_at, item FROM listed
    UNION ALL
    SELECT "row", observed_at, unnest(item -> '$.reply_comment[*]') FROM listed
  ),
  fields AS (
    SELECT "row", observed_at, from_json(item, '${ITEM}') AS t, from_json(item -> '$.author', '${AUTHOR}') AS a,
      (item ->> '$.cid') IS NOT NULL OR ((item ->> '$.video_id') IS NOT NULL AND (item ->> '$.text') IS NOT NULL) AS is_comment
    FROM item
    WHERE json_type(item) = 'OBJECT'
  ),
  read AS (
    SELECT *,
      CASE WHEN is_comment THEN coalesce(t.cid, t.id) ELSE coalesce(t.aweme_id, t.id) END AS post_id,
      coalesce(${HANDLES}) AS handle,
      coalesce(${NUMBERS}) AS number,
      coalesce(${['t.text', 't.desc', 't.video_description', 't.description'].map(said).join(', ')}) AS said,
      coalesce(
        ms_epoch(t.createTime), ms_epoch(t.create_time), ms_epoch(t.timestamp),
        ${['t.createTimeISO', 't.create_time', 't.createTime'].map(time => `CASE WHEN regexp_matches(${time}, '\\d:\\d\\d') THEN ms_text(${time}, 'UTC') END`).join(', ')}) AS posted_at,
      list_concat(coalesce(t.textExtra, []), flatten(list_transform(coalesce(t.contents, []), lambda c: coalesce(c.textExtra, [])))) AS extra
    FROM fields
  ),
  related AS (
    SELECT *,
      -- The name is the one form that every tool has; an account without it is known by its number.
      coalesce(handle, number) AS account_id,
      coalesce(
        ${some('t.duetInfo.duetFromId')}, ${some('t.stitchInfo.stitchFromId')},
        list_filter(extra, lambda e: ${some('e.awemeId')} IS NOT NULL)[1].awemeId,
        CASE WHEN NOT is_comment THEN list_filter(t.text_extra, lambda e: ${some('e.aweme_id')} IS NOT NULL)[1].aweme_id END) AS original
    FROM read
  )`

const posts = (given: string) => `
  WITH ${read(given)}
  SELECT
    "row", 'tiktok' AS platform, post_id, account_id, posted_at AS "at",
    CASE WHEN is_comment THEN 'reply' WHEN original IS NOT NULL THEN 'quote' ELSE 'post' END AS kind,
    CASE WHEN is_comment
      THEN coalesce(${some('t.reply_to_reply_id')}, ${some('t.reply_id')}, ${some('t.parent_comment_id')}, t.aweme_id, t.video_id)
      ELSE original END AS parent_id,
    -- Whom "#duet with @…" and "#stitch with @…" name.
    CASE WHEN NOT is_comment THEN nullif(list_filter(extra, lambda e: e.awemeId = original)[1].userUniqueId, '') END AS parent_account_id,
    CASE WHEN is_comment THEN coalesce(t.aweme_id, t.video_id) ELSE post_id END AS thread_id,
    nullif(said, '') AS text,
    nullif(coalesce(t.textLanguage, t.desc_language, t.comment_language), 'un') AS lang,
    CASE WHEN NOT is_comment THEN coalesce(
      t.webVideoUrl, 'https://www.tiktok.com/@' || account_id || '/video/' || post_id) END AS url,
    -- statsV2 are the same counts as text, which does not overflow.
    ${counts('likes', ['t.diggCount', 't.statsV2.diggCount', 't.stats.diggCount', 't.statistics.digg_count', 't.digg_count', 't.like_count'])},
    ${counts('reposts', ['t.shareCount', 't.statsV2.shareCount', 't.stats.shareCount', 't.statistics.share_count', 't.share_count', 't.repost_count'])},
    ${counts('replies', ['t.commentCount', 't.statsV2.commentCount', 't.stats.commentCount', 't.statistics.comment_count', 't.comment_count', 't.reply_comment_total', 't.reply_count'])},
    ${counts('views', ['t.playCount', 't.statsV2.playCount', 't.stats.playCount', 't.statistics.play_count', 't.view_count'])},
    observed_at,
    -- What no list has is taken from the text.
    nullif(list_filter(list_concat(
      coalesce(list_transform(extra, lambda e: e.hashtagName), []),
      coalesce(list_transform(t.text_extra, lambda e: e.hashtag_name), []),
      coalesce(list_transform(t.challenges, lambda c: c.title), []),
      coalesce(list_transform(t.cha_list, lambda c: c.cha_name), []),
      coalesce(list_transform(t.hashtags, lambda h: h.name), []),
      coalesce(t.hashtag_names, [])), lambda h: coalesce(h, '') <> ''), []) AS hashtags,
    -- Names may have dots, at which tiktok-scraper's own list cuts them.
    CASE WHEN len(list_filter(extra, lambda e: coalesce(e.userUniqueId, '') <> '')) > 0
      THEN list_transform(list_filter(extra, lambda e: coalesce(e.userUniqueId, '') <> ''), lambda e: e.userUniqueId)
      ELSE ${dottedNames('said')} END AS mentions,
    CASE WHEN coalesce(${MUSIC}) IS NOT NULL THEN ['music:' || coalesce(${MUSIC})] END AS media,
    CASE WHEN post_id IS NULL THEN 'not a post: it has no id'
      WHEN NOT regexp_full_match(post_id, '\\d+') THEN 'not a post of TikTok: its id is no number (' || left(post_id, 40) || ')' END AS problem
  FROM related
  UNION ALL BY NAME
  SELECT "row",
    CASE
      WHEN coalesce(json ->> '$.error.code', 'ok') <> 'ok' THEN
        'an error of TikTok, not a post (' || coalesce(nullif(json ->> '$.error.message', ''), json ->> '$.error.code') || ')'
      WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
      ELSE 'not a post: ' || lower(json_type(json))
    END AS problem
  FROM answer
  WHERE len(items) = 0 AND NOT (${[...LISTS, '$.ItemModule'].map(path => `json_exists(json, '${path}')`).join(' OR ')})`

const MUSIC = ['t.musicMeta.musicId', 't.music.id_str', 't.music.id', 't.music.mid', 't.music_id']
  .map(some)
  .join(', ')

function counts(name: string, of: readonly string[]): string {
  return `coalesce(${of.map(count => `count_of(${count})`).join(', ')}) AS ${name}`
}

const accounts = (given: string) => `
  WITH ${read(given)}
  SELECT
    "row", 'tiktok' AS platform, account_id, handle,
    coalesce(t.authorMeta.nickName, a.nickname, t.user.nickname, t.nickname, CASE WHEN t.extractor_key IS NOT NULL THEN t.channel END) AS name,
    nullif(coalesce(t.authorMeta.signature, a.signature, t.user.signature), '') AS description,
    count_of(coalesce(t.authorMeta.fans, t.authorStatsV2.followerCount, t.authorStats.followerCount, CASE WHEN NOT is_comment THEN a.follower_count END)) AS followers,
    count_of(coalesce(t.authorMeta.following, t.authorStatsV2.followingCount, t.authorStats.followingCount, CASE WHEN NOT is_comment THEN a.following_count END)) AS following,
    count_of(coalesce(t.authorMeta.video, t.authorStatsV2.videoCount, t.authorStats.videoCount, CASE WHEN NOT is_comment THEN a.aweme_count END)) AS posts,
    count_of(coalesce(t.authorMeta.digg, t.authorStatsV2.diggCount, t.authorStats.diggCount)) AS likes,
    flag_of(coalesce(t.authorMeta.verified, a.verified)) AS verified,
    flag_of(coalesce(t.authorMeta.private, t.authorMeta.privateAccount, a.privateAccount)) AS protected,
    observed_at
  FROM related
  WHERE account_id IS NOT NULL`

/** Posts and accounts of TikTok's objects; `given` is SQL for `row`, `json` and `observed_at`. */
export function tiktokSelects(given: string): Selects {
  return plainIds({ posts: posts(given), accounts: accounts(given) }, [
    'post_id',
    'account_id',
    'parent_id',
    'parent_account_id',
    'thread_id',
  ])
}

/** tiktok-scraper names its files by what was asked for and the millisecond. */
export function capturedAt({ name }: Head): string {
  return /_(1[5-9]\d{11})\.(?:json|csv)(?:\.|$)/.exec(name)?.[1] ?? 'NULL'
}

export const tiktok = defineImporter({
  id: 'tiktok',
  title:
    'TikTok videos and comments: tiktok-scraper, Apify, the web page’s own answers, the Research API, yt-dlp (JSON)',
  reads: 'json',
  fields: VIDEO_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    const has = (prefix: string, ...names: string[]) => head.has(...names.map(name => prefix + name))
    for (const prefix of ['', 'collector.0.'])
      if (has(prefix, 'authorMeta.name', 'createTime') || has(prefix, 'authorMeta.name', 'createTimeISO'))
        return { sure: 0.95, saw: 'videos with `authorMeta` and `createTime`, as tiktok-scraper writes them' }
    for (const prefix of ['', 'itemList.0.', 'item_list.0.', 'data.0.item.', 'itemInfo.itemStruct.'])
      if (has(prefix, 'desc', 'createTime', 'author'))
        return {
          sure: 0.95,
          saw: 'videos with `desc`, `createTime` and `author`, as TikTok’s page gets them',
        }
    if (head.records.some(isPage)) return { sure: 0.95, saw: 'the data of a TikTok page' }
    for (const prefix of ['', 'comments.0.'])
      if (has(prefix, 'cid', 'aweme_id'))
        return { sure: 0.95, saw: 'comments with `cid` and `aweme_id`, as TikTok’s page gets them' }
    for (const prefix of ['', 'aweme_list.0.'])
      if (has(prefix, 'aweme_id', 'desc', 'create_time'))
        return { sure: 0.95, saw: 'videos with `aweme_id` and `desc`, as TikTok’s app gets them' }
    for (const prefix of ['', 'data.videos.0.'])
      if (has(prefix, 'id', 'video_description') || has(prefix, 'id', 'region_code', 'hashtag_names'))
        return { sure: 0.95, saw: 'videos with `video_description`, as the Research API gives them' }
    for (const prefix of ['', 'data.comments.0.'])
      if (has(prefix, 'id', 'video_id', 'text', 'create_time'))
        return {
          sure: 0.95,
          saw: 'comments with `video_id` and `create_time`, as the Research API gives them',
        }
    if (head.records.some(record => /^TikTok/.test(String(at(record, 'extractor_key') ?? ''))))
      return { sure: 0.95, saw: 'videos of TikTok as yt-dlp describes them' }
    return null
  },
  select: head => tiktokSelects(`SELECT "row", json, ${capturedAt(head)}::BIGINT AS observed_at FROM raw`),
})

function isPage(record: Head['records'][number]): boolean {
  const items = at(record, 'ItemModule')
  const first = items && typeof items === 'object' ? Object.values(items)[0] : undefined
  const scope = at(record, '__DEFAULT_SCOPE__')
  return (
    (typeof first === 'object' && first !== null && 'createTime' in first) ||
    (typeof scope === 'object' && scope !== null && 'webapp.video-detail' in scope)
  )
}

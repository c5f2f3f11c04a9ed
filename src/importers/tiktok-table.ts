import { dottedNames } from './handles.ts'
import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'
import { capturedAt } from './tiktok.ts'

/** What the tools' tables call each thing: pyktok, tiktok-scraper, Apify, and tables made of the Research API's answers. */
const NAMES = {
  cid: ['cid', 'comment_id'],
  id: ['id'],
  video: ['video_id', 'aweme_id'],
  parent_comment: ['reply_to_reply_id', 'parent_comment_id', 'reply_id'],
  thread_comment: ['reply_id'],
  unzoned: ['video_timestamp'], // pyktok's: the clock of the machine that collected, without its zone
  created: ['create_time', 'createTime', 'createTimeISO', 'timestamp', 'utc_time', 'created_time'],
  said: ['video_description', 'text', 'description'],
  username: ['author_username', 'authorMeta.name', 'username', 'author_unique_id', 'author_name'],
  user: ['user'],
  name: ['authorMeta.nickName', 'author_nickname'],
  about: ['authorMeta.signature', 'author_signature'],
  followers: ['author_followercount', 'author_follower_count', 'authorMeta.fans'],
  following: ['author_followingcount', 'author_following_count', 'authorMeta.following'],
  posts: ['author_videocount', 'author_video_count', 'authorMeta.video'],
  liked: ['author_diggcount', 'author_digg_count', 'authorMeta.digg'],
  verified: ['author_verified', 'authorMeta.verified'],
  lang: ['textLanguage', 'comment_language'],
  url: ['webVideoUrl', 'url'],
  likes: ['video_diggcount', 'diggCount', 'digg_count', 'like_count'],
  shares: ['video_sharecount', 'shareCount', 'share_count'],
  comments: ['video_commentcount', 'commentCount', 'comment_count', 'reply_comment_total', 'reply_count'],
  views: ['video_playcount', 'playCount', 'play_count', 'view_count'],
  hashtags: ['hashtag_names', 'hashtags', 'challenges_titles'],
  duet: ['duet_from_video_id'],
  duet_account: ['duet_from_user_name'],
  music: ['musicMeta.musicId', 'music_id'],
} as const

const LEFT = [
  'secretID',
  'authorMeta',
  'musicMeta',
  'covers',
  'videoUrl',
  'videoUrlNoWaterMark',
  'videoApiUrlNoWaterMark',
  'videoMeta',
  'downloaded',
  'mentions',
  'video_duration',
  'video_locationcreated',
  'video_is_ad',
  'video_stickers',
  'author_heartcount',
  'poi_name',
  'poi_address',
  'poi_city',
  'suggested_words',
  'region_code',
  'effect_ids',
  'playlist_id',
  'voice_to_text',
  'favorites_count',
  'is_stem_verified',
  'status',
  'user_digged',
  'reply_comment',
  'text_extra',
  'is_author_digged',
  'stick_position',
  'user_buried',
  'label_list',
  'author_pin',
  'no_show',
  'collect_stat',
  'trans_btn_style',
  'share_info',
  ...`original_item video_height video_width video_ratio video_cover video_origin_cover video_dynamic_cover video_reflow_cover video_bitrate video_format
    video_quality author_id author_avatar author_secret author_heart_count music_title music_author_name music_original music_play_url music_duration music_album
    duet_from_user_id duet_from_user_is_commerce challenges_descriptions stickers_texts effect_stickers_names duet_enabled stitch_enabled share_enabled is_ad`.split(
    /\s+/,
  ),
]

/** A list as JSON or Python writes it, with or without objects that have a name, or words with commas between. */
const TAGS = `
  CASE
    WHEN hashtags IS NULL OR trim(hashtags) = '[]' THEN NULL
    WHEN contains(hashtags, '"name"') THEN regexp_extract_all(hashtags, '"name"\\s*:\\s*"([^"]*)"', 1)
    WHEN starts_with(trim(hashtags), '[') THEN list_transform(
      regexp_extract_all(hashtags, '''([^'']*)''|"([^"]*)"'), lambda quoted: quoted[2:-2])
    ELSE list_filter(regexp_split_to_array(hashtags, '[,;|\\s]+'), lambda tag: tag <> '')
  END`

const python = (key: string) => `nullif(regexp_extract("user", '''${key}'': ''([^'']*)''', 1), '')`

const read = (head: Head, tz: string | undefined) => {
  // `author_name` is what is shown beside `author_username`, and the account's name where that is missing.
  const names = head.has('author_username')
    ? { ...NAMES, username: ['author_username'], name: ['author_name'] }
    : NAMES
  return `
  named AS (
    SELECT "row", ${named(head, names)} FROM raw
  ),
  read AS (
    SELECT *,
      ${isComments(head) ? 'coalesce(cid, id)' : 'coalesce(id, video)'} AS post_id,
      ltrim(coalesce(username, ${python('unique_id')}), '@') AS handle,
      ltrim(coalesce(username, ${python('unique_id')}, ${python('uid')}), '@') AS account,
      coalesce(ms_epoch(created),
        CASE WHEN regexp_matches(created, '\\d:\\d\\d') THEN ms_text(created, 'UTC') END,
        ${tz ? `ms_text(unzoned, ${literal(tz)})` : 'NULL::BIGINT'}) AS posted_at,
      ${capturedAt(head)}::BIGINT AS observed_at
    FROM named
  )`
}

const posts = (head: Head, tz: string | undefined) => {
  const comments = isComments(head)
  return `
  WITH ${read(head, tz)}
  SELECT
    "row", 'tiktok' AS platform, post_id, account AS account_id, posted_at AS "at", ${comments ? `'reply'` : `CASE WHEN duet IS NOT NULL THEN 'quote' ELSE 'post' END`} AS kind,
    ${comments ? `coalesce(nullif(parent_comment, '0'), nullif(thread_comment, '0'), video)` : 'duet'} AS parent_id, duet_account AS parent_account_id,
    ${comments ? 'video' : 'post_id'} AS thread_id, said AS text, nullif(lang, 'un') AS lang,
    ${comments ? 'NULL::VARCHAR' : `coalesce(url, 'https://www.tiktok.com/@' || account || '/video/' || post_id)`} AS url,
    count_of(likes) AS likes, count_of(shares) AS reposts, count_of(comments) AS replies, count_of(views) AS views, observed_at,
    ${TAGS} AS hashtags,
    ${dottedNames('said')} AS mentions,
    CASE WHEN nullif(music, '0') IS NOT NULL THEN ['music:' || music] END AS media,
    CASE
      WHEN post_id IS NULL OR rounded_id(post_id) OR regexp_full_match(post_id, '\\d+') THEN
        CASE WHEN posted_at IS NULL AND unzoned IS NOT NULL THEN
          'its time states no zone (' || unzoned || '): pyktok writes that of the machine that collected; say which with --tz' END
      ELSE 'not a post of TikTok: its id is no number (' || left(post_id, 40) || ')'
    END AS problem
  FROM read`
}

/** These are the profiles of when they were collected, not of when the post was made. */
const accounts = (head: Head, tz: string | undefined) => `
  WITH ${read(head, tz)}
  SELECT
    "row", 'tiktok' AS platform, account AS account_id, handle, coalesce(name, ${python('nickname')}) AS name, about AS description,
    count_of(followers) AS followers, count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes,
    flag_of(verified) AS verified, observed_at
  FROM read
  WHERE account IS NOT NULL`

const isComments = (head: Head) =>
  head.has('cid', 'aweme_id') ||
  (head.has('video_id', 'text', 'create_time') && !head.has('video_description'))

export const tiktokTable = defineImporter({
  id: 'tiktok-table',
  title:
    'TikTok tables: pyktok’s videos and comments, tiktok-scraper’s CSV, minet’s videos, the Research API’s answers as CSV',
  reads: 'table',
  fields: {
    read: [...new Set(Object.values(NAMES).flat())],
    left: LEFT,
    expected: [
      [...NAMES.created, ...NAMES.unzoned].join('|'),
      [...NAMES.cid, ...NAMES.id, ...NAMES.video].join('|'),
      [...NAMES.username, ...NAMES.user].join('|'),
    ],
  },
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has('video_id', 'video_timestamp', 'author_username'))
      return {
        sure: 0.95,
        saw: 'columns `video_id`, `video_timestamp` and `author_username`, as pyktok writes them',
      }
    if (head.has('authorMeta.name') && (head.has('createTime') || head.has('createTimeISO')))
      return { sure: 0.95, saw: 'columns `authorMeta.name` and `createTime`, as tiktok-scraper writes them' }
    if (head.has('cid', 'aweme_id', 'create_time'))
      return { sure: 0.95, saw: 'columns `cid`, `aweme_id` and `create_time` of comments' }
    if (head.has('video_description', 'create_time') && (head.has('id') || head.has('video_id')))
      return { sure: 0.95, saw: 'columns `video_description` and `create_time`, as of the Research API' }
    if (head.has('id', 'description', 'author_unique_id', 'digg_count'))
      return { sure: 0.93, saw: 'columns `author_unique_id` and `digg_count`, as minet writes them' }
    if (head.has('video_id', 'text', 'create_time', 'parent_comment_id'))
      return { sure: 0.9, saw: 'columns `video_id`, `parent_comment_id` and `create_time` of comments' }
    return null
  },
  select: (head, { tz }) => ({
    posts: posts(head, tz),
    accounts: accounts(head, tz),
    notes:
      head.has('video_timestamp') && tz
        ? [`times that state no zone (\`video_timestamp\`) are read in ${tz}`]
        : [],
  }),
})

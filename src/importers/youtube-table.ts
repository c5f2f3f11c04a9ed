import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { hashtagsOf, linksOf, mentionsOf, plain } from './youtube-text.ts'

/** What the columns of comments are called by YouTube Data Tools (DMI), old and new, and by minet. */
const COMMENT = {
  id: ['comment_id', 'commentId', 'id'],
  video: ['videoId', 'video_id'],
  parent: ['threadId', 'isReplyTo', 'isReplyToId', 'parent_comment_id', 'parentId', 'parent_id'],
  is_reply: ['isReply'],
  published: ['publishedAt', 'published_at'],
  said: ['textOriginal', 'text_original', 'text', 'textDisplay', 'text_display', 'comment', 'comment_text'],
  channel: ['authorChannelId', 'author_channel_id', 'authorChannelId.value'],
  shown: ['authorName', 'author_name', 'authorDisplayName', 'author_display_name', 'author'],
  likes: ['likeCount', 'like_count'],
  replies: ['replyCount', 'totalReplyCount', 'reply_count'],
} as const

const VIDEO = {
  id: ['videoId', 'video_id'],
  published: ['publishedAt', 'publishedAtSQL', 'published_at'],
  title: ['videoTitle', 'title'],
  said: ['videoDescription', 'description'],
  channel: ['channelId', 'channel_id'],
  shown: ['channelTitle', 'channel_title'],
  lang: ['defaultLanguage', 'defaultAudioLanguage', 'defaultLAudioLanguage', 'default_language'],
  likes: ['likeCount', 'like_count'],
  replies: ['commentCount', 'comment_count'],
  views: ['viewCount', 'view_count'],
  followers: ['channel_subscriberCount'],
} as const

const LEFT = [
  'authorChannelUrl',
  'isReplyToName',
  'isChannelOwner',
  'inferredReplyCount',
  'inferredLevel',
  'updated_at',
  'updatedAt',
  'author_channel_url',
  'position',
  'videoUrl',
  'tags',
  'videoCategoryId',
  'videoCategoryLabel',
  'topicCategories',
  'duration',
  'durationSec',
  'isShort',
  'dimension',
  'definition',
  'caption',
  'liveBroadcastContent',
  'thumbnail_maxres',
  'licensedContent',
  'regionRestrictionAllowed',
  'regionRestrictionBlocked',
  'madeForKids',
  'hasPaidProductPlacement',
  'locationDescription',
  'latitude',
  'longitude',
  'dislikeCount',
  'favoriteCount',
  'channel_publishedAt',
  'channel_daysActive',
  'channel_country',
  'channel_viewCount',
  'channel_videoCount',
  'dislike_count',
  'has_caption',
  'has_captions',
  'category_id',
  'category',
  'topics',
]

/** YouTube Data Tools name a file by the video and by when they asked, in UTC. */
export function namedBy(name: string): { video: string | null; asked: string | null } {
  const match = /videoinfo_(?:UC[\w-]{22}_)?([\w-]{11})_(\d{4})_(\d\d)_(\d\d)-(\d\d)_(\d\d)_(\d\d)/.exec(name)
  if (!match) return { video: null, asked: null }
  const [, video = '', ...time] = match
  const [year, month, day, hour, minute, second] = time.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ] // six groups
  return { video, asked: String(Date.UTC(year, month - 1, day, hour, minute, second)) }
}

/** A date alone is no time. YouTube Data Tools write UTC without saying so. */
const AT = `CASE WHEN regexp_matches(published, '\\d:\\d\\d') THEN ms_text(published, 'UTC') END`
const ACCOUNT = `"row", 'youtube' AS platform, channel AS account_id,
    CASE WHEN starts_with(shown, '@') THEN ltrim(shown, '@') END AS handle, CASE WHEN NOT starts_with(shown, '@') THEN shown END AS name`
const DATE_ALONE = `CASE WHEN regexp_full_match(published, '\\d{4}-\\d\\d-\\d\\d')
      THEN 'its time is only a date (' || published || '), without a time of day' END AS problem`

const comments = (head: Head) => {
  const { video, asked } = namedBy(head.name)
  return `
  WITH named AS (
    SELECT "row", ${named(head, COMMENT)} FROM raw
  ),
  read AS (
    SELECT *, coalesce(video, ${video ? `'${video}'` : 'NULL::VARCHAR'}) AS video_id, ${plain('said')} AS words FROM named
  )
  SELECT
    "row", 'youtube' AS platform, id AS post_id, channel AS account_id, ${AT} AS "at", 'reply' AS kind,
    -- A thread's first comment may name itself as the thread.
    coalesce(CASE WHEN coalesce(is_reply, '1') <> '0' AND parent <> id THEN parent END, video_id) AS parent_id,
    video_id AS thread_id, words AS text, 'https://www.youtube.com/watch?v=' || video_id || '&lc=' || id AS url,
    count_of(likes) AS likes, count_of(replies) AS replies, ${asked ?? 'NULL'}::BIGINT AS observed_at,
    ${linksOf('said')} AS urls, ${mentionsOf('words')} AS mentions,
    ${DATE_ALONE}
  FROM read`
}

/**
 * minet's tables of search results have no counts. Several versions of it write the channel's name as the title and the
 * title as the channel's name there, and YouTube cuts the descriptions: of these columns nothing can be said.
 */
const isSearch = (head: Head) =>
  head.has('video_id', 'published_at') && !head.has('view_count') && !head.has('position')

const videoColumns = (head: Head) =>
  named(head, isSearch(head) ? { ...VIDEO, title: [], said: [], shown: [] } : VIDEO)

const videos = (head: Head) => `
  WITH named AS (
    SELECT "row", ${videoColumns(head)} FROM raw
  )
  SELECT
    "row", 'youtube' AS platform, id AS post_id, channel AS account_id, ${AT} AS "at", 'post' AS kind, id AS thread_id,
    said AS text, title, lang, 'https://www.youtube.com/watch?v=' || id AS url,
    count_of(likes) AS likes, count_of(replies) AS replies, count_of(views) AS views,
    ${hashtagsOf(`concat_ws(chr(10), title, said)`)} AS hashtags, ${mentionsOf('said')} AS mentions,
    ${DATE_ALONE}
  FROM named`

/** The names and followers of when the table was made, not of when the post was. */
const accounts = (head: Head) => `
  WITH named AS (
    SELECT "row", ${isComments(head) ? `${named(head, COMMENT)}, NULL::VARCHAR AS followers` : videoColumns(head)} FROM raw
  )
  SELECT ${ACCOUNT}, count_of(followers) AS followers, ${namedBy(head.name).asked ?? 'NULL'}::BIGINT AS observed_at
  FROM named
  WHERE channel IS NOT NULL`

const hasOneOf = (head: Head, names: readonly string[]) => names.some(name => head.has(name))

/** Comments by any script that keeps the Data API's names: the video or YouTube's comment ids tell them from others'. */
function isOfApi(head: Head): boolean {
  const id = COMMENT.id.find(name => head.has(name))
  if (
    id === undefined ||
    !(['published', 'said', 'shown'] as const).every(field => hasOneOf(head, COMMENT[field]))
  )
    return false
  const place = head.columns.indexOf(id)
  const ids = head.rows.map(row => row[place] ?? '').filter(cell => cell !== '')
  const areYouTubes =
    ids.length > 0 && ids.every(cell => /^(Ug[\w-]{10,}|z[0-9a-z]{10,})([.\w-]*)$/.test(cell))
  return areYouTubes || (hasOneOf(head, COMMENT.video) && hasOneOf(head, COMMENT.channel))
}

const isComments = (head: Head) =>
  head.has('id', 'publishedAt', 'authorName', 'text', 'isReply') ||
  head.has('comment_id', 'video_id', 'author_name', 'text', 'published_at') ||
  isOfApi(head)

export const youtubeTable = defineImporter({
  id: 'youtube-table',
  title:
    'YouTube tables: comments and video lists of YouTube Data Tools (DMI), of minet, and of scripts that keep the Data API’s names',
  reads: 'table',
  fields: {
    read: [...new Set([...Object.values(COMMENT), ...Object.values(VIDEO)].flat())],
    left: LEFT,
    expected: (['id', 'published', 'channel'] as const).map(name =>
      [...COMMENT[name], ...VIDEO[name]].join('|'),
    ),
  },
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has('id', 'publishedAt', 'authorName', 'text', 'isReply'))
      return {
        sure: 0.95,
        saw: 'columns `publishedAt`, `authorName` and `isReply`, as YouTube Data Tools write them',
      }
    if (head.has('videoId', 'videoTitle', 'publishedAt', 'channelId'))
      return {
        sure: 0.95,
        saw: 'columns `videoId`, `videoTitle` and `channelId`, as YouTube Data Tools write them',
      }
    if (head.has('comment_id', 'video_id', 'author_name', 'text', 'published_at'))
      return { sure: 0.95, saw: 'columns `video_id`, `comment_id` and `published_at`, as minet writes them' }
    if (isOfApi(head))
      return { sure: 0.85, saw: 'comments under the names that YouTube’s Data API gives them' }
    if (head.has('video_id', 'published_at', 'channel_id', 'title'))
      return { sure: 0.9, saw: 'columns `video_id`, `published_at` and `channel_id`, as minet writes them' }
    return null
  },
  select: head => ({
    posts: isComments(head) ? comments(head) : videos(head),
    accounts: accounts(head),
    notes: [
      ...(!isComments(head) && isSearch(head)
        ? [
            'titles, channel names and descriptions are left out: minet’s tables of search results mix up the first two, and YouTube cuts the last',
          ]
        : []),
      ...(isComments(head) && !namedBy(head.name).video && !head.has('videoId') && !head.has('video_id')
        ? [
            'neither the table nor the file’s name says which video the comments are on: only replies have a parent',
          ]
        : []),
      ...(head.has('publishedAt') ? ['times are read as UTC, as YouTube Data Tools write them'] : []),
    ],
  }),
})

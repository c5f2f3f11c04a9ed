import { madeAt, tidTime } from './bluesky-times.ts'
import { dottedNames } from './handles.ts'
import { hashtags, links } from './markdown.ts'
import { answered, bare, kept } from './reddit-ids.ts'
import { isOwn, linked, mentions, plain, shared, typed } from './reddit-text.ts'
import { shared as sharedOnX } from './x-table.ts'

/** A data source of 4CAT: how its CSV is told from others', and what its columns mean. */
export interface FourcatSource {
  name: string
  /** Columns that it alone has together. */
  has: readonly string[]
  platform: string
  /** SQL for the rows with more columns than the table's own. */
  relation?: string
  /** SQL over the columns by 4CAT's names, all of them there, empty text null: the post table's columns. */
  columns: Readonly<Record<string, string>>
  profile: Readonly<Record<string, string>>
  note?: string
}

/** Before 2023 a bare number; since then a text of the 4CAT server's own clock beside `unix_timestamp`. */
const AT = `coalesce(ms_epoch(unix_timestamp), ms_epoch("timestamp"))`
const WORDS = (list: string) => `CASE WHEN ${list} IS NOT NULL THEN string_split(${list}, ',') END`
/** Links joined by commas, which they may hold themselves. */
const LINKS = (list: string) =>
  `CASE WHEN ${list} IS NOT NULL THEN string_split(replace(${list}, ',http', chr(31) || 'http'), chr(31)) END`
const TOLD = (column: string) => `nullif(${column}, 'REDACTED')`
/** The key that a bsky.app address ends in; the number of the account where that, not its name, stands in it. */
const RECORD = (link: string) => `CASE
  WHEN regexp_extract(${link}, '/post/([^/?#]+)', 1) = split_part(thread_id, '/', 5) THEN thread_id
  WHEN regexp_matches(${link}, '/profile/did:') THEN
    'at://' || regexp_extract(${link}, '/profile/(did:[^/]+)', 1) || '/app.bsky.feed.post/' || regexp_extract(${link}, '/post/([^/?#]+)', 1) END`
const DOTTED = dottedNames('body')
const SIGNED = (sql: string) => `nullif(greatest(count_of(${sql}), -1), -1)`

export const SOURCES: readonly FourcatSource[] = [
  {
    name: 'X',
    has: ['is_retweet', 'retweeted_user', 'author_id'],
    platform: 'x',
    columns: {
      post_id: 'id',
      account_id: TOLD('author_id'),
      // UTC for X; there `unix_timestamp` is off by the server's zone when the data came from the API.
      at: `coalesce(ms_text("timestamp", 'UTC'), ms_epoch("timestamp"))`,
      kind: `CASE WHEN flag_of(is_retweet) THEN 'repost' WHEN flag_of(is_quote_tweet) THEN 'quote' WHEN flag_of(is_reply) THEN 'reply' ELSE 'post' END`,
      thread_id: 'thread_id',
      text: `unescaped(CASE WHEN flag_of(is_retweet) THEN regexp_replace(body, '^RT @\\w+:? ?', '') ELSE body END)`,
      lang: 'language_guess',
      // Not `link`: its number may be rounded.
      url: `'https://x.com/' || ${TOLD('author')} || '/status/' || id`,
      client: 'source',
      likes: 'CASE WHEN NOT coalesce(flag_of(is_retweet), false) THEN count_of(like_count) END',
      reposts: 'CASE WHEN NOT coalesce(flag_of(is_retweet), false) THEN count_of(retweet_count) END',
      replies: 'CASE WHEN NOT coalesce(flag_of(is_retweet), false) THEN count_of(reply_count) END',
      views: 'CASE WHEN NOT coalesce(flag_of(is_retweet), false) THEN count_of(impression_count) END',
      // A repost's own lists are of its text as it was cut; the text has been made whole.
      hashtags: `CASE WHEN flag_of(is_retweet) THEN NULL ELSE coalesce(${WORDS('hashtags')}, []) END`,
      mentions: `CASE WHEN flag_of(is_retweet) THEN NULL ELSE coalesce(${WORDS('mentions')}, []) END`,
      urls: sharedOnX(`coalesce(${LINKS('urls')}, [])`),
      media: `list_concat(coalesce(${LINKS('images')}, []), coalesce(${LINKS('videos')}, []))`,
      problem: `CASE WHEN author = 'UNKNOWN' THEN 'a post that was asked for and not given (' || coalesce(subject, 'X does not say why') || ')' END`,
    },
    profile: { handle: TOLD('author'), name: TOLD('author_fullname') },
    note: 'the table does not say which post a repost, quote or reply is of; 4CAT’s NDJSON does',
  },
  {
    name: 'TikTok comments',
    has: ['is_comment_on_comment', 'post_id'],
    platform: 'tiktok',
    columns: {
      post_id: 'id',
      account_id: TOLD('author'),
      at: AT,
      kind: `'reply'`,
      parent_id: 'thread_id',
      thread_id: 'coalesce(post_id, thread_id)',
      text: 'body',
      lang: `nullif(language_guess, 'un')`,
      likes: 'count_of(likes)',
      replies: 'count_of(replies)',
      mentions: DOTTED,
    },
    profile: { handle: TOLD('author'), name: TOLD('author_full') },
  },
  {
    name: 'TikTok',
    has: ['tiktok_url', 'music_id'],
    platform: 'tiktok',
    columns: {
      post_id: 'id',
      account_id: TOLD('author'),
      at: AT,
      // Old versions say True of whatever is not said to be none.
      kind: `CASE WHEN is_duet = 'yes' THEN 'quote' ELSE 'post' END`,
      thread_id: 'id',
      text: 'body',
      url: 'tiktok_url',
      likes: 'count_of(coalesce(likes, amount_likes))',
      reposts: 'count_of(coalesce(shares, amount_shares))',
      replies: 'count_of(coalesce(comments, amount_comments))',
      views: 'count_of(coalesce(plays, amount_plays))',
      hashtags: `nullif(list_concat(coalesce(${WORDS('hashtags')}, []), coalesce(${WORDS('challenges')}, [])), [])`,
      mentions: DOTTED,
      media: `CASE WHEN nullif(music_id, '0') IS NOT NULL THEN ['music:' || music_id] END`,
    },
    profile: {
      handle: TOLD('author'),
      name: TOLD('author_full'),
      followers: `count_of(${TOLD('author_followers')})`,
      posts: `count_of(${TOLD('author_videos')})`,
      likes: `count_of(${TOLD('author_likes')})`,
    },
  },
  {
    name: 'Instagram',
    has: ['num_likes', 'num_comments', 'parent_id'],
    platform: 'instagram',
    columns: {
      post_id: 'id',
      account_id: TOLD('author'),
      at: AT,
      kind: `CASE WHEN "type" = 'comment' THEN 'reply' ELSE 'post' END`,
      parent_id: `CASE WHEN "type" = 'comment' THEN parent_id END`,
      thread_id: 'thread_id',
      text: 'body',
      url: `CASE WHEN coalesce("type", '') <> 'comment' THEN 'https://www.instagram.com/p/' || id || '/' END`,
      likes: SIGNED('num_likes'),
      replies: SIGNED('num_comments'),
      mentions: DOTTED,
    },
    profile: { handle: TOLD('author'), name: TOLD('author_fullname') },
  },
  {
    name: '4chan',
    has: ['image_4chan', 'thread_id'],
    platform: '4chan',
    columns: {
      post_id: `coalesce(board || '/', '') || id`,
      account_id: `'trip:' || ${TOLD('author_trip')}`,
      at: AT,
      kind: `CASE WHEN id = thread_id THEN 'post' ELSE 'reply' END`,
      parent_id: `CASE WHEN id <> thread_id THEN coalesce(board || '/', '') || coalesce(nullif(regexp_extract(body, '(?:^|[^>])>>(\\d+)', 1), ''), thread_id) END`,
      thread_id: `coalesce(board || '/', '') || thread_id`,
      text: 'body',
      title: 'subject',
      url: `'https://boards.4chan.org/' || board || '/thread/' || thread_id || '#p' || id`,
      media: 'CASE WHEN image_md5 IS NOT NULL THEN [image_md5] END',
    },
    profile: { name: `CASE WHEN author_trip IS NOT NULL THEN ${TOLD('author')} END` },
  },
  {
    name: 'Telegram',
    has: ['chat', 'author_forwarded_from_name'],
    platform: 'telegram',
    columns: {
      post_id: `lower(chat) || '/' || id`,
      account_id: `CASE WHEN lower(author_username) = lower(chat) AND regexp_full_match(author, '\\d+') THEN '-100' || author ELSE coalesce(${TOLD('author')}, lower(chat)) END`,
      at: AT,
      kind: `CASE WHEN coalesce(unix_timestamp_forwarded_from, author_forwarded_from_username, author_forwarded_from_name) IS NOT NULL THEN 'repost'
        WHEN reply_to IS NOT NULL THEN 'reply' ELSE 'post' END`,
      parent_id: `CASE WHEN coalesce(unix_timestamp_forwarded_from, author_forwarded_from_username, author_forwarded_from_name) IS NULL THEN lower(chat) || '/' || reply_to END`,
      text: 'body',
      url: `'https://t.me/' || chat || '/' || id`,
      views: 'count_of(views)',
    },
    profile: { handle: TOLD('author_username'), name: TOLD('author_name') },
    note: 'messages are known by the chat’s name, and the table does not say which message was forwarded; 4CAT’s NDJSON has the numbers',
  },
  {
    name: 'Reddit',
    has: ['subreddit', 'parent', 'score'],
    platform: 'reddit',
    relation: `(
      SELECT *, ${plain('typed')} AS said, ${kept(typed('subject'))} AS title
      FROM (SELECT *, ${kept(typed('body'))} AS typed, ${bare('id')} AS post, ${bare('thread_id')} AS thread, ${typed('url')} AS shared_link FROM item)
    )`,
    columns: {
      post_id: 'post',
      account_id: kept(TOLD('author')),
      at: AT,
      kind: `CASE WHEN post = thread THEN 'post' ELSE 'reply' END`,
      parent_id: `CASE WHEN post <> thread THEN ${answered(`CASE WHEN regexp_full_match(parent, '\\d{9,}') THEN parent::JSON ELSE to_json(parent) END`, 'thread')} END`,
      thread_id: 'thread',
      text: 'said',
      title: 'title',
      url: `'https://www.reddit.com/r/' || subreddit || '/comments/' || thread || '/' || CASE WHEN post <> thread THEN '_/' || post || '/' ELSE '' END`,
      urls: shared(
        linked('shared_link', `post <> thread OR ${isOwn('shared_link', 'post')}`),
        links('typed', 'said'),
      ),
      hashtags: hashtags(`concat_ws(' ', title, said)`),
      mentions: mentions(`concat_ws(' ', title, said)`),
    },
    profile: { handle: kept(TOLD('author')) },
  },
  {
    name: 'Bluesky',
    has: ['replied_to_post', 'quoted_post', 'author_id'],
    platform: 'bluesky',
    columns: {
      post_id: 'id',
      account_id: TOLD('author_id'),
      // When the network had it the table does not say.
      at: madeAt({
        created: `coalesce(CASE WHEN regexp_matches(created_at, '\\d:\\d\\d') THEN ms_text(created_at, 'UTC') END, ${AT})`,
        key: tidTime(`split_part(id, '/', 5)`),
        seen: 'NULL::BIGINT',
        committed: 'NULL::BIGINT',
      }),
      kind: `CASE WHEN quoted_post IS NOT NULL THEN 'quote' WHEN replied_to_post IS NOT NULL THEN 'reply' ELSE 'post' END`,
      parent_id: `CASE WHEN quoted_post IS NOT NULL THEN
          CASE WHEN regexp_matches(quoted_post, '/profile/did:') THEN ${RECORD('quoted_post')} END
        WHEN replied_to_post IS NOT NULL THEN ${RECORD('replied_to_post')} END`,
      thread_id: 'thread_id',
      text: 'body',
      // Apps put in every language that an account reads: more than one says nothing of this text.
      lang: `CASE WHEN NOT contains(languages, ',') THEN nullif(languages, 'N/A') END`,
      url: `'https://bsky.app/profile/' || split_part(id, '/', 3) || '/post/' || split_part(id, '/', 5)`,
      likes: 'count_of(like_count)',
      reposts: 'count_of(repost_count)',
      replies: 'count_of(reply_count)',
      observed_at: `CASE WHEN regexp_matches(collected_at, '(Z|[+-]\\d\\d:?\\d\\d)$') THEN ms_text(collected_at, 'UTC') END`,
      hashtags: WORDS('tags'),
      mentions: `coalesce(${WORDS('mentions')}, [])`,
      urls: LINKS('links'),
    },
    profile: { handle: TOLD('author'), name: TOLD('author_display_name') },
    note: 'the table names what is answered or quoted by its address on bsky.app: a parent is known where that has the account’s number, or is the thread’s first',
  },
]

/** What all of 4CAT's tables have in common, of a data source that has no entry above. */
export const ANY_SOURCE: FourcatSource = {
  name: 'another data source',
  has: ['unix_timestamp'],
  platform: 'unknown',
  columns: {
    post_id: 'id',
    account_id: TOLD('author'),
    at: 'ms_epoch(unix_timestamp)',
    kind: `CASE WHEN id = thread_id THEN 'post' ELSE 'reply' END`,
    thread_id: 'thread_id',
    text: 'body',
    title: 'subject',
    url: 'url',
  },
  profile: { handle: TOLD('author') },
  note: 'what is common to all of 4CAT’s tables: ids, times, authors and texts',
}

/** Every column that the SQL above reads. */
export const READ: readonly string[] = `
  id thread_id author body subject timestamp unix_timestamp author_id author_fullname author_full author_username author_name
  author_display_name author_followers author_videos author_likes author_trip author_forwarded_from_name author_forwarded_from_username
  unix_timestamp_forwarded_from is_retweet is_quote_tweet is_reply language_guess source like_count retweet_count repost_count reply_count
  impression_count hashtags mentions urls images videos post_id likes replies is_duet tiktok_url amount_likes shares amount_shares comments
  amount_comments plays amount_plays challenges music_id type parent_id num_likes num_comments board image_md5 chat reply_to views subreddit
  parent url created_at collected_at quoted_post replied_to_post languages tags links`
  .trim()
  .split(/\s+/)

/** Known, and not kept. */
export const LEFT: readonly string[] = `
  retweeted_user quoted_user replied_user is_withheld is_quote_withheld possibly_sensitive quote_count bookmark_count long_lat place_name
  author_avatar_url author_banner_url author_avatar author_profile author_created_at author_is_bot author_type author_type_id author_flair
  post_flair domain image_file image_url image_4chan image_dimensions image_filesize semantic_url unsorted_data country_code country_name
  music_name music_url music_thumbnail music_author video_url thumbnail_url stickers warning effects location_created diversification_labels
  is_ad is_paid_partnership is_sensitive is_photosensitive is_harmful collected_from_url post_source_domain media_url num_media usertags
  mentioned location_name location_latlong location_city timestamp_edited unix_timestamp_edited timestamp_forwarded_from attachment_type
  attachment_data attachment_filename query rank replied_to_user replies_allowed labels has_poll is_comment_on_comment
  is_liked_by_post_author is_sticky post_url post_body comment_url score link`
  .trim()
  .split(/\s+/)

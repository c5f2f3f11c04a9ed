import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'
import { linksIn, NO_POSTS, namesIn, problemOf, shared, tagsIn, whole, words } from './x-table.ts'

/** minet's columns (twitwi), of which a table may have lost some. */
const NAMES = {
  post: ['id'],
  time: ['timestamp_utc'],
  local_time: ['local_time'],
  account: ['user_id', 'user_screen_name'],
  handle: ['user_screen_name'],
  url: ['url'],
  lang: ['lang'],
  client: ['source_name'],
  reposted: ['retweeted_id'],
  reposted_handle: ['retweeted_user'],
  reposted_account: ['retweeted_user_id'],
  quoted: ['quoted_id'],
  quoted_handle: ['quoted_user'],
  quoted_account: ['quoted_user_id'],
  answered: ['to_tweetid'],
  answered_account: ['to_userid'],
  likes: ['like_count'],
  reposts: ['retweet_count'],
  replies: ['reply_count'],
  views: ['impression_count'],
  tags: ['hashtags'],
  mentions: ['mentioned_names'],
  links: ['links'],
  media: ['media_urls'],
  collected: ['collection_time'],
  created: ['user_timestamp_utc'],
  location: ['user_location'],
  verified: ['user_verified'],
  followers: ['user_followers'],
  following: ['user_friends'],
  posts: ['user_tweets'],
  liked: ['user_likes'],
  listed: ['user_lists'],
} as const

/** Tables of accounts (`minet twitter users`). */
const USER = {
  account: ['id'],
  handle: ['screen_name'],
  created: ['timestamp_utc'],
  location: ['location'],
  followers: ['followers'],
  following: ['friends'],
  posts: ['tweets'],
  liked: ['likes'],
  listed: ['lists'],
  verified: ['verified'],
  protected: ['protected'],
  default_profile: ['default_profile'],
  default_image: ['default_profile_image'],
} as const

const FIELDS: Fields = {
  read: [
    ...Object.values(NAMES).flat(),
    ...Object.values(USER).flat(),
    'text',
    'user_name',
    'user_description',
    'name',
    'description',
  ],
  left: [
    ...[
      'possibly_sensitive',
      'to_username',
      'source_url',
      'lat',
      'lng',
      'user_url',
      'user_verified_type',
      'user_is_blue_verified',
      'user_image',
      'user_created_at',
      'collected_via',
    ],
    ...[
      'match_query',
      'retweeted_timestamp_utc',
      'quoted_timestamp_utc',
      'place_country_code',
      'place_name',
      'place_type',
      'domains',
    ],
    ...[
      'place_coordinates',
      'media_files',
      'media_types',
      'media_alt_texts',
      'mentioned_ids',
      'quote_count',
      'bookmark_count',
    ],
    ...['image', 'witheld_in_countries', 'witheld_scope', 'query'],
  ],
  expected: ['id', 'timestamp_utc'],
}

const piped = (cell: string) => `list_filter(string_split(${cell}, '|'), lambda x: x <> '')`

/**
 * minet puts what is quoted into the text: « name: its words — its address ». Those are another account's words. A
 * repost's columns do not say whom its original quotes.
 */
const OWN_WORDS = `
  CASE
    WHEN kind = 'repost' THEN trim(regexp_replace(unmarked, '(?s)« \\w+: .*? — https?://(twitter|x)\\.com/\\w+/status(es)?/\\d+\\S* »', '', 'g'))
    WHEN regexp_full_match(quoted, '\\d+') AND regexp_full_match(quoted_handle, '\\w+')
      THEN trim(regexp_replace(unmarked, '(?s)« ' || quoted_handle || ': .*? — \\S*(/' || quoted || '\\S*|//t\\.co/\\w+) »', '', 'i'))
    ELSE unmarked END`

const read = (head: Head, tz: string) => `
  named AS (
    SELECT "row", ${named(head, NAMES)}, ${words(head, ['text'])} AS said, ${words(head, ['user_name'])} AS name,
      ${words(head, ['user_description'])} AS description
    FROM raw
  ),
  told AS (
    SELECT * REPLACE (
        ${['post', 'account', 'reposted', 'quoted', 'answered'].map(id => `${whole(id)} AS ${id}`).join(', ')}
      ), ms_epoch(time) AS posted_at, ms_text(collected, ${literal(tz)}) AS collected_at,
      CASE WHEN reposted IS NOT NULL THEN 'repost' WHEN quoted IS NOT NULL THEN 'quote' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
      -- "RT @name: " and then the whole of what is passed on
      CASE WHEN reposted IS NOT NULL THEN regexp_replace(said, '^RT @\\w+: ', '') ELSE said END AS unmarked
    FROM named
  ),
  spoken AS (
    SELECT *, ${OWN_WORDS} AS own FROM told
  ),
  post AS (
    SELECT *, quoted IS NOT NULL OR coalesce(length(own) < length(unmarked), false) AS mixed, coalesce(reposted, quoted, answered) AS parent,
      -- The collecting machine's clock, without its zone: before the post itself it is surely another zone's.
      CASE WHEN collected_at >= posted_at THEN collected_at END AS observed_at
    FROM spoken
  )`

const posts = (head: Head, tz: string) => `
  WITH ${read(head, tz)}
  SELECT
    "row", 'x' AS platform, post AS post_id, account AS account_id, posted_at AS "at", kind, parent AS parent_id,
    CASE kind WHEN 'repost' THEN ${whole('reposted_account')} WHEN 'quote' THEN ${whole('quoted_account')}
      WHEN 'reply' THEN ${whole('answered_account')} END AS parent_account_id,
    own AS text, lang, url, client,
    -- A repost repeats its original's counts; they are not its own.
    ${['likes', 'reposts', 'replies', 'views'].map(count => `CASE WHEN kind <> 'repost' THEN count_of(${count}) END AS ${count}`).join(', ')},
    observed_at,
    -- The lists of what quotes are mixed with those of what is quoted: its own are in its words.
    ${head.has('hashtags') ? `CASE WHEN NOT mixed THEN coalesce(${piped('tags')}, []) ELSE ${tagsIn('own')} END` : tagsIn('own')} AS hashtags,
    ${shared(head.has('links') ? `CASE WHEN NOT mixed THEN coalesce(${piped('links')}, []) ELSE ${linksIn('own')} END` : linksIn('own'))} AS urls,
    ${
      head.has('mentioned_names')
        ? `CASE WHEN NOT mixed THEN list_filter(coalesce(${piped('mentions')}, []), lambda m: lower(m) <> lower(coalesce(reposted_handle, ''))) ELSE ${namesIn('own')} END`
        : namesIn('own')
    } AS mentions,
    CASE WHEN media IS NOT NULL AND NOT mixed THEN ${piped('media')} END AS media,
    ${problemOf({ post: 'post', account: 'account', parent: 'parent', time: 'time' })} AS problem
  FROM post`

const accounts = (head: Head, tz: string) => `
  WITH ${read(head, tz)}
  SELECT
    "row", 'x' AS platform, account AS account_id, handle, name, description, ms_epoch(created) AS created_at,
    count_of(followers) AS followers, count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes,
    count_of(listed) AS listed, flag_of(verified) AS verified, location, observed_at
  FROM post
  WHERE account IS NOT NULL AND handle IS NOT NULL`

const users = (head: Head) => `
  SELECT
    "row", 'x' AS platform, ${whole('account')} AS account_id, handle, name, description, ms_epoch(created) AS created_at,
    count_of(followers) AS followers, count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes,
    count_of(listed) AS listed, flag_of(verified) AS verified, flag_of(protected) AS protected,
    flag_of(default_profile) AS default_profile, flag_of(default_image) AS default_image, location
  FROM (SELECT "row", ${named(head, USER)}, ${words(head, ['name'])} AS name, ${words(head, ['description'])} AS description FROM raw)
  WHERE account IS NOT NULL AND handle IS NOT NULL`

export const minet = defineImporter({
  id: 'minet',
  title: 'X as minet writes it: tables of posts (scrape, tweets, user-tweets) and of accounts',
  reads: 'table',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has('id', 'timestamp_utc', 'user_screen_name', 'text'))
      return { sure: 0.95, saw: 'columns `id`, `timestamp_utc`, `user_screen_name` and `text`' }
    if (head.has('id', 'screen_name', 'timestamp_utc', 'followers', 'friends'))
      return {
        sure: 0.95,
        saw: 'accounts: columns `screen_name`, `timestamp_utc`, `followers` and `friends`',
      }
    return null
  },
  select: (head, { tz = 'UTC' }) =>
    head.has('user_screen_name')
      ? {
          posts: posts(head, tz),
          accounts: accounts(head, tz),
          notes: [
            `times of collection, which state no zone, are read ${tz === 'UTC' ? 'as UTC' : `in ${tz}`}`,
          ],
        }
      : { posts: NO_POSTS, accounts: users(head) },
})

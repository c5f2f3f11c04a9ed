import { isPost } from './bluesky-record.ts'
import { madeAt, tidTime, zonedTime } from './bluesky-times.ts'
import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'

/** What minet calls each thing; its older versions have fewer columns and other names for some. */
const NAMES = {
  uri: ['uri'],
  user_did: ['user_did'],
  handle: ['user_handle'],
  name: ['user_diplay_name', 'user_display_name', 'user_name'],
  user_made: ['user_timestamp_utc'],
  avatar: ['user_avatar', 'user_image'],
  seconds: ['timestamp_utc'],
  local_time: ['local_time'],
  indexed: ['indexed_at_utc'],
  said: ['original_text', 'text'],
  likes: ['like_count'],
  reposts: ['repost_count'],
  replies: ['reply_count'],
  langs: ['user_langs'],
  answered: ['to_post_uri'],
  root: ['to_root_post_uri'],
  quoted: ['quoted_uri'],
  card_title: ['card_title'],
  links: ['links'],
  media: ['media_urls'],
  mentioned: ['mentioned_user_dids'],
  tags: ['hashtags'],
  reposter: ['repost_by_user_did'],
  reposter_handle: ['repost_by_user_handle'],
  repost_seconds: ['repost_timestamp_utc'],
  repost_local: ['repost_created_at'],
  collected: ['collection_time'],
} as const

const LEFT = [
  'cid did url text bookmark_count quote_count bridgy_original_url user_url user_created_at',
  'to_post_cid to_post_did to_post_url to_user_did to_root_post_cid to_root_post_did to_root_post_url to_root_user_did',
  'quoted_cid quoted_did quoted_url quoted_user_did quoted_user_handle quoted_created_at quoted_timestamp_utc quoted_status',
  'domains card_link card_description card_thumbnail media_thumbnails media_files media_types media_alt_texts mentioned_user_handles',
  'replies_rules replies_rules_created_at replies_rules_timestamp_utc hidden_replies_uris collected_via match_query query',
].flatMap(line => line.split(' '))

/** Whole seconds UTC, and the fraction that only the local time has: zones differ by whole minutes. */
const exact = (seconds: string, local: string) =>
  `try_cast(${seconds} AS BIGINT) * 1000 + coalesce(try_cast(rpad(left(regexp_extract(${local}, '\\d:\\d\\d:\\d\\d\\.(\\d+)', 1), 3), 3, '0') AS BIGINT), 0)`

const split = (list: string) => `list_filter(string_split(coalesce(${list}, ''), '|'), lambda x: x <> '')`

const read = (head: Head, tz: string) => `
  named AS (SELECT "row", ${named(head, NAMES)} FROM raw),
  given AS (
    SELECT *, ${exact('seconds', 'local_time')} AS created_at, ${tidTime(`split_part(uri, '/', 5)`)} AS key_at,
      ${zonedTime('indexed')} AS seen, NULL::BIGINT AS committed, ms_text(collected, ${literal(tz)}) AS observed_at
    FROM named
  ),
  post AS (
    SELECT *, CASE WHEN ${isPost('quoted')} THEN quoted END AS quoted_post,
      ${madeAt({ created: 'created_at', key: 'key_at', seen: 'seen', committed: 'committed' })} AS made_at
    FROM given
  )`

/** A row that says who reposted is that repost; the post itself is then a copy. */
const posts = (head: Head, tz: string) => `
  WITH ${read(head, tz)},
  told AS (
    SELECT *, CASE WHEN reposter IS NULL THEN 0 ELSE 1 END AS mark, false AS is_repost FROM post
    UNION ALL
    SELECT *, 0, true FROM post WHERE reposter IS NOT NULL
  )
  SELECT
    "row", mark, 'bluesky' AS platform,
    CASE WHEN is_repost THEN 'at://' || reposter || '/app.bsky.feed.repost/' || split_part(uri, '/', 3) || ':' || split_part(uri, '/', 5) ELSE uri END AS post_id,
    CASE WHEN is_repost THEN reposter ELSE coalesce(user_did, split_part(uri, '/', 3)) END AS account_id,
    CASE WHEN is_repost THEN ${exact('repost_seconds', 'repost_local')} ELSE made_at END AS "at",
    CASE WHEN is_repost THEN 'repost' WHEN quoted_post IS NOT NULL THEN 'quote' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    CASE WHEN is_repost THEN uri ELSE coalesce(quoted_post, answered) END AS parent_id,
    nullif(split_part(CASE WHEN is_repost THEN uri ELSE coalesce(quoted_post, answered) END, '/', 3), '') AS parent_account_id,
    CASE WHEN NOT is_repost THEN coalesce(root, uri) END AS thread_id, said AS text, card_title AS title,
    CASE WHEN NOT contains(langs, '|') THEN langs END AS lang,
    CASE WHEN NOT is_repost THEN 'https://bsky.app/profile/' || split_part(uri, '/', 3) || '/post/' || split_part(uri, '/', 5) END AS url,
    CASE WHEN NOT is_repost THEN count_of(likes) END AS likes, CASE WHEN NOT is_repost THEN count_of(reposts) END AS reposts,
    CASE WHEN NOT is_repost THEN count_of(replies) END AS replies, observed_at,
    nullif(${split('tags')}, []) AS hashtags, ${split('links')} AS urls, ${split('mentioned')} AS mentions,
    -- A picture's address holds the hash by which the protocol knows it.
    list_transform(${split('media')}, lambda m: coalesce(nullif(regexp_extract(m, '(baf[a-z2-7]{50,})', 1), ''), m)) AS media,
    CASE WHEN NOT coalesce(${isPost('uri')}, false) THEN 'not a post: it has no at:// address' END AS problem
  FROM told`

const accounts = (head: Head, tz: string) => `
  WITH ${read(head, tz)}
  SELECT "row", 'bluesky' AS platform, user_did AS account_id, nullif(handle, 'handle.invalid') AS handle, name,
    ms_epoch(user_made) AS created_at, ${NAMES.avatar.some(name => head.has(name)) ? 'avatar IS NULL' : 'NULL'} AS default_image, observed_at
  FROM post
  WHERE user_did IS NOT NULL
  UNION ALL BY NAME
  SELECT "row", 'bluesky' AS platform, reposter AS account_id, nullif(reposter_handle, 'handle.invalid') AS handle, observed_at
  FROM post
  WHERE reposter IS NOT NULL`

export const blueskyTable = defineImporter({
  id: 'bluesky-table',
  title: 'Bluesky posts as minet writes them (CSV)',
  reads: 'table',
  fields: {
    read: Object.values(NAMES).flat(),
    left: LEFT,
    expected: ['uri', 'user_did', 'timestamp_utc', 'indexed_at_utc', 'original_text'],
  },
  detect: head =>
    (head.shape === 'table' || head.shape === 'parquet') &&
    head.has('uri', 'user_did', 'user_handle', 'timestamp_utc')
      ? { sure: 0.95, saw: 'columns `uri`, `user_did` and `timestamp_utc`, as minet writes them' }
      : null,
  select: (head, { tz = 'UTC' }) => ({
    posts: posts(head, tz),
    accounts: accounts(head, tz),
    notes: [
      'a post’s time is its author’s `createdAt` only where the post’s key and the time of indexing bear it out',
      `the time of collection states no zone and is read ${tz === 'UTC' ? 'as UTC' : `in ${tz}`}`,
    ],
  }),
})

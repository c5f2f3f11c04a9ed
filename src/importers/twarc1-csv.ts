import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { blankList, clientOf, linksIn, namesIn, problemOf, shared, tagsIn, whole, words } from './x-table.ts'

/** What twarc 1's json2csv, Social Feed Manager and DocNow's Hydrator call each thing, over the years. */
const NAMES = {
  post: ['id', 'tweet_id'],
  account: ['user_id', 'user_screen_name'],
  created: ['created_at'],
  parsed: ['parsed_created_at'],
  url: ['tweet_url'],
  type: ['tweet_type'],
  passed: ['retweet_or_quote_id', 'retweet_id', 'reweet_id'],
  passed_account: ['retweet_or_quote_user_id'],
  quoted: ['quote_id'],
  answered: ['in_reply_to_status_id'],
  answered_account: ['in_reply_to_user_id'],
  lang: ['lang'],
  client: ['source'],
  likes: ['favorite_count'],
  reposts: ['retweet_count'],
  tags: ['hashtags'],
  links: ['urls'],
  media: ['media'],
  handle: ['user_screen_name'],
  account_created: ['user_created_at'],
  location: ['user_location'],
  followers: ['user_followers_count'],
  following: ['user_friends_count'],
  posts: ['user_statuses_count'],
  liked: ['user_favourites_count'],
  listed: ['user_listed_count'],
  verified: ['user_verified'],
  default_image: ['user_default_profile_image'],
} as const

const FIELDS: Fields = {
  read: [...Object.values(NAMES).flat(), 'text', 'user_name', 'user_description'],
  left: [
    ...[
      'coordinates',
      'place',
      'possibly_sensitive',
      'in_reply_to_screen_name',
      'retweet_screen_name',
      'quote_screen_name',
    ],
    ...[
      'retweet_or_quote_screen_name',
      'user_time_zone',
      'user_urls',
      'user_screen_name.1',
      'user_screen_name_1',
      'user_lang',
    ],
  ],
  expected: ['id', 'created_at', 'text'],
}

const read = (head: Head) => `
  named AS (
    SELECT "row", ${named(head, NAMES)}, ${words(head, ['text'])} AS said, ${words(head, ['user_name'])} AS name,
      ${words(head, ['user_description'])} AS description
    FROM raw
  ),
  told AS (
    SELECT * REPLACE (
        ${['post', 'account', 'passed', 'quoted', 'answered'].map(id => `${whole(id)} AS ${id}`).join(', ')}
      ), coalesce(ms_twitter(created), ms_text(created, 'UTC'), ms_text(parsed, 'UTC')) AS posted_at,
      -- json2csv calls a reply whatever answers something; without a type, one column is for reposts.
      coalesce(type = 'retweet', ${head.has('retweet_or_quote_id') ? 'passed IS NOT NULL' : 'false'} AND starts_with(said, 'RT @'),
        false) OR ${head.has('tweet_type') || head.has('retweet_or_quote_id') ? 'false' : 'passed IS NOT NULL'} AS passes_on
    FROM named
  ),
  post AS (
    SELECT *,
      CASE WHEN passes_on THEN 'repost' WHEN coalesce(quoted, passed) IS NOT NULL OR type = 'quote' THEN 'quote'
        WHEN answered IS NOT NULL OR type = 'reply' THEN 'reply' ELSE 'post' END AS kind
    FROM told
  ),
  linked AS (
    SELECT *, CASE kind WHEN 'repost' THEN passed WHEN 'quote' THEN coalesce(quoted, passed) WHEN 'reply' THEN answered END AS parent
    FROM post
  )`

const posts = (head: Head) => `
  WITH ${read(head)}
  SELECT
    "row", 'x' AS platform, post AS post_id, account AS account_id, posted_at AS "at", kind, parent AS parent_id,
    CASE kind WHEN 'repost' THEN ${whole('passed_account')} WHEN 'quote' THEN ${whole('passed_account')}
      WHEN 'reply' THEN ${whole('answered_account')} END AS parent_account_id,
    unescaped(said) AS text, lang, url, ${clientOf('client')} AS client,
    -- A repost repeats its original's counts; they are not its own.
    CASE WHEN kind <> 'repost' THEN count_of(likes) END AS likes, CASE WHEN kind <> 'repost' THEN count_of(reposts) END AS reposts,
    ${head.has('hashtags') ? `coalesce(${blankList('tags')}, [])` : tagsIn('said')} AS hashtags,
    ${head.has('urls') ? `coalesce(${shared(blankList('links'))}, [])` : linksIn('said')} AS urls,
    ${namesIn('said')} AS mentions,
    CASE WHEN media IS NOT NULL THEN ${blankList('media')} END AS media,
    ${problemOf({ post: 'post', account: 'account', parent: 'parent', time: 'created' })} AS problem
  FROM linked`

/** v1.1 does not say when it was asked: profiles are dated by the post, the earliest moment that it can have been. */
const accounts = (head: Head) => `
  WITH ${read(head)}
  SELECT
    "row", 'x' AS platform, account AS account_id, handle, name, description,
    coalesce(ms_twitter(account_created), ms_text(account_created, 'UTC')) AS created_at, count_of(followers) AS followers,
    count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes, count_of(listed) AS listed,
    flag_of(verified) AS verified, flag_of(default_image) AS default_image, location, posted_at AS observed_at
  FROM told
  WHERE account IS NOT NULL AND handle IS NOT NULL`

export const twarc1Csv = defineImporter({
  id: 'twarc1-csv',
  title: 'X / Twitter API v1.1 as a table: twarc 1’s json2csv, Social Feed Manager, the Hydrator',
  reads: 'table',
  fields: FIELDS,
  detect: head =>
    (head.shape === 'table' || head.shape === 'parquet') &&
    head.has('id', 'created_at', 'text', 'tweet_url', 'user_screen_name', 'user_followers_count')
      ? { sure: 0.95, saw: 'columns `tweet_url`, `user_screen_name` and `user_followers_count`' }
      : null,
  select: head => ({
    posts: posts(head),
    accounts: accounts(head),
    notes: head.has('user_id') ? [] : ['the table has no numbers of accounts: each is known by its name'],
  }),
})

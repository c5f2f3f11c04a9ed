import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { linksIn, NO_POSTS, namesIn, problemOf, pythonList, shared, tagsIn, whole, words } from './x-table.ts'

/** What the releases from 2018 to 2021 call each thing; tables of accounts have some without their `user_`. */
const NAMES = {
  tweet: ['tweetid'],
  account: ['userid'],
  handle: ['user_screen_name', 'screen_name'],
  location: ['user_reported_location', 'reported_location'],
  followers: ['follower_count'],
  following: ['following_count'],
  created: ['account_creation_date'],
  account_lang: ['account_language'],
  lang: ['tweet_language'],
  time: ['tweet_time'],
  client: ['tweet_client_name', 'application_name'],
  answered: ['in_reply_to_tweetid', 'in_reply_to_status_id'],
  answered_account: ['in_reply_to_userid'],
  quoted: ['quoted_tweet_tweetid'],
  is_retweet: ['is_retweet'],
  reposted: ['retweet_tweetid'],
  reposted_account: ['retweet_userid'],
  replies: ['reply_count'],
  likes: ['like_count'],
  reposts: ['retweet_count'],
  tags: ['hashtags'],
  links: ['urls'],
} as const

const FIELDS: Fields = {
  read: [
    ...Object.values(NAMES).flat(),
    'tweet_text',
    'user_display_name',
    'display_name',
    'user_profile_description',
    'profile_description',
  ],
  left: [
    'user_profile_url',
    'profile_url',
    'latitude',
    'longitude',
    'quote_count',
    'poll_choices',
    'user_mentions', // numbers of accounts, where other data has names: these are read in the text
  ],
  expected: ['userid'],
}

/** Accounts below 5,000 followers are hashed in the public release: name and number are then the same long text. */
const read = (head: Head) => `
  named AS (
    SELECT "row", ${named(head, NAMES)},
      ${words(head, ['tweet_text'])} AS said,
      ${words(head, ['user_display_name', 'display_name'])} AS name,
      ${words(head, ['user_profile_description', 'profile_description'])} AS description
    FROM raw
  ),
  told AS (
    SELECT * REPLACE (
        ${whole('tweet')} AS tweet, ${whole('account')} AS account, ${whole('answered')} AS answered,
        ${whole('quoted')} AS quoted, ${whole('reposted')} AS reposted
      ), coalesce(flag_of(is_retweet), false) OR reposted IS NOT NULL AS passes_on
    FROM named
  ),
  post AS (
    SELECT *,
      CASE WHEN passes_on THEN 'repost' WHEN quoted IS NOT NULL THEN 'quote' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
      CASE WHEN passes_on THEN reposted ELSE coalesce(quoted, answered) END AS parent
    FROM told
  )`

const posts = (head: Head) => `
  WITH ${read(head)}
  SELECT
    "row", 'x' AS platform, tweet AS post_id, account AS account_id,
    coalesce(ms_epoch(time), ms_text(time, 'UTC')) AS "at", kind, parent AS parent_id,
    CASE kind WHEN 'repost' THEN ${whole('reposted_account')} WHEN 'reply' THEN ${whole('answered_account')} END AS parent_account_id,
    unescaped(said) AS text, lang, client,
    -- A repost repeats its original's counts; they are not its own.
    CASE WHEN NOT passes_on THEN count_of(likes) END AS likes,
    CASE WHEN NOT passes_on THEN count_of(reposts) END AS reposts,
    CASE WHEN NOT passes_on THEN count_of(replies) END AS replies,
    ${head.has('hashtags') ? `coalesce(list_transform(${pythonList('tags')}, lambda t: ltrim(t, '#')), [])` : tagsIn('said')} AS hashtags,
    ${head.has('urls') ? `coalesce(${shared(pythonList('links'))}, [])` : linksIn('said')} AS urls,
    ${namesIn('said')} AS mentions,
    ${problemOf({ post: 'tweet', account: 'account', parent: 'parent', time: 'time' })} AS problem
  FROM post`

/** Profiles are as X kept them when it closed the accounts, which it does not date. */
const accounts = (head: Head) => `
  WITH ${read(head)},
  seen AS (
    SELECT "row", account, nullif(handle, account) AS handle, nullif(name, account) AS name, description,
      ms_text(created, 'UTC') AS created_at, count_of(followers) AS followers, count_of(following) AS following,
      location, account_lang
    FROM post
    WHERE account IS NOT NULL
  )
  SELECT min("row") AS "row", 'x' AS platform, account AS account_id, handle, name, description, created_at, followers,
    following, location, account_lang AS lang
  FROM seen
  GROUP BY ALL`

export const xInfoops = defineImporter({
  id: 'x-infoops',
  title: 'X’s archive of information operations: tables of posts and of accounts, hashed or not',
  reads: 'table',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has('tweetid', 'userid', 'tweet_time'))
      return { sure: 0.95, saw: 'columns `tweetid`, `userid` and `tweet_time`' }
    if (head.has('userid', 'account_creation_date', 'follower_count'))
      return { sure: 0.95, saw: 'accounts: columns `userid`, `account_creation_date` and `follower_count`' }
    return null
  },
  select: head => ({
    posts: head.has('tweetid') ? posts(head) : NO_POSTS,
    accounts: accounts(head),
    notes: head.has('tweetid') ? ['times are UTC, and X gives them to the minute'] : [],
  }),
})

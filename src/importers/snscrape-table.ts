import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'
import { clientOf, linksIn, namesIn, problemOf, pythonList, shared, tagsIn, whole, words } from './x-table.ts'

/** Frames made of snscrape's objects (their fields' names), and of the four values that its tutorials take. */
const NAMES = {
  id: ['id', 'id_str', 'Tweet Id', 'TweetId', 'tweet_id'],
  url: ['url', 'URL', 'Url', 'Permalink'],
  date: ['date', 'Datetime', 'datetime'],
  username: ['username', 'user.username', 'Username'],
  user: ['user'],
  user_id: ['user.id_str', 'user.id'],
  lang: ['lang', 'Language'],
  source: ['sourceLabel', 'source', 'Source'],
  likes: ['likeCount', 'LikeCount'],
  reposts: ['retweetCount', 'RetweetCount'],
  replies: ['replyCount', 'ReplyCount'],
  views: ['viewCount'],
  thread: ['conversationId'],
  tags: ['hashtags'],
  links: ['links'],
  outlinks: ['outlinks'],
  mentioned: ['mentionedUsers'],
  passed: ['retweetedTweet'],
  quoted: ['quotedTweet'],
  answered: ['inReplyToTweetId'],
  answered_user: ['inReplyToUser'],
} as const
const TEXT = ['rawContent', 'content', 'Text', 'Tweet']

const FIELDS: Fields = {
  read: [...Object.values(NAMES).flat(), ...TEXT],
  expected: [NAMES.date.join('|'), TEXT.join('|'), [...NAMES.id, ...NAMES.url].join('|')],
  left: [
    ...[
      '_type',
      '_snscrape',
      'renderedContent',
      'quoteCount',
      'sourceUrl',
      'tcooutlinks',
      'tcooutlinksss',
      'outlinksss',
      'media',
    ],
    ...[
      'coordinates',
      'place',
      'cashtags',
      'card',
      'vibe',
      'bookmarkedCount',
      'conversationIdStr',
      'inReplyToTweetIdStr',
    ],
    ...['column0', 'Unnamed: 0'], // the frame's own numbers
  ],
}

/** A field of an object as Python prints it, or as JSON: a text or a number. */
const field = (cell: string, name: string) => `
  coalesce(
    nullif(regexp_extract(${cell}, '[''"]${name}[''"]: (?:''([^'']*)''|"([^"]*)")', 1), ''),
    nullif(regexp_extract(${cell}, '[''"]${name}[''"]: "([^"]*)"', 1), ''),
    nullif(regexp_extract(${cell}, '\\b${name}=''([^'']*)''', 1), ''),
    nullif(regexp_extract(${cell}, '[''"]?\\b${name}[''"]?[:=] ?(\\d+)', 1), ''))`

/** That field of each object in a list. */
const fieldOfEach = (cell: string, name: string) =>
  `regexp_extract_all(${cell}, '(?:[''"]${name}[''"]: |\\b${name}=)[''"]([^''"]*)[''"]', 1)`

/** A post inside another begins with its own address. */
const postIn = (cell: string) =>
  `coalesce(nullif(regexp_extract(${cell}, '/status/(\\d+)', 1), ''), nullif(regexp_extract(${cell}, '\\bid[''"]?[:=] ?(\\d+)', 1), ''))`

const read = (head: Head, tz: string) => `
  named AS (
    SELECT "row", ${named(head, NAMES)}, ${words(head, TEXT)} AS said FROM raw
  ),
  told AS (
    SELECT *, coalesce(nullif(regexp_extract(url, '/status/(\\d+)', 1), ''), ${whole('id')}) AS post,
      -- of an account's object, else the name alone, which stands in the address as well
      coalesce(user_id, ${field('"user"', 'id')}) AS number,
      coalesce(username, ${field('"user"', 'username')}, nullif(regexp_extract(url, '\\.com/(\\w+)/status/', 1), '')) AS handle,
      ms_text(date, ${literal(tz)}) AS posted_at,
      ${postIn('passed')} AS passed_id, ${postIn('quoted')} AS quoted_id, ${whole('answered')} AS answered_id
    FROM named
  ),
  post AS (
    SELECT *,
      CASE WHEN passed_id IS NOT NULL THEN 'repost' WHEN quoted_id IS NOT NULL THEN 'quote' WHEN answered_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
      coalesce(passed_id, quoted_id, answered_id) AS parent, coalesce(${whole('number')}, handle) AS account
    FROM told
  )`

const posts = (head: Head, tz: string) => `
  WITH ${read(head, tz)}
  SELECT
    "row", 'x' AS platform, post AS post_id, account AS account_id, posted_at AS "at", kind, parent AS parent_id,
    CASE kind WHEN 'reply' THEN ${field('answered_user', 'id')} END AS parent_account_id,
    CASE WHEN regexp_full_match(thread, '\\d+') THEN thread END AS thread_id, unescaped(said) AS text, lang, url,
    ${clientOf('source')} AS client,
    ${['likes', 'reposts', 'replies', 'views'].map(count => `CASE WHEN kind <> 'repost' THEN count_of(${count}) END AS ${count}`).join(', ')},
    ${head.has('hashtags') ? `coalesce(${pythonList('tags')}, [])` : tagsIn('said')} AS hashtags,
    ${shared(head.has('links') ? `coalesce(${fieldOfEach('links', 'url')}, [])` : head.has('outlinks') ? `coalesce(${pythonList('outlinks')}, [])` : linksIn('said'))} AS urls,
    ${head.has('mentionedUsers') ? `CASE WHEN passed_id IS NULL THEN coalesce(${fieldOfEach('mentioned', 'username')}, []) ELSE ${namesIn('said')} END` : namesIn('said')} AS mentions,
    ${problemOf({ post: 'post', account: 'account', parent: 'parent', time: 'date' })} AS problem
  FROM post`

const accounts = (head: Head, tz: string) => `
  WITH ${read(head, tz)}
  SELECT "row", 'x' AS platform, account AS account_id, handle, ${field('"user"', 'displayname')} AS name,
    count_of(${field('"user"', 'followersCount')}) AS followers, count_of(${field('"user"', 'friendsCount')}) AS following,
    count_of(${field('"user"', 'statusesCount')}) AS posts
  FROM post
  WHERE account IS NOT NULL AND handle IS NOT NULL`

export const snscrapeTable = defineImporter({
  id: 'snscrape-table',
  title:
    'Tables that scripts make of snscrape’s posts of X: its fields’ names, or Datetime, Tweet Id, Text, Username',
  reads: 'table',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has('date', 'rawContent') || head.has('date', 'content', 'renderedContent'))
      return {
        sure: 0.95,
        saw: `columns \`date\` and \`${head.has('rawContent') ? 'rawContent' : 'renderedContent'}\``,
      }
    if (head.has('Datetime', 'Tweet Id', 'Text', 'Username'))
      return { sure: 0.9, saw: 'columns `Datetime`, `Tweet Id`, `Text` and `Username`' }
    return null
  },
  select: (head, { tz = 'UTC' }) => ({
    posts: posts(head, tz),
    accounts: accounts(head, tz),
    notes: [
      'whose post was passed on or quoted is not read from a table: the lines that snscrape itself writes have it',
    ],
  }),
})

import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { problemOf, shared, whole, words } from './x-table.ts'

const NAMES = {
  tweet: ['tweet_id'],
  type: ['tweet_type'],
  time: ['tweet_created_at'],
  mention: ['is_mention'],
  from_id: ['from_user_id'],
  from_handle: ['from_user_screen_name'],
  to_id: ['to_user_id'],
  to_handle: ['to_user_screen_name'],
  article: ['canonical_url'],
} as const

const FIELDS: Fields = {
  read: [...Object.values(NAMES).flat(), 'title'],
  left: [
    // of the article, and Hoaxy's own numbers and judgments
    ...[
      'date_published',
      'pub_date',
      'domain',
      'site_domain',
      'site_type',
      'tag',
      'site_tags',
      'id',
      'url_id',
    ],
    ...['url_raw', 'tweet_url', 'original_query', 'from_user_botscore', 'to_user_botscore'],
  ],
  expected: ['tweet_id', 'tweet_type', 'is_mention', 'from_user_id', 'to_user_id', 'tweet_created_at'],
}

/**
 * An edge follows the article. A repost and a quote were made by the account that it reaches; a reply and whatever
 * mentions somebody by the account that it leaves (hoaxy-backend, sns/twitter/parsers.py).
 */
const read = (head: Head) => `
  named AS (
    SELECT "row", ${named(head, NAMES)}, ${words(head, ['title'])} AS headline FROM raw
  ),
  edge AS (
    SELECT * REPLACE (
        ${whole('tweet')} AS tweet, lower(type) AS type, ${whole('from_id')} AS from_id, ${whole('to_id')} AS to_id
      ), coalesce(flag_of(mention), lower(type) = 'mention') AS names_somebody,
      coalesce(ms_epoch(time), ms_text(time, 'UTC')) AS posted_at
    FROM named
  ),
  told AS (
    SELECT *, list_contains(['retweet', 'quote'], type) AND NOT names_somebody AS comes_in,
      list_contains(['retweet', 'quote', 'reply', 'origin', 'mention'], type) AS known
    FROM edge
  ),
  signed AS (
    SELECT *,
      CASE WHEN comes_in THEN to_id ELSE from_id END AS author, CASE WHEN comes_in THEN from_id ELSE to_id END AS other
    FROM told
  )`

/** A post has an edge for each account and each link in it. */
const posts = (head: Head) => `
  WITH ${read(head)},
  post AS (
    SELECT
      min("row") AS "row", tweet, min(author) AS author, max(author) AS last_author, min(posted_at) AS posted_at,
      min(time) AS time, bool_and(known) AS known, any_value(type) AS type, min_by(headline, "row") AS headline,
      CASE WHEN bool_or(type = 'retweet') THEN 'repost' WHEN bool_or(type = 'quote') THEN 'quote'
        WHEN bool_or(type = 'reply') THEN 'reply' ELSE 'post' END AS kind,
      min(other) FILTER (type = 'retweet') AS reposted, min(other) FILTER (type = 'quote' AND NOT names_somebody) AS quoted,
      min(other) FILTER (type = 'reply' AND NOT names_somebody) AS answered,
      list(DISTINCT article ORDER BY article) FILTER (article IS NOT NULL) AS articles,
      list(DISTINCT to_handle ORDER BY to_handle) FILTER (names_somebody AND to_handle IS NOT NULL) AS mentioned
    FROM signed
    -- edges without a post's id have nothing in common
    GROUP BY tweet, CASE WHEN tweet IS NULL THEN "row" END
  )
  SELECT
    "row", 'x' AS platform, tweet AS post_id, author AS account_id, posted_at AS "at", kind,
    -- Which post is passed on or answered is not in the data, only whose.
    CASE kind WHEN 'repost' THEN reposted WHEN 'quote' THEN quoted WHEN 'reply' THEN answered END AS parent_account_id,
    headline AS title,
    -- Of a quote it is not said whether the link is its own or that of what it quotes.
    CASE WHEN kind = 'quote' THEN [] ELSE coalesce(${shared('articles')}, []) END AS urls,
    CASE WHEN kind = 'quote' THEN coalesce(${shared('articles')}, []) END AS objects,
    coalesce(mentioned, []) AS mentions,
    CASE
      WHEN tweet IS NULL THEN 'an edge that names no post'
      WHEN NOT known OR known IS NULL THEN 'an edge of a kind that Hoaxy is not known to have (' || coalesce(type, 'none') || ')'
      WHEN author IS NULL THEN 'its edge names no account on its author''s side'
      WHEN author <> last_author THEN 'its edges name two authors (' || author || ', ' || last_author || ')'
      ELSE ${problemOf({ post: 'tweet', account: 'author', parent: 'NULL::VARCHAR', time: 'time' })}
    END AS problem
  FROM post`

const accounts = (head: Head) => `
  WITH ${read(head)}
  SELECT min("row") AS "row", 'x' AS platform, account_id, handle
  FROM (
    SELECT "row", from_id AS account_id, from_handle AS handle FROM edge
    UNION ALL
    SELECT "row", to_id, to_handle FROM edge
  )
  WHERE account_id IS NOT NULL AND handle IS NOT NULL
  GROUP BY account_id, handle`

export const hoaxy = defineImporter({
  id: 'hoaxy',
  title: 'Hoaxy’s diffusion networks: an edge a row, from account to account',
  reads: 'table',
  fields: FIELDS,
  detect: head =>
    (head.shape === 'table' || head.shape === 'parquet') &&
    head.has('from_user_id', 'to_user_id', 'tweet_id', 'tweet_type', 'tweet_created_at')
      ? { sure: 0.95, saw: 'edges: columns `from_user_id`, `to_user_id`, `tweet_id` and `tweet_type`' }
      : null,
  select: head => ({
    posts: posts(head),
    accounts: accounts(head),
    notes: ['edges of one post are one post: which posts were passed on or answered is not in the data'],
  }),
})

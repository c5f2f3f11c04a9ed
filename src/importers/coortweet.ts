import { defineImporter } from './importer.ts'
import { mustHave } from './named.ts'
import { literal } from './sql.ts'

/**
 * CooRTweet's own input: one row is one account sharing one object in one content. A content that shares two objects
 * stands on two rows and is one post with both, kept at its first row.
 */
const shares = (platform: string) => `
  SELECT row, ${platform} AS platform, content_id, account_id, timestamp_share AS time,
    object_id AS object, NULL AS url, NULL AS hashtag, NULL AS medium
  FROM raw`

/**
 * The layout of CooRTweet's German election data: one column for each kind of object, every one of them an opaque
 * number. They are kept under the kind that their column names, as given; domains, which are otherwise made from URLs,
 * stand as \`domain:…\` objects. The network is the account id's prefix, which stays part of the id.
 */
const sharesByKind = (platform: string) => `
  SELECT row, ${platform} AS platform, post_id AS content_id, account_id, timestamp AS time,
    'domain:' || stated(domain_id) AS object, url_id AS url, hashtag_id AS hashtag, phash_id AS medium
  FROM raw`

const SHARES = ['object_id', 'account_id', 'content_id', 'timestamp_share']
const KINDS = ['account_id', 'post_id', 'url_id', 'hashtag_id', 'domain_id', 'phash_id', 'timestamp']

const PREFIX = `
  CASE regexp_extract(account_id, '^(fb|ig|tw|yt)_\\d+$', 1)
    WHEN 'fb' THEN 'facebook' WHEN 'ig' THEN 'instagram' WHEN 'tw' THEN 'x' WHEN 'yt' THEN 'youtube' ELSE 'unknown' END`

/** What was shared, once each; nothing is an empty list, for there is no text to look in. */
const shared = (column: string) =>
  `coalesce(list(DISTINCT ${column} ORDER BY ${column}) FILTER (stated(${column}) IS NOT NULL), []::VARCHAR[])`

const posts = (rows: string, tz: string) => `
  WITH share AS (${rows}),
  content AS (
    SELECT
      min(row) AS row, platform, stated(content_id) AS content_id, stated(account_id) AS account_id,
      min(coalesce(ms_epoch(time), ms_text(time, '${tz}'))) AS shared_at,
      ${shared('object')} AS objects, ${shared('url')} AS urls, ${shared('hashtag')} AS hashtags, ${shared('medium')} AS media
    FROM share
    -- rows without a content id have nothing in common
    GROUP BY platform, content_id, account_id, CASE WHEN stated(content_id) IS NULL THEN row END
  )
  SELECT
    row, platform, account_id, shared_at AS at, 'post' AS kind,
    -- Where several accounts share one content id, it does not name a post by itself.
    CASE WHEN count(*) OVER (PARTITION BY platform, content_id) > 1 THEN content_id || ':' || account_id ELSE content_id END AS post_id,
    objects, urls, hashtags, media, []::VARCHAR[] AS mentions
  FROM content`

export const coortweet = defineImporter({
  id: 'coortweet',
  title: 'CooRTweet tables: object_id, account_id, content_id, timestamp_share',
  reads: 'table',
  fields: {
    read: [...new Set([...SHARES, ...KINDS])],
    left: [],
    expected: ['account_id'],
  },
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (head.has(...SHARES))
      return { sure: 0.95, saw: 'columns `object_id`, `account_id`, `content_id` and `timestamp_share`' }
    if (head.has(...KINDS))
      return {
        sure: 0.95,
        saw: 'a column of ids for each kind of object: `url_id`, `hashtag_id`, `domain_id`, `phash_id`',
      }
    return null
  },
  select: (head, { platform, tz = 'UTC' }) => {
    mustHave(head, head.has('object_id') ? SHARES : KINDS)
    const named = platform && literal(platform)
    return {
      posts: head.has('object_id')
        ? posts(shares(named ?? `'unknown'`), tz)
        : posts(sharesByKind(named ?? PREFIX), tz),
    }
  },
})

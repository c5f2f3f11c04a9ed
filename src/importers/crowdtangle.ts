import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { zonedTime } from './zoned-time.ts'

/** What CrowdTangle's exports for Facebook and Instagram, and tables made of its API's answers, call each thing. */
const NAMES = {
  created: ['Post Created', 'Created', 'date'],
  url: ['URL', 'postUrl'],
  platform_post_id: ['platformId'],
  crowdtangle_id: ['id'],
  platform: ['account.platform', 'platform'],
  account_id: ['Facebook Id', 'account.platformId', 'account.id', 'User Name'],
  handle: ['User Name', 'account.handle'],
  name: ['Page Name', 'Group Name', 'Account', 'account.name'],
  about: ['Page Description'],
  account_created: ['Page Created'],
  followers_then: ['Followers at Posting', 'Likes at Posting', 'subscriberCount'],
  followers_asked: ['account.subscriberCount'],
  verified: ['account.verified'],
  message: ['Message', 'message'],
  link_title: ['Link Text', 'Title', 'title'],
  caption: ['Description'], // on Instagram; on Facebook it is the link's
  link: ['Link', 'link'],
  final_link: ['Final Link', 'expanded', 'Link', 'link'],
  likes: ['Likes', 'statistics.actual.likeCount', 'statistics.actual.favoriteCount'],
  shares: ['Shares', 'statistics.actual.shareCount'],
  comments: ['Comments', 'statistics.actual.commentCount'],
  views: ['Post Views', 'Views'],
} as const

/** The platform's own id where the table or the post's address has it, else CrowdTangle's, else the address. */
const POST_ID = `
  coalesce(
    platform_post_id,
    nullif(regexp_extract(url, 'facebook\\.com/(\\d+_\\d+)', 1), ''),
    coalesce(account_id || '_', '') || nullif(regexp_extract(url, 'facebook\\.com/.*[?&](?:story_fbid|fbid|v)=(\\d+|pfbid\\w+)', 1), ''),
    coalesce(account_id || '_', '') || nullif(regexp_extract(url,
      'facebook\\.com/.*/(?:posts|permalink|videos|photos|reel)/(?:[^?#]*[/.-])?(\\d{5,}|pfbid\\w+)/?(?:[?#]|$)', 1), ''),
    nullif(regexp_extract(url, 'instagram\\.com/(?:[^/]+/)?(?:p|reel|tv)/([\\w-]+)', 1), ''),
    crowdtangle_id,
    url)`

const platformSql = (head: Head, said: string | undefined) =>
  said
    ? `'${said.replaceAll("'", "''")}'`
    : `CASE lower(platform) WHEN 'twitter' THEN 'x' ELSE coalesce(lower(platform), '${isInstagram(head) ? 'instagram' : 'facebook'}') END`

const isInstagram = (head: Head) => head.has('Account') && !head.has('Facebook Id')

const read = (head: Head, platform: string | undefined, tz: string | undefined) => `
  named AS (
    SELECT row, ${named(head, NAMES)} FROM raw
  ),
  shared AS (
    SELECT * REPLACE (
        ${platformSql(head, platform)} AS platform, ${isInstagram(head) ? 'coalesce(message, caption)' : 'message'} AS message
      ), ${POST_ID} AS post_id, ${zonedTime('created', tz)} AS posted_at
    FROM named
  )`

/** Tables made of the API's answers have one row a link: a post that shares two is one post, at its first row. */
const posts = (head: Head, platform: string | undefined, tz: string | undefined) => `
  WITH ${read(head, platform, tz)},
  post AS (
    SELECT min(row) AS row, min_by(s, row) AS p, list(DISTINCT s.final_link ORDER BY s.final_link) AS links
    FROM shared AS s
    WHERE post_id IS NOT NULL
    GROUP BY platform, post_id
    UNION ALL
    SELECT row, s, [s.final_link] FROM shared AS s WHERE post_id IS NULL
  )
  SELECT
    row, p.platform AS platform, p.post_id AS post_id, p.account_id AS account_id, p.posted_at AS at, 'post' AS kind,
    p.message AS text, p.link_title AS title, p.url AS url,
    count_of(p.likes) AS likes, count_of(p.shares) AS reposts, count_of(p.comments) AS replies,
    nullif(count_of(p.views), 0) AS views, -- CrowdTangle writes 0 for what is no video
    -- The link as CrowdTangle expanded it, and those of the text that are not the same one unexpanded; a picture's
    -- link to itself is none.
    CASE WHEN p.final_link IS NOT NULL THEN list_concat(
      list_filter(links, lambda l: l <> coalesce(p.url, '')),
      list_filter(
        list_transform(regexp_extract_all(p.message, 'https?://[^\\s<>"]+'), lambda l: regexp_replace(l, '[''.,;:!?)\\]]+$', '')),
        lambda l: l <> coalesce(p.link, '')))
    END AS urls,
    CASE WHEN p.posted_at IS NULL AND regexp_matches(p.created, ' [A-Z]{3,4}$')
      THEN 'its time zone is not known (' || p.created || '): say which with --tz' END AS problem
  FROM post`

/** Followers at posting are dated by the post; the API's answers do not say when they were asked for. */
const accounts = (head: Head, platform: string | undefined, tz: string | undefined) => `
  WITH ${read(head, platform, tz)}
  SELECT DISTINCT ON (platform, account_id, handle, name, followers, observed_at)
    row, platform, account_id, handle, name, about AS description, ${zonedTime('account_created', tz)} AS created_at,
    count_of(coalesce(followers_then, followers_asked)) AS followers, flag_of(verified) AS verified,
    CASE WHEN followers_then IS NOT NULL THEN posted_at END AS observed_at
  FROM shared
  WHERE account_id IS NOT NULL
  ORDER BY row`

export const crowdtangle = defineImporter({
  id: 'crowdtangle',
  title: 'CrowdTangle tables: Facebook and Instagram exports, and shares from its API as CooRnet writes them',
  reads: 'table',
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    const dated = head.has('Post Created') || head.has('Created')
    if (dated && head.has('Facebook Id', 'URL'))
      return { sure: 0.95, saw: 'columns `Facebook Id`, `Post Created` and `URL`' }
    if (dated && head.has('Account', 'User Name', 'URL'))
      return { sure: 0.95, saw: 'columns `Account`, `User Name` and `URL`, as for Instagram' }
    if (head.has('account.id', 'account.platform', 'account.subscriberCount', 'date'))
      return { sure: 0.95, saw: 'columns `account.id`, `account.platform` and `account.subscriberCount`' }
    return null
  },
  select: (head, { platform, tz }) => ({
    posts: posts(head, platform, tz),
    accounts: accounts(head, platform, tz),
    notes: [
      `times that state no zone are read ${tz ? `in ${tz}` : 'as UTC'}`,
      'rows of one post, one for each of its links, are one post',
    ],
  }),
})

import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { TWARC_CSV_FIELDS } from './twarc-csv-fields.ts'
import { linksIn, NO_POSTS, namesIn, problemOf, shared, tagsIn, whole, words } from './x-table.ts'

const NAMES = {
  post: ['id'],
  account: ['author_id', 'author.id'],
  created: ['created_at'],
  thread: ['conversation_id'],
  reposted: ['referenced_tweets.retweeted.id'],
  quoted: ['referenced_tweets.quoted.id'],
  answered: ['referenced_tweets.replied_to.id'],
  references: ['referenced_tweets'], // before version 0.5
  reposted_account: ['retweeted_user_id'],
  reposted_handle: ['retweeted_username'],
  quoted_account: ['quoted_user_id'],
  answered_account: ['in_reply_to_user_id'],
  included: ['type'], // before version 0.5: how the post was referred to by the one that it came with
  lang: ['lang'],
  client: ['source'],
  likes: ['public_metrics.like_count'],
  reposts: ['public_metrics.retweet_count'],
  replies: ['public_metrics.reply_count'],
  views: ['public_metrics.impression_count'],
  tags: ['note_tweet.entities.hashtags', 'entities.hashtags'],
  mentions: ['note_tweet.entities.mentions', 'entities.mentions'],
  links: ['note_tweet.entities.urls', 'entities.urls'],
  media: ['attachments.media_keys'],
  versions: ['edit_history_tweet_ids'],
  retrieved: ['__twarc.retrieved_at'],
} as const

const IDS = [
  'post',
  'account',
  'reposted',
  'quoted',
  'answered',
  'reposted_account',
  'quoted_account',
  'answered_account',
]

/** With `--json-encode-text` and the like a cell is a JSON text. */
const plain = (cell: string) =>
  `CASE WHEN starts_with(${cell}, '"') THEN coalesce(try_cast(${cell} AS JSON) ->> '$', ${cell}) ELSE ${cell} END`

/** A text may begin and end in quotes by itself: what is so in every row that is seen is the encoding. */
const isEncoded = (head: Head, column: string) => {
  const at = head.columns.indexOf(column)
  const cells = head.rows.map(row => row[at] ?? '').filter(cell => cell !== '')
  return cells.length > 0 && cells.every(cell => /^"[\s\S]*"$/.test(cell))
}
/** Line ends were written as `\\n`. */
const spoken = (head: Head, column: string) =>
  isEncoded(head, column)
    ? `coalesce(try_cast(${words(head, [column])} AS JSON) ->> '$', ${words(head, [column])})`
    : `replace(${words(head, [column])}, '\\n', chr(10))`

/** A list of X's own objects, of one of their fields alone, or the objects as Python prints them. */
const listed = (cell: string, ...keys: readonly string[]) => `
  coalesce(
    list_filter(list_transform(from_json(try_cast(${cell} AS JSON), '["JSON"]'),
      lambda x: CASE WHEN json_type(x) = 'OBJECT' THEN coalesce(${keys.map(key => `x ->> '$.${key}'`).join(', ')}) ELSE x ->> '$' END), lambda x: x IS NOT NULL),
    regexp_extract_all(${cell}, '''${keys.at(-2) ?? keys[0]}'': ''([^'']*)''', 1))`

/** Links of pictures to themselves have their media's key; without the objects they are known by their look. */
const LINKS = `
  coalesce(
    list_filter(list_transform(from_json(try_cast(links AS JSON), '["JSON"]'),
      lambda x: CASE WHEN json_type(x) <> 'OBJECT' THEN x ->> '$'
        WHEN json_exists(x, '$.media_key') THEN NULL ELSE coalesce(x ->> '$.unwound_url', x ->> '$.expanded_url', x ->> '$.url') END),
      lambda x: x IS NOT NULL AND NOT starts_with(x, 'pic.twitter.com/') AND NOT starts_with(x, 'pic.x.com/')),
    regexp_extract_all(links, '''expanded_url'': ''([^'']*)''', 1))`

const REFERENCE = '[{"type": "VARCHAR", "id": "VARCHAR"}]'
const referred = (type: string) => `list_filter(given, lambda r: r.type = '${type}')[1].id`

const read = (head: Head) => `
  cells AS (
    SELECT "row", ${named(head, NAMES)}, ${spoken(head, head.has('note_tweet.text') ? 'note_tweet.text' : 'text')} AS long, ${spoken(head, 'text')} AS short
    FROM raw
  ),
  named AS (
    SELECT * REPLACE (${IDS.map(id => `${whole(plain(id))} AS ${id}`).join(', ')},
        ${['created', 'thread', 'lang', 'client', 'included', 'retrieved', 'reposted_handle'].map(cell => `${plain(cell)} AS ${cell}`).join(', ')}),
      coalesce(long, short) AS said,
      from_json(try_cast("references" AS JSON), '${REFERENCE}') AS given
    FROM cells
  ),
  told AS (
    SELECT * REPLACE (
        coalesce(reposted, ${referred('retweeted')}) AS reposted, coalesce(quoted, ${referred('quoted')}) AS quoted,
        coalesce(answered, ${referred('replied_to')}) AS answered
      )
    FROM named
  ),
  post AS (
    SELECT *,
      CASE WHEN reposted IS NOT NULL THEN 'repost' WHEN quoted IS NOT NULL THEN 'quote' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
      coalesce(reposted, quoted, answered) AS parent,
      -- By default a repost's row has its original's text and lists; else its own, which are cut.
      reposted IS NOT NULL AND starts_with(said, 'RT @') AS cut,
      ${head.has(NAMES.tags[1]) ? `coalesce(list_transform(${listed('tags', 'tag', 'text')}, lambda t: ltrim(t, '#')), [])` : tagsIn('said')} AS own_tags,
      ${head.has(NAMES.mentions[1]) ? `coalesce(list_transform(${listed('mentions', 'username', 'screen_name')}, lambda m: ltrim(m, '@')), [])` : namesIn('said')} AS own_names,
      ${head.has(NAMES.links[1]) ? `coalesce(${shared(LINKS)}, [])` : linksIn('said')} AS own_links,
      coalesce(from_json(try_cast(media AS JSON), '["VARCHAR"]'), regexp_extract_all(media, '\\d+_\\d+'), []) AS own_media
    FROM told
  ),
  origin AS (
    SELECT post AS id, any_value(account) AS account, any_value(said) AS said, any_value(own_tags) AS own_tags,
      any_value(own_names) AS own_names, any_value(own_links) AS own_links, any_value(own_media) AS own_media
    FROM post
    GROUP BY post
  )`

const posts = (head: Head) => `
  WITH ${read(head)}
  SELECT
    p."row",
    -- A copy that cannot be taken is a row of its own, to be refused by name.
    CASE WHEN included IS NOT NULL AND ms_text(created, 'UTC') IS NOT NULL AND regexp_full_match(post, '\\d+') THEN 1 ELSE 0 END AS mark,
    'x' AS platform, post AS post_id, p.account AS account_id,
    ms_text(created, 'UTC') AS "at", kind, parent AS parent_id,
    coalesce(CASE kind WHEN 'repost' THEN reposted_account WHEN 'quote' THEN quoted_account WHEN 'reply' THEN answered_account END,
      origin.account) AS parent_account_id,
    thread AS thread_id, unescaped(CASE WHEN cut THEN coalesce(origin.said, p.said) ELSE p.said END) AS text, lang, client,
    -- A repost repeats its original's counts; they are not its own.
    CASE WHEN reposted IS NULL THEN count_of(likes) END AS likes, CASE WHEN reposted IS NULL THEN count_of(reposts) END AS reposts,
    CASE WHEN reposted IS NULL THEN count_of(replies) END AS replies, CASE WHEN reposted IS NULL THEN count_of(views) END AS views,
    ms_text(retrieved, 'UTC') AS observed_at,
    CASE WHEN cut THEN coalesce(origin.own_tags, p.own_tags) ELSE p.own_tags END AS hashtags,
    CASE WHEN cut THEN coalesce(origin.own_links, p.own_links) ELSE p.own_links END AS urls,
    -- An original without lists leaves its repost with its own, which names the original's author.
    CASE WHEN cut THEN coalesce(origin.own_names, [])
      ELSE list_filter(p.own_names, lambda m: reposted IS NULL OR lower(m) <> lower(coalesce(reposted_handle, '')) OR contains(lower(p.said), '@' || lower(m)))
    END AS mentions,
    CASE WHEN cut THEN coalesce(origin.own_media, p.own_media) ELSE p.own_media END AS media,
    from_json(try_cast(versions AS JSON), '["VARCHAR"]') AS versions,
    CASE WHEN created IS NULL AND p.said IS NULL AND p.account IS NULL THEN 'a post that was referred to and not given (' || post || ')'
      ELSE ${problemOf({ post: 'post', account: 'p.account', parent: 'parent', time: 'created' })} END AS problem
  FROM post AS p
  LEFT JOIN origin ON origin.id = parent`

/** Profiles of posts' authors, or rows that are accounts (`--input-data-type users`). */
const accounts = (head: Head, prefix: string) => {
  const of = (name: string) => plain(words(head, [`${prefix}${name}`]))
  const count = (name: string) => `count_of(${words(head, [`${prefix}public_metrics.${name}`])})`
  return `
  SELECT DISTINCT ON (account_id, handle, name, description, followers, following, posts, listed, location, observed_at)
    "row", 'x' AS platform, ${whole(prefix === '' ? of('id') : plain(`coalesce(${words(head, ['author.id', 'author_id'])})`))} AS account_id,
    ${of('username')} AS handle, ${of('name')} AS name, ${spoken(head, `${prefix}description`)} AS description,
    ms_text(${of('created_at')}, 'UTC') AS created_at, ${count('followers_count')} AS followers, ${count('following_count')} AS following,
    ${count('tweet_count')} AS posts, ${count('listed_count')} AS listed, flag_of(${of('verified')}) AS verified,
    flag_of(${of('protected')}) AS protected, contains(${of('profile_image_url')}, 'default_profile_images') AS default_image,
    ${spoken(head, `${prefix}location`)} AS location, ms_text(${plain(words(head, ['__twarc.retrieved_at']))}, 'UTC') AS observed_at
  FROM raw
  WHERE account_id IS NOT NULL AND handle IS NOT NULL
  ORDER BY "row"`
}

const isUsers = (head: Head) =>
  head.has('id', 'username', 'public_metrics.followers_count') && !head.has('text')

export const twarcCsv = defineImporter({
  id: 'twarc-csv',
  title: 'X / Twitter API v2 as a table, as `twarc2 csv` writes it: posts or accounts',
  reads: 'table',
  fields: TWARC_CSV_FIELDS,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (isUsers(head))
      return { sure: 0.95, saw: 'accounts: columns `id`, `username` and `public_metrics.followers_count`' }
    if (!head.has('id', 'created_at') || !(head.has('author_id') || head.has('author.id'))) return null
    const seen = [
      'author.username',
      'public_metrics.like_count',
      'referenced_tweets.retweeted.id',
      'entities.urls',
      'conversation_id',
    ].filter(c => head.has(c))
    if (seen.length === 0) return null
    return {
      sure: seen.length > 1 ? 0.95 : 0.85,
      saw: `columns \`id\`, \`author_id\` and \`${seen.join('`, `')}\``,
    }
  },
  select: head =>
    isUsers(head)
      ? { posts: NO_POSTS, accounts: accounts(head, '') }
      : {
          posts: posts(head),
          ...(head.has('author.username') ? { accounts: accounts(head, 'author.') } : {}),
        },
})

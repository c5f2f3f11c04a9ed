import { blueskyViews } from './bluesky.ts'
import { at, type Head, wordAt } from './head.ts'
import { defineImporter, type Fields, InputProblem, type Selects } from './importer.ts'
import { instagramSelects } from './instagram-objects.ts'
import { plainIds } from './plain-ids.ts'
import { telegramMessages } from './telegram-channel.ts'
import { tiktokSelects } from './tiktok.ts'
import { twitterV2 } from './twitter-v2.ts'
import { xGraphqlSelects } from './x-graphql.ts'

/** Zeeschuimer's modules and 4CAT's data sources that are not read, by the names that people know. */
const OTHERS: Readonly<Record<string, string>> = {
  '9gag.com': '9GAG',
  'imgur.com': 'Imgur',
  'douyin.com': 'Douyin',
  'linkedin.com': 'LinkedIn',
  'parler.com': 'Parler',
  'pinterest.com': 'Pinterest',
  'gab.com': 'Gab',
  'truthsocial.com': 'Truth Social',
  'threads.net': 'Threads',
  'threads.com': 'Threads',
  'xiaohongshu.com': 'RedNote',
  'rednote-comments': 'RedNote',
  'facebook.com': 'Facebook',
  'facebook-comments': 'Facebook',
  'bilibili.com': 'Bilibili',
}

/** An object as the platform gave it, and what was noted when it was captured: Zeeschuimer wraps it, 4CAT puts its notes in it. */
const UNWRAPPED = `
  SELECT "row",
    CASE WHEN wrapped THEN json -> '$.data' ELSE json END AS json,
    coalesce(
      ms_epoch(CASE WHEN wrapped THEN json ->> '$.timestamp_collected' ELSE json ->> '$.__import_meta.timestamp_collected' END),
      ms_epoch(json ->> '$."4CAT_metadata".collected_at')) AS observed_at,
    CASE WHEN wrapped THEN json ->> '$.source_platform' ELSE json ->> '$.__import_meta.source_platform' END AS source_platform
  FROM (SELECT "row", json, json_exists(json, '$.source_platform') AND json_exists(json, '$.data') AS wrapped FROM raw)`

const words = (text: string) => text.trim().split(/\s+/)

/** Of the platforms' own objects, which hold hundreds of things, all is known by the name that stands outermost. */
const FIELDS: Fields = {
  read: words(`
    data timestamp_collected source_platform __import_meta 4CAT_metadata
    rest_id core legacy user note_tweet views ext_views edit_control quoted_status_result source tweet tombstone
    id desc createTime author authorStats authorStatsV2 stats statsV2 challenges textExtra contents duetInfo music textLanguage cid aweme_id
    text create_time digg_count reply_comment_total reply_id reply_to_reply_id
    code shortcode taken_at taken_at_timestamp owner caption edge_media_to_caption like_count comment_count play_count view_count
    clips_metadata comment_id post_id post_shortcode parent_comment_id
    message date _chat _sender peer_id from_id forwards reply_to reply_to_msg_id replies fwd_from entities media action
    uri record embed repost_count reply_count author_user author_id created_at public_metrics referenced_tweets attachments lang
    conversation_id in_reply_to_user_id resource_id detail subject`),
  left: words(`
    nav_index item_id source_platform_url source_url user_agent last_updated
    __typename __isXIGPolarisMedia promoted related card unmention_data edit_perspective is_translatable grok_analysis_button grok_share_attachment
    video isAd stickersOnItem locationCreated warnInfo diversificationLabels
    pk media_type image_versions2 carousel_media usertags location product_type _zs_partial _zs_instagram_view _zs_html_embedded_json
    edit_date post_author grouped_id reactions via_bot_id out mentioned silent pinned noforwards _type
    cid indexed_at quote_count labels threadgate viewer py_type
    possibly_sensitive reply_settings geo withheld edit_history_tweet_ids in_reply_to_user context_annotations resource_type parameter title value type`),
}

interface Kind {
  name: string
  /** Zeeschuimer's modules. */
  modules: readonly string[]
  /** What an object has that names no module. */
  has: readonly string[]
  selects: (given: string) => Selects
}

const KINDS: readonly Kind[] = [
  {
    name: 'X',
    modules: ['twitter.com', 'x.com', 'twitter-comments'],
    has: ['legacy.full_text'],
    selects: xGraphqlSelects,
  },
  {
    name: 'TikTok',
    modules: ['tiktok.com', 'tiktok-comments'],
    has: ['desc', 'createTime'],
    selects: tiktokSelects,
  },
  {
    name: 'Instagram',
    modules: ['instagram.com', 'instagram-comments'],
    has: ['taken_at', 'code'],
    selects: instagramSelects,
  },
  { name: 'Telegram', modules: [], has: ['_chat', 'message'], selects: telegramMessages },
  { name: 'Bluesky', modules: [], has: ['4CAT_metadata', 'uri', 'record'], selects: blueskyViews },
  { name: 'X (API v2)', modules: [], has: ['author_user', 'author_id'], selects: apiSelects },
]

/** What 4CAT made of the API's pages: each post with its author and its pictures in it, under names of its own. */
function apiSelects(given: string): Selects {
  const flattened = (post: string) => `json_merge_patch(${post}, json_object(
    'author', json_extract(${post}, '$.author_user'),
    'attachments', json_object('media_keys', list_transform(try_cast(json_extract(${post}, '$.attachments.media_keys') AS JSON[]),
      lambda k: coalesce(json_extract_string(k, '$.media_key'), json_extract_string(k, '$'))))))`
  const { posts, accounts } = twitterV2.select({} as Head, {}) // it looks at neither
  const asked = `(json ->> '$.author_id') = 'UNKNOWN' OR json_exists(json, '$.resource_id')`
  const shaped = `
    WITH asked AS (${given}),
    flat AS (
      SELECT "row", CASE WHEN json_type(json, '$.referenced_tweets') = 'ARRAY' THEN json_merge_patch(${flattened('json')}, json_object(
        'referenced_tweets', list_transform(try_cast(json_extract(json, '$.referenced_tweets') AS JSON[]), lambda r: ${flattened('r')}))) ELSE ${flattened('json')} END AS json
      FROM asked
      WHERE NOT coalesce(${asked}, false)
    ),
    raw AS (SELECT * FROM flat)`
  return {
    posts: `${shaped}
      SELECT * FROM (${posts})
      UNION ALL BY NAME
      -- 4CAT gives these the time of the request.
      SELECT "row", 'a post that was asked for and not given (' || coalesce(json ->> '$.detail', json ->> '$.subject', 'X does not say why') || ')' AS problem
      FROM asked
      WHERE coalesce(${asked}, false)`,
    accounts: `${shaped} SELECT * FROM (${accounts ?? ''})`,
  }
}

const inner = (record: Head['records'][number]) => {
  const data = at(record, 'data')
  const wrapped =
    at(record, 'source_platform') !== undefined &&
    data !== null &&
    typeof data === 'object' &&
    !Array.isArray(data)
  return {
    module: wordAt(record, wrapped ? 'source_platform' : '__import_meta.source_platform'),
    item: wrapped ? data : record,
  }
}

/** The first record that tells what it is. */
function kindOf(head: Head): { kind?: Kind; module: string } | null {
  for (const record of head.records) {
    const { module, item } = inner(record)
    const kind =
      KINDS.find(({ modules }) => modules.includes(module)) ??
      (module === '' ? KINDS.find(({ has }) => has.every(path => at(item, path) !== undefined)) : undefined)
    if (kind) return { kind, module }
    if (module !== '') return { module }
  }
  return null
}

export const fourcatNdjson = defineImporter({
  id: '4cat-ndjson',
  title: 'Zeeschuimer’s captures and 4CAT’s NDJSON: X, TikTok, Instagram, Telegram, Bluesky',
  reads: 'json',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    const found = kindOf(head)
    if (!found) return null
    const what = found.kind?.name ?? OTHERS[found.module] ?? found.module
    if (head.has('source_platform', 'data', 'timestamp_collected'))
      return { sure: 0.98, saw: `objects of ${what} with \`source_platform\`, as Zeeschuimer wraps them` }
    if (head.has('__import_meta.source_platform'))
      return { sure: 0.98, saw: `objects of ${what} with \`__import_meta\`, as 4CAT keeps them` }
    if (found.kind?.name === 'X' && head.has('rest_id', 'legacy.created_at'))
      return { sure: 0.95, saw: 'objects with `rest_id` and `legacy`, as X’s page gets them' }
    if (
      head.has('4CAT_metadata') ||
      head.has('_chat', 'message', 'date') ||
      head.has('author_user', 'author_id')
    )
      return { sure: 0.97, saw: `objects of ${what}, as 4CAT keeps them` }
    return null
  },
  select: head => {
    const found = kindOf(head)
    if (!found?.kind)
      throw new InputProblem(
        `${head.name}: Zeeschuimer’s objects of ${OTHERS[found?.module ?? ''] ?? found?.module ?? 'this platform'} are not read. Have 4CAT export them as CSV and name its columns: --as table --platform NAME --map at=unix_timestamp,account=author,id=id,text=body.`,
      )
    const { kind } = found
    const mine = [...kind.modules, ''].map(module => `'${module}'`).join(', ')
    const own = plainIds(
      kind.selects(
        `SELECT "row", json, observed_at FROM (${UNWRAPPED}) WHERE coalesce(source_platform, '') IN (${mine})`,
      ),
      ['post_id', 'account_id', 'parent_id', 'parent_account_id', 'thread_id'],
    )
    return {
      posts: `
        SELECT * FROM (${own.posts})
        UNION ALL BY NAME
        SELECT "row", 'an object of ' || source_platform || ' among those of ${kind.name}: put it in a file of its own' AS problem
        FROM (${UNWRAPPED}) WHERE coalesce(source_platform, '') NOT IN (${mine})`,
      ...(own.accounts ? { accounts: own.accounts } : {}),
    }
  },
})

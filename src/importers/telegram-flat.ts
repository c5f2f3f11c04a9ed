import { links } from './markdown.ts'
import { ofChannel } from './telegram-ids.ts'
import { unmarked } from './telegram-text.ts'

/** The names that scrapers give to one thing, best first. */
const NAMES = {
  number: ['message_id', 'messageId', 'msg_id', 'post_id', 'id'],
  told: ['date', 'datetime', 'timestamp', 'date_utc', 'post_date', 'created_at'],
  typed: ['text', 'message', 'content', 'message_text', 'caption'],
  channel_number: ['channel_id', 'channelId', 'peer_id'],
  chat_number: ['chat_id', 'dialog_id'],
  sender_number: ['sender_id', 'from_id', 'user_id', 'author_id'],
  handle: ['channel_username', 'chat_username', 'username', 'channel_name', 'channelName', 'channel'],
  title: ['channel_title', 'chat_title', 'title', 'channel_name', 'channelName', 'channel'],
  link: ['url', 'link', 'message_url', 'messageUrl', 'post_url'],
  views: ['views', 'message_views', 'viewCount', 'view_count'],
  reposts: ['forwards', 'forward_count', 'forwards_count'],
  replies: ['replies', 'reply_count', 'replies_count', 'comments'],
  answered: ['reply_to_msg_id', 'reply_to_message_id', 'reply_message_id', 'reply_to_id', 'reply_to'],
  forwarded: ['is_forwarded', 'is_forward', 'forwarded'],
  origin_number: [
    'forwarded_from_id',
    'forward_from_id',
    'fwd_from_id',
    'fwd_from_channel_id',
    'forward_from_chat_id',
  ],
  origin_message: [
    'forwarded_from_message_id',
    'forward_from_message_id',
    'fwd_from_message_id',
    'forward_msg_id',
    'channel_post',
  ],
  origin_link: ['forwardedUrl', 'forwarded_from_url', 'forwarded_from', 'forwardedFrom'],
  captured: ['retrieved_utc', 'scraped_at', 'scrapedAt', 'collected_at'],
} as const

export const FLAT_NAMES: readonly string[] = Object.values(NAMES).flat()
export const FLAT_TIMES: readonly string[] = NAMES.told

const POST = `{${[...new Set(FLAT_NAMES)].map(name => `"${name}": "VARCHAR"`).join(', ')}, "outlinks": ["VARCHAR"]}`
const named = Object.entries(NAMES).map(
  ([name, theirs]) => `coalesce(${theirs.map(their => `stated(p."${their}")`).join(', ')}) AS ${name}`,
)

const LINK = 't\\.me/(?:s/)?(c/)?([A-Za-z0-9_]+)/(\\d+)'
/** The chat and the message that a link leads to, in the form of a post's id. */
const linked = (link: string) =>
  `nullif(lower(regexp_extract(${link}, '${LINK}', 2)) || '/' || regexp_extract(${link}, '${LINK}', 3), '/')`
const NAME = '^@?[A-Za-z][A-Za-z0-9_]{3,31}$'
const when = (column: string, pattern: string, then: string) =>
  `WHEN regexp_matches(${column}, '${pattern}') THEN ${then}`

/**
 * Relation `flat_message`: messages as scrapers write them, one level deep. Numbers are the Bot API's where they have a
 * sign; a bare number of a channel is the channel's own, a bare number of a sender a person's.
 */
export const FLAT = `
  flat AS (
    SELECT "row", item, p, ${named.join(', ')} FROM (SELECT "row", item, from_json(item, '${POST}') AS p FROM item WHERE kind = 'flat')
  ),
  flat_placed AS (
    SELECT *,
      CASE ${when('channel_number', '^-\\d+$', 'channel_number')} ${when('channel_number', '^\\d+$', ofChannel('channel_number'))}
        ${when('chat_number', '^-\\d+$', 'chat_number')} ${when('chat_number', '^\\d+$', ofChannel('chat_number'))}
        ${when('sender_number', '^-\\d+$', 'sender_number')}
        WHEN regexp_extract(link, '${LINK}', 1) <> '' THEN ${ofChannel(`regexp_extract(link, '${LINK}', 2)`)}
        ELSE lower(ltrim(name, '@')) END AS place,
      nullif(${unmarked('typed')}, '') AS said
    FROM (
      SELECT *, coalesce(CASE WHEN regexp_extract(link, '${LINK}', 1) = '' THEN nullif(regexp_extract(link, '${LINK}', 2), '') END,
        CASE ${when('handle', NAME, "ltrim(handle, '@')")} END) AS name
      FROM flat
    )
  ),
  flat_message AS (
    SELECT "row", 0 AS mark, place, name, coalesce(CASE WHEN regexp_matches(number, '^\\d+$') THEN number END, nullif(regexp_extract(link, '${LINK}', 3), '')) AS number,
      CASE WHEN ${ofChannel('sender_number')} = place THEN place ${when('sender_number', '^-?\\d+$', 'sender_number')} END AS sender, told,
      coalesce(flag_of(forwarded), false) OR origin_number IS NOT NULL OR origin_link IS NOT NULL AS is_forwarded,
      -- A bare number may be a person's or a channel's, unless a channel's message goes with it.
      CASE ${when('origin_number', '^-\\d+$', 'origin_number')}
        WHEN regexp_matches(origin_number, '^\\d+$') AND origin_message IS NOT NULL THEN ${ofChannel('origin_number')}
        WHEN ${linked('origin_link')} IS NOT NULL THEN CASE WHEN regexp_extract(origin_link, '${LINK}', 1) <> ''
          THEN ${ofChannel(`regexp_extract(origin_link, '${LINK}', 2)`)} ELSE lower(regexp_extract(origin_link, '${LINK}', 2)) END END AS origin,
      coalesce(regexp_replace(origin_number, '^-100', '') || '/' || origin_message, ${linked('origin_link')}) AS original,
      CASE WHEN regexp_matches(answered, '^\\d+$') THEN answered END AS answered, NULL::VARCHAR AS answered_in, NULL::VARCHAR AS topic, said,
      coalesce(count_of(views), count_of(regexp_extract(views, '^\\[\\s*(\\d+)', 1))) AS views, count_of(reposts) AS reposts, count_of(replies) AS replies,
      NULL::VARCHAR AS client, coalesce(ms_epoch(captured), ms_text(captured, 'UTC')) AS observed_at,
      -- Of the page's links those that search a tag or stand for a name are no links that were shared.
      CASE WHEN p.outlinks IS NULL THEN ${links('typed', 'said')} ELSE list_filter(p.outlinks, lambda u: regexp_matches(u, '^https?://')
        AND NOT regexp_matches(u, '^https?://t\\.me/[^?]*\\?q=(%23|#)')
        AND NOT coalesce(contains(lower(said), '@' || lower(nullif(regexp_extract(u, '^https?://t\\.me/([A-Za-z0-9_]+)/?$', 1), ''))), false)) END AS urls,
      NULL::VARCHAR[] AS hashtags, NULL::VARCHAR[] AS mentions, NULL::VARCHAR[] AS media,
      CASE WHEN json_type(item) <> 'OBJECT' THEN 'not a post: ' || lower(json_type(item))
        WHEN number IS NULL AND told IS NULL THEN 'not a post: it has ' || array_to_string(json_keys(item)[:5], ', ')
        WHEN place IS NULL THEN 'not a message of a chat: it names no chat' END AS problem
    FROM flat_placed
  )`

/** Relation `dataset_message`: TGDataset keeps texts and media of a channel apart; of one message the text comes first. */
export const TGDATASET = `
  dataset AS (
    SELECT "row", item, item -> '$.message' AS m, ${ofChannel(`(item ->> '$.tgdataset.channel_id')`)} AS place, item ->> '$.tgdataset.username' AS name
    FROM item
    WHERE kind = 'tgdataset'
  ),
  dataset_message AS (
    SELECT "row", CASE WHEN (item ->> '$.list') = 'text_messages' THEN 0 ELSE 1 END AS mark, place, nullif(name, '') AS name, item ->> '$.message_id' AS number,
      NULL::VARCHAR AS sender, m ->> '$.date' AS told, coalesce(flag_of(m ->> '$.is_forwarded'), false) AS is_forwarded,
      -- It does not say whether a number is a person's or a channel's; channels' begin at 10⁹.
      CASE WHEN try_cast(m ->> '$.forwarded_from_id' AS BIGINT) < 1000000000 THEN m ->> '$.forwarded_from_id' END AS origin,
      NULL::VARCHAR AS original, NULL::VARCHAR AS answered, NULL::VARCHAR AS answered_in, NULL::VARCHAR AS topic, nullif(${unmarked(`(m ->> '$.message')`)}, '') AS said,
      NULL::BIGINT AS views, NULL::BIGINT AS reposts, NULL::BIGINT AS replies, NULL::VARCHAR AS client, NULL::BIGINT AS observed_at,
      ${links(`(m ->> '$.message')`, unmarked(`(m ->> '$.message')`))} AS urls, NULL::VARCHAR[] AS hashtags, NULL::VARCHAR[] AS mentions,
      CASE WHEN (m ->> '$.media_id') IS NOT NULL THEN [m ->> '$.media_id'] END AS media, NULL::VARCHAR AS problem
    FROM dataset
  )`

import type { Selects } from './importer.ts'

const MESSAGE = `{
  "id": "VARCHAR", "message": "VARCHAR", "date": "VARCHAR", "views": "VARCHAR", "forwards": "VARCHAR", "post_author": "VARCHAR",
  "_chat": {"id": "VARCHAR", "username": "VARCHAR", "title": "VARCHAR"},
  "_sender": {"id": "VARCHAR", "username": "VARCHAR", "title": "VARCHAR", "first_name": "VARCHAR", "last_name": "VARCHAR", "verified": "VARCHAR"},
  "peer_id": {"channel_id": "VARCHAR", "chat_id": "VARCHAR"}, "from_id": {"user_id": "VARCHAR", "channel_id": "VARCHAR"},
  "reply_to_msg_id": "VARCHAR", "reply_to": {"reply_to_msg_id": "VARCHAR"}, "replies": {"replies": "VARCHAR"},
  "fwd_from": {"channel_post": "VARCHAR", "from_id": {"channel_id": "VARCHAR", "user_id": "VARCHAR"}},
  "entities": [{"url": "VARCHAR"}],
  "media": {"webpage": {"url": "VARCHAR"}, "photo": {"id": "VARCHAR"}, "document": {"id": "VARCHAR"}}
}`

const read = (given: string) => `
  given AS (${given}),
  fields AS (
    SELECT "row", observed_at, json, from_json(json, '${MESSAGE}') AS m FROM given
  ),
  read AS (
    SELECT *, coalesce(m._chat.id, m.peer_id.channel_id, m.peer_id.chat_id) AS chat, concat_ws(' ', m._sender.first_name, m._sender.last_name) AS person,
      -- Channels and people have numbers of their own; the prefix is Telegram's for channels.
      coalesce(m.from_id.user_id, '-100' || m.from_id.channel_id,
        CASE WHEN m._sender.title IS NOT NULL THEN '-100' || m._sender.id ELSE m._sender.id END,
        '-100' || m.peer_id.channel_id, '-100' || m._chat.id) AS account_id
    FROM fields
  )`

const posts = (given: string) => `
  WITH ${read(given)}
  SELECT
    "row", 'telegram' AS platform, chat || '/' || m.id AS post_id, account_id, ms_epoch(m.date) AS "at",
    CASE WHEN m.fwd_from IS NOT NULL AND json_type(json, '$.fwd_from') = 'OBJECT' THEN 'repost'
      WHEN coalesce(m.reply_to_msg_id, m.reply_to.reply_to_msg_id) IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    CASE WHEN json_type(json, '$.fwd_from') = 'OBJECT' THEN m.fwd_from.from_id.channel_id || '/' || m.fwd_from.channel_post
      ELSE chat || '/' || coalesce(m.reply_to_msg_id, m.reply_to.reply_to_msg_id) END AS parent_id,
    CASE WHEN json_type(json, '$.fwd_from') = 'OBJECT'
      THEN coalesce('-100' || m.fwd_from.from_id.channel_id, m.fwd_from.from_id.user_id) END AS parent_account_id,
    NULL::VARCHAR AS thread_id, nullif(m.message, '') AS text, 'https://t.me/' || m._chat.username || '/' || m.id AS url,
    count_of(m.forwards) AS reposts, count_of(m.replies.replies) AS replies, count_of(m.views) AS views, observed_at,
    -- Links behind words, the one that is shown as a page, and those that stand in the text.
    list_distinct(list_filter(list_concat(
      coalesce(list_transform(m.entities, lambda e: e.url), []), [m.media.webpage.url],
      list_transform(regexp_extract_all(m.message, 'https?://[^\\s<>"]+'), lambda l: regexp_replace(l, '[''.,;:!?)\\]]+$', ''))),
      lambda l: l IS NOT NULL)) AS urls,
    list_filter([m.media.photo.id, m.media.document.id], lambda f: f IS NOT NULL) AS media,
    CASE WHEN chat IS NULL OR m.id IS NULL THEN 'not a message of a chat: it names no chat, or has no number'
      WHEN json_exists(json, '$.action') AND json_type(json, '$.action') = 'OBJECT' THEN 'a service message, not a post' END AS problem
  FROM read`

const accounts = (given: string) => `
  WITH ${read(given)}
  SELECT DISTINCT "row", 'telegram' AS platform, account_id, m._sender.username AS handle,
    coalesce(m._sender.title, nullif(person, '')) AS name, flag_of(m._sender.verified) AS verified, observed_at
  FROM read
  WHERE account_id IS NOT NULL AND (m._sender.username IS NOT NULL OR m._sender.title IS NOT NULL OR person <> '')`

/** Posts and accounts of Telethon's messages, as 4CAT keeps them; `given` is SQL for `row`, `json` and `observed_at`. */
export function telegramSelects(given: string): Selects {
  return { posts: posts(given), accounts: accounts(given) }
}

import { ofChannel, ofGroup } from './telegram-ids.ts'
import { ENTITIES, marked, marksOf } from './telegram-text.ts'

const NAMED = `{"id": "VARCHAR", "username": "VARCHAR", "title": "VARCHAR", "first_name": "VARCHAR", "last_name": "VARCHAR", "verified": "VARCHAR"}`
const PEER = `{"channel_id": "VARCHAR", "chat_id": "VARCHAR", "user_id": "VARCHAR"}`

/**
 * Telegram's own message as Telethon gives it, over the years: ids moved from numbers into peers, replies into an object.
 * 4CAT adds the chat and the sender.
 */
const MESSAGE = `{
  "_": "VARCHAR", "id": "VARCHAR", "date": "VARCHAR", "message": "VARCHAR", "peer_id": ${PEER}, "to_id": ${PEER}, "from_id": "JSON",
  "fwd_from": {"imported": "VARCHAR", "from_id": "JSON", "channel_id": "VARCHAR", "channel_post": "VARCHAR",
    "saved_from_peer": ${PEER}, "saved_from_msg_id": "VARCHAR"},
  "reply_to_msg_id": "VARCHAR",
  "reply_to": {"reply_to_msg_id": "VARCHAR", "reply_to_peer_id": ${PEER}, "reply_to_top_id": "VARCHAR", "forum_topic": "VARCHAR"},
  "views": "VARCHAR", "forwards": "VARCHAR", "replies": {"replies": "VARCHAR"}, "retrieved_utc": "VARCHAR", "entities": ${ENTITIES},
  "media": {"photo": {"id": "VARCHAR"}, "document": {"id": "VARCHAR"}, "webpage": {"url": "VARCHAR"},
    "poll": {"question": "JSON", "answers": [{"text": "JSON"}]}},
  "reply_markup": {"rows": [{"buttons": [{"url": "VARCHAR"}]}]}, "action": {"_": "VARCHAR", "_type": "VARCHAR"}, "_chat": ${NAMED}, "_sender": ${NAMED}, "4CAT_metadata": {"collected_at": "VARCHAR"}
}`

const account = (peer: string) =>
  `coalesce(${ofChannel(`${peer}.channel_id`)}, ${ofGroup(`${peer}.chat_id`)}, ${peer}.user_id)`
/** A peer, or in old data the number of a user. */
const sender = (json: string) => `CASE WHEN json_type(${json}) = 'OBJECT' THEN coalesce(
    ${ofChannel(`(${json} ->> '$.channel_id')`)}, ${ofGroup(`(${json} ->> '$.chat_id')`)}, ${json} ->> '$.user_id') ELSE ${json} ->> '$' END`
/** Words, or since 2024 an object with the words and their marks. */
const words = (json: string) =>
  `CASE WHEN json_type(${json}) = 'OBJECT' THEN ${json} ->> '$.text' ELSE ${json} ->> '$' END`

/** Relation `telethon`: messages of `item("row", item)` in the columns that all variants share. */
export const TELETHON = `
  telethon AS (
    SELECT *, nullif(m.message, '') AS said, ${marksOf('m.message', 'm.entities')} AS marks,
      coalesce(${account('coalesce(m.peer_id, m.to_id)')}, ${ofChannel('m._chat.id')}) AS place,
      CASE WHEN m._sender.title IS NOT NULL THEN ${ofChannel('m._sender.id')} ELSE m._sender.id END AS named_sender,
      coalesce(nullif(m.fwd_from.channel_id, '0'), m.fwd_from.from_id ->> '$.channel_id') AS channel,
      json_type(item, '$.fwd_from') = 'OBJECT' AND coalesce(m.fwd_from.imported, 'false') <> 'true' AS is_forwarded,
      coalesce(m.reply_to.reply_to_msg_id, m.reply_to_msg_id) AS answered,
      concat_ws(chr(10), ${words('m.media.poll.question')}, array_to_string(list_transform(m.media.poll.answers, lambda a: ${words('a.text')}), chr(10))) AS asked,
      list_filter(flatten(list_transform(m.reply_markup.rows, lambda r: list_transform(r.buttons, lambda b: b.url))), lambda u: u IS NOT NULL) AS buttons
    FROM (SELECT "row", item, from_json(item, '${MESSAGE}') AS m FROM item WHERE kind = 'telethon')
  ),
  telethon_message AS (
    SELECT "row", 0 AS mark, place, m._chat.username AS name, m.id AS number,
      coalesce(${sender('m.from_id')}, named_sender) AS sender, m.date AS told, is_forwarded,
      coalesce(${ofChannel('channel')}, ${sender('m.fwd_from.from_id')}) AS origin,
      -- Where a person's message was forwarded from a channel or a supergroup, that is where it can be found.
      CASE WHEN channel IS NOT NULL AND m.fwd_from.channel_post IS NOT NULL THEN channel || '/' || m.fwd_from.channel_post
        ELSE m.fwd_from.saved_from_peer.channel_id || '/' || m.fwd_from.saved_from_msg_id END AS original,
      -- In a topic, a message that answers none names the topic's first.
      CASE WHEN m.reply_to.forum_topic = 'true' AND m.reply_to.reply_to_top_id IS NULL THEN NULL ELSE answered END AS answered,
      ${account('m.reply_to.reply_to_peer_id')} AS answered_in, coalesce(m.reply_to.reply_to_top_id, answered) AS topic,
      coalesce(said, nullif(asked, '')) AS said, count_of(m.views) AS views, count_of(m.forwards) AS reposts, count_of(m.replies.replies) AS replies,
      NULL::VARCHAR AS client, coalesce(ms_epoch(m.retrieved_utc), ms_epoch(m."4CAT_metadata".collected_at)) AS observed_at,
      CASE WHEN m.entities IS NOT NULL THEN list_concat(
        CASE WHEN len(links) = 0 AND m.media.webpage.url IS NOT NULL THEN [m.media.webpage.url] ELSE links END, coalesce(buttons, [])) END AS urls,
      ${marked.hashtags('marks')} AS hashtags, ${marked.mentions('marks')} AS mentions,
      list_filter([m.media.photo.id, m.media.document.id], lambda f: f IS NOT NULL) AS media,
      CASE WHEN m._ = 'MessageService' OR json_type(item, '$.action') = 'OBJECT' THEN 'a service message, not a post (' || coalesce(m.action._, m.action._type, 'unnamed') || ')'
        WHEN m._ = 'MessageEmpty' THEN 'a message that is gone (MessageEmpty)' END AS problem
    FROM (SELECT *, ${marked.urls('marks')} AS links FROM telethon)
  ),
  telethon_account AS (
    SELECT "row", named_sender AS account_id, m._sender.username AS handle,
      coalesce(m._sender.title, concat_ws(' ', m._sender.first_name, m._sender.last_name)) AS name, m._sender.verified AS verified, m.date AS told
    FROM telethon
    UNION ALL BY NAME
    SELECT "row", place AS account_id, m._chat.username AS handle, m._chat.title AS name, m._chat.verified AS verified, m.date AS told FROM telethon
  )`

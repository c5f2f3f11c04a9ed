import { ENTITIES, marked, marksOf } from './telegram-text.ts'

const CHAT = `{"id": "VARCHAR", "username": "VARCHAR", "title": "VARCHAR", "first_name": "VARCHAR", "last_name": "VARCHAR"}`
const FILE = `{"file_unique_id": "VARCHAR"}`

/** A message as the Bot API and Pyrogram give it: ids are marked by their signs. */
const MESSAGE = `{
  "_": "VARCHAR", "message_id": "VARCHAR", "id": "VARCHAR", "date": "VARCHAR", "chat": ${CHAT}, "sender_chat": ${CHAT}, "from": ${CHAT},
  "from_user": ${CHAT}, "text": "VARCHAR", "caption": "VARCHAR", "entities": ${ENTITIES}, "caption_entities": ${ENTITIES},
  "forward_from_chat": ${CHAT}, "forward_from_message_id": "VARCHAR", "forward_from": ${CHAT}, "forward_sender_name": "VARCHAR",
  "forward_date": "VARCHAR", "forward_origin": {"chat": ${CHAT}, "sender_chat": ${CHAT}, "sender_user": ${CHAT}, "message_id": "VARCHAR"},
  "reply_to_message": {"message_id": "VARCHAR", "id": "VARCHAR"}, "reply_to_message_id": "VARCHAR",
  "message_thread_id": "VARCHAR", "is_topic_message": "VARCHAR", "reply_to_top_message_id": "VARCHAR", "views": "VARCHAR", "forwards": "VARCHAR",
  "via_bot": {"username": "VARCHAR"}, "photo": "JSON", "video": ${FILE}, "document": ${FILE}, "animation": ${FILE},
  "audio": ${FILE}, "voice": ${FILE}, "service": "VARCHAR", "empty": "VARCHAR", "pinned_message": "JSON",
  "new_chat_members": "JSON", "left_chat_member": "JSON",
  "poll": {"question": "VARCHAR", "options": [{"text": "VARCHAR"}]}
}`

/** Relation `bot_message`: messages of `item("row", item)`, and those that they answer, in the columns that all variants share. */
export const BOT_API = `
  bot_given AS (
    SELECT "row", 0 AS mark, item FROM item WHERE kind = 'bot'
    UNION ALL
    SELECT "row", 1, item -> '$.reply_to_message' FROM item WHERE kind = 'bot' AND json_type(item, '$.reply_to_message.chat') = 'OBJECT'
  ),
  bot AS (
    SELECT *, coalesce(m.text, m.caption) AS said, ${marksOf('coalesce(m.text, m.caption)', 'coalesce(m.entities, m.caption_entities)')} AS marks,
      coalesce(m.forward_from_chat.id, m.forward_origin.chat.id, m.forward_origin.sender_chat.id, m.forward_from.id, m.forward_origin.sender_user.id) AS origin,
      coalesce(m.forward_from_message_id, m.forward_origin.message_id) AS origin_number,
      coalesce(m.reply_to_message_id, m.reply_to_message.message_id, m.reply_to_message.id) AS answered,
      concat_ws(chr(10), m.poll.question, array_to_string(list_transform(m.poll.options, lambda o: o.text), chr(10))) AS asked
    FROM (SELECT "row", mark, item, from_json(item, '${MESSAGE}') AS m FROM bot_given)
  ),
  bot_message AS (
    SELECT "row", mark, m.chat.id AS place, m.chat.username AS name, coalesce(m.message_id, m.id) AS number,
      coalesce(m.sender_chat.id, m."from".id, m.from_user.id) AS sender, m.date AS told, m._ IS NOT NULL AS is_pyrogram,
      origin IS NOT NULL OR m.forward_sender_name IS NOT NULL OR m.forward_date IS NOT NULL OR json_type(item, '$.forward_origin') = 'OBJECT' AS is_forwarded,
      origin, CASE WHEN regexp_matches(origin, '^-100\\d{10,}$') THEN substr(origin, 5) || '/' || origin_number END AS original,
      CASE WHEN m.is_topic_message = 'true' AND m.message_thread_id = answered THEN NULL ELSE answered END AS answered, NULL::VARCHAR AS answered_in,
      coalesce(m.message_thread_id, m.reply_to_top_message_id, answered) AS topic, coalesce(nullif(said, ''), nullif(asked, '')) AS said,
      count_of(m.views) AS views, count_of(m.forwards) AS reposts, NULL::BIGINT AS replies, '@' || m.via_bot.username AS client,
      NULL::BIGINT AS observed_at,
      -- The Bot API leaves the list out where there are no marks.
      ${marked.urls('marks')} AS urls, ${marked.hashtags('marks')} AS hashtags, ${marked.mentions('marks')} AS mentions,
      -- A photo comes in several sizes, the last of which is the largest.
      list_filter([coalesce(m.photo ->> '$.file_unique_id', m.photo ->> '$[#-1].file_unique_id'), m.video.file_unique_id,
        m.document.file_unique_id, m.animation.file_unique_id, m.audio.file_unique_id, m.voice.file_unique_id], lambda f: f IS NOT NULL) AS media,
      CASE WHEN m.empty = 'true' THEN 'a message that is gone (empty)'
        WHEN coalesce(m.service, 'false') <> 'false' THEN 'a service message, not a post (' || m.service || ')'
        WHEN m.new_chat_members IS NOT NULL OR m.left_chat_member IS NOT NULL OR m.pinned_message IS NOT NULL THEN 'a service message, not a post' END AS problem
    FROM bot
  ),
  bot_account AS (
    SELECT "row", c.id AS account_id, c.username AS handle, coalesce(c.title, nullif(concat_ws(' ', c.first_name, c.last_name), '')) AS name, told
    FROM (
      SELECT "row", unnest([m.chat, m.sender_chat, m."from", m.from_user, m.forward_from_chat, m.forward_from,
        m.forward_origin.chat, m.forward_origin.sender_chat, m.forward_origin.sender_user]) AS c, m.date AS told
      FROM bot
    )
    WHERE c.id IS NOT NULL
  )`

import { at, type Head, type Json } from './head.ts'
import { defineImporter, type Fields, InputProblem } from './importer.ts'
import { type Nested, nestedRecords, type Path } from './nested-records.ts'
import { literal } from './sql.ts'
import { address, ofChannel, ofGroup, prefix, schemed } from './telegram-ids.ts'

const MESSAGE = `{
  "chat": {"id": "VARCHAR", "name": "VARCHAR", "type": "VARCHAR"},
  "message": {
    "id": "VARCHAR", "type": "VARCHAR", "date": "VARCHAR", "date_unixtime": "VARCHAR", "from": "VARCHAR", "from_id": "VARCHAR",
    "action": "VARCHAR", "forwarded_from": "VARCHAR", "forwarded_from_id": "VARCHAR", "reply_to_message_id": "VARCHAR",
    "reply_to_peer_id": "VARCHAR", "via_bot": "VARCHAR", "text": "JSON", "poll": "JSON", "inline_bot_buttons": "JSON",
    "text_entities": [{"type": "VARCHAR", "text": "VARCHAR", "href": "VARCHAR", "user_id": "VARCHAR"}]
  }
}`
/** What tells whose a message is. */
const SENDER = `{
  "chat": {"id": "VARCHAR", "name": "VARCHAR", "type": "VARCHAR"},
  "message": {"date_unixtime": "VARCHAR", "from": "VARCHAR", "from_id": "VARCHAR", "forwarded_from": "VARCHAR", "forwarded_from_id": "VARCHAR"}
}`

const inMessage = (names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map(name => `message.${name}`)

const FIELDS: Fields = {
  read: [
    'chat.id',
    'chat.name',
    'chat.type',
    ...inMessage(`id type date date_unixtime from from_id action forwarded_from forwarded_from_id reply_to_message_id
      reply_to_peer_id via_bot text text_entities inline_bot_buttons poll.question poll.answers.text`),
  ],
  expected: ['chat.id', 'message.id', 'message.type', 'message.date_unixtime|message.date'],
  // Files are named by the export: the same name is another picture in another export.
  left: inMessage(`edited edited_unixtime author saved_from photo photo_file_size file file_name file_size thumbnail
    thumbnail_file_size media_type media_spoiler mime_type duration_seconds width height sticker_emoji performer title
    self_destruct_period_seconds live_location_period_seconds contact_information contact_vcard contact_vcard_file_size
    location_information place_name address game_title game_description game_link invoice_information reactions
    paid_stars_amount giveaway_information giveaway_results poll actor actor_id`),
}

/** Before 2021 chats of all kinds were numbered in one row: channels from 2³³, basic groups from 2³². */
const CHANNELS = 8_589_934_592n
const GROUPS = 4_294_967_296n

/** `user1`, `chat1`, `channel1`; before 2021 a bare number. */
function peer(id: string): string {
  const number = `try_cast(${id} AS BIGINT)`
  return `CASE WHEN starts_with(${id}, 'channel') THEN ${ofChannel(`substr(${id}, 8)`)}
      WHEN starts_with(${id}, 'chat') THEN ${ofGroup(`substr(${id}, 5)`)}
      WHEN starts_with(${id}, 'user') THEN substr(${id}, 5)
      WHEN ${number} >= ${CHANNELS} THEN ${ofChannel(`(${number} - ${CHANNELS})`)}
      WHEN ${number} >= ${GROUPS} THEN ${ofGroup(`(${number} - ${GROUPS})`)}
      ELSE ${number}::VARCHAR END`
}

const read = (fields: string) => `
  fields AS (
    SELECT "row", json, f.chat AS chat, f.message AS m, try_cast(f.chat.id AS BIGINT) AS number,
      f.message.date_unixtime IS NULL AS is_old
    FROM (SELECT "row", json, from_json(json, '${fields}') AS f FROM raw)
  ),
  read AS (
    SELECT *, coalesce(sender, place) AS account_id
    FROM (
      SELECT *, ${peer('m.from_id')} AS sender,
        CASE WHEN list_contains(['personal_chat', 'bot_chat', 'saved_messages', 'replies', 'verify_codes'], chat.type) THEN number::VARCHAR
          WHEN chat.type = 'private_group' THEN ${ofGroup(`CASE WHEN is_old AND number >= ${GROUPS} THEN number - ${GROUPS} ELSE number END`)}
          ELSE ${ofChannel(`CASE WHEN is_old AND number >= ${CHANNELS} THEN number - ${CHANNELS} ELSE number END`)} END AS place
      FROM fields
    )
  )`

/** Texts of the marks of one kind. */
const marked = (kind: string, value = 'text') =>
  `list_transform(list_filter(marks, lambda p: p.type = '${kind}'), lambda p: p.${value})`

/** What is marked up in the text. Older exports have only the text, cut where the marks begin and end. */
const PARTS = `CASE
    WHEN m.text_entities IS NOT NULL THEN m.text_entities
    WHEN json_type(m.text) = 'ARRAY' THEN list_transform(json_extract(m.text, '$[*]'), lambda p: CASE json_type(p)
      WHEN 'OBJECT' THEN {'type': p ->> '$.type', 'text': p ->> '$.text', 'href': p ->> '$.href', 'user_id': p ->> '$.user_id'}
      ELSE {'type': 'plain', 'text': p ->> '$', 'href': NULL, 'user_id': NULL} END) END`

const posts = (tz: string | undefined) => `
  WITH ${read(MESSAGE)},
  parts AS (
    SELECT *, ${prefix('place')} AS prefix, ${PARTS} AS parts,
      -- A sender who is gone is null, which is said all the same.
      m.forwarded_from IS NOT NULL OR m.forwarded_from_id IS NOT NULL
        OR CASE WHEN contains(json::VARCHAR, '"forwarded_from"') THEN json_exists(json, '$.message.forwarded_from') ELSE false END AS is_forward
    FROM read
  ),
  said AS (
    SELECT *, prefix || '/' || m.id AS post_id, list_filter(parts, lambda p: p.type <> 'plain') AS marks,
      nullif(CASE WHEN starts_with(m.text::VARCHAR, '"') THEN m.text ->> '$'
        ELSE array_to_string(list_transform(parts, lambda p: p.text), '') END, '') AS said,
      concat_ws(chr(10), CASE json_type(m.poll, '$.question') WHEN 'VARCHAR' THEN m.poll ->> '$.question' END,
        array_to_string(list_transform(json_extract(m.poll, '$.answers[*].text'), lambda a: a ->> '$'), chr(10))) AS asked,
      list_transform(list_filter(json_extract(m.inline_bot_buttons, '$[*][*]'), lambda b: (b ->> '$.type') = 'url'), lambda b: b ->> '$.data') AS buttons
    FROM parts
  )
  SELECT
    "row", 'telegram' AS platform, post_id, account_id,
    coalesce(ms_epoch(m.date_unixtime), ${tz ? `CASE WHEN regexp_matches(m.date, '\\d:\\d\\d') THEN ms_text(m.date, ${literal(tz)}) END` : 'NULL'}) AS "at",
    CASE WHEN is_forward THEN 'repost' WHEN m.reply_to_message_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    -- Of a forwarded message the export says whose it was, not which.
    CASE WHEN NOT is_forward THEN coalesce(${prefix(peer('m.reply_to_peer_id'))}, prefix) || '/' || m.reply_to_message_id END AS parent_id,
    CASE WHEN is_forward THEN ${peer('m.forwarded_from_id')} END AS parent_account_id,
    coalesce(said, nullif(asked, '')) AS text, ${address('place', 'NULL::VARCHAR', 'm.id')} AS url,
    m.via_bot AS client,
    -- A text without marks is searched for them.
    CASE WHEN len(marks) > 0 THEN ${marked('hashtag')} END AS hashtags,
    CASE WHEN len(marks) > 0 THEN list_concat(${marked('mention')}, ${marked('mention_name', 'user_id')}) END AS mentions,
    CASE WHEN len(marks) > 0 OR len(buttons) > 0 THEN list_distinct(list_filter(
      list_concat(list_transform(${marked('link')}, lambda l: ${schemed('l')}), ${marked('text_link', 'href')}, buttons),
      lambda l: regexp_matches(l, '^https?://'))) END AS urls,
    CASE
      WHEN m.type = 'service' THEN 'a service message, not a post (' || coalesce(m.action, 'unnamed') || ')'
      WHEN m.type = 'unsupported' THEN 'a message that Telegram Desktop could not export (unsupported)'
      WHEN m.type IS NULL OR m.type <> 'message' THEN 'not a post: a message of type ' || coalesce(m.type, 'unknown')
      WHEN number IS NULL THEN 'not a post: its chat has no number'
      ${tz ? '' : `WHEN m.date_unixtime IS NULL AND m.date IS NOT NULL THEN 'its time is that of the clock of the computer that exported it: say its zone with --tz'`}
    END AS problem
  FROM said`

const ACCOUNTS = `
  WITH ${read(SENDER)},
  seen AS (
    SELECT "row", unnest([
        {'account': account_id, 'name': coalesce(CASE WHEN sender IS NOT NULL THEN m."from" END, CASE WHEN account_id = place THEN chat.name END)},
        {'account': ${peer('m.forwarded_from_id')}, 'name': m.forwarded_from}
      ]) AS a, ms_epoch(m.date_unixtime) AS observed_at
    FROM read
  )
  -- Names are those of the day of the export, which it does not say: this is the earliest that it can have been.
  SELECT "row", 'telegram' AS platform, a.account AS account_id, a.name AS name, observed_at FROM seen WHERE a.account IS NOT NULL AND a.name IS NOT NULL`

const CHAT =
  /"type"\s*:\s*"(personal_chat|bot_chat|saved_messages|replies|verify_codes|(?:private|public)_(?:group|supergroup|channel))"/
const ACCOUNT =
  /^\s*\{\s*"about"\s*:[\s\S]*"(personal_information|profile_pictures|stories|contacts|frequent_contacts|sessions|chats|left_chats)"\s*:/

const isMessage = (path: Path) => {
  const names = path.join('.')
  return names === 'messages.*' || /^(left_)?chats\.list\.\*\.messages\.\*$/.test(names)
}

/** Some versions write control signs as `\x0B`, or a custom emoji's file without quotes: neither is JSON. */
function mended(json: string): string {
  const signs = json.includes('\\x')
    ? json.replace(/\\(x[0-9A-Fa-f]{2}|.)/gs, (whole, sign: string) =>
        sign.length === 3 ? `\\u00${sign.slice(1)}` : whole,
      )
    : json
  if (!signs.includes('"document_id": ')) return signs
  return signs.replace(
    /("document_id": )([^"\s\d][^\n]*?)(,?\n)/g,
    (_, name: string, value: string, end: string) => name + JSON.stringify(value) + end,
  )
}

/** A message with the chat that it stands in; another tool may have put the chat's name and number behind its messages. */
const compose = (head: Head) => {
  const whole: Json = head.records[0] ?? {}
  const lone = (name: string) => JSON.stringify(at(whole, name) ?? null)
  return ({ json, path, around }: Nested) => {
    const chat = around.at(-1)
    const said = ['name', 'type', 'id'].map(
      name => `"${name}":${chat?.[name] ?? (path.length === 2 ? lone(name) : 'null')}`,
    )
    return mended(`{"chat":{${said.join(',')}},"message":${json}}`)
  }
}

export const telegramDesktop = defineImporter({
  id: 'telegram-desktop',
  title: 'Telegram Desktop’s result.json: the export of one chat, or of a whole account',
  reads: 'json',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (ACCOUNT.test(head.text))
      return { sure: 0.95, saw: 'the export of an account: `about`, then its lists' }
    const chat = /^\s*\{/.test(head.text) && /"messages"\s*:\s*\[/.test(head.text) && CHAT.exec(head.text)
    return chat ? { sure: 0.95, saw: `the \`messages\` of one chat, a ${chat[1]}` } : null
  },
  select: (head, { tz }) => {
    const hasMessages = /"type"\s*:\s*"(message|service)"/.test(head.text)
    const isOld = hasMessages && !head.text.includes('"date_unixtime"')
    if (isOld && !tz)
      throw new InputProblem(
        `${head.name}: this export tells the time only by the clock of the computer that made it. Say its zone, as in --tz Europe/Paris.`,
      )
    return {
      posts: posts(tz),
      accounts: ACCOUNTS,
      notes: isOld ? [`times are read as those of a clock in ${tz}`] : [],
    }
  },
  records: ({ head, bytes }) => nestedRecords(bytes(), isMessage, compose(head)),
})

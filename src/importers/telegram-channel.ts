import { at, type Head, type JsonObject, wordAt } from './head.ts'
import { defineImporter, InputProblem, type Selects } from './importer.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { type Nested, nestedRecords, type Path } from './nested-records.ts'
import { literal } from './sql.ts'
import { BOT_API } from './telegram-bot-api.ts'
import { CHANNEL_FIELDS } from './telegram-fields.ts'
import { FLAT, TGDATASET } from './telegram-flat.ts'
import { address, ofChannel, ofGroup, prefix } from './telegram-ids.ts'
import { TELETHON } from './telegram-telethon.ts'

const PEERS = `['Channel', 'ChannelForbidden', 'Chat', 'ChatForbidden', 'User']`
const UPDATES = ['message', 'channel_post', 'edited_message', 'edited_channel_post']
  .map(kind => `json -> '$.${kind}'`)
  .join(', ')

/** Each message or account of a record, which may be a page of them, and which tool's it is. */
const READ = `
  given AS (
    SELECT "row", json AS item FROM raw WHERE NOT coalesce(json_type(json, '$.messages') = 'ARRAY' OR json_exists(json, '$.update_id') OR json_type(json, '$.result') = 'ARRAY', false)
    UNION ALL
    SELECT "row", unnest(list_concat(json_extract(json, '$.messages[*]'), json_extract(json, '$.chats[*]'), json_extract(json, '$.users[*]')))
    FROM raw WHERE json_type(json, '$.messages') = 'ARRAY'
    UNION ALL
    SELECT "row", coalesce(${UPDATES}) FROM (
      SELECT "row", json FROM raw WHERE json_exists(json, '$.update_id')
      UNION ALL
      SELECT "row", unnest(json_extract(json, '$.result[*]')) FROM raw WHERE json_type(json, '$.result') = 'ARRAY'
    )
  ),
  item AS (
    SELECT "row", item, CASE
      WHEN json_exists(item, '$.tgdataset') THEN 'tgdataset'
      WHEN list_contains(${PEERS}, item ->> '$._') THEN 'peer'
      WHEN json_type(item, '$.peer_id') = 'OBJECT' OR json_type(item, '$.to_id') = 'OBJECT' OR list_contains(['MessageService', 'MessageEmpty'], item ->> '$._') THEN 'telethon'
      WHEN json_type(item, '$.chat') = 'OBJECT' THEN 'bot'
      WHEN (item ->> '$._type') LIKE 'snscrape%Channel' THEN 'page'
      ELSE 'flat' END AS kind
    FROM given
    WHERE item IS NOT NULL
  ),
  ${TELETHON},
  ${BOT_API},
  ${FLAT},
  ${TGDATASET},
  message AS (
    FROM telethon_message UNION ALL BY NAME FROM bot_message UNION ALL BY NAME FROM flat_message UNION ALL BY NAME FROM dataset_message
  )`

/** Numbers of seconds, times with a zone, or MongoDB's `{"$date": …}`; a clock without a zone is read in `tz`. */
function time(told: string, tz: string): string {
  const bare = `regexp_extract(${told}, '^(?:\\{\\s*"\\$date"\\s*:\\s*"?)?([^"}]*)', 1)`
  return `coalesce(ms_epoch(${bare}), CASE WHEN regexp_matches(${bare}, '\\d:\\d\\d') THEN ms_text(${bare}, ${literal(tz)}) END)`
}

/** `given`: SQL for "row" and json. */
const posts = (given: string, tz?: string) => `
  WITH asked AS (${given}),
  raw AS (SELECT "row", json FROM asked),
  ${READ}
  SELECT
    "row", mark, 'telegram' AS platform, chat || '/' || number AS post_id, coalesce(sender, place) AS account_id, ${time('told', tz ?? 'UTC')} AS "at",
    CASE WHEN is_forwarded THEN 'repost' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    CASE WHEN is_forwarded THEN original ELSE coalesce(${prefix('answered_in')}, chat) || '/' || answered END AS parent_id,
    CASE WHEN is_forwarded THEN origin END AS parent_account_id, chat || '/' || topic AS thread_id, said AS text,
    ${address('place', 'name', 'number')} AS url, client, views, reposts, replies, observed_at, urls, hashtags, mentions, media,
    CASE WHEN problem IS NOT NULL THEN problem WHEN number IS NULL THEN 'not a message of a chat: it has no number'
      WHEN place IS NULL THEN 'not a message of a chat: it names no chat'
      ${tz ? '' : `WHEN is_pyrogram AND regexp_matches(told, '\\d:[\\d:.]+$') THEN 'its time is that of the clock of the computer that captured it: say its zone with --tz'`}
    END AS problem
  FROM (SELECT *, ${prefix('place')} AS chat FROM message)`

const accounts = (given: string, tz: string) => `
  WITH asked AS (${given}),
  raw AS (SELECT "row", json FROM asked),
  ${READ},
  seen AS (
    SELECT "row", place AS account_id, name AS handle, title AS name, told FROM flat_placed WHERE name IS NOT NULL OR title IS NOT NULL
    UNION ALL BY NAME
    SELECT "row", account_id, handle, name, told FROM bot_account
    UNION ALL BY NAME
    SELECT "row", account_id, handle, name, verified, told FROM telethon_account WHERE coalesce(handle, '') <> '' OR coalesce(name, '') <> ''
    UNION ALL BY NAME
    SELECT "row", place AS account_id, name AS handle, item ->> '$.tgdataset.title' AS name, nullif(item ->> '$.tgdataset.description', '') AS description,
      item ->> '$.tgdataset.creation_date' AS made, item ->> '$.tgdataset.n_subscribers' AS followers, item ->> '$.tgdataset.verified' AS verified
    FROM dataset
    UNION ALL BY NAME
    SELECT "row", CASE WHEN starts_with(item ->> '$._', 'Channel') THEN ${ofChannel(`(item ->> '$.id')`)} WHEN starts_with(item ->> '$._', 'Chat') THEN ${ofGroup(`(item ->> '$.id')`)} ELSE item ->> '$.id' END AS account_id,
      item ->> '$.username' AS handle, coalesce(item ->> '$.title', concat_ws(' ', item ->> '$.first_name', item ->> '$.last_name')) AS name,
      CASE WHEN starts_with(item ->> '$._', 'Ch') THEN item ->> '$.date' END AS made, item ->> '$.participants_count' AS followers, item ->> '$.verified' AS verified
    FROM item WHERE kind = 'peer'
    UNION ALL BY NAME
    SELECT "row", lower(item ->> '$.username') AS account_id, item ->> '$.username' AS handle, item ->> '$.title' AS name, item ->> '$.description' AS description,
      item ->> '$.members' AS followers, item ->> '$.verified' AS verified
    FROM item WHERE kind = 'page'
  )
  -- Once for all messages that show the same; the first of them is the earliest that it can have been seen.
  SELECT min("row") AS "row", 'telegram' AS platform, account_id, nullif(handle, '') AS handle, nullif(name, '') AS name, description,
    ${time('made', 'UTC')} AS created_at, count_of(followers) AS followers, flag_of(verified) AS verified, min(${time('told', tz)}) AS observed_at
  FROM seen
  WHERE account_id IS NOT NULL
  GROUP BY ALL`

const TEXTS = ['message', 'text', 'caption', 'content', 'message_text']
const TIMES = ['date', 'datetime', 'timestamp']

function detected(head: Head): { sure: number; saw: string } | null {
  for (const [place, where] of [
    ['', ''],
    ['messages.0.', ' in pages of `messages`'],
  ] as const) {
    const has = (...names: string[]) => head.has(...names.map(name => place + name))
    if (
      has('id', 'date', 'peer_id.channel_id') ||
      has('id', 'date', 'peer_id._') ||
      has('id', 'date', 'to_id._') ||
      has('id', 'date', 'to_id.channel_id')
    )
      return { sure: 0.95, saw: `messages with \`peer_id\`${where}, as Telethon gives them` }
    if (
      (has('message_id', 'chat.id', 'date') || has('id', 'chat.id', 'date', '_')) &&
      head.records.some(record => isChat(at(record, `${place}chat`)))
    )
      return {
        sure: 0.95,
        saw: `messages with \`chat\` and \`date\`${where}, as the Bot API and Pyrogram give them`,
      }
  }
  for (const post of ['message', 'channel_post', 'result.0.message', 'result.0.channel_post'])
    if (head.has(`${post}.message_id`, `${post}.chat.id`))
      return { sure: 0.95, saw: 'updates of the Bot API' }
  if (head.records.some(record => wordAt(record, '_type').startsWith('snscrape.modules.telegram')))
    return { sure: 0.98, saw: 'posts of Telegram as snscrape gives them' }
  if (isDataset(head))
    return { sure: 0.95, saw: 'channels by their numbers, each with `text_messages`, as in TGDataset' }
  if (isPage(head)) return { sure: 0.9, saw: 'a page of `messages` as Telethon gives it' }
  return flatDetected(head.records)
}

/** Messages one level deep, as scrapers write them: known by a channel's number or by addresses of Telegram. */
export function flatDetected(records: readonly JsonObject[]): { sure: number; saw: string } | null {
  const flat = records.filter(
    record => TEXTS.some(name => name in record) && TIMES.some(name => name in record),
  )
  if (
    flat.some(record =>
      ['sender_id', 'chat_id', 'channel_id', 'peer_id'].some(name =>
        /^-100\d{10,}$/.test(wordAt(record, name)),
      ),
    )
  )
    return { sure: 0.9, saw: 'messages with ids of Telegram’s channels (-100…)' }
  if (
    flat.some(record =>
      ['url', 'link', 'message_url', 'messageUrl', 'post_url'].some(name =>
        /^https:\/\/t\.me\/(s\/)?(c\/)?\w+\/\d+/.test(wordAt(record, name)),
      ),
    )
  )
    return { sure: 0.9, saw: 'messages with addresses of Telegram (t.me)' }
  if (
    flat.some(
      record =>
        'message_id' in record && ['channel_id', 'channel_username', 'channel'].some(name => name in record),
    )
  )
    return { sure: 0.6, saw: 'messages with `message_id` and a channel' }
  return null
}

const isChat = (chat: JsonObject[string] | undefined) =>
  chat !== null &&
  typeof chat === 'object' &&
  !Array.isArray(chat) &&
  ('type' in chat || 'title' in chat || 'username' in chat)

/** One document of any size: the head may hold no more than its beginning. */
const isDataset = (head: Head) =>
  head.records.length <= 1 &&
  /^\s*\{\s*"\d{6,}"\s*:\s*\{/.test(head.text) &&
  /"(text_messages|generic_media)"\s*:\s*\{/.test(head.text)
const isPage = (head: Head) =>
  head.records.length === 0 &&
  /^\s*\{/.test(head.text) &&
  /"messages"\s*:\s*\[\s*\{/.test(head.text) &&
  /"_"\s*:\s*"Message(Service|Empty)?"/.test(head.text)

const inDataset = (path: Path) =>
  path.length === 3 && (path[1] === 'text_messages' || path[1] === 'generic_media')
const inPage = (path: Path) =>
  path.length === 2 && path[1] === '*' && ['messages', 'chats', 'users'].includes(path[0] ?? '')

function ofDataset({ json, path, around }: Nested): string {
  const [channel, list, number] = path.map(name => JSON.stringify(name))
  const said = Object.entries(around.at(-2) ?? {}).map(([name, value]) => `,${JSON.stringify(name)}:${value}`)
  return `{"tgdataset":{"channel_id":${channel}${said.join('')}},"list":${list},"message_id":${number},"message":${json}}`
}

/** Posts and accounts of messages, whichever tool's; `given` is SQL for "row" and json. */
export function telegramMessages(given: string, tz?: string): Selects {
  return { posts: posts(given, tz), accounts: accounts(given, tz ?? 'UTC') }
}

const LOCAL = /^\d{4}-\d\d-\d\d[ T][\d:.]+$/

export const telegramChannel = defineImporter({
  id: 'telegram-channel',
  title:
    'Telegram messages as scrapers keep them: Telethon, Pyrogram, the Bot API, snscrape, TGDataset, and flat JSON',
  reads: 'json',
  fields: CHANNEL_FIELDS,
  detect: head => (head.shape === 'json-lines' || head.shape === 'json' ? detected(head) : null),
  select: (head, { tz }) => {
    const isLocal = head.records.some(record => LOCAL.test(wordAt(record, 'date')))
    if (isLocal && !tz && head.has('_', 'chat.id', 'date'))
      throw new InputProblem(
        `${head.name}: Pyrogram tells the time by the clock of the computer that it ran on. Say its zone, as in --tz Europe/Paris.`,
      )
    return {
      ...telegramMessages('SELECT * FROM raw', tz),
      notes: isLocal
        ? [`times that state no zone are read ${tz ? `in ${tz}` : 'as UTC (--tz changes it)'}`]
        : [],
    }
  },
  records: ({ head, bytes }) => {
    if (isDataset(head)) return nestedRecords(bytes(), inDataset, ofDataset)
    if (head.shape === 'json' && (isPage(head) || (head.records.length === 1 && head.has('messages.0._'))))
      return nestedRecords(bytes(), inPage, ({ json }) => json)
    return head.shape === 'json-lines' ? jsonLines(bytes()) : jsonValues(bytes())
  },
})

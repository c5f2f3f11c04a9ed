import { boardOf } from './fourchan.ts'
import { at, type Head, type Json } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'

const POST = `{
  "num": "VARCHAR", "subnum": "VARCHAR", "thread_num": "VARCHAR", "op": "VARCHAR", "timestamp": "VARCHAR", "fourchan_date": "VARCHAR",
  "name": "VARCHAR", "trip": "VARCHAR", "title": "VARCHAR", "comment": "VARCHAR", "comment_sanitized": "VARCHAR", "nreplies": "VARCHAR",
  "board": {"shortname": "VARCHAR"}, "media": {"media_hash": "VARCHAR"}
}`

const READ =
  'num subnum thread_num op timestamp fourchan_date name trip title comment comment_sanitized nreplies'
const LEFT = `doc_id poster_ip timestamp_expired capcode email poster_hash poster_country poster_country_name troll_country_code
  troll_country_name since4pass exif deleted sticky locked nimages comment_processed formatted title_processed name_processed
  email_processed trip_processed poster_hash_processed poster_country_name_processed extra_data board.name media`
/** A post stands by itself, in a thread of that number, or in an answer to a search. */
const anywhere = (names: readonly string[]) =>
  ['', '*.op.', '*.posts.', '*.posts.*.', 'posts.'].flatMap(place => names.map(name => place + name))

const FIELDS: Fields = {
  read: anywhere([...READ.split(' '), 'board.shortname', 'media.media_hash']),
  left: [...anywhere(LEFT.split(/\s+/)), 'meta'],
}

const read = (board: string | null) => `
  given AS (
    SELECT "row", unnest(json -> '$.*.op') AS post FROM raw
    UNION ALL
    SELECT "row", unnest(json -> '$.*.posts.*') FROM raw
    UNION ALL
    SELECT "row", unnest(json -> '$.*.posts[*]') FROM raw
    UNION ALL
    SELECT "row", unnest(json -> '$.posts[*]') FROM raw
    UNION ALL
    SELECT "row", json FROM raw WHERE json_exists(json, '$.num') OR json_exists(json, '$.error')
  ),
  fields AS (
    SELECT "row", from_json(post, '${POST}') AS p, post ->> '$.error' AS error FROM given
  ),
  post AS (
    SELECT *, coalesce(p.board.shortname, ${board ? `'${board}'` : 'NULL'}) AS board,
      ms_epoch(p.timestamp) AS counted,
      -- 4chan shows New York's time: "5/5/17(Fri)14:35".
      epoch_ms(timezone('America/New_York', try_strptime(regexp_replace(p.fourchan_date, '\\(\\w+\\)', ' '), '%m/%d/%y %H:%M'))) AS shown,
      nullif(trim(regexp_replace(coalesce(p.comment, p.comment_sanitized), '\\[/?spoiler\\]', '', 'g')), '') AS said
    FROM fields
  ),
  told AS (
    SELECT *, coalesce(board || '/', '') AS prefix, nullif(p.trip, '') AS trip,
      CASE WHEN counted - shown BETWEEN 0 AND 59999 THEN counted END AS posted_at
    FROM post
  )`

const posts = (board: string | null) => `
  WITH ${read(board)}
  SELECT
    "row", '4chan' AS platform, prefix || p.num AS post_id, 'trip:' || trip AS account_id, posted_at AS "at",
    CASE WHEN p.thread_num = p.num THEN 'post' ELSE 'reply' END AS kind,
    CASE WHEN p.thread_num <> p.num
      THEN prefix || coalesce(nullif(regexp_extract(said, '(?:^|[^>])>>(\\d+)', 1), ''), p.thread_num) END AS parent_id,
    prefix || p.thread_num AS thread_id, said AS text, nullif(p.title, '') AS title,
    'https://boards.4chan.org/' || board || '/thread/' || p.thread_num || '#p' || p.num AS url,
    count_of(p.nreplies) AS replies,
    CASE WHEN nullif(p.media.media_hash, '') IS NOT NULL THEN [p.media.media_hash] END AS media,
    CASE
      WHEN p.num IS NULL AND error IS NOT NULL THEN 'not a post: the archive answered "' || left(error, 200) || '"'
      WHEN coalesce(p.subnum, '0') <> '0' THEN 'a post on the archive itself, not on 4chan'
      WHEN p.fourchan_date IS NULL THEN 'its timestamp may count New York’s clock, as archives keep it, and no fourchan_date tells'
      WHEN posted_at IS NULL
        THEN 'its two times do not agree (timestamp ' || coalesce(p.timestamp, 'missing') || ', fourchan_date ' || p.fourchan_date || ')'
    END AS problem
  FROM told`

const accounts = (board: string | null) => `
  WITH ${read(board)}
  SELECT "row", '4chan' AS platform, 'trip:' || trip AS account_id, nullif(p.name, '') AS name, posted_at AS observed_at
  FROM told
  WHERE trip IS NOT NULL AND coalesce(p.subnum, '0') = '0'`

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Whether a value of the record is a thread with its posts, by number or listed. */
const hasThreads = (head: Head) =>
  head.records.some(record =>
    Object.values(record).some(thread => {
      if (!isObject(thread)) return false
      if (at(thread, 'op.thread_num') !== undefined) return true
      const first = isObject(thread.posts) ? Object.values(thread.posts)[0] : at(thread, 'posts.0')
      return first !== undefined && at(first, 'thread_num') !== undefined && at(first, 'num') !== undefined
    }),
  )

export const fourchanArchive = defineImporter({
  id: '4chan-archive',
  title:
    '4chan’s archives (4plebs, desuarchive and others that run FoolFuuka): threads, searches, or one post a line',
  reads: 'json',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (head.has('num', 'thread_num', 'comment'))
      return { sure: 0.9, saw: 'posts with `num` and `thread_num`' }
    return hasThreads(head) ? { sure: 0.95, saw: 'threads whose posts have `num` and `thread_num`' } : null
  },
  select: head => {
    const board = boardOf(head.name)
    return {
      posts: posts(board),
      accounts: accounts(board),
      notes: ['times are taken where the timestamp and the date that 4chan showed agree'],
    }
  },
})

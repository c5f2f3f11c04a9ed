import type { Head } from './head.ts'
import { defineImporter, type Fields, type RawRecord } from './importer.ts'
import { jsonLines, jsonValues } from './json-values.ts'

/** Boards of 4chan, to tell \`pol_123.json\` from \`part_123.json\`. */
const BOARDS = new Set(
  `3 a aco adv an asp b bant biz c cgl ck cm co d diy e f fa fit g gd gif h hc his hm hr i ic int jp k lgbt lit m mlp mu
  n news o out p po pol pw qa qst r r9k s s4s sci soc sp t tg toy trash trv tv u v vg vip vm vmg vp vr vrpg vst vt w wg
  wsg wsr x xs y`.split(/\s+/),
)

const POST = `{
  "no": "VARCHAR", "resto": "VARCHAR", "board": "VARCHAR", "time": "VARCHAR", "name": "VARCHAR", "trip": "VARCHAR",
  "sub": "VARCHAR", "com": "VARCHAR", "md5": "VARCHAR", "replies": "VARCHAR"
}`

const READ = 'no resto board time name trip sub com md5 replies'.split(' ')
const LEFT =
  `now id capcode country country_name board_flag flag_name troll_country tim filename ext fsize w h tn_w tn_h filedeleted
  spoiler custom_spoiler sticky closed archived archived_on omitted_posts omitted_images images bumplimit imagelimit last_modified
  tag semantic_url since4pass unique_ips tail_id tail_size m_img entities perspectives extracted_poster_id`.split(
    /\s+/,
  )
const anywhere = (names: readonly string[]) =>
  ['', 'posts.', 'threads.', 'threads.posts.', 'threads.last_replies.', 'last_replies.'].flatMap(place =>
    names.map(name => place + name),
  )

const FIELDS: Fields = {
  read: anywhere(READ),
  left: [...anywhere(LEFT), 'page'],
  expected: [anywhere(['no']).join('|'), anywhere(['time']).join('|')],
}

/** Posts of threads, of index pages, of catalog pages (whose threads are their first posts), and posts by themselves. */
const read = (board: string | null) => `
  given AS (
    SELECT row, unnest(json -> '$.posts[*]') AS post FROM raw
    UNION ALL
    SELECT row, unnest(json -> '$.threads[*].posts[*]') FROM raw
    UNION ALL
    SELECT row, thread FROM (SELECT row, unnest(json -> '$.threads[*]') AS thread FROM raw) WHERE json_exists(thread, '$.time')
    UNION ALL
    SELECT row, unnest(json -> '$.threads[*].last_replies[*]') FROM raw
    UNION ALL
    SELECT row, unnest(json -> '$.last_replies[*]') FROM raw
    UNION ALL
    SELECT row, json FROM raw WHERE json_exists(json, '$.no')
  ),
  source AS (
    SELECT row, coalesce(json ->> '$.board', ${board ? `'${board}'` : 'NULL'}) AS board FROM raw
  ),
  fields AS (
    SELECT row, p, coalesce(p.board, source.board) AS board
    FROM (SELECT row, from_json(post, '${POST}') AS p FROM given) JOIN source USING (row)
  ),
  -- Numbers are given out board by board; with the board's name they are unique.
  post AS (
    SELECT row, p, board, coalesce(board || '/', '') AS prefix, coalesce(nullif(p.resto, '0'), p.no) AS thread,
      ms_epoch(p.time) AS posted_at, ${plain('p.com')} AS said, ${plain('p.sub')} AS subject
    FROM fields
  )`

/** 4chan's markup as text: it escapes five characters, breaks lines with <br>, and long words, links too, with <wbr>. */
function plain(html: string): string {
  const untagged = `regexp_replace(regexp_replace(${html}, '<br ?/?>', chr(10), 'g'), '<[^>]*>', '', 'g')`
  const entities = [
    ['&gt;', '>'],
    ['&lt;', '<'],
    ['&quot;', '"'],
    ['&#0?39;', "''"],
    ['&#44;', ','],
    ['&amp;', '&'],
  ]
  return entities.reduce(
    (sql, [entity, sign]) => `regexp_replace(${sql}, '${entity}', '${sign}', 'g')`,
    untagged,
  )
}

const posts = (board: string | null) => `
  WITH ${read(board)}
  SELECT
    row, '4chan' AS platform, prefix || p.no AS post_id,
    -- Posters have no accounts. A tripcode is what comes nearest: the same secret gives the same code.
    'trip:' || p.trip AS account_id,
    posted_at AS at, CASE WHEN thread = p.no THEN 'post' ELSE 'reply' END AS kind,
    -- The first post that is quoted, whether it still stands or not (4chan marks both up from ">>123"), else the
    -- thread's first. ">>>/board/123" points to another board and answers nothing.
    CASE WHEN thread <> p.no THEN prefix || coalesce(nullif(regexp_extract(said, '(?:^|[^>])>>(\\d+)', 1), ''), thread) END AS parent_id,
    prefix || thread AS thread_id, nullif(said, '') AS text, subject AS title,
    'https://boards.4chan.org/' || board || '/thread/' || thread || '#p' || p.no AS url,
    count_of(p.replies) AS replies,
    list_concat(
      list_transform(regexp_extract_all(said, 'https?://[^\\s<>"]+'), lambda u: regexp_replace(u, '[''.,;:!?)\\]]+$', '')),
      list_transform(
        list_filter(regexp_extract_all(p.com, '<a [^>]*>'), lambda a: NOT contains(a, 'quotelink')),
        lambda a: ${plain(`nullif(regexp_extract(a, 'href="(https?://[^"]*)"', 1), '')`)})
    ) AS urls,
    CASE WHEN p.md5 IS NOT NULL THEN [p.md5] END AS media, NULL AS problem
  FROM post
  UNION ALL BY NAME
  SELECT row, 'no post, and no page of threads with posts in it: it has ' || coalesce(array_to_string(json_keys(json)[:5], ', '), lower(json_type(json))) AS problem
  FROM raw
  WHERE row NOT IN (SELECT row FROM given)`

const accounts = (board: string | null) => `
  WITH ${read(board)}
  SELECT row, '4chan' AS platform, 'trip:' || p.trip AS account_id, p.name AS name, posted_at AS observed_at
  FROM post
  WHERE p.trip IS NOT NULL`

/** \`pol\` in 4chan-pol-123.json, pol_123.json or 4chan_pol.jsonl; null where the name does not say. */
export function boardOf(name: string): string | null {
  const board = /^4chan[-_. ]([a-z0-9]+)[-_. ]/i.exec(name)?.[1] ?? /^([a-z0-9]+)[-_]\d/i.exec(name)?.[1]
  return board !== undefined && BOARDS.has(board.toLowerCase()) ? board.toLowerCase() : null
}

const MODULE = /^\s*module\.exports\s*=\s*(?=[[{])/

/** A CommonJS file that holds nothing but data, as client libraries keep their samples: JSON but for its bare keys. */
async function* fromModule(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  const json = Buffer.concat(chunks)
    .toString('utf8')
    .replace(MODULE, '')
    .replace(/;\s*$/, '')
    .replace(
      /("(?:[^"\\]|\\.)*")|([A-Za-z_$][\w$]*)(?=\s*:)|,(?=\s*[}\]])/g,
      (_, text, key) => text ?? (key ? `"${key}"` : ''),
    )
  yield { row: 1, json }
}

export const fourchan = defineImporter({
  id: '4chan',
  title: '4chan threads, index and catalog pages, or one post per line, as its API gives them',
  reads: 'json',
  fields: FIELDS,
  detect: head => {
    if (isModule(head) && /"?\bresto"?\s*:/.test(head.text))
      return { sure: 0.9, saw: 'a JavaScript file with posts that have `no` and `resto`' }
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (head.has('posts.0.no', 'posts.0.resto'))
      return { sure: 0.95, saw: 'threads: `posts` with `no` and `resto`' }
    if (head.has('threads.0.posts.0.no')) return { sure: 0.95, saw: 'pages of `threads` with their `posts`' }
    if (head.has('threads.0.no', 'threads.0.time')) return { sure: 0.95, saw: 'catalog pages of `threads`' }
    if (head.has('no', 'resto', 'time')) return { sure: 0.9, saw: 'posts with `no`, `resto` and `time`' }
    return null
  },
  select: head => {
    const board = boardOf(head.name)
    return {
      posts: posts(board),
      accounts: accounts(board),
      notes: [
        board
          ? `posts that name no board are read as of /${board}/, from the file's name`
          : 'posts that name no board keep their bare numbers',
      ],
    }
  },
  records: ({ head, bytes }) =>
    isModule(head)
      ? fromModule(bytes())
      : head.shape === 'json-lines'
        ? jsonLines(bytes())
        : jsonValues(bytes()),
})

const isModule = (head: Head) => MODULE.test(head.text)

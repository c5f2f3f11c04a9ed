import { defineImporter } from './importer.ts'
import { mustHave } from './named.ts'

const NEEDED = ['message_id', 'user_id', 'timestamp']
const OPTIONAL = ['username', 'repost_id', 'reply_id', 'message', 'urls']

const messages = (absent: readonly string[]) => `
  message AS (
    SELECT *${absent.map(column => `, NULL::VARCHAR AS ${column}`).join('')} FROM raw
  )`

const posts = (absent: readonly string[], platform: string, tz: string) => `
  WITH ${messages(absent)},
  read AS (
    SELECT *, stated(repost_id) AS reposted, stated(reply_id) AS answered FROM message
  )
  SELECT
    row, '${platform}' AS platform, stated(message_id) AS post_id, stated(user_id) AS account_id,
    coalesce(ms_epoch(timestamp), ms_text(timestamp, '${tz}')) AS at,
    CASE WHEN reposted IS NOT NULL THEN 'repost' WHEN answered IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(reposted, answered) AS parent_id, stated(message) AS text,
    -- A list as Python prints it, or addresses with spaces between them. \`[]\` says that there are none.
    CASE
      WHEN stated(urls) IS NULL THEN NULL
      WHEN starts_with(trim(urls), '[') THEN list_transform(
        regexp_extract_all(urls, '''([^'']*)''|"([^"]*)"'), lambda quoted: quoted[2:-2])
      ELSE regexp_split_to_array(trim(urls), '\\s+')
    END AS urls
  FROM read`

const accounts = (absent: readonly string[], platform: string, tz: string) => `
  WITH ${messages(absent)}
  SELECT
    row, '${platform}' AS platform, user_id AS account_id, username AS handle,
    coalesce(ms_epoch(timestamp), ms_text(timestamp, '${tz}')) AS observed_at
  FROM message
  WHERE stated(user_id) IS NOT NULL AND stated(username) IS NOT NULL`

export const qut = defineImporter({
  id: 'qut',
  title: 'QUT coordination-network-toolkit tables: message_id, user_id, repost_id, timestamp',
  reads: 'table',
  fields: {
    read: [...NEEDED, ...OPTIONAL],
    left: [],
    expected: NEEDED,
  },
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    if (!head.has(...NEEDED)) return null
    const seen = OPTIONAL.filter(column => head.has(column))
    if (seen.length === 0) return null
    return {
      sure: head.has('repost_id') ? 0.95 : 0.7,
      saw: `columns \`message_id\`, \`user_id\`, \`timestamp\` and ${seen.map(column => `\`${column}\``).join(', ')}`,
    }
  },
  select: (head, { platform = 'unknown', tz = 'UTC' }) => {
    mustHave(head, NEEDED)
    const absent = OPTIONAL.filter(column => !head.has(column))
    const named = platform.replaceAll("'", "''")
    return { posts: posts(absent, named, tz), accounts: accounts(absent, named, tz) }
  },
})

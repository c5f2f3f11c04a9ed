import type { Head } from './head.ts'
import { defineImporter, type Fields } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'
import {
  blankList,
  clientOf,
  linksIn,
  namesIn,
  problemOf,
  pythonList,
  shared,
  tagsIn,
  words,
} from './x-table.ts'
import { NAMES, TOOLS, type Tool } from './x-tools-names.ts'

const FIELDS: Fields = {
  read: [
    ...new Set([
      ...Object.values(NAMES).flat(),
      'date',
      'time',
      'timezone',
      'text',
      'tweet',
      'from_user_realname',
      'from_user_description',
      'user_name',
      'user_description',
      'name',
      'description',
    ]),
  ],
  left: TOOLS.flatMap(tool => tool.left),
}

const toolOf = (head: Head) => TOOLS.find(tool => head.has(...tool.has))

/** rtweet puts an `x` before ids, so that R does not make numbers of them. */
const id = (name: string) => `regexp_replace(${name}, '^x(\\d+)$', '\\1')`
const list = (tool: Tool, cell: string) => (tool.lists === 'python' ? pythonList(cell) : blankList(cell))

const read = (head: Head, tool: Tool, tz: string | undefined) => `
  named AS (
    SELECT "row", ${named(head, NAMES)}, ${named(head, { day: ['date'], clock: ['time'], zone: ['timezone'] })},
      ${words(head, ['text', 'tweet'])} AS said, ${words(head, ['from_user_realname', 'user_name', 'name'])} AS shown,
      ${words(head, ['from_user_description', 'user_description', 'description'])} AS about
    FROM raw
  ),
  told AS (
    SELECT * REPLACE (${['post', 'account', 'reposted', 'reposted_account', 'quoted', 'quoted_account', 'answered', 'answered_account', 'passed', 'passed_account'].map(name => `${id(name)} AS ${name}`).join(', ')}),
      ${tool.at(tz ? literal(tz) : null)} AS posted_at,
      coalesce(flag_of(is_repost), reposted IS NOT NULL OR relation = 'retweeted', false)
        OR ${tool.marked ? `coalesce(starts_with(said, 'RT @'), false)` : 'false'} AS passes_on
    FROM named
  ),
  post AS (
    SELECT *, CASE WHEN passes_on THEN 'repost' WHEN quoted IS NOT NULL OR relation = 'quoted' THEN 'quote'
        WHEN coalesce(answered, answered_account) IS NOT NULL OR relation = 'replied_to' THEN 'reply' ELSE 'post' END AS kind
    FROM told
  )`

const posts = (head: Head, tool: Tool, tz: string | undefined) => `
  WITH ${read(head, tool, tz)}
  SELECT
    "row", 'x' AS platform, post AS post_id, account AS account_id, posted_at AS "at", kind,
    CASE kind WHEN 'repost' THEN coalesce(reposted, passed) WHEN 'quote' THEN coalesce(quoted, passed)
      WHEN 'reply' THEN coalesce(answered, passed) END AS parent_id,
    CASE kind WHEN 'repost' THEN coalesce(reposted_account, passed_account) WHEN 'quote' THEN coalesce(quoted_account, passed_account)
      WHEN 'reply' THEN coalesce(answered_account, passed_account) END AS parent_account_id,
    thread AS thread_id, unescaped(CASE WHEN kind = 'repost' THEN regexp_replace(said, '^RT @\\w+:? ?', '') ELSE said END) AS text,
    nullif(lang, 'und') AS lang, url, ${clientOf('client')} AS client,
    -- A repost repeats its original's counts; they are not its own.
    ${['likes', 'reposts', 'replies'].map(count => `CASE WHEN kind <> 'repost' THEN count_of(${count}) END AS ${count}`).join(', ')},
    ${tool.lists && head.has('hashtags') ? `list_transform(coalesce(${list(tool, 'tags')}, []), lambda tag: ltrim(tag, '#'))` : tagsIn('said')} AS hashtags,
    ${shared(tool.links ? `coalesce(${list(tool, 'links')}, [])` : linksIn('said'))} AS urls,
    ${namesIn('said')} AS mentions,
    ${problemOf({ post: 'post', account: 'account', parent: 'coalesce(reposted, quoted, answered)', time: 'created' })} AS problem
  FROM post`

/** None of these says when it was captured: profiles are dated by the post, the earliest moment that it can have been. */
const accounts = (head: Head, tool: Tool, tz: string | undefined) => `
  WITH ${read(head, tool, tz)}
  SELECT
    "row", 'x' AS platform, account AS account_id, handle, shown AS name, about AS description,
    coalesce(ms_twitter(account_created), ms_text(account_created, 'UTC')) AS created_at, count_of(followers) AS followers,
    count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes, count_of(listed) AS listed,
    flag_of(verified) AS verified, location, posted_at AS observed_at
  FROM told
  WHERE account IS NOT NULL AND handle IS NOT NULL`

export const xToolsTable = defineImporter({
  id: 'x-tools-table',
  title: 'X as tables of other tools: DMI-TCAT, TAGS, rtweet, academictwitteR, twint, GetOldTweets3',
  reads: 'table',
  fields: FIELDS,
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    const tool = toolOf(head)
    if (!tool) return null
    return {
      sure: 0.93,
      saw: `columns ${tool.has.map(column => `\`${column}\``).join(', ')}, as ${tool.name} writes them`,
    }
  },
  select: (head, { tz }) => {
    const tool =
      toolOf(head) ??
      ({ ...TOOLS[0], at: () => `coalesce(ms_twitter(created), ms_text(created, 'UTC'))` } as Tool) // --as says so
    return { posts: posts(head, tool, tz), accounts: accounts(head, tool, tz), notes: tool.notes }
  },
})

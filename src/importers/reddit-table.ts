import type { Head } from './head.ts'
import { defineImporter, InputProblem } from './importer.ts'
import { platformOfAddresses } from './post-addresses.ts'
import { redditPosts } from './reddit.ts'
import { identifier } from './sql.ts'
import { cellsOfColumn, plainName } from './table-columns.ts'
import { readTimes } from './times.ts'

/** What tables of PRAW's, Pushshift's and minet's posts call each thing, surest first. */
const NAMES = {
  id: ['id', 'comment_id', 'post_id', 'submission_id', 'name'],
  author: ['author', 'author_name', 'username', 'user'],
  created: [
    'created_utc',
    'timestamp',
    'published_date',
    'created_at',
    'date',
    'datetime',
    'time',
    'created',
  ],
  title: ['title', 'post_title', 'submission_title'],
  body: ['selftext', 'body', 'comment_text', 'comment_body', 'comment', 'author_text', 'text', 'content'],
  link_id: ['link_id'],
  parent_id: ['parent_id', 'parent'],
  page: ['permalink', 'full_link', 'comment_url', 'post_link', 'post_url', 'url', 'link'],
  shared: ['external_link', 'url', 'link'],
  subreddit: ['subreddit', 'post_subreddit', 'community', 'subreddit_name'],
  num_comments: ['num_comments', 'number_comments', 'comms_num', 'comments'],
  retrieved_on: ['retrieved_on'],
} as const
type Name = keyof typeof NAMES

const PAGE =
  'https?://(?:\\w+\\.)?reddit\\.com/(?:r|user)/[^/]+/comments/(\\w+)(?:/[^/]*/(\\w+))?|^/r/\\w+/comments/(\\w+)(?:/[^/]*/(\\w+))?'

const columnsOf = (head: Head, field: Name) =>
  NAMES[field].flatMap(name => head.columns.find(column => plainName(column) === name) ?? [])
/** Of several columns with addresses, the one that leads to the posts themselves is their page, and another is what they share. */
function columnOf(head: Head, field: Name): string | undefined {
  const [first, ...more] = columnsOf(head, field)
  if (field === 'page')
    return [first, ...more].find(column =>
      isPage(cellsOfColumn(head, column), cellsOfColumn(head, columnOf(head, 'id'))),
    )
  if (field === 'shared') {
    const page = columnOf(head, 'page')
    return [first, ...more].find(column => column !== page)
  }
  return first
}
const isPage = (addresses: readonly string[], ids: readonly string[]) =>
  addresses.some(address => address.startsWith('/r/')) || platformOfAddresses(addresses, ids) === 'reddit'

/**
 * Before this Reddit's own `created` was by a clock of its own, hours off `created_utc`
 * (https://github.com/sirkris/Reddit.NET/issues/68).
 */
const CREATED_IS_UTC = Date.UTC(2021, 0)

const isPosts = (head: Head) =>
  columnOf(head, 'created') !== undefined && (columnOf(head, 'title') ?? columnOf(head, 'body')) !== undefined

/** A title beside a comment is that of what it is on. */
const isOfComments = (head: Head) =>
  [columnOf(head, 'id'), columnOf(head, 'body')].some(
    column => column !== undefined && plainName(column).startsWith('comment'),
  )

function select(head: Head, tz: string | undefined, timeFormat: string | undefined) {
  const column = (field: Name) => columnOf(head, field)
  const created = column('created')
  if (created === undefined)
    throw new InputProblem(
      `${head.name}: no column looks like a time; read it with --as table --platform reddit --map at=COLUMN.`,
    )
  const cell = (field: Name) => {
    const theirs = column(field)
    if (theirs === undefined) return 'NULL::VARCHAR'
    return field === 'title' || field === 'body'
      ? `nullif(${identifier(theirs)}, '')`
      : `stated(${identifier(theirs)})`
  }
  const time = readTimes(created, cellsOfColumn(head, created), tz ?? 'UTC', timeFormat)
  const own = (group: number) =>
    `nullif(coalesce(nullif(regexp_extract(page, '${PAGE}', ${group}), ''), regexp_extract(page, '${PAGE}', ${group + 2})), '')`
  const given = `
    SELECT "row", json_object(
        'id', coalesce(id, comment_of, post_of), 'author', regexp_replace(author, '^/?u/', ''), 'created_utc', posted_at,
        'title', CASE WHEN NOT is_comment THEN title END, 'selftext', CASE WHEN NOT is_comment THEN body END, 'body', CASE WHEN is_comment THEN coalesce(body, '') END,
        'link_id', CASE WHEN is_comment THEN coalesce(link_id, 't3_' || post_of) END, 'parent_id', CASE WHEN is_comment THEN
          CASE WHEN regexp_full_match(parent_id, '\\d{9,}') THEN parent_id::JSON ELSE to_json(parent_id) END END,
        'permalink', CASE WHEN page_is_own THEN page END, 'url', CASE WHEN NOT is_comment THEN shared END, 'subreddit', subreddit,
        'num_comments', num_comments, 'retrieved_on', retrieved_on) AS json
    FROM (
      SELECT *, link_id IS NOT NULL OR parent_id IS NOT NULL OR title IS NULL OR comment_of IS NOT NULL OR ${isOfComments(head)} AS is_comment,
        post_of IS NOT NULL AND (id IS NULL OR contains(id, coalesce(comment_of, post_of))) AS page_is_own
      FROM (
        SELECT *, ${own(1)} AS post_of, ${own(2)} AS comment_of
        FROM (SELECT "row", ${(Object.keys(NAMES) as Name[]).map(field => `${cell(field)} AS ${field}`).join(', ')}, ${time.sql(`stated(${identifier(created)})`)} AS posted_at FROM raw)
      )
    )`
  const { posts, accounts } = redditPosts(given)
  const isOff =
    plainName(created) === 'created' && cellsOfColumn(head, created).every(cell => /^[\d.eE+]*$/.test(cell))
  return {
    ...(accounts ? { accounts } : {}),
    posts: isOff
      ? `SELECT * REPLACE (CASE WHEN "at" < ${CREATED_IS_UTC} THEN coalesce(problem, 'its only time is Reddit’s \`created\`, which was hours off UTC before 2021: collect \`created_utc\`, or take it as it is with --as table --platform reddit --map at=${created.replaceAll("'", "''")}') ELSE problem END AS problem) FROM (${posts})`
      : posts,
    notes: [time.note],
  }
}

export const redditTable = defineImporter({
  id: 'reddit-table',
  title: 'Reddit comments and submissions as tables: PRAW, Pushshift, minet, and scripts of that kind',
  reads: 'table',
  detect: head => {
    // 4CAT’s tables have a `thread_id`, and an importer of their own.
    if (
      (head.shape !== 'table' && head.shape !== 'parquet') ||
      !isPosts(head) ||
      head.has('thread_id', 'body')
    )
      return null
    if (columnOf(head, 'subreddit') !== undefined)
      return {
        sure: 0.85,
        saw: `columns \`${columnOf(head, 'subreddit')}\` and \`${columnOf(head, 'created')}\``,
      }
    const marked = cellsOfColumn(head, columnOf(head, 'link_id') ?? columnOf(head, 'parent_id')).filter(
      id => id !== '',
    )
    if (marked.length > 0 && marked.every(id => /^t[13]_\w+$/.test(id)))
      return { sure: 0.85, saw: 'ids of Reddit (`t1_…`, `t3_…`)' }
    const page = columnOf(head, 'page')
    return page === undefined ? null : { sure: 0.85, saw: `addresses of Reddit’s posts in \`${page}\`` }
  },
  select: (head, { tz, timeFormat }) => select(head, tz, timeFormat),
})

import { type FourcatSource, LEFT, READ, SOURCES } from './fourcat-sources.ts'
import type { Head } from './head.ts'
import { defineImporter, InputProblem } from './importer.ts'
import { named } from './named.ts'

const read = (head: Head) => `
  item AS (
    SELECT "row", ${named(head, Object.fromEntries(READ.map(column => [column, [column]])))} FROM raw
  )`

const listed = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(',\n    ')

const posts = (head: Head, { platform, relation, columns }: FourcatSource) => `
  WITH ${read(head)}
  SELECT "row", '${platform}' AS platform,
    ${listed(columns)}
  FROM ${relation ?? 'item'}`

/** When an item was collected the table does not say, but for Bluesky's. */
const accounts = (head: Head, { platform, relation, columns, profile }: FourcatSource) => `
  WITH ${read(head)}
  SELECT DISTINCT "row", '${platform}' AS platform, ${columns.account_id} AS account_id,
    ${listed(profile)}, ${columns.observed_at ?? 'NULL::BIGINT'} AS observed_at
  FROM ${relation ?? 'item'}
  WHERE ${columns.account_id} IS NOT NULL AND coalesce(author, '') NOT IN ('REDACTED', 'UNKNOWN')`

const isFourcat = (head: Head) => head.has('id', 'thread_id', 'author', 'body', 'timestamp')
const sourceOf = (head: Head) => SOURCES.find(({ has }) => head.has(...has))

/** Other data sources, by the hosts of their posts' addresses. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\/\/(www\.)?9gag\.com\//, '9GAG'],
  [/\/\/(www\.)?imgur\.com\//, 'Imgur'],
  [/\/\/(www\.)?linkedin\.com\//, 'LinkedIn'],
  [/\/\/(www\.)?gab\.com\//, 'Gab'],
  [/\/\/(www\.)?truthsocial\.com\//, 'Truth Social'],
  [/\/\/(www\.)?threads\.(net|com)\//, 'Threads'],
  [/\/\/(www\.)?parler\.com\//, 'Parler'],
  [/\/\/(www\.)?pinterest\.\w+\//, 'Pinterest'],
  [/\/\/(www\.)?douyin\.com\//, 'Douyin'],
  [/\/\/(www\.)?bitchute\.com\//, 'BitChute'],
  [/\/\/(www\.)?facebook\.com\//, 'Facebook'],
  [/\/\/(www\.)?xiaohongshu\.com\//, 'RedNote'],
]

/** The platform that most rows link to, if it is one of those. */
function otherOf(head: Head): string | undefined {
  const linking = ([host]: readonly [RegExp, string]) =>
    head.rows.filter(row => row.some(cell => /^https?:\S+$/.test(cell) && host.test(cell))).length
  return OTHERS.find(other => linking(other) > head.rows.length / 2)?.[1]
}

export const fourcat = defineImporter({
  id: '4cat',
  title: '4CAT’s CSV: X, TikTok and its comments, Instagram, 4chan, Telegram, Reddit, Bluesky',
  reads: 'table',
  fields: { read: READ, left: LEFT, expected: ['id', 'thread_id', 'author', 'body', 'timestamp'] },
  detect: head => {
    if ((head.shape !== 'table' && head.shape !== 'parquet') || !isFourcat(head)) return null
    const source = sourceOf(head)
    if (source)
      return {
        sure: 0.95,
        saw: `4CAT’s columns \`thread_id\` and \`body\`, with ${source.has.map(column => `\`${column}\``).join(', ')} as for ${source.name}`,
      }
    return head.has('unix_timestamp')
      ? { sure: 0.7, saw: '4CAT’s columns `thread_id`, `body` and `unix_timestamp`' }
      : null
  },
  select: head => {
    const source = sourceOf(head)
    if (!source)
      throw new InputProblem(
        `${head.name}: 4CAT’s table of ${otherOf(head) ?? 'this data source'} is not read. Name its columns: --as table --platform NAME --map at=unix_timestamp,account=author,id=id,text=body.`,
      )
    return {
      posts: posts(head, source),
      accounts: accounts(head, source),
      notes: [`read as 4CAT’s table of ${source.name}`, ...(source.note ? [source.note] : [])],
    }
  },
})

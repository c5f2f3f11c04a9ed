import { ANY_SOURCE, type FourcatSource, LEFT, READ, SOURCES } from './fourcat-sources.ts'
import type { Head } from './head.ts'
import { defineImporter, InputProblem } from './importer.ts'
import { named } from './named.ts'
import { literal } from './sql.ts'

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
  SELECT "row", ${literal(platform)} AS platform,
    ${listed(columns)}
  FROM ${relation ?? 'item'}`

/** When an item was collected the table does not say, but for Bluesky's. */
const accounts = (head: Head, { platform, relation, columns, profile }: FourcatSource) => `
  WITH ${read(head)}
  SELECT DISTINCT "row", ${literal(platform)} AS platform, ${columns.account_id} AS account_id,
    ${listed(profile)}, ${columns.observed_at ?? 'NULL::BIGINT'} AS observed_at
  FROM ${relation ?? 'item'}
  WHERE ${columns.account_id} IS NOT NULL AND coalesce(author, '') NOT IN ('REDACTED', 'UNKNOWN')`

const isFourcat = (head: Head) => head.has('id', 'thread_id', 'author', 'body', 'timestamp')
const sourceOf = (head: Head) => SOURCES.find(({ has }) => head.has(...has))

/** Other data sources, by the hosts of their posts' addresses. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\/\/(www\.)?9gag\.com\//, '9gag'],
  [/\/\/(www\.)?imgur\.com\//, 'imgur'],
  [/\/\/(www\.)?gab\.com\//, 'gab'],
  [/\/\/(www\.)?truthsocial\.com\//, 'truthsocial'],
  [/\/\/(www\.)?threads\.(net|com)\//, 'threads'],
  [/\/\/(www\.)?parler\.com\//, 'parler'],
  [/\/\/(www\.)?douyin\.com\//, 'douyin'],
  [/\/\/(www\.)?bitchute\.com\//, 'bitchute'],
  [/\/\/(www\.)?facebook\.com\//, 'facebook'],
]
/** These show only how long ago something was posted, or no time at all: 4CAT makes a time of that, and nobody was first by it. */
const ESTIMATED: readonly (readonly [RegExp, string])[] = [
  [/\/\/(www\.)?linkedin\.com\//, 'LinkedIn'],
  [/\/\/(www\.)?pinterest\.\w+\//, 'Pinterest'],
  [/\/\/(www\.)?xiaohongshu\.com\//, 'RedNote'],
]

/** The platform that most rows link to, if it is one of these. */
function mostLinked(head: Head, hosts: typeof OTHERS): string | undefined {
  const linking = ([host]: readonly [RegExp, string]) =>
    head.rows.filter(row => row.some(cell => /^https?:\S+$/.test(cell) && host.test(cell))).length
  return hosts.find(other => linking(other) > head.rows.length / 2)?.[1]
}

export const fourcat = defineImporter({
  id: '4cat',
  title:
    '4CAT’s CSV: X, TikTok and its comments, Instagram, 4chan, Telegram, Reddit, Bluesky, and what all its tables have in common of others',
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
  select: (head, { platform }) => {
    const estimated = mostLinked(head, ESTIMATED)
    const known = sourceOf(head)
    if (!known && estimated)
      throw new InputProblem(
        `${head.name}: 4CAT’s times of ${estimated} are estimates, and nobody was first by an estimate. Who accepts them says so: --as table --platform ${estimated.toLowerCase()} --map at=unix_timestamp,account=author,id=id,text=body.`,
      )
    const source = known ?? {
      ...ANY_SOURCE,
      platform: platform ?? mostLinked(head, OTHERS) ?? ANY_SOURCE.platform,
    }
    return {
      posts: posts(head, source),
      accounts: accounts(head, source),
      notes: [`read as 4CAT’s table of ${source.name}`, ...(source.note ? [source.note] : [])],
    }
  },
})

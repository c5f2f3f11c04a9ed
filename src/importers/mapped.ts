import { guessMapping, type Target } from './guess.ts'
import type { Head } from './head.ts'
import { at } from './head.ts'
import { defineImporter, type Importer, type ImportOptions, InputProblem, type Selects } from './importer.ts'
import { readTimes } from './times.ts'

type Column = (target: Target) => string | null

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const KINDS = (value: string) => `CASE
      WHEN lower(${value}) IN ('r', 'rt', 'retweet', 'retweeted', 'repost', 'reposted', 'share', 'reblog', '1', 'true', 't', 'yes') THEN 'repost'
      WHEN lower(${value}) IN ('q', 'quote', 'quoted', 'quote tweet', 'quote_tweet') THEN 'quote'
      WHEN lower(${value}) IN ('reply', 'replied_to', 'comment', 'replied to') THEN 'reply'
      WHEN lower(${value}) IN ('page', 'article', 'webpage') THEN 'page'
      ELSE 'post' END`

/** A list written as JSON or Python writes it, or with commas, blanks or bars between. */
const LIST = (value: string) =>
  `list_filter(regexp_split_to_array(regexp_replace(${value}, '^\\s*\\[|\\]\\s*$|[''"]', '', 'g'), '[,;|\\s]+'), lambda x: x <> '')`

function select(
  head: Head,
  options: ImportOptions,
  expression: (column: string) => string,
  content: string,
): Selects {
  const mapping = guessMapping(head.columns, options.map)
  const column: Column = target => {
    const name = mapping[target]
    return name === undefined ? null : `stated(${expression(name)})`
  }
  if (!mapping.at)
    throw new InputProblem(
      `${head.name}: no column looks like a time; name it with --map at=COLUMN (columns: ${head.columns.join(', ')}).`,
    )
  if (!mapping.account_id && !mapping.text && !mapping.url)
    throw new InputProblem(
      `${head.name}: no column looks like an account, a text or a URL; name them with --map account_id=…,text=… (columns: ${head.columns.join(', ')}).`,
    )
  const samples = (target: Target) => samplesOf(head, mapping[target])
  const time = readTimes(mapping.at, samples('at'), options.tz ?? 'UTC', options.timeFormat)
  const notes = [time.note]
  const platform = platformOf(head, options, samples('text'), notes)
  const text = column('text')
  const kind = column('kind')
  const marksReposts = !kind && platform === 'x' && text !== null
  if (marksReposts) notes.push("texts that begin 'RT @' are taken for reposts")
  const account = column('account_id')
  const fields: [string, string | null][] = [
    ['platform', column('platform') ? `lower(${column('platform')})` : quoted(platform)],
    ['account_id', account],
    ['"at"', time.sql(expression(mapping.at))],
    [
      'kind',
      kind
        ? KINDS(kind)
        : marksReposts
          ? `CASE WHEN starts_with(${text}, 'RT @') THEN 'repost' ELSE 'post' END`
          : quoted(column('parent_id') ? 'reply' : 'post'),
    ],
    ...(['parent_id', 'parent_account_id', 'thread_id', 'title', 'lang', 'url', 'client'] as const).map(
      (target): [string, string | null] => [target, column(target)],
    ),
    ['text', platform === 'x' && text ? `unescaped(${text})` : text],
    ...(['likes', 'reposts', 'replies', 'views'] as const).map((target): [string, string | null] => {
      const value = column(target)
      return [target, value && `count_of(${value})`]
    }),
    ...(['hashtags', 'urls', 'mentions', 'media'] as const).map((target): [string, string | null] => {
      const value = column(target)
      return [target, value && LIST(value)]
    }),
  ]
  if (!mapping.post_id) notes.push('rows state no id: each gets one from its content')
  return {
    posts: withIds(fields, column('post_id'), content),
    ...(account
      ? { accounts: accountsSelect(column, account, platform, time.sql(expression(mapping.at))) }
      : {}),
    contentIds: !mapping.post_id,
    mapping: { ...mapping, ...(mapping.platform ? {} : { platform: `'${platform}'` }) },
    notes,
  }
}

/** Ids as stated; else from the row's content, so that the same row in another file, or the file read again, has the same. */
function withIds(fields: [string, string | null][], id: string | null, content: string): string {
  const list = fields.filter(([, sql]) => sql !== null).map(([name, sql]) => `${sql} AS ${name}`)
  return `SELECT "row", ${id ?? `md5(${content})`} AS post_id,\n  ${list.join(',\n  ')}\nFROM raw`
}

function accountsSelect(column: Column, account: string, platform: string, seen: string): string {
  const text = (target: Target) => column(target) ?? 'NULL'
  const count = (target: Target) => (column(target) ? `count_of(${column(target)})` : 'NULL')
  return `
    SELECT "row", ${column('platform') ? `lower(${column('platform')})` : quoted(platform)} AS platform, ${account} AS account_id,
      ${text('handle')} AS handle, ${text('name')} AS name, ${text('description')} AS description,
      ${column('created_at') ? `ms_text(${column('created_at')}, 'UTC')` : 'NULL'} AS created_at,
      ${count('followers')} AS followers, ${count('following')} AS following, ${count('posts')} AS posts,
      ${text('location')} AS location, ${seen} AS observed_at
    FROM raw WHERE ${account} IS NOT NULL`
}

function platformOf(head: Head, options: ImportOptions, texts: readonly string[], notes: string[]): string {
  if (options.platform) return options.platform.toLowerCase()
  const xish = texts.filter(text => /\bt\.co\/\w+|^RT @/.test(text)).length
  if (xish > texts.length * 0.05) {
    notes.push(
      `platform x, as ${xish} of ${texts.length} sampled texts carry t.co links or 'RT @' (--platform changes it)`,
    )
    return 'x'
  }
  if (!head.columns.some(c => /^(platform|network|social_network|source_platform)$/i.test(c)))
    notes.push('platform unknown (--platform names it)')
  return 'unknown'
}

function samplesOf(head: Head, column: string | undefined): string[] {
  if (column === undefined) return []
  const place = head.columns.indexOf(column)
  if (head.rows.length > 0) return head.rows.map(row => row[place] ?? '')
  return head.records.map(record => String(at(record, column) ?? ''))
}

function detected(head: Head): { sure: number; saw: string } | null {
  const mapping = guessMapping(head.columns)
  const known = (['at', 'account_id', 'text', 'url', 'post_id'] as const).filter(target => mapping[target])
  if (!mapping.at && known.length < 2)
    return head.columns.length > 1
      ? { sure: 0.05, saw: `columns ${head.columns.slice(0, 8).join(', ')}` }
      : null
  return {
    sure: 0.1 + 0.05 * known.length,
    saw: known.map(target => `${target} in '${mapping[target]}'`).join(', '),
  }
}

export const table: Importer = defineImporter({
  id: 'table',
  title: 'any CSV, TSV or Parquet: columns guessed from their names, or said with --map',
  reads: 'table',
  detect: head => (head.shape === 'table' || head.shape === 'parquet' ? detected(head) : null),
  select: (head, options) =>
    select(
      head,
      options,
      column => `raw.${identifier(column)}`,
      `concat_ws(chr(31), ${head.columns.map(column => `coalesce(raw.${identifier(column)}, '')`).join(', ')})`,
    ),
})

export const ndjson: Importer = defineImporter({
  id: 'ndjson',
  title: 'any JSON records, one a line or in an array: fields guessed from their names, or said with --map',
  reads: 'json',
  detect: head => (head.records.length > 0 ? detected(head) : null),
  select: (head, options) =>
    select(head, options, column => `(json ->> ${quoted(jsonPath(column))})`, 'json'),
})

const jsonPath = (column: string) =>
  `$.${column
    .split('.')
    .map(key => `"${key.replaceAll('"', '')}"`)
    .join('.')}`
const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

import type { Target } from './column-names.ts'
import { guessMapping } from './guess.ts'
import type { Head } from './head.ts'
import { wordAt } from './head.ts'
import { defineImporter, type Importer, type ImportOptions, InputProblem, type Selects } from './importer.ts'
import { platformOfAddresses } from './post-addresses.ts'
import { identifier, literal } from './sql.ts'
import { readTimes } from './times.ts'

type Column = (target: Target) => string | null

const KINDS = (value: string, otherwise: string) => `CASE
      WHEN list_contains(['r', 'rt', 'retweet', 'retweeted', 'repost', 'reposted', 'share', 'reblog', '1', 'true', 't', 'yes'], lower(${value})) THEN 'repost'
      WHEN list_contains(['q', 'quote', 'quoted', 'quote tweet', 'quote_tweet'], lower(${value})) THEN 'quote'
      WHEN list_contains(['reply', 'replied_to', 'comment', 'replied to'], lower(${value})) THEN 'reply'
      WHEN list_contains(['page', 'article', 'webpage'], lower(${value})) THEN 'page'
      WHEN ${value} IS NULL OR list_contains(['0', 'false', 'f', 'no', 'n'], lower(${value})) THEN ${otherwise}
      ELSE 'post' END`

/** What a row is that has a parent, by the name of the column that states it. */
const relation = (column: string) =>
  /quot/i.test(column) ? 'quote' : /retweet|repost|reblog|forward/i.test(column) ? 'repost' : 'reply'

/** A list written as JSON or Python writes it, or with commas, blanks or bars between. */
const LIST = (value: string) =>
  `list_filter(regexp_split_to_array(regexp_replace(${value}, '^\\s*\\[|\\]\\s*$|[''"]', '', 'g'), '[,;|\\s]+'), lambda x: x <> '')`

function select(
  head: Head,
  options: ImportOptions,
  expression: (column: string) => string,
  whole: string,
): Selects {
  const mapping = guessMapping(head.columns, options.map, column => samplesOf(head, column))
  const column: Column = target => (mapping[target] === undefined ? null : `cell."${target}"`)
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
  if (mapping.post_id && !options.map?.post_id && areCounted(samples('post_id')))
    notes.push(
      `'${mapping.post_id}' holds small numbers: if other files number their rows likewise (the messages of two chats), say --map post_id= so that ids are made from the content, or rows count as there already`,
    )
  const platform = platformOf(head, options, mapping, notes)
  const text = column('text')
  const kind = column('kind')
  const marksReposts = !kind && platform === 'x' && text !== null
  if (marksReposts) notes.push("texts that begin 'RT @' are taken for reposts")
  const account = column('account_id')
  const related = mapping.parent_id === undefined ? 'post' : relation(mapping.parent_id)
  const ofParent = (kind: string) =>
    related === 'post' || kind === 'post'
      ? `'post'`
      : `CASE WHEN ${column('parent_id')} IS NULL THEN 'post' ELSE '${kind}' END`
  const fields: [string, string | null][] = [
    ['platform', column('platform') ? `lower(${column('platform')})` : literal(platform)],
    ['account_id', account],
    ['"at"', time.sql(`cell."at"`)],
    [
      'kind',
      kind
        ? // A flag that says "no repost" is believed before a parent that would make it one.
          KINDS(kind, ofParent(related === 'repost' ? 'post' : related))
        : marksReposts
          ? `CASE WHEN starts_with(${text}, 'RT @') THEN 'repost' ELSE ${ofParent(related)} END`
          : ofParent(related),
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
  if (account) fields.push(...profile(column))
  if (!mapping.post_id) notes.push('rows state no id: each gets one from its content')
  return {
    posts: posts(mapping, expression, fields, whole),
    rowForRow: true,
    contentIds: !mapping.post_id,
    mapping: { ...mapping, ...(mapping.platform ? {} : { platform: `'${platform}'` }) },
    notes,
  }
}

/** Whether ids are numbers that a file, a chat or a forum counts for itself: two of these have the same ones. */
const areCounted = (ids: readonly string[]) =>
  ids.some(id => id !== '') && ids.every(id => id === '' || /^\d{1,7}$/.test(id))

/** What makes a post that post, and stays the same when it is captured again: not its counts, nor its author's profile. */
const OWN: readonly Target[] = ['platform', 'at', 'account_id', 'kind', 'parent_id', 'url', 'title', 'text']

/**
 * Each mapped column read once as `cell`, then the fields made of them. Ids as stated; else from the post's own
 * content (of a row that has neither text nor link, from the whole row), so that the same post in another file has the
 * same: 20 hex digits of its MD5. Posts that come out alike are told apart by number, so that two are never one.
 */
function posts(
  mapping: Partial<Record<Target, string>>,
  expression: (column: string) => string,
  fields: [string, string | null][],
  whole: string,
): string {
  const own = OWN.flatMap(target => (mapping[target] === undefined ? [] : [expression(mapping[target])]))
  const content = mapping.text || mapping.url ? `concat_ws(chr(31), ${own.join(', ')})` : whole
  const cells = (Object.entries(mapping) as [Target, string][]) // the mapping's own keys, typed
    .map(([target, column]) => [target, expression(column)] as const)
    // Any text is a text; elsewhere "NA" and "null" are a collector's "not stated".
    .map(([target, sql]) => `${TEXTS.has(target) ? `nullif(${sql}, '')` : `stated(${sql})`} AS "${target}"`)
  if (!mapping.post_id) cells.push(`left(md5(${content}), 20) AS "post_id"`)
  const list = fields.filter(([, sql]) => sql !== null).map(([name, sql]) => `${sql} AS ${name}`)
  return `
    SELECT "row", cell."post_id" AS post_id, ${list.join(',\n      ')}
    FROM (SELECT "row", ${cells.join(', ')} FROM raw) AS cell`
}

const TEXTS: ReadonlySet<Target> = new Set(['text', 'title', 'description', 'name'])

/** The author's profile as the row itself shows it. */
function profile(column: Column): [string, string | null][] {
  const text = (['handle', 'name', 'description', 'location'] as const).map(
    (target): [string, string | null] => [`seen_${target}`, column(target)],
  )
  const counts = (['followers', 'following', 'posts'] as const).map((target): [string, string | null] => {
    const value = column(target)
    // A count below zero is a collector's "not known".
    return [`seen_${target}`, value && `nullif(greatest(count_of(${value}), -1), -1)`]
  })
  const created = column('created_at')
  return [...text, ...counts, ['seen_created_at', created && `ms_text(${created}, 'UTC')`]]
}

function platformOf(
  head: Head,
  options: ImportOptions,
  mapping: Partial<Record<Target, string>>,
  notes: string[],
): string {
  if (options.platform) return options.platform.toLowerCase()
  const texts = samplesOf(head, mapping.text)
  const xish = texts.filter(text => /\bt\.co\/\w+|^RT @/.test(text)).length
  if (xish > texts.length * 0.05) {
    notes.push(
      `platform x, as ${xish} of ${texts.length} sampled texts carry t.co links or 'RT @' (--platform changes it)`,
    )
    return 'x'
  }
  const ids = samplesOf(head, mapping.post_id)
  const addressed = platformOfAddresses(samplesOf(head, mapping.url), ids) ?? platformOfAddresses(ids, ids)
  if (addressed) {
    notes.push(`platform ${addressed}, as the posts’ own addresses say (--platform changes it)`)
    return addressed
  }
  if (!mapping.platform) notes.push('platform unknown (--platform names it)')
  return 'unknown'
}

function samplesOf(head: Head, column: string | undefined): string[] {
  if (column === undefined) return []
  const place = head.columns.indexOf(column)
  if (head.rows.length > 0) return head.rows.map(row => row[place] ?? '')
  return head.records.map(record => wordAt(record, column))
}

function detected(head: Head): { sure: number; saw: string } | null {
  const mapping = guessMapping(head.columns, {}, column => samplesOf(head, column))
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
      `concat_ws(chr(31), ${head.columns.map(column => `raw.${identifier(column)}`).join(', ')})`,
    ),
})

export const ndjson: Importer = defineImporter({
  id: 'ndjson',
  title: 'any JSON records, one a line or in an array: fields guessed from their names, or said with --map',
  reads: 'json',
  detect: head => (head.records.length > 0 ? detected(head) : null),
  select: (head, options) => select(head, options, column => valueAt(column), 'json'),
})

/** A path into objects; a key that itself has dots in it comes first. */
function valueAt(column: string): string {
  const at = (keys: readonly string[]) =>
    `json ->> ${literal(`$.${keys.map(key => `"${key.replaceAll('"', '')}"`).join('.')}`)}`
  return column.includes('.') ? `coalesce(${at([column])}, ${at(column.split('.'))})` : `(${at([column])})`
}

import { at, type Head } from './head.ts'
import { defineImporter, type ImportOptions, InputProblem, type Selects } from './importer.ts'
import { named } from './named.ts'
import { cellsOf, namedIn } from './named-json.ts'
import { ARTICLE_LISTS, articlesOf, detectedPages, isGdelt, PAGE_NAMES } from './page-names.ts'

type Names = Readonly<Record<keyof typeof PAGE_NAMES, readonly string[]>>

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Where the user's names for things stand among ours. */
const MAPPED: Readonly<Record<string, keyof Names>> = {
  at: 'published',
  url: 'address',
  text: 'body',
  title: 'title',
  lang: 'lang',
  observed_at: 'seen',
}

function namesFor(has: (name: string) => boolean, { map = {} }: ImportOptions): Names {
  const names: Record<keyof Names, readonly string[]> = { ...PAGE_NAMES }
  if (isGdelt((...all) => all.every(has))) Object.assign(names, { published: [], seen: ['seendate', 'Date'] })
  for (const [ours, theirs] of Object.entries(map)) {
    const field = MAPPED[ours]
    if (!field)
      throw new InputProblem(
        `Of a list of pages --map knows ${Object.keys(MAPPED).join(', ')}; not '${ours}'. Other columns are for --as table.`,
      )
    if (theirs !== '' && !has(theirs))
      throw new InputProblem(`--map ${ours}=${theirs}: the source has no column '${theirs}'.`)
    names[field] = theirs === '' ? [] : [theirs]
  }
  return names
}

/** Milliseconds UTC of a time that lists write: ISO 8601 with or without seconds and zone, counted, as in mail, or compact. */
const timeOf = (text: string, tz: string) => `
  CASE
    WHEN regexp_full_match(${text}, '\\d{9,13}(\\.\\d+)?') THEN ms_epoch(${text})
    WHEN regexp_full_match(${text}, '\\d{8}T?\\d{6}Z?') THEN epoch_ms(timezone(
      CASE WHEN ends_with(${text}, 'Z') THEN 'UTC' ELSE '${tz}' END, try_strptime(regexp_replace(${text}, '[TZ]', '', 'g'), '%Y%m%d%H%M%S')))
    WHEN contains(${text}, ':') THEN coalesce(
      ms_text(regexp_replace(regexp_replace(${text}, ' \\+0000 UTC$', 'Z'), '([T ]\\d{1,2}:\\d{2})(Z|[+-]\\d{2}:?\\d{2})$', '\\1:00\\2'), '${tz}'),
      epoch_ms(try_strptime(regexp_replace(${text}, '(GMT|UTC|Z)$', '+0000'), ['%a, %d %b %Y %H:%M:%S %z', '%d %b %Y %H:%M:%S %z'])))
  END`

/**
 * A page enters at the time that the list states for its publication. A day is no time: read as midnight, it would come
 * before all that was said that day. So is midnight to the second, which is what programs write where they know a day.
 */
const read = (relation: string, { tz = 'UTC', timeFormat }: ImportOptions) => `
  ${relation},
  told AS (
    SELECT *, page_address(address, canonical) AS page, trim(published) AS stated, trim(seen) AS collected FROM named
  ),
  page AS (
    SELECT *, site_of(page) AS site, ${timeOf('collected', 'UTC')} AS observed_at,
      ${timeFormat ? `epoch_ms(timezone(${quoted(tz)}, try_strptime(stated, ${quoted(timeFormat)})))` : timeOf('stated', tz.replaceAll("'", "''"))} AS published_at,
      regexp_full_match(stated, '.*([T ]0?0:00(:00([.,]0+)?)?( ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?( UTC)?|\\d{8}T?000000Z?)') AS at_midnight
    FROM told
  )`

const posts = (relation: string, options: ImportOptions, gdelt: boolean) => `
  WITH ${read(relation, options)}
  SELECT
    "row", 'web' AS platform, page AS post_id, site AS account_id, published_at AS "at", 'page' AS kind,
    nullif(trim(regexp_replace(body, '\\s*\\[\\+\\d+ chars\\]$', '')), '') AS text, title, lang, page AS url, observed_at,
    CASE WHEN regexp_matches(image, '^https?://') THEN [image] END AS media,
    CASE
      WHEN page IS NULL THEN 'it has no web address, by which a page is known'
      ${gdelt ? `WHEN stated IS NULL THEN 'GDELT tells when it came by the page (' || coalesce(collected, 'not stated') || '), not when it was published'` : ''}
      WHEN stated IS NULL THEN 'no time of publication is stated' || coalesce(' (collected ' || collected || ')', '')
      WHEN published_at IS NULL AND NOT contains(stated, ':')
        THEN 'only a day of publication is stated (' || stated || '), which cannot tell what came first: add the page itself, or a list with times'
      WHEN published_at IS NULL
        THEN 'its time of publication cannot be read (' || stated || '): say how times are written with --time-format'
      WHEN at_midnight OR (published_at % 86400000 = 0 AND regexp_full_match(stated, '[\\d.]+'))
        THEN 'its time is midnight to the second (' || stated || '), which is what lists write where they know only the day'
    END AS problem
  FROM page`

const accounts = (relation: string, options: ImportOptions) => `
  WITH ${read(relation, options)}
  SELECT min("row") AS "row", 'web' AS platform, site AS account_id,
    CASE WHEN NOT regexp_matches(site_name, '^(https?://|\\{)') THEN site_name END AS name, observed_at
  FROM page
  WHERE site IS NOT NULL
  GROUP BY ALL`

function select(
  relation: (names: Names) => string,
  has: (name: string) => boolean,
  options: ImportOptions,
): Selects {
  const names = namesFor(has, options)
  const from = relation(names)
  const gdelt = isGdelt((...all) => all.every(has))
  const found = Object.entries(names).flatMap(([field, theirs]) => {
    const name = theirs.find(has)
    return name === undefined ? [] : [[field, name] as const]
  })
  const { tz = 'UTC' } = options
  return {
    posts: posts(from, options, gdelt),
    accounts: accounts(from, options),
    mapping: Object.fromEntries(found),
    notes: [
      'articles of which only a day is known are refused: read as midnight, they would seem to come first',
      `times of publication that state no zone are read ${tz === 'UTC' ? 'as UTC' : `in ${tz}`}`,
    ],
  }
}

const addressesIn = (values: readonly unknown[]) =>
  values.filter((value): value is string => typeof value === 'string' && value !== '')

export const pagesTable = defineImporter({
  id: 'pages-table',
  title:
    'Lists of web articles as tables: Media Cloud, GDELT, trafilatura, newspaper, minet, or any with address, title and time',
  reads: 'table',
  detect: head => {
    if (head.shape !== 'table' && head.shape !== 'parquet') return null
    const place = head.columns.indexOf(PAGE_NAMES.address.find(name => head.has(name)) ?? '')
    return detectedPages(head.has, head.columns, addressesIn(head.rows.map(row => row[place])))
  },
  select: (head, options) =>
    select(
      names => `named AS (SELECT "row", ${named(head, names)} FROM raw)`,
      name => head.has(name),
      options,
    ),
})

/** The articles of a record: of the list in an answer, or the record itself. */
const inRecords = (names: Names) => `
  record AS (
    ${ARTICLE_LISTS.map(
      list => `SELECT "row", unnest(json -> '$.${list}[*]') AS json FROM raw WHERE json_type(json, '$.${list}') = 'ARRAY'
    UNION ALL `,
    ).join('')}
    SELECT "row", json FROM raw WHERE ${ARTICLE_LISTS.map(list => `coalesce(json_array_length(json, '$.${list}'), 0) = 0`).join(' AND ')}
  ),
  named AS (
    SELECT "row", ${namedIn('cells', names)} FROM (SELECT "row", ${cellsOf('json', names)} AS cells FROM record)
  )`

const isJson = (head: Head) => head.shape === 'json' || head.shape === 'json-lines'

export const pagesJson = defineImporter({
  id: 'pages-json',
  title:
    'Lists of web articles as JSON: trafilatura, news-please, NewsAPI, GDELT, or any with address, title and time',
  reads: 'json',
  detect: head => {
    if (!isJson(head) || head.records.length === 0) return null
    const articles = articlesOf(head)
    const address = PAGE_NAMES.address.find(name => articles.has(name)) ?? ''
    return detectedPages(
      articles.has,
      articles.columns,
      addressesIn(articles.records.map(record => at(record, address))),
    )
  },
  select: (head, options) => select(inRecords, name => articlesOf(head).has(name), options),
})

import type { Head } from './head.ts'
import { identifier } from './sql.ts'

/** SQL shared by the tables that tools make of X's posts. */

/** The first of a table's columns of text that has something in it; any text is a text, "NA" too. */
export function words(head: Head, names: readonly string[]): string {
  const given = names.filter(name => head.has(name)).map(name => `nullif(${identifier(name)}, '')`)
  return given.length > 0 ? `coalesce(${given.join(', ')})` : 'NULL::VARCHAR'
}

/** An id that pandas made a fraction of (`12.0`) is itself while it has few enough digits to be exact. */
export const whole = (id: string) =>
  `CASE WHEN ends_with(${id}, '.0') THEN regexp_replace(${id}, '^(\\d{1,15})\\.0$', '\\1') ELSE ${id} END`

/** Why a row is no post of X's, or null. Ids that a spreadsheet rounded are told by the import itself. */
export const problemOf = (row: { post: string; account: string; parent: string; time: string }) => `
  CASE
    ${Object.entries({
      'its id': row.post,
      'its account id': row.account,
      'the id of its parent': row.parent,
    })
      .map(
        ([what, id]) =>
          `WHEN regexp_full_match(${id}, '\\d{16,}\\.0') THEN '${what} was rounded (' || ${id} || '): re-export it with ids as text'`,
      )
      .join('\n    ')}
    WHEN NOT regexp_full_match(${row.post}, '\\d+') AND NOT rounded_id(${row.post})
      THEN 'not a post of X: its id is no number (' || left(${row.post}, 40) || ')'
    WHEN regexp_full_match(${row.time}, '\\d{4}-\\d\\d-\\d\\d') THEN 'its time has no time of day (' || ${row.time} || ')'
  END`

/** A text without the mark of a repost, and without a last word that X cut. */
const uncut = (text: string) => `CASE WHEN starts_with(${text}, 'RT @') OR ends_with(${text}, '…')
    THEN regexp_replace(regexp_replace(${text}, '^RT @\\w+:? ?', ''), '[^\\s]*…$', '') ELSE ${text} END`

/** Who is named in a text, where the data has no list of them. */
export const namesIn = (text: string) =>
  `CASE WHEN contains(${text}, '@') IS false THEN [] ELSE regexp_extract_all(${uncut(text)}, '(?:^|[^A-Za-z0-9_@/.])@([A-Za-z0-9_]{1,30})', 1) END`

/** The hashtags of a text, as far as it shows them whole. */
export const tagsIn = (text: string) =>
  `regexp_extract_all(${uncut(text)}, '(?:^|[^\\p{L}\\p{N}_&/＃#])[#＃]([\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)', 1)`

/** The links of a text, as far as it shows them whole. */
export const linksIn = (text: string) =>
  `CASE WHEN contains(${text}, '://') IS false THEN [] ELSE regexp_extract_all(${uncut(text)}, 'https?://[^\\s<>"“”«»…]*[^\\s<>"“”«»…''’.,;:!?)\\]}*]') END`

/** Without links to posts: a quote ends in one to what it quotes, a cut post in one to itself; neither was shared. */
export const shared = (urls: string) =>
  `list_filter(${urls}, lambda u: u <> '' AND NOT regexp_matches(u,
    '^https?://((www|mobile)\\.)?(twitter|x)\\.com/([^/]+/status(es)?|i/web/status)/\\d+'))`

/** A list as Python prints it, with quotes or without. */
export const pythonList = (cell: string) => `
  CASE
    WHEN regexp_matches(${cell}, '^\\s*\\[\\s*[''"]') THEN
      list_transform(regexp_extract_all(${cell}, '''([^'']*)''|"([^"]*)"'), lambda quoted: quoted[2:-2])
    ELSE list_filter(list_transform(string_split(regexp_replace(${cell}, '^\\s*\\[|\\]\\s*$', '', 'g'), ', '), lambda x: trim(x)), lambda x: x <> '')
  END`

/** Words with blanks between them. */
export const blankList = (cell: string) =>
  `list_filter(regexp_split_to_array(${cell}, '\\s+'), lambda x: x <> '')`

/** `<a href="…" rel="nofollow">Twitter Web App</a>` */
export const clientOf = (source: string) =>
  `coalesce(nullif(regexp_extract(${source}, '>([^<]*)<', 1), ''), ${source})`

/** No posts at all, of a table of accounts. */
export const NO_POSTS = `SELECT NULL::BIGINT AS "row", 'x' AS platform, NULL::VARCHAR AS post_id, NULL::BIGINT AS "at" WHERE false`

import { OBJECT_KINDS, type ObjectKind } from '../../model/tables.ts'
import { literal } from '../store.ts'

/** SQL for what a post acts on: the objects of its lists, else of its text. */

/** Parameters that only say how a reader came; without them the link is the same page. */
const TRACKING =
  'utm_[^=&#]*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|ref_src|ref_url|s_cid|cmpid|ncid|xtor|wt_mc|at_medium|at_campaign|at_custom[0-9]|vero_id|__twitter_impression|feature'

export const OBJECT_MACROS: readonly string[] = [
  `CREATE OR REPLACE MACRO without_tracking(u) AS
     CASE WHEN contains(u, '?') THEN regexp_replace(regexp_replace(
       regexp_replace(u, '([?&])(${TRACKING})=[^&]*', '\\1', 'gi'), '([?&])&+', '\\1', 'g'), '[?&]+$', '') ELSE u END`,
  // Scheme and host in lower case, no fragment, no default port, no tracking parameters. What is no link stays as it is.
  `CREATE OR REPLACE MACRO canonical_url(u) AS
     CASE WHEN regexp_matches(u, '^[A-Za-z][A-Za-z0-9+.-]*://')
       THEN regexp_replace(lower(regexp_extract(u, '^[^/?#]*//[^/?#]*')), ':(80|443)$', '')
         || without_tracking(regexp_extract(u, '^[^/?#]*//[^/?#]*([^#]*)', 1))
       ELSE u END`,
  `CREATE OR REPLACE MACRO host_of(u) AS
     rtrim(lower(regexp_extract(u, '^[A-Za-z][A-Za-z0-9+.-]*://([^/?#@]*@)?([^/?#:]+)', 2)), '.')`,
  // Letters of any script; not inside a word or a link's fragment, not of digits alone. Each stands with its sign and
  // what comes before it, for `tag_of`: finding a group inside a match takes the engine three times as long.
  `CREATE OR REPLACE MACRO text_hashtags(t) AS
     CASE WHEN contains(t, '#') OR contains(t, '＃') THEN
       regexp_extract_all(t, '(?:^|[^\\p{L}\\p{N}_&/＃#])[#＃][\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*')
     ELSE [] END`,
  `CREATE OR REPLACE MACRO tag_of(h) AS
     nfc_normalize(lower(CASE WHEN contains(h, '#') THEN split_part(h, '#', -1) WHEN contains(h, '＃') THEN split_part(h, '＃', -1) ELSE h END))`,
  `CREATE OR REPLACE MACRO text_urls(t) AS
     CASE WHEN contains(t, '://') THEN
       regexp_extract_all(t, 'https?://[^\\s<>"“”«»…]*[^\\s<>"“”«»…''’.,;:!?)\\]}*]')
     ELSE [] END`,
  `CREATE OR REPLACE MACRO text_mentions(t) AS
     CASE WHEN NOT contains(t, '@') THEN []
       WHEN len(string_split(t, '@')) <> len(string_split(t, ' @')) + CASE WHEN starts_with(t, '@') THEN 1 ELSE 0 END THEN
         regexp_extract_all(t, '(?:^|[^A-Za-z0-9_@/.])@([A-Za-z0-9_]{1,30})', 1)
       ELSE regexp_extract_all(t, '@([A-Za-z0-9_]{1,30})', 1) END`,
]

/** Case does not tell tags or names apart: they are made alike, in `list`, before those of one post are counted. */
const alike = (list: string, of: (x: string) => string) => `list_transform(${list}, lambda x: ${of('x')})`
const DISTINCT = 'CASE WHEN len(list) > 1 THEN list_distinct(list) ELSE list END'

/** An object's kind as a number of a list, which is written several times faster than a text. */
const actedOn = (of: ObjectKind) => `${literal(of)}::ENUM(${OBJECT_KINDS.map(literal).join(', ')})`

/** Most links in posts of X are such; of them no pattern need be tried. */
const SHORTENED = `starts_with(u, 'https://t.co/')`

/** A link that is canonical as it stands; then its host is what stands between the second and the third slash. */
const PLAIN = `CASE WHEN ${SHORTENED} THEN NOT (contains(u, '#') OR contains(u, '?'))
  ELSE regexp_full_match(u, 'https?://[a-z0-9-]+(\\.[a-z0-9-]+)+(/[^#?]*)?') END`

/** Every link of a taken post, canonical, with its host; `many` where the post has several. */
export const LINKS = `
  SELECT "row", platform, account_id, post_id, "at", many, url,
    CASE WHEN ${SHORTENED} THEN 't.co' WHEN plain THEN split_part(url, '/', 3) ELSE host_of(url) END AS host
  FROM (
    SELECT *, CASE WHEN plain THEN u ELSE canonical_url(u) END AS url
    FROM (
      SELECT *, ${PLAIN} AS plain
      FROM (
        SELECT "row", platform, account_id, post_id, "at", unnest(links) AS u, len(links) > 1 AS many
        FROM (SELECT *, coalesce(urls, text_urls(text)) AS links FROM taken WHERE urls IS NOT NULL OR contains(text, '://'))
      )
    )
  )`

/** The hosts of all links, to be turned into registrable domains. */
export const HOSTS = `SELECT DISTINCT host FROM link WHERE host <> ''`

/** Every object that a taken post acts on, once a post; none is empty. Reads `taken`, `link` and `site`. */
export const ACTIONS = `
  WITH tag AS (
    SELECT "row", platform, account_id, post_id, "at", unnest(${DISTINCT}) AS object
    FROM (
      SELECT "row", platform, account_id, post_id, "at",
        ${alike('coalesce(hashtags, text_hashtags(text))', x => `tag_of(${x})`)} AS list
      FROM taken
      WHERE hashtags IS NOT NULL OR contains(text, '#') OR contains(text, '＃')
    )
  ),
  mentioned AS (
    SELECT "row", platform, account_id, post_id, "at", unnest(${DISTINCT}) AS object
    FROM (
      SELECT "row", platform, account_id, post_id, "at",
        ${alike('coalesce(mentions, text_mentions(text))', x => `lower(ltrim(${x}, '@'))`)} AS list
      FROM taken
      WHERE mentions IS NOT NULL OR contains(text, '@')
    )
  ),
  domain AS (
    SELECT "row", platform, account_id, post_id, "at", many, domain
    FROM link JOIN site ON site.host = link.host AND site.domain IS NOT NULL
  ),
  acted AS (
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('repost')} AS object_kind, parent_id AS object
    FROM taken WHERE kind = 'repost' AND parent_id <> ''
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('hashtag')}, object FROM tag WHERE object NOT IN ('', '#', '＃')
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('url')}, url FROM link WHERE NOT many AND url <> ''
    UNION ALL
    SELECT DISTINCT "row", platform, account_id, post_id, "at", ${actedOn('url')}, url FROM link WHERE many AND url <> ''
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('domain')}, domain FROM domain WHERE NOT many
    UNION ALL
    SELECT DISTINCT "row", platform, account_id, post_id, "at", ${actedOn('domain')}, domain FROM domain WHERE many
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('mention')}, object FROM mentioned WHERE object <> ''
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('media')}, unnest(list_distinct(list_filter(media, lambda x: x <> '')))
    FROM taken WHERE media IS NOT NULL
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('object')}, unnest(list_distinct(list_filter(objects, lambda x: x <> '')))
    FROM taken WHERE objects IS NOT NULL
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", ${actedOn('tracker')}, unnest(list_distinct(list_filter(trackers, lambda x: x <> '')))
    FROM taken WHERE trackers IS NOT NULL
  )
  SELECT * FROM acted`

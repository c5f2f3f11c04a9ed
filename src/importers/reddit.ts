import type { Head } from './head.ts'
import { defineImporter, type Selects } from './importer.ts'
import { hashtags, links } from './markdown.ts'
import { REDDIT_FIELDS } from './reddit-fields.ts'
import { answered, bare, kept } from './reddit-ids.ts'
import { isOwn, linked, mentions, plain, shared, typed, UPLOAD, upload } from './reddit-text.ts'

/** A comment or a submission, over the years and through the archives that keep them. */
const POST = `{
  "id": "VARCHAR", "name": "VARCHAR", "author": "VARCHAR", "created_utc": "VARCHAR", "title": "VARCHAR",
  "selftext": "VARCHAR", "body": "VARCHAR", "link_id": "VARCHAR", "permalink": "VARCHAR", "full_link": "VARCHAR",
  "url": "VARCHAR", "url_overridden_by_dest": "VARCHAR", "is_self": "VARCHAR", "num_comments": "VARCHAR",
  "num_crossposts": "VARCHAR", "view_count": "VARCHAR", "author_created_utc": "VARCHAR",
  "crosspost_parent": "VARCHAR", "parent_id": "JSON", "crosspost_parent_list": "JSON", "media_metadata": "JSON",
  "retrieved_on": "VARCHAR", "retrieved_utc": "VARCHAR", "updated_on": "VARCHAR", "updated_utc": "VARCHAR",
  "_meta": {"retrieved_2nd_on": "VARCHAR"}
}`

const told = (time: string) =>
  `coalesce(ms_epoch(${time}), CASE WHEN regexp_matches(${time}, '\\d:\\d\\d') THEN ms_text(${time}, 'UTC') END)`

/**
 * Posts by themselves, in an archive's answer (\`data\` is a list), in Reddit's listings with the replies inside them;
 * then the originals inside crossposts, which are copies.
 */
const READ = `
  item AS (
    SELECT "row", json FROM raw WHERE json_type(json) <> 'ARRAY'
    UNION ALL
    SELECT "row", unnest(json -> '$[*]') FROM raw WHERE json_type(json) = 'ARRAY'
  ),
  thing AS (
    SELECT "row", json AS thing FROM item WHERE json_type(json, '$.data') = 'OBJECT' AND NOT json_exists(json, '$.data.children')
    UNION ALL
    SELECT "row", unnest(json -> '$.data.children[*]') FROM item WHERE json_type(json, '$.data.children') = 'ARRAY'
    UNION ALL
    SELECT "row", unnest(thing -> '$.data.replies.data.children[*]') FROM thing WHERE json_type(thing, '$.data.replies') = 'OBJECT'
  ),
  outer_json AS (
    SELECT "row", json AS post FROM item WHERE NOT json_exists(json, '$.data')
    UNION ALL
    SELECT "row", unnest(json -> '$.data[*]') FROM item WHERE json_type(json, '$.data') = 'ARRAY'
    UNION ALL
    SELECT "row", thing -> '$.data' FROM thing WHERE list_contains(['t1', 't3'], thing ->> '$.kind')
  ),
  outer_post AS (
    SELECT "row", post, p, list_max([ms_epoch(p._meta.retrieved_2nd_on), ms_epoch(p.updated_utc), ms_epoch(p.updated_on),
      ms_epoch(p.retrieved_on), ms_epoch(p.retrieved_utc)]) AS observed_at
    FROM (SELECT "row", post, from_json(post, '${POST}') AS p FROM outer_json)
  ),
  given AS (
    SELECT "row", 0 AS mark, post, p, observed_at FROM outer_post
    UNION ALL
    SELECT "row", 1, original, from_json(original, '${POST}'), observed_at
    FROM (SELECT "row", p.crosspost_parent_list -> '$[0]' AS original, observed_at FROM outer_post)
    WHERE json_type(original) = 'OBJECT'
  ),
  known AS (
    SELECT *, ${bare('p.id')} AS post_id, ${bare('p.crosspost_parent')} AS passed_id, ${kept('p.author')} AS author,
      ${told('p.created_utc')} AS posted_at, p.body IS NOT NULL OR starts_with(p.name, 't1_') IS TRUE OR (p.link_id IS NOT NULL AND p.title IS NULL) AS is_comment,
      p.title IS NOT NULL OR p.selftext IS NOT NULL OR starts_with(p.name, 't3_') IS TRUE AS is_submission,
      from_json(p.crosspost_parent_list -> '$[0]', '${POST}') AS original, ${kept(typed('p.title'))} AS title
    FROM given
  )`

/** `given`: SQL for "row" and json. */
const posts = (given: string) => `
  WITH RECURSIVE ${given},
  ${READ},
  sorted AS (
    SELECT *, CASE WHEN is_comment THEN 'reply' WHEN passed_id IS NULL THEN 'post'
      WHEN original.title IS NULL OR ${kept(typed('original.title'))} IS NOT DISTINCT FROM title THEN 'repost' ELSE 'quote' END AS kind
    FROM known
  ),
  -- A crosspost has no text of its own: what it passes on is the original's.
  said AS (
    SELECT *, ${kept(typed(`coalesce(p.body, CASE WHEN kind = 'repost' THEN original.selftext END, p.selftext)`))} AS typed,
      ${typed('coalesce(original.url_overridden_by_dest, original.url, p.url_overridden_by_dest, p.url)')} AS link,
      coalesce(p.media_metadata, original.media_metadata) AS pictures
    FROM sorted
  ),
  read AS (
    SELECT *, ${plain('typed')} AS said,
      coalesce(flag_of(coalesce(original.is_self, p.is_self)), false) OR ${isOwn('link', `coalesce(${bare('original.id')}, passed_id, post_id)`)} AS is_own
    FROM said
  ),
  heard AS (
    SELECT *, concat_ws(' ', title, said) AS words,
      ${linked('link', 'is_own OR is_comment')} AS linked,
      ${links('typed', 'said')} AS written
    FROM read
  )
  SELECT
    "row", mark, 'reddit' AS platform, post_id,
    -- Old data has no number of the author (t2_…); the name is what all sources have.
    author AS account_id, posted_at AS "at", kind,
    CASE WHEN NOT is_comment THEN passed_id
      ELSE ${answered('p.parent_id', 'p.link_id')} END AS parent_id,
    ${kept('original.author')} AS parent_account_id,
    CASE WHEN is_comment THEN ${bare('p.link_id')} ELSE post_id END AS thread_id,
    said AS text, title,
    coalesce(CASE WHEN starts_with(p.permalink, '/') THEN 'https://www.reddit.com' || p.permalink ELSE p.permalink END, p.full_link,
      CASE WHEN is_comment THEN 'https://www.reddit.com/comments/' || ${bare('p.link_id')} || '/_/' || post_id
        ELSE 'https://www.reddit.com/comments/' || post_id END) AS url,
    count_of(p.num_comments) AS replies, count_of(p.num_crossposts) AS reposts, count_of(p.view_count) AS views, observed_at,
    ${shared('linked', 'written')} AS urls,
    ${hashtags('words')} AS hashtags, ${mentions('words')} AS mentions,
    list_distinct(list_concat(
      CASE WHEN NOT is_comment AND regexp_matches(link, ${UPLOAD}) THEN [${upload('link')}] ELSE [] END,
      list_transform(list_filter(coalesce(written, []), lambda u: regexp_matches(u, ${UPLOAD})), lambda u: ${upload('u')}),
      list_transform(
        list_filter(coalesce(json_keys(pictures), []), lambda k: NOT contains(k, '|') AND starts_with(pictures ->> ('$."' || k || '".m'), 'image/') IS TRUE),
        lambda k: 'https://i.redd.it/' || k || '.' || replace(split_part(pictures ->> ('$."' || k || '".m'), '/', 2), 'jpeg', 'jpg')))) AS media,
    CASE WHEN json_type(post) <> 'OBJECT' THEN 'not a post: ' || lower(json_type(post))
      WHEN NOT is_comment AND NOT is_submission THEN 'not a post: it has ' || array_to_string(json_keys(post)[:5], ', ') END AS problem
  FROM heard
  UNION ALL BY NAME
  SELECT "row",
    CASE thing ->> '$.kind' WHEN 'more' THEN 'a place where Reddit left out further replies (' || coalesce(thing ->> '$.data.count', '?') || ')'
      ELSE 'not a post: a thing of kind ' || coalesce(thing ->> '$.kind', '?') END AS problem
  FROM thing
  WHERE NOT coalesce(list_contains(['t1', 't2', 't3'], thing ->> '$.kind'), false)
  UNION ALL BY NAME
  SELECT "row", 'a listing that says it holds ' || (json ->> '$.data.dist') || ', and holds none' AS problem
  FROM item
  WHERE json_array_length(json, '$.data.children') = 0 AND try_cast(json ->> '$.data.dist' AS BIGINT) > 0`

const accounts = (given: string) => `
  WITH RECURSIVE ${given},
  ${READ}
  SELECT "row", 'reddit' AS platform, author AS account_id, author AS handle, NULL::VARCHAR AS description,
    ms_epoch(p.author_created_utc) AS created_at, coalesce(observed_at, posted_at) AS observed_at
  FROM known
  WHERE author IS NOT NULL
  UNION ALL BY NAME
  SELECT "row", 'reddit' AS platform, thing ->> '$.data.name' AS account_id, thing ->> '$.data.name' AS handle,
    nullif(${typed(`(thing ->> '$.data.subreddit.public_description')`)}, '') AS description, ms_epoch(thing ->> '$.data.created_utc') AS created_at
  FROM thing
  WHERE (thing ->> '$.kind') = 't2'`

/** Posts and accounts of Reddit's own objects, by whatever tool; `given` is SQL for "row" and json. */
export function redditPosts(given: string): Selects {
  const source = `asked AS (${given}), raw AS (FROM asked)`
  return { posts: posts(source), accounts: accounts(source) }
}

const PLACES: readonly [string, string][] = [
  ['', 'by themselves'],
  ['data.0.', 'in an answer’s `data`'],
  ['data.', 'each with its `kind`'],
  ['data.children.0.data.', 'in Reddit’s listings'],
]

function detected(head: Head): string | null {
  for (const [prefix, where] of PLACES) {
    const has = (...names: string[]) => head.has(...names.map(name => prefix + name))
    if (!has('id', 'created_utc') || !(has('subreddit') || has('permalink') || has('link_id'))) continue
    if (has('body', 'link_id') || has('body', 'parent_id') || has('body', 'permalink'))
      return `comments ${where}`
    if (has('title', 'selftext') || has('title', 'num_comments') || has('title', 'domain'))
      return `submissions ${where}`
  }
  if (head.has('kind', 'data.name', 'data.link_karma')) return 'accounts of Reddit'
  // An answer of many megabytes has no record that is whole in the head.
  const cut = head.records.length === 0 && /^\s*\[?\s*\{\s*"(data|kind)"\s*:/.test(head.text)
  return cut && /"subreddit"\s*:/.test(head.text) && /"created_utc"\s*:/.test(head.text)
    ? 'an answer of Reddit or an archive of it'
    : null
}

export const reddit = defineImporter({
  id: 'reddit',
  title:
    'Reddit comments and submissions: Pushshift, Arctic Shift, PullPush, PRAW, and Reddit’s own listings (JSON)',
  reads: 'json',
  fields: REDDIT_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    const saw = detected(head)
    return saw === null ? null : { sure: 0.95, saw }
  },
  select: () => redditPosts('SELECT "row", json FROM raw'),
})

import type { Selects } from './importer.ts'
import { shared } from './x-table.ts'

const ENTITIES = `{
  "hashtags": [{"text": "VARCHAR"}], "urls": [{"url": "VARCHAR", "expanded_url": "VARCHAR"}],
  "user_mentions": [{"screen_name": "VARCHAR"}], "media": [{"media_url_https": "VARCHAR", "id_str": "VARCHAR"}]
}`
const LEGACY = `{
  "id_str": "VARCHAR", "user_id_str": "VARCHAR", "conversation_id_str": "VARCHAR", "created_at": "VARCHAR",
  "full_text": "VARCHAR", "text": "VARCHAR", "lang": "VARCHAR", "source": "VARCHAR",
  "in_reply_to_status_id_str": "VARCHAR", "in_reply_to_user_id_str": "VARCHAR",
  "quoted_status_id_str": "VARCHAR", "retweeted_status_id_str": "VARCHAR",
  "favorite_count": "VARCHAR", "retweet_count": "VARCHAR", "reply_count": "VARCHAR",
  "entities": ${ENTITIES}, "extended_entities": ${ENTITIES}
}`
/** A post of the page: its old fields in `legacy`, the newer ones around it. */
const POST = `{
  "rest_id": "VARCHAR", "source": "VARCHAR", "legacy": ${LEGACY}, "core": {"user_results": {"result": "JSON"}}, "user": "JSON",
  "note_tweet": {"note_tweet_results": {"result": {"text": "VARCHAR", "entity_set": ${ENTITIES}}}},
  "views": {"count": "VARCHAR"}, "ext_views": {"count": "VARCHAR"},
  "edit_control": {"edit_tweet_ids": ["VARCHAR"], "edit_control_initial": {"edit_tweet_ids": ["VARCHAR"]}}
}`
const OLD_USER = `{
  "id_str": "VARCHAR", "screen_name": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR", "created_at": "VARCHAR", "location": "VARCHAR",
  "verified": "VARCHAR", "protected": "VARCHAR", "followers_count": "VARCHAR", "friends_count": "VARCHAR", "statuses_count": "VARCHAR",
  "favourites_count": "VARCHAR", "listed_count": "VARCHAR", "default_profile": "VARCHAR", "default_profile_image": "VARCHAR"
}`
const USER = `{
  "rest_id": "VARCHAR", "legacy": ${OLD_USER}, "core": {"screen_name": "VARCHAR", "name": "VARCHAR", "created_at": "VARCHAR"},
  "verification": {"verified": "VARCHAR"}, "privacy": {"protected": "VARCHAR"}, "location": {"location": "VARCHAR"},
  "profile_bio": {"description": "VARCHAR"}
}`

/** Posts that may not be seen by all stand one level deeper. */
const opened = (result: string) =>
  `CASE WHEN json_exists(${result}, '$.tweet.legacy') THEN ${result} -> '$.tweet' ELSE ${result} END`

/** A post with what it reposts (in `legacy`) and what it quotes (beside it), which are copies. */
const read = (given: string) => `
  given AS (${given}),
  outer_post AS (
    SELECT "row", 0 AS mark, observed_at, ${opened('json')} AS post FROM given
  ),
  reposted AS (
    SELECT "row", 1 AS mark, observed_at, ${opened(`(post -> '$.legacy.retweeted_status_result.result')`)} AS post
    FROM outer_post
    WHERE json_exists(post, '$.legacy.retweeted_status_result.result')
  ),
  quoted AS (
    SELECT "row", 1 AS mark, observed_at, ${opened(`(post -> '$.quoted_status_result.result')`)} AS post
    FROM (FROM outer_post UNION ALL FROM reposted)
    WHERE json_exists(post, '$.quoted_status_result.result')
  ),
  shown AS (
    SELECT "row", mark, observed_at, post, from_json(post, '${POST}') AS t,
      ${opened(`(post -> '$.legacy.retweeted_status_result.result')`)} AS original_json,
      ${opened(`(post -> '$.quoted_status_result.result')`)} AS quoted_json
    FROM (FROM outer_post UNION ALL FROM reposted UNION ALL FROM quoted)
    WHERE json_exists(post, '$.legacy.created_at')
  ),
  person AS (
    SELECT *, from_json(t.core.user_results.result, '${USER}') AS u,
      coalesce(from_json(t.core.user_results.result -> '$.legacy', '${OLD_USER}'), from_json(t."user", '${OLD_USER}')) AS o
    FROM shown
  )`

const posts = (given: string) => `
  WITH ${read(given)},
  linked AS (
    SELECT *,
      coalesce(nullif(original_json ->> '$.rest_id', ''), original_json ->> '$.legacy.id_str', t.legacy.retweeted_status_id_str) AS reposted_id,
      coalesce(t.legacy.quoted_status_id_str, quoted_json ->> '$.rest_id', quoted_json ->> '$.legacy.id_str') AS quoted_id,
      t.legacy.in_reply_to_status_id_str AS answered_id,
      CASE WHEN json_exists(original_json, '$.legacy.full_text') THEN from_json(original_json, '${POST}') ELSE t END AS s
    FROM person
  ),
  -- A repost's own text is cut at 140 signs, a long post's at 280: what is passed on is the whole of the original.
  said AS (
    SELECT *, coalesce(s.note_tweet.note_tweet_results.result.text, s.legacy.full_text, s.legacy.text) AS body,
      coalesce(s.note_tweet.note_tweet_results.result.entity_set, s.legacy.entities) AS e,
      coalesce(s.legacy.extended_entities.media, s.legacy.entities.media) AS pictures
    FROM linked
  )
  SELECT
    "row", mark, 'x' AS platform,
    -- Never the plain id: Zeeschuimer makes a number of it, which is rounded.
    coalesce(t.rest_id, t.legacy.id_str) AS post_id, coalesce(t.legacy.user_id_str, u.rest_id, o.id_str) AS account_id,
    coalesce(ms_twitter(t.legacy.created_at), ms_text(t.legacy.created_at, 'UTC')) AS "at",
    CASE WHEN reposted_id IS NOT NULL THEN 'repost' WHEN quoted_id IS NOT NULL THEN 'quote'
      WHEN answered_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind,
    coalesce(reposted_id, quoted_id, answered_id) AS parent_id,
    CASE
      WHEN reposted_id IS NOT NULL THEN coalesce(original_json ->> '$.legacy.user_id_str', original_json ->> '$.core.user_results.result.rest_id')
      WHEN quoted_id IS NOT NULL THEN coalesce(quoted_json ->> '$.legacy.user_id_str', quoted_json ->> '$.core.user_results.result.rest_id')
      WHEN answered_id IS NOT NULL THEN t.legacy.in_reply_to_user_id_str
    END AS parent_account_id,
    t.legacy.conversation_id_str AS thread_id, unescaped(body) AS text, coalesce(s.legacy.lang, t.legacy.lang) AS lang,
    'https://x.com/' || coalesce(u.core.screen_name, o.screen_name) || '/status/' || coalesce(t.rest_id, t.legacy.id_str) AS url,
    nullif(regexp_replace(coalesce(t.source, t.legacy.source), '<[^>]*>', '', 'g'), '') AS client,
    -- A repost repeats its original's counts; they are not its own.
    CASE WHEN reposted_id IS NULL THEN count_of(t.legacy.favorite_count) END AS likes,
    CASE WHEN reposted_id IS NULL THEN count_of(t.legacy.retweet_count) END AS reposts,
    CASE WHEN reposted_id IS NULL THEN count_of(t.legacy.reply_count) END AS replies,
    CASE WHEN reposted_id IS NULL THEN count_of(coalesce(t.views.count, t.ext_views.count)) END AS views,
    observed_at,
    list_transform(e.hashtags, lambda h: h.text) AS hashtags,
    ${shared('list_transform(e.urls, lambda l: coalesce(l.expanded_url, l.url))')} AS urls,
    list_transform(e.user_mentions, lambda m: m.screen_name) AS mentions,
    list_transform(pictures, lambda p: coalesce(p.media_url_https, p.id_str)) AS media,
    coalesce(t.edit_control.edit_control_initial.edit_tweet_ids, t.edit_control.edit_tweet_ids) AS versions,
    CASE WHEN NOT regexp_full_match(coalesce(t.rest_id, t.legacy.id_str, ''), '\\d+')
      THEN 'not a post of X: its id is no number' END AS problem
  FROM said
  UNION ALL BY NAME
  SELECT "row", 'not a post: X did not give it (' || coalesce(post ->> '$.__typename', post ->> '$.tombstone.__typename', 'nothing in it') || ')' AS problem
  FROM outer_post
  WHERE NOT coalesce(json_exists(post, '$.legacy.created_at'), false)`

const accounts = (given: string) => `
  WITH ${read(given)}
  SELECT DISTINCT
    "row", 'x' AS platform, coalesce(u.rest_id, o.id_str, t.legacy.user_id_str) AS account_id,
    coalesce(u.core.screen_name, o.screen_name) AS handle, coalesce(u.core.name, o.name) AS name,
    coalesce(u.profile_bio.description, o.description) AS description,
    coalesce(ms_twitter(coalesce(u.core.created_at, o.created_at)), ms_text(coalesce(u.core.created_at, o.created_at), 'UTC')) AS created_at,
    count_of(o.followers_count) AS followers, count_of(o.friends_count) AS following, count_of(o.statuses_count) AS posts,
    count_of(o.favourites_count) AS likes, count_of(o.listed_count) AS listed,
    flag_of(coalesce(u.verification.verified, o.verified)) AS verified, flag_of(coalesce(u.privacy.protected, o.protected)) AS protected,
    flag_of(o.default_profile) AS default_profile, flag_of(o.default_profile_image) AS default_image,
    stated(coalesce(u.location.location, o.location)) AS location, observed_at
  FROM person
  WHERE coalesce(u.core.screen_name, o.screen_name) IS NOT NULL`

/** Posts and accounts of what X's own page gets (GraphQL, and the older `adaptive.json`); `given` is SQL for `row`, `json` and `observed_at`. */
export function xGraphqlSelects(given: string): Selects {
  return { posts: posts(given), accounts: accounts(given) }
}

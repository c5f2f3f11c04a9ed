import { dottedNames } from './handles.ts'
import type { Selects } from './importer.ts'

const PERSON = `{"pk": "VARCHAR", "id": "VARCHAR", "username": "VARCHAR", "unique_id": "VARCHAR", "full_name": "VARCHAR", "nickname": "VARCHAR",
  "is_verified": "VARCHAR", "verified": "VARCHAR", "is_private": "VARCHAR"}`
const TOLD = '{"edges": [{"node": {"text": "VARCHAR"}}]}'
/** A post as Instagram's page gets it: of an item list, or of the older graph; or a comment as Zeeschuimer keeps it. */
const ITEM = `{
  "code": "VARCHAR", "shortcode": "VARCHAR", "comment_id": "VARCHAR", "taken_at": "VARCHAR", "taken_at_timestamp": "VARCHAR", "created_at": "VARCHAR",
  "user": ${PERSON}, "owner": ${PERSON}, "caption": {"text": "VARCHAR"}, "text": "VARCHAR", "edge_media_to_caption": ${TOLD},
  "like_count": "VARCHAR", "comment_like_count": "VARCHAR", "like_and_view_counts_disabled": "VARCHAR", "comment_count": "VARCHAR",
  "child_comment_count": "VARCHAR", "play_count": "VARCHAR", "view_count": "VARCHAR", "video_view_count": "VARCHAR",
  "edge_media_preview_like": {"count": "VARCHAR"}, "edge_media_to_comment": {"count": "VARCHAR"}, "edge_media_preview_comment": {"count": "VARCHAR"},
  "post_id": "VARCHAR", "post_shortcode": "VARCHAR", "parent_comment_id": "VARCHAR", "product_type": "VARCHAR",
  "clips_metadata": {"music_info": {"music_asset_info": {"audio_cluster_id": "VARCHAR"}}, "original_sound_info": {"audio_asset_id": "VARCHAR"}}
}`

/** A post's number written in 64 signs is the code of its address. */
const codeOf = (number: string) => `ltrim(array_to_string(list_transform(range(10, -1, -1),
  lambda i: substr('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', (((${number} >> (6 * i)) & 63) + 1)::INTEGER, 1)), ''), 'A')`

const read = (given: string) => `
  given AS (${given}),
  fields AS (
    SELECT "row", observed_at, json, from_json(json, '${ITEM}') AS t FROM given
  ),
  read AS (
    SELECT *, t.comment_id IS NOT NULL AS is_comment,
      coalesce(t.code, t.shortcode) AS code, coalesce(t."user".username, t."user".unique_id, t.owner.username) AS account_id,
      coalesce(t.post_shortcode, ${codeOf(`try_cast(split_part(t.post_id, '_', 1) AS BIGINT)`)}) AS commented
    FROM fields
  )`

const posts = (given: string) => `
  WITH ${read(given)},
  said AS (
    SELECT *, CASE WHEN is_comment THEN t.text ELSE coalesce(t.caption.text, t.edge_media_to_caption.edges[1].node.text) END AS words,
      coalesce(flag_of(t.like_and_view_counts_disabled), false) AS hidden
    FROM read
  )
  SELECT
    "row", 'instagram' AS platform, CASE WHEN is_comment THEN t.comment_id ELSE code END AS post_id, account_id,
    CASE WHEN is_comment THEN ms_epoch(t.created_at) ELSE coalesce(ms_epoch(t.taken_at), ms_epoch(t.taken_at_timestamp)) END AS "at",
    CASE WHEN is_comment THEN 'reply' ELSE 'post' END AS kind,
    CASE WHEN is_comment THEN coalesce(t.parent_comment_id, nullif(commented, '')) END AS parent_id,
    NULL::VARCHAR AS parent_account_id, CASE WHEN is_comment THEN nullif(commented, '') ELSE code END AS thread_id,
    nullif(words, '') AS text, CASE WHEN NOT is_comment THEN 'https://www.instagram.com/p/' || code || '/' END AS url,
    -- Where they are hidden, a made-up number may stand in their place.
    CASE WHEN NOT hidden THEN nullif(greatest(count_of(coalesce(t.like_count, t.comment_like_count, t.edge_media_preview_like.count)), -1), -1) END AS likes,
    count_of(coalesce(t.comment_count, t.child_comment_count, t.edge_media_to_comment.count, t.edge_media_preview_comment.count)) AS replies,
    CASE WHEN NOT hidden THEN count_of(coalesce(t.play_count, t.view_count, t.video_view_count)) END AS views, observed_at,
    ${dottedNames('words')} AS mentions,
    CASE WHEN coalesce(${MUSIC}) IS NOT NULL THEN ['music:' || coalesce(${MUSIC})] END AS media,
    CASE WHEN t.product_type = 'ad' THEN 'an advertisement that Instagram put in, not a post that was found'
      WHEN NOT is_comment AND code IS NOT NULL AND t.taken_at IS NULL AND t.taken_at_timestamp IS NULL
        THEN 'a post of which Instagram showed only a part, without its time (' || code || ')'
      WHEN NOT regexp_full_match(coalesce(code, t.comment_id, ''), '[\\w-]+') THEN 'not a post of Instagram: it has no code' END AS problem
  FROM said`

const MUSIC =
  't.clips_metadata.music_info.music_asset_info.audio_cluster_id, t.clips_metadata.original_sound_info.audio_asset_id'

const accounts = (given: string) => `
  WITH ${read(given)}
  SELECT DISTINCT "row", 'instagram' AS platform, account_id, account_id AS handle,
    coalesce(t."user".full_name, t."user".nickname, t.owner.full_name) AS name,
    flag_of(coalesce(t."user".is_verified, t."user".verified, t.owner.is_verified)) AS verified,
    flag_of(coalesce(t."user".is_private, t.owner.is_private)) AS protected, observed_at
  FROM read
  WHERE account_id IS NOT NULL`

/** Posts and accounts of what Instagram's own page gets; `given` is SQL for `row`, `json` and `observed_at`. */
export function instagramSelects(given: string): Selects {
  return { posts: posts(given), accounts: accounts(given) }
}

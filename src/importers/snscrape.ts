import { defineImporter } from './importer.ts'
import { SNSCRAPE_FIELDS } from './snscrape-fields.ts'
import { REDDIT_POSTS } from './snscrape-reddit.ts'
import { clientOf, linksIn, namesIn, problemOf, shared, tagsIn } from './x-table.ts'

const USER = `{
  "id": "VARCHAR", "id_str": "VARCHAR", "id.str": "VARCHAR", "username": "VARCHAR", "displayname": "VARCHAR", "rawDescription": "VARCHAR",
  "description": "VARCHAR", "created": "VARCHAR", "followersCount": "VARCHAR", "friendsCount": "VARCHAR", "statusesCount": "VARCHAR",
  "favouritesCount": "VARCHAR", "listedCount": "VARCHAR", "verified": "VARCHAR", "protected": "VARCHAR", "location": "VARCHAR",
  "profileImageUrl": "VARCHAR"
}`
/** A post as snscrape wrote it from 2020 to 2023, and as twscrape writes it since. */
const POST = `{
  "url": "VARCHAR", "id": "VARCHAR", "id_str": "VARCHAR", "id.str": "VARCHAR", "date": "VARCHAR", "rawContent": "JSON", "content": "JSON",
  "user": ${USER}, "username": "VARCHAR", "lang": "VARCHAR", "source": "VARCHAR", "sourceLabel": "VARCHAR",
  "replyCount": "VARCHAR", "retweetCount": "VARCHAR", "likeCount": "VARCHAR", "viewCount": "VARCHAR",
  "conversationId": "VARCHAR", "conversationIdStr": "VARCHAR", "conversationId.str": "VARCHAR",
  "hashtags": ["VARCHAR"], "mentionedUsers": [{"username": "VARCHAR"}], "links": [{"url": "VARCHAR"}], "outlinks": ["VARCHAR"],
  "media": "JSON", "retweetedTweet": "JSON", "quotedTweet": "JSON", "isQuoteStatus": "VARCHAR",
  "inReplyToTweetId": "VARCHAR", "inReplyToTweetIdStr": "VARCHAR", "inReplyToTweetId.str": "VARCHAR", "inReplyToUser": ${USER}
}`

/** An address holds the number as text; readers of JSON round the others. */
const numberOf = (p: string) =>
  `coalesce(nullif(regexp_extract(${p}.url, '/status/(\\d+)', 1), ''), ${p}.id_str, ${p}."id.str", ${p}.id)`
const said = (json: string) => `CASE WHEN json_type(${json}) = 'VARCHAR' THEN ${json} ->> '$' END`
const text = (p: string) => `coalesce(${said(`${p}."rawContent"`)}, ${said(`${p}.content`)})`
/** A reader that rounded the post's number has rounded its author's too: the name is then what is certain. */
const account = (u: string, rounded = 'false') =>
  `coalesce(${u}.id_str, ${u}."id.str", CASE WHEN NOT (${rounded} AND length(${u}.id) > 15) THEN ${u}.id END, ${u}.username)`
const rounded = (p: string) => `coalesce(${p}.id <> ${numberOf(p)}, false)`

const READ = `
  record AS (
    SELECT "row", json, coalesce(json ->> '$._type', '') AS type FROM raw
  ),
  outer_post AS (
    SELECT "row", 0 AS mark, json AS post FROM record
    WHERE (type = '' OR contains(type, '.twitter.Tweet')) AND NOT contains(type, 'TweetRef') AND json_exists(json, '$.date')
  ),
  reposted AS (
    SELECT "row", 1 AS mark, post -> '$.retweetedTweet' AS post FROM outer_post WHERE json_exists(post, '$.retweetedTweet.date')
  ),
  quoted AS (
    SELECT "row", 1 AS mark, post -> '$.quotedTweet' AS post
    FROM (FROM outer_post UNION ALL FROM reposted)
    WHERE json_exists(post, '$.quotedTweet.date')
  ),
  given AS (
    SELECT "row", mark, post, from_json(post, '${POST}') AS t
    FROM (FROM outer_post UNION ALL FROM reposted UNION ALL FROM quoted)
  ),
  linked AS (
    SELECT *, from_json(t."retweetedTweet", '${POST}') AS original, from_json(t."quotedTweet", '${POST}') AS q,
      CASE WHEN json_exists(post, '$.retweetedTweet.date') THEN post -> '$.retweetedTweet' ELSE post END AS source
    FROM given
  ),
  -- A repost's own text is cut at 140 signs; what it passes on is the original's.
  read AS (
    SELECT *, ${numberOf('original')} AS reposted_id, ${numberOf('q')} AS quoted_id,
      coalesce(t."inReplyToTweetIdStr", t."inReplyToTweetId.str", t."inReplyToTweetId") AS answered_id,
      CASE WHEN original.date IS NOT NULL THEN original ELSE t END AS s
    FROM linked
  )`

const POSTS = `
  WITH ${READ},
  told AS (
    SELECT *, ${text('s')} AS body,
      CASE WHEN reposted_id IS NOT NULL OR json_exists(t."retweetedTweet", '$.date') THEN 'repost'
        WHEN quoted_id IS NOT NULL OR flag_of(t."isQuoteStatus") THEN 'quote' WHEN answered_id IS NOT NULL THEN 'reply' ELSE 'post' END AS kind
    FROM read
  ),
  listed AS (
    SELECT *,
      -- Of long posts twscrape gives the whole text with the lists of its beginning.
      length(body) > 280 AS long,
      CASE WHEN json_exists(source, '$.hashtags') THEN coalesce(s.hashtags, []) END AS tags,
      CASE WHEN json_exists(source, '$.mentionedUsers') THEN coalesce(list_transform(s."mentionedUsers", lambda m: m.username), []) END AS names,
      CASE WHEN json_exists(source, '$.links') THEN coalesce(list_transform(s.links, lambda l: l.url), [])
        WHEN json_exists(source, '$.outlinks') THEN coalesce(s.outlinks, []) END AS links,
      -- snscrape's list of media, and twscrape's lists of each kind
      CASE json_type(s.media) WHEN 'ARRAY' THEN list_concat(coalesce(s.media ->> '$[*].fullUrl', []), coalesce(s.media ->> '$[*].thumbnailUrl', []))
        WHEN 'OBJECT' THEN list_concat(list_concat(coalesce(s.media ->> '$.photos[*].url', []), coalesce(s.media ->> '$.videos[*].thumbnailUrl', [])),
          coalesce(s.media ->> '$.animated[*].thumbnailUrl', [])) END AS pictures
    FROM told
  )
  SELECT
    "row", mark, 'x' AS platform, ${numberOf('t')} AS post_id,
    coalesce(${account('t.user', rounded('t'))}, t.username) AS account_id, ms_text(t.date, 'UTC') AS "at", kind,
    CASE kind WHEN 'repost' THEN reposted_id WHEN 'quote' THEN quoted_id WHEN 'reply' THEN answered_id END AS parent_id,
    CASE kind WHEN 'repost' THEN ${account('original.user', rounded('original'))} WHEN 'quote' THEN ${account('q.user', rounded('q'))}
      WHEN 'reply' THEN ${account('t."inReplyToUser"', rounded('t'))} END AS parent_account_id,
    coalesce(t."conversationIdStr", t."conversationId.str", CASE WHEN NOT ${rounded('t')} THEN t."conversationId" END) AS thread_id,
    unescaped(body) AS text, coalesce(s.lang, t.lang) AS lang, t.url AS url, coalesce(t."sourceLabel", ${clientOf('stated(t.source)')}) AS client,
    -- A repost repeats its original's counts; they are not its own.
    ${['likes likeCount', 'reposts retweetCount', 'replies replyCount', 'views viewCount']
      .map(pair => pair.split(' '))
      .map(([ours, theirs]) => `CASE WHEN kind <> 'repost' THEN count_of(t."${theirs}") END AS ${ours}`)
      .join(', ')},
    CASE WHEN tags IS NULL OR long THEN ${tagsIn('body')} ELSE tags END AS hashtags,
    ${shared(`CASE WHEN links IS NOT NULL THEN links ELSE ${linksIn('body')} END`)} AS urls,
    CASE WHEN names IS NULL OR long THEN ${namesIn('body')} ELSE names END AS mentions,
    pictures AS media,
    ${problemOf({ post: numberOf('t'), account: 'NULL::VARCHAR', parent: 'answered_id', time: 't.date' })} AS problem
  FROM listed
  UNION ALL BY NAME
  ${REDDIT_POSTS}
  UNION ALL BY NAME
  SELECT "row",
    CASE WHEN contains(type, 'TweetRef') OR contains(type, 'Tombstone') THEN 'a post that could not be read there (' || coalesce(json ->> '$.id', '?') || ')'
      WHEN type <> '' THEN 'not a post: ' || type
      WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
      ELSE 'not a post: ' || lower(json_type(json)) END AS problem
  FROM record
  WHERE NOT regexp_matches(type, '\\.(twitter\\.(Tweet|User)|reddit\\.(Submission|Comment))$')
    AND NOT (type = '' AND json_exists(json, '$.date'))`

/** When a profile was seen is not said: posts are mostly read long after they were made. */
const ACCOUNTS = `
  WITH ${READ},
  seen AS (
    SELECT "row", t.user AS u, ${rounded('t')} AS is_rounded FROM given
    UNION ALL
    SELECT "row", from_json(json, '${USER}'), false FROM record WHERE contains(type, '.twitter.User') AND NOT contains(type, 'UserRef')
  )
  SELECT
    "row", 'x' AS platform, ${account('u', 'is_rounded')} AS account_id, u.username AS handle, u.displayname AS name,
    coalesce(u."rawDescription", u.description) AS description,
    nullif(ms_text(u.created, 'UTC'), 0) AS created_at, count_of(u."followersCount") AS followers, count_of(u."friendsCount") AS following,
    count_of(u."statusesCount") AS posts, count_of(u."favouritesCount") AS likes, count_of(u."listedCount") AS listed,
    flag_of(u.verified) AS verified, flag_of(u.protected) AS protected,
    contains(u."profileImageUrl", 'default_profile_images') AS default_image, nullif(u.location, '') AS location
  FROM seen
  WHERE u.username IS NOT NULL`

export const snscrape = defineImporter({
  id: 'snscrape',
  title: 'What snscrape and twscrape write of X, and snscrape of Reddit: an object a line',
  reads: 'json',
  fields: SNSCRAPE_FIELDS,
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    const type = head.records
      .map(({ _type }) => _type)
      .find(t => typeof t === 'string' && /^snscrape\.modules\.(twitter|reddit)\./.test(t))
    if (typeof type === 'string') return { sure: 0.95, saw: `records of \`${type}\`` }
    if (head.has('rawContent', 'date', 'user.username'))
      return { sure: 0.95, saw: 'posts with `rawContent`, `date` and `user.username`' }
    if (head.has('renderedContent', 'content', 'date'))
      return { sure: 0.95, saw: 'posts with `content`, `renderedContent` and `date`' }
    return null
  },
  select: () => ({ posts: POSTS, accounts: ACCOUNTS }),
})

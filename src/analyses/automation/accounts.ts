import type { Store } from '../../store/store.ts'

/** Fewest own texts, and reposts of captured posts, from which something is told. */
export const LEAST_TEXTS = 5
export const LEAST_REPOSTS = 5
/** Shorter texts, links aside, are alike by themselves: "Thanks!". */
const LEAST_SIGNS = 20
const DAY = 86_400_000

/**
 * Every account that posted or was seen, numbered, with what its posts and profile state: `automation_account`. Of a
 * profile seen several times the largest counts are taken; a default must have stood in every sighting that states it.
 */
const ACCOUNTS = `
  CREATE OR REPLACE TEMP TABLE automation_account AS
  WITH made AS (
    SELECT platform, account_id, count(*) AS posts, sum(CASE WHEN kind = 'repost' THEN 1 ELSE 0 END) AS reposts,
      min("at") AS first_at, max("at") AS last_at
    FROM post
    WHERE account_id <> '' AND "at" IS NOT NULL
    GROUP BY platform, account_id
  ),
  seen AS (
    SELECT platform, account_id, max(followers) AS followers, max(following) AS following, max(posts) AS stated_posts,
      max(likes) AS likes, max(observed_at) AS observed_at,
      min(CASE WHEN default_profile THEN 1 WHEN NOT default_profile THEN 0 END) AS default_profile,
      min(CASE WHEN default_image THEN 1 WHEN NOT default_image THEN 0 END) AS default_image
    FROM account
    WHERE account_id <> ''
    GROUP BY platform, account_id
  ),
  known AS (
    SELECT platform, account_id FROM made
    UNION
    SELECT platform, account_id FROM seen
  ),
  dated AS (
    SELECT k.platform, k.account_id, profile.handle, profile.created_at,
      coalesce(made.posts, 0) AS posts, coalesce(reposts, 0) AS reposts, first_at, last_at,
      seen.followers, following, stated_posts, likes, default_profile, default_image,
      coalesce(first_at, observed_at) AS met_at, coalesce(observed_at, last_at) AS seen_at
    FROM known AS k
    LEFT JOIN made ON made.platform = k.platform AND made.account_id = k.account_id
    LEFT JOIN seen ON seen.platform = k.platform AND seen.account_id = k.account_id
    LEFT JOIN profile ON profile.platform = k.platform AND profile.account_id = k.account_id
  )
  SELECT
    row_number() OVER (ORDER BY posts DESC, platform, account_id) - 1 AS place,
    platform, account_id, handle, posts, CAST(reposts AS BIGINT) AS reposts, first_at, last_at,
    CASE WHEN seen_at >= created_at THEN stated_posts * ${DAY}.0 / greatest(seen_at - created_at, ${DAY}) END AS posts_per_day,
    CASE WHEN met_at >= created_at THEN (met_at - created_at) / ${DAY}.0 END AS age_days,
    (followers + 1.0) / (following + 1) AS follower_ratio,
    (likes + 1.0) / (stated_posts + 1) AS likes_per_post,
    CAST(default_profile AS DOUBLE) AS default_profile, CAST(default_image AS DOUBLE) AS default_image,
    CAST(length(handle) - length(rtrim(handle, '0123456789')) AS DOUBLE) AS handle_digits
  FROM dated`

/** Own words that say, up to their first link, what the account has said in another post. */
const REPEATED = `
  CREATE OR REPLACE TEMP TABLE automation_repeated AS
  WITH said AS (
    SELECT platform, account_id,
      split_part(text, '://', 1) AS words, count(*) AS times
    FROM post
    WHERE kind <> 'repost' AND account_id <> '' AND length(text) >= ${LEAST_SIGNS} AND "at" IS NOT NULL
    GROUP BY platform, account_id, words
  )
  SELECT platform, account_id, sum(CASE WHEN times > 1 THEN times ELSE 0 END) * 1.0 / sum(times) AS duplicate_share
  FROM said
  WHERE length(words) >= ${LEAST_SIGNS}
  GROUP BY platform, account_id
  HAVING sum(times) >= ${LEAST_TEXTS}`

/** How long after its original a repost came: the median over those whose original was captured. */
const LATENCY = `
  CREATE OR REPLACE TEMP TABLE automation_latency AS
  WITH passed_on AS (
    SELECT r.platform, r.account_id, (r."at" - o."at") / 1000.0 AS seconds
    FROM post AS r JOIN post AS o ON o.platform = r.platform AND o.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r.account_id <> '' AND r."at" >= o."at"
  ),
  placed AS (
    SELECT platform, account_id, seconds,
      row_number() OVER (PARTITION BY platform, account_id ORDER BY seconds) AS place,
      count(*) OVER (PARTITION BY platform, account_id) AS reposts
    FROM passed_on
  )
  SELECT platform, account_id, avg(seconds) AS repost_latency_s
  FROM placed
  WHERE reposts >= ${LEAST_REPOSTS} AND place * 2 BETWEEN reposts AND reposts + 2
  GROUP BY platform, account_id`

/** The client that most of its posts name. */
const CLIENT = `
  CREATE OR REPLACE TEMP TABLE automation_client AS
  WITH used AS (
    SELECT platform, account_id, client, count(*) AS posts FROM post
    WHERE client <> '' AND account_id <> ''
    GROUP BY platform, account_id, client
  ),
  placed AS (
    SELECT platform, account_id, client,
      row_number() OVER (PARTITION BY platform, account_id ORDER BY posts DESC, client) AS place
    FROM used
  )
  SELECT platform, account_id, client FROM placed WHERE place = 1`

const MEASURED = `
  CREATE OR REPLACE TEMP TABLE automation_measured AS
  SELECT a.*, CASE WHEN a.posts >= 10 THEN a.reposts * 1.0 / a.posts END AS repost_share,
    duplicate_share, repost_latency_s, client
  FROM automation_account AS a
  LEFT JOIN automation_repeated AS r ON r.platform = a.platform AND r.account_id = a.account_id
  LEFT JOIN automation_latency AS l ON l.platform = a.platform AND l.account_id = a.account_id
  LEFT JOIN automation_client AS c ON c.platform = a.platform AND c.account_id = a.account_id`

/** Makes `automation_measured`, a row an account, with all that SQL can tell of it; `place` numbers them from 0. */
export async function measureAccounts(store: Store): Promise<void> {
  for (const statement of [ACCOUNTS, REPEATED, LATENCY, CLIENT, MEASURED]) await store.run(statement)
}

import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'

/** Fewer posts than this say nothing of a shape in time. */
const LEAST_POSTS = 50
const MOST_PEERS = 200

/**
 * The hashtags of the capture that are at least a quarter as large as the subject, each with how it is spread over time
 * and accounts. `half_span_s` is the shortest time that holds half of its posts.
 */
const PEERS = `
  WITH tagged AS (
    SELECT object, platform, account_id, post_id, "at" FROM action WHERE object_kind = 'hashtag' AND platform = $platform
  ),
  sized AS (
    SELECT object, count(*) AS posts FROM tagged GROUP BY object
  ),
  chosen AS (
    SELECT * FROM sized
    WHERE object = $object OR posts >= $least
    ORDER BY CASE WHEN object = $object THEN 0 ELSE 1 END, posts DESC, object
    LIMIT ${MOST_PEERS + 1}
  ),
  member AS (
    SELECT t.object, t.platform, t.post_id, t."at", t.account_id, c.posts,
      row_number() OVER (PARTITION BY t.object ORDER BY t."at") AS place
    FROM tagged AS t JOIN chosen AS c ON c.object = t.object
  ),
  made AS (
    SELECT m.object, count(DISTINCT m.account_id) AS accounts,
      sum(CASE WHEN p.kind = 'repost' THEN 1 ELSE 0 END) * 100.0 / count(*) AS reposts_percent
    FROM member AS m
    JOIN post AS p ON p.platform = m.platform AND p.post_id = m.post_id
    GROUP BY m.object
  ),
  hourly AS (
    SELECT object, max(n) AS busiest
    FROM (SELECT object, "at" - "at" % 3600000 AS hour, count(*) AS n FROM member GROUP BY object, "at" - "at" % 3600000) AS hours
    GROUP BY object
  ),
  half AS (
    SELECT a.object, min(b."at" - a."at") / 1000.0 AS half_span_s
    FROM member AS a JOIN member AS b ON b.object = a.object AND b.place = a.place + CAST(floor((a.posts - 1) / 2) AS BIGINT)
    GROUP BY a.object
  ),
  top AS (
    SELECT object, sum(n) AS top_posts
    FROM (
      SELECT object, account_id, count(*) AS n,
        row_number() OVER (PARTITION BY object ORDER BY count(*) DESC, account_id) AS place
      FROM member GROUP BY object, account_id
    ) AS ranked
    WHERE place <= 50
    GROUP BY object
  )
  SELECT c.object, c.posts, made.accounts, c.posts * 1.0 / made.accounts AS posts_per_account,
    hourly.busiest * 1.0 / c.posts AS busiest_hour_share, half.half_span_s,
    CASE WHEN c.posts >= 1000 AND made.accounts >= 500
      THEN made.reposts_percent / 10 + top.top_posts * 100.0 / c.posts + c.posts * 1.0 / made.accounts END AS ctm,
    c.object = $object AS about
  FROM chosen AS c
  JOIN made ON made.object = c.object
  JOIN hourly ON hourly.object = c.object
  JOIN half ON half.object = c.object
  JOIN top ON top.object = c.object
  ORDER BY c.posts DESC, c.object`

export interface Peer extends Row {
  object: string
  posts: number
  accounts: number
  posts_per_account: number
  busiest_hour_share: number
  half_span_s: number
  ctm: number | null
  about: boolean
}

/** The subject among the capture's other hashtags. */
export async function peers(store: Store, platform: string, tag: string, posts: number): Promise<Peer[]> {
  return store.rows<Peer>(PEERS, {
    platform,
    object: tag,
    least: Math.max(LEAST_POSTS, Math.ceil(posts / 4)),
  })
}

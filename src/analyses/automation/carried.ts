import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'

/** A repost within so many seconds of its original is early. */
export const EARLY_S = 300
/** Bins of the figure over time, in seconds: the finest that gives no more than so many. */
const BINS_S = [60, 300, 900, 3600, 21_600, 86_400]
const MOST_BINS = 120

/** Who made the posts of one band, or of no band. */
export interface Carried extends Row {
  band: string
  accounts: number
  posts: number
  posts_share: number
  reposts: number
  /** Reposts within 60 and 300 s of a captured original. */
  early_60s: number
  early_300s: number
  /** Of all reposts within 300 s. */
  early_share: number | null
}

/** One language's posts by one band. */
export interface CarriedLang extends Row {
  lang: string
  band: string
  posts: number
  /** Of the language's posts. */
  share: number
  /** Of the language's first tenth of posts. */
  first_posts: number
  first_share: number
  /** When that tenth was reached. */
  tenth_at: number
  lang_posts: number
}

/** Posts on the subject with their account's place and band. */
const POSTS = `
  CREATE OR REPLACE TEMP TABLE automation_post AS
  SELECT p."at", p.lang, p.kind, a.place,
    CASE WHEN a.place IS NULL THEN 'no account' WHEN j.band IS NULL THEN 'not enough data' ELSE j.band END AS band
  FROM about_post AS p
  LEFT JOIN automation_account AS a ON a.platform = p.platform AND a.account_id = p.account_id
  LEFT JOIN automation_judged AS j ON j.place = a.place
  WHERE p."at" IS NOT NULL`

const ORDER = `CASE band WHEN 'strong' THEN 0 WHEN 'some' THEN 1 WHEN 'weak' THEN 2 WHEN 'none' THEN 3 WHEN 'not enough data' THEN 4 ELSE 5 END`

const BY_BAND = `
  WITH passed_on AS (
    SELECT r.platform, r.account_id, (r."at" - o."at") / 1000.0 AS lag_s
    FROM about_post AS r JOIN post AS o ON o.platform = r.platform AND o.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r."at" BETWEEN o."at" AND o."at" + ${EARLY_S * 1000}
  ),
  early AS (
    SELECT CASE WHEN a.place IS NULL THEN 'no account' WHEN j.band IS NULL THEN 'not enough data' ELSE j.band END AS band,
      sum(CASE WHEN lag_s <= 60 THEN 1 ELSE 0 END) AS early_60s, count(*) AS early_300s
    FROM passed_on AS p
    LEFT JOIN automation_account AS a ON a.platform = p.platform AND a.account_id = p.account_id
    LEFT JOIN automation_judged AS j ON j.place = a.place
    GROUP BY 1
  ),
  counted AS (
    SELECT band, count(DISTINCT place) AS accounts, count(*) AS posts, sum(CASE WHEN kind = 'repost' THEN 1 ELSE 0 END) AS reposts
    FROM automation_post
    GROUP BY band
  )
  SELECT c.band, accounts, posts, posts * 1.0 / sum(posts) OVER () AS posts_share, CAST(reposts AS BIGINT) AS reposts,
    CAST(coalesce(early_60s, 0) AS BIGINT) AS early_60s, coalesce(early_300s, 0) AS early_300s,
    CASE WHEN sum(early_300s) OVER () > 0 THEN coalesce(early_300s, 0) * 1.0 / sum(early_300s) OVER () END AS early_share
  FROM (SELECT c.*, e.early_60s, e.early_300s FROM counted AS c LEFT JOIN early AS e ON e.band = c.band) AS c
  ORDER BY ${ORDER}`

const OVER_TIME = `
  WITH binned AS (
    SELECT "at" - "at" % ($bin_s * 1000) AS bin, band, count(*) AS posts FROM automation_post GROUP BY "at" - "at" % ($bin_s * 1000), band
  )
  SELECT bin AS "at", band AS series, posts, posts * 1.0 / sum(posts) OVER (PARTITION BY bin) AS share
  FROM binned
  ORDER BY bin, band`

/** Only the posts of the hour in which a language's first tenth ends are put in order. */
const BY_LANG = `
  WITH hourly AS (
    SELECT lang, "at" - "at" % 3600000 AS hour, count(*) AS posts
    FROM automation_post
    WHERE lang IS NOT NULL
    GROUP BY lang, "at" - "at" % 3600000
  ),
  summed AS (
    SELECT lang, hour, posts, sum(posts) OVER (PARTITION BY lang ORDER BY hour) AS until, sum(posts) OVER (PARTITION BY lang) AS lang_posts
    FROM hourly
  ),
  due AS (
    SELECT lang, min(hour) AS hour, min(until - posts) AS before, min(lang_posts) AS lang_posts
    FROM summed
    WHERE until * 10 >= lang_posts AND lang_posts >= $least
    GROUP BY lang
  ),
  placed AS (
    SELECT p.lang, p."at", due.lang_posts, due.before + row_number() OVER (PARTITION BY p.lang ORDER BY p."at") AS place
    FROM automation_post AS p JOIN due ON due.lang = p.lang AND p."at" - p."at" % 3600000 = due.hour
  ),
  tenth AS (
    SELECT lang, lang_posts, min("at") AS tenth_at FROM placed WHERE place * 10 >= lang_posts GROUP BY lang, lang_posts
  ),
  counted AS (
    SELECT p.lang, p.band, t.lang_posts, t.tenth_at, count(*) AS posts, sum(CASE WHEN p."at" <= t.tenth_at THEN 1 ELSE 0 END) AS first_posts
    FROM automation_post AS p JOIN tenth AS t ON t.lang = p.lang
    GROUP BY p.lang, p.band, t.lang_posts, t.tenth_at
  )
  SELECT lang, band, posts, posts * 1.0 / lang_posts AS share, CAST(first_posts AS BIGINT) AS first_posts,
    first_posts * 1.0 / sum(first_posts) OVER (PARTITION BY lang) AS first_share, tenth_at, CAST(lang_posts AS BIGINT) AS lang_posts
  FROM counted
  ORDER BY lang_posts DESC, lang, ${ORDER}`

export interface Carrying {
  bands: Carried[]
  langs: CarriedLang[]
  over_time: Row[]
}

/** What each band made of the posts on the subject: in all, over time, and in each language of at least `least` posts. */
export async function carrying(store: Store, least: number): Promise<Carrying> {
  await store.run(POSTS)
  const { span } = await store.row<{ span: number | null }>(
    'SELECT max("at") - min("at") AS span FROM automation_post',
  )
  const bin_s = BINS_S.find(s => (span ?? 0) / 1000 / s <= MOST_BINS) ?? 604_800
  return {
    bands: await store.rows<Carried>(BY_BAND),
    langs: await store.rows<CarriedLang>(BY_LANG, { least }),
    over_time: await store.rows(OVER_TIME, { bin_s }),
  }
}

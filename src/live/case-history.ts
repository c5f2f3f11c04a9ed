import { askCase } from '../case/ask.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import type { CustodySource } from '../model/case.ts'
import { literal } from '../store/store.ts'
import type { Seen } from './pulse.ts'

/** What names the segments of a watch. */
export const SEGMENT = /^(jetstream|mastodon|file)-\d{4}-\d\d-\d\dT[\dZ-]+\.jsonl$/

/** A minute of the case's posts on its subject. */
export interface Minute {
  platform: string
  minute: number
  posts: number
  most: number
}

/** More minutes than this are not looked back on. */
const MOST_MINUTES = 20_000

const MINUTES = `
  WITH per_post AS (
    SELECT platform, "at" // 60000 AS minute, CASE WHEN kind = 'repost' THEN parent_id END AS passed_on, count(*) AS n
    FROM about_post
    GROUP BY 1, 2, 3
  )
  SELECT platform, minute, CAST(sum(n) AS BIGINT) AS posts, coalesce(max(CASE WHEN passed_on IS NOT NULL THEN n END), 0) AS most
  FROM per_post
  GROUP BY platform, minute
  ORDER BY minute DESC
  LIMIT ${MOST_MINUTES}`

/** Names by which later events may refer to what the case has on its subject. */
const NAMES = `
  SELECT platform, post_id AS name, true AS "isAbout" FROM about_post
  UNION
  SELECT platform, account_id, false FROM about_post WHERE account_id IS NOT NULL`

/** The middle nine tenths in time of what a source has: a file's first and last posts may be strays. */
const spansOf = (sources: readonly CustodySource[]) => `
  SELECT CAST(quantile_disc("at", 0.05) AS BIGINT) AS "from", CAST(quantile_disc("at", 0.95) AS BIGINT) AS "to"
  FROM post
  WHERE source IN (${sources.map(({ sha256 }) => literal(sha256)).join(', ')})
  GROUP BY source
  HAVING count(*) >= 20`

export interface CaseHistory {
  minutes: Minute[]
  names: { platform: string; name: string; isAbout: boolean }[]
  /** Stretches that imported files captured, ms UTC. */
  spans: [number, number][]
}

/**
 * What the case already knows of its subject. Without a subject its names are not asked for: everything matters.
 *
 * @param onFall as `askCase` has it.
 */
export async function historyOf(given: Case, onFall?: () => void): Promise<CaseHistory> {
  return askCase(
    given,
    async store => {
      const files = sourcesOf(given).filter(({ name }) => !SEGMENT.test(name))
      const spans = files.length > 0 ? await store.rows<{ from: number; to: number }>(spansOf(files)) : []
      return {
        minutes: await store.rows<Minute>(MINUTES),
        names: given.config.about.length > 0 ? await store.rows(NAMES) : [],
        spans: spans.map(({ from, to }) => [from, to]),
      }
    },
    onFall,
  )
}

export interface NewPost extends Seen {
  platform: string
  id: string
  isAbout: boolean
}

const NEW = `
  SELECT p.platform, p.post_id AS id, p."at", p.kind, p.parent_id AS parent, about_post.post_id IS NOT NULL AS "isAbout"
  FROM post AS p
  LEFT JOIN about_post ON about_post.platform = p.platform AND about_post.post_id = p.post_id
  ORDER BY p."at"`

/** The posts that one source brought, and whether they are on the subject by themselves. */
export async function postsOf(given: Case, source: CustodySource, onFall?: () => void): Promise<NewPost[]> {
  const only = { ...given, custody: given.custody.filter(entry => entry.source?.sha256 === source.sha256) }
  return askCase(only, store => store.rows<NewPost>(NEW), onFall)
}

import { DistinctTexts } from '../kernels/near-text/distinct.ts'
import { perText } from '../kernels/near-text/near-text.ts'
import { WAYS } from '../kernels/near-text/verify.ts'
import type { Store } from '../store/store.ts'
import type { Subject } from '../store/views.ts'

/** Of a post `p`: a repost is no copy, nor is one written by hand ("RT @ann: …"). */
export const IN_OWN_WORDS = `p.kind <> 'repost' AND p.text <> '' AND NOT regexp_matches(p.text, '^\\s*["“]?RT\\s+@')`

/** Posts on the subject with words of their own. */
const own = (onlyAbout: boolean) => `
  FROM post AS p
  ${onlyAbout ? 'SEMI JOIN about_post ON about_post.platform = p.platform AND about_post.post_id = p.post_id' : ''}
  WHERE ${IN_OWN_WORDS}`

const posts = (onlyAbout: boolean) => `
  CREATE OR REPLACE TEMP TABLE near_text_post AS
  SELECT row_number() OVER (ORDER BY p."at", p.platform, p.post_id) - 1 AS i,
    p.platform, p.post_id, p.account_id, p."at", p.kind, p.lang, p.source, p."row", p.text
  ${own(onlyAbout)}`

/** How many posts `nearTextGroups` would compare: each takes about a kilobyte of memory while it does. */
export async function postsWithWords(store: Store, about: readonly Subject[]): Promise<number> {
  return (await store.row<{ count: number }>(`SELECT count(*) AS count ${own(about.length > 0)}`)).count
}

export interface NearTextGroups {
  /** Posts compared; those under five words, which are never called alike; and those in a group. */
  posts: number
  short: number
  grouped: number
}

/**
 * Groups posts and pages on the subject of identical or near-identical text, over all platforms, in any script. Makes two tables:
 * `near_text_post` (i, platform, post_id, account_id, "at", kind, lang, source, "row", text), every post compared, and
 * `near_text` (i, head, share, way): of each post in a group of two or more, the post that represents it (`head` is an
 * `i`), what it shares with that (0–1), and in which way (kernels/near-text/verify.ts).
 *
 * @example
 * await nearTextGroups(store, about)
 * store.rows('SELECT p.platform, p.post_id, n.head FROM near_text AS n JOIN near_text_post AS p ON p.i = n.i')
 */
export async function nearTextGroups(store: Store, about: readonly Subject[]): Promise<NearTextGroups> {
  await store.run(posts(about.length > 0))
  const { count } = await store.row<{ count: number }>('SELECT count(*) AS count FROM near_text_post')
  const distinct = new DistinctTexts(about.filter(({ kind }) => kind !== 'url').map(({ object }) => object))
  const numbers = new Uint32Array(count)
  let read = 0
  for await (const some of store.texts('SELECT text FROM near_text_post ORDER BY i'))
    for (const text of some) numbers[read++] = distinct.add(text)
  const { group, share, way, short } = perText(distinct, numbers)
  let grouped = 0
  function* members(): Generator<readonly (string | number)[]> {
    for (let i = 0; i < count; i++) {
      if ((group[i] as number) < 0) continue
      grouped++
      yield [
        i,
        group[i] as number,
        Math.round((share[i] as number) * PRECISION),
        WAYS[way[i] as number] ?? '',
      ]
    }
  }
  await store.run(
    'CREATE OR REPLACE TEMP TABLE near_text_member (i BIGINT, head BIGINT, share BIGINT, way VARCHAR)',
  )
  await store.append('near_text_member', members())
  await store.run(
    `CREATE OR REPLACE TEMP VIEW near_text AS SELECT i, head, CAST(share AS DOUBLE) / ${PRECISION} AS share, way FROM near_text_member`,
  )
  return { posts: count, short, grouped }
}

const PRECISION = 10_000

/** Lets go of the tables. */
export async function forgetNearText(store: Store): Promise<void> {
  await store.run(
    'DROP VIEW IF EXISTS near_text; DROP TABLE IF EXISTS near_text_member; DROP TABLE IF EXISTS near_text_post',
  )
}

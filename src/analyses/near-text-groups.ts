import { DistinctTexts } from '../kernels/near-text/distinct.ts'
import { perTextInTurns } from '../kernels/near-text/near-text.ts'
import { WAYS } from '../kernels/near-text/verify.ts'
import { literal, type Store } from '../store/store.ts'
import type { Subject } from '../store/views.ts'

/** Of a post `p`: a repost is no copy, nor is one written by hand ("RT @ann: …"). */
export const IN_OWN_WORDS = `p.kind <> 'repost' AND p.text <> '' AND NOT regexp_matches(p.text, '^\\s*["“]?RT\\s+@')`

/** Sorted first and numbered then, which the engine does in half the time of a number over an order. */
const POSTS = `
  CREATE OR REPLACE TEMP TABLE near_text_post AS
  SELECT row_number() OVER () - 1 AS i, *
  FROM (
    SELECT p.platform, p.post_id, p.account_id, p."at", p.kind, p.lang, p.source, p."row", p.text
    FROM about_post AS p
    WHERE ${IN_OWN_WORDS}
    ORDER BY p."at", p.platform, p.post_id
  ) AS p`

/** How long the texts of each 16 posts are together. */
const LENGTHS = `
  SELECT i // 16 AS sixteen, sum(strlen(text)) AS bytes FROM near_text_post GROUP BY i // 16 ORDER BY i // 16`

/** Bytes of texts that are read at once. */
const AT_ONCE = 1_000_000

/** The texts of `near_text_post` in order, some at a time. */
async function* textLists(store: Store): AsyncGenerator<readonly string[]> {
  let from = 0
  let bytes = 0
  const list = async (to: number) => {
    const texts = await store.list('text', 'near_text_post WHERE i >= $from AND i < $to', { from, to })
    ;[from, bytes] = [to, 0]
    return texts
  }
  for (const one of await store.rows<{ sixteen: number; bytes: number }>(LENGTHS)) {
    if (bytes > 0 && bytes + one.bytes > AT_ONCE) yield await list(one.sixteen * 16)
    bytes += one.bytes
  }
  if (bytes > 0) yield await list(Number.MAX_SAFE_INTEGER)
}

/**
 * How many posts on the subject `nearTextGroups` would compare, each of which takes about a kilobyte of memory while it
 * does; where even with reposts they are no more than `most`, how many these are, which is told without reading a text.
 */
export async function postsWithWords(store: Store, most: number): Promise<number> {
  const count = async (where: string) =>
    (await store.row<{ count: number }>(`SELECT count(*) AS count FROM about_post AS p WHERE ${where}`)).count
  const written = await count("p.kind <> 'repost'")
  return written <= most ? written : count(IN_OWN_WORDS)
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
  await store.run(POSTS)
  const { count } = await store.row<{ count: number }>('SELECT count(*) AS count FROM near_text_post')
  const distinct = new DistinctTexts(about.filter(({ kind }) => kind !== 'url').map(({ object }) => object))
  const numbers = new Uint32Array(count)
  let read = 0
  for await (const texts of textLists(store)) for (const text of texts) numbers[read++] = distinct.add(text)
  const { group, share, way, short } = await perTextInTurns(distinct, numbers)
  const members = group.reduce((sum, head) => sum + (head < 0 ? 0 : 1), 0)
  const column = () => new Float64Array(members)
  const [i, head, shared, ways] = [column(), column(), column(), column()]
  for (let post = 0, member = 0; post < count; post++) {
    if ((group[post] as number) < 0) continue // there is one a post, here and below
    i[member] = post
    head[member] = group[post] as number
    shared[member] = Math.round((share[post] as number) * PRECISION)
    ways[member++] = way[post] as number
  }
  await store.run(
    'CREATE OR REPLACE TEMP TABLE near_text_member (i BIGINT, head BIGINT, share BIGINT, way BIGINT)',
  )
  await store.appendColumns('near_text_member', [i, head, shared, ways])
  await store.run(`
    CREATE OR REPLACE TEMP VIEW near_text AS
    SELECT i, head, CAST(share AS DOUBLE) / ${PRECISION} AS share,
      CASE way ${WAYS.map((name, n) => `WHEN ${n} THEN ${literal(name)}`).join(' ')} END AS way
    FROM near_text_member`)
  return { posts: count, short, grouped: members }
}

const PRECISION = 10_000

/** Lets go of the tables. */
export async function forgetNearText(store: Store): Promise<void> {
  await store.run(
    'DROP VIEW IF EXISTS near_text; DROP TABLE IF EXISTS near_text_member; DROP TABLE IF EXISTS near_text_post',
  )
}

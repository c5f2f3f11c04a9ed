import { hitsTail } from '../../kernels/co-action/poisson-binomial.ts'
import type { Store } from '../../store/store.ts'
import type { Responder } from './shape.ts'

export interface Responding {
  /** Seconds after the original within which a repost is fast. */
  seconds: number
  /** Fewest originals of one account that another must have passed on so fast. */
  least: number
}

/** More accounts than these are not listed; the numbers count them. */
const SHOWN = 50
/** Responders are those whose q is below this. */
const SURPRISING = 0.05

/** Each account's first repost of each captured post of another account, and how long after it. */
const RESPONSES = `
  CREATE OR REPLACE TEMP TABLE coordination_response AS
  SELECT p.platform, p.account_id, original.account_id AS of_account_id, original.post_id AS of_post,
    min(p."at" - original."at") / 1000.0 AS after_s
  FROM coordination_actor AS p
  JOIN post AS original ON original.platform = p.platform AND original.post_id = p.parent_id
  WHERE p.kind = 'repost' AND p."at" >= original."at"
    AND original.account_id IS NOT NULL AND original.account_id <> p.account_id
  GROUP BY p.platform, p.account_id, original.account_id, original.post_id`

/** One row for each post that one account passed on of another, where it did so often enough. */
const TRIALS = `
  WITH passed AS (
    SELECT platform, of_post, count(*) AS n, sum(CASE WHEN after_s <= $seconds THEN 1 ELSE 0 END) AS fast
    FROM coordination_response GROUP BY platform, of_post
  ),
  pair AS (
    SELECT platform, account_id, of_account_id
    FROM coordination_response
    GROUP BY platform, account_id, of_account_id
    HAVING count(*) >= $least
  )
  SELECT r.platform, r.account_id, r.of_account_id, r.after_s, passed.fast * 1.0 / passed.n AS chance
  FROM coordination_response AS r
  JOIN pair ON pair.platform = r.platform AND pair.account_id = r.account_id AND pair.of_account_id = r.of_account_id
  JOIN passed ON passed.platform = r.platform AND passed.of_post = r.of_post
  ORDER BY r.platform, r.of_account_id, r.account_id, r.of_post`

const OTHERS = `
  SELECT r.after_s
  FROM coordination_response AS r
  WHERE r.platform = $platform AND r.of_account_id = $of_account_id AND r.account_id <> $account_id
  ORDER BY r.after_s`

const HANDLES = `
  SELECT account_id, handle FROM profile WHERE platform = $platform AND account_id IN ($account_id, $of_account_id)`

/** What was looked at, and who stands out. */
export interface Responses {
  /** Pairs of accounts of which one passed on enough posts of the other. */
  pairs: number
  /** Those that stand out, the most surprising first. */
  found: Responder[]
  shown: Responder[]
}

/**
 * Accounts that pass another account's posts on within seconds, again and again. For each post the chance to be fast is
 * the share of all who passed that very post on and were: were the account like them, how often would it be among the
 * fast? The exact tail (Poisson-binomial), with q after Benjamini & Hochberg over all pairs. A post that everybody passes
 * on at once, or nobody else, makes nobody stand out.
 */
export async function fastResponders(store: Store, { seconds, least }: Responding): Promise<Responses> {
  await store.run(RESPONSES)
  const rows = await store.rows<Trial>(TRIALS, { seconds, least })
  const pairs: Trial[][] = []
  for (const row of rows) {
    const own = pairs.at(-1)
    if (own?.[0] && own[0].account_id === row.account_id && own[0].of_account_id === row.of_account_id)
      own.push(row)
    else pairs.push([row])
  }
  const tested = pairs.map(own => ({ own, ...surprise(own, seconds) })).sort((a, b) => a.p - b.p)
  const q = discoveries(tested.map(({ p }) => p))
  const chosen = tested.flatMap(({ own, p, fast }, i) =>
    (q[i] ?? 1) < SURPRISING && fast >= least ? [{ own, p, fast, q: q[i] ?? 1 }] : [],
  )
  const found: Responder[] = []
  for (const { own, p, fast, q: discovered } of chosen) {
    const [one] = own
    if (!one) continue
    const { platform, account_id, of_account_id } = one
    const names = { platform, account_id, of_account_id }
    const shown = found.length < SHOWN
    const others = shown ? await store.rows<{ after_s: number }>(OTHERS, names) : []
    const handles = shown
      ? await store.rows<{ account_id: string; handle: string | null }>(HANDLES, names)
      : []
    const handle = (id: string) => handles.find(row => row.account_id === id)?.handle ?? null
    found.push({
      platform,
      account_id,
      handle: handle(account_id),
      of_account_id,
      of_handle: handle(of_account_id),
      reposts: own.length,
      within: fast,
      median_s: median(own.map(row => row.after_s)),
      others_median_s: median(others.map(row => row.after_s)),
      p,
      q: discovered,
    })
  }
  return { pairs: pairs.length, found, shown: found.slice(0, SHOWN) }
}

interface Trial {
  platform: string
  account_id: string
  of_account_id: string
  after_s: number
  /** The share of all who passed the post on that were fast. */
  chance: number
}

function surprise(own: readonly Trial[], seconds: number): { p: number; fast: number } {
  const fast = own.filter(({ after_s }) => after_s <= seconds).length
  return {
    p: hitsTail(
      Float64Array.from(own, ({ chance }) => chance),
      own.length,
      fast,
    ),
    fast,
  }
}

/** Benjamini & Hochberg (1995) on ascending p. */
function discoveries(ascending: readonly number[]): number[] {
  let least = 1
  return ascending
    .map((p, i) => ({ p, i }))
    .reverse()
    .map(({ p, i }) => {
      least = Math.min(least, (p * ascending.length) / (i + 1))
      return least
    })
    .reverse()
}

/** NaN for none: a median that is not known is not shown. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

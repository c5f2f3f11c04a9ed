import { randomStream } from '../../kernels/random.ts'
import type { Store } from '../../store/store.ts'

/** The accounts that posted in either of two languages, numbered, each with its main one of the two. */
const ACCOUNTS = `
  CREATE OR REPLACE TEMP TABLE crossings_account AS
  WITH written AS (
    SELECT platform, coalesce(account_id, post_id) AS account,
      CASE WHEN sum(CASE WHEN lang = $to_lang THEN 1 ELSE 0 END) * 2 > count(*) THEN 1 ELSE 0 END AS is_to
    FROM about_post
    WHERE lang IN ($from_lang, $to_lang)
    GROUP BY platform, coalesce(account_id, post_id)
  )
  SELECT platform, account, is_to, row_number() OVER (ORDER BY platform || ':' || account) - 1 AS number FROM written`

const MAIN = `SELECT CAST(is_to AS DOUBLE) AS is_to FROM crossings_account ORDER BY number`

/** Their posts in the two languages, in time order; how posts of the same time stand does not matter here. */
const POSTS = `
  SELECT CAST(p."at" AS DOUBLE) AS "at", CAST(a.number AS DOUBLE) AS account
  FROM about_post AS p
  JOIN crossings_account AS a ON a.platform = p.platform AND a.account = coalesce(p.account_id, p.post_id)
  WHERE p.lang IN ($from_lang, $to_lang)
  ORDER BY p."at"`

/**
 * How likely so large a lag between two languages is if the accounts' languages had nothing to do with when they
 * posted: a permutation p-value over accounts (two-sided). The lag is the difference of the times at which each
 * language reached a tenth of its posts.
 */
export async function lagP(
  store: Store,
  from: string,
  to: string,
  draws: number,
  seed: number,
): Promise<number> {
  const langs = { from_lang: from, to_lang: to }
  await store.run(ACCOUNTS, langs)
  const labels = Uint8Array.from((await store.columns<'is_to'>(MAIN)).is_to)
  const posts = await store.columns<'at' | 'account'>(POSTS, langs)
  await store.run('DROP TABLE crossings_account')
  const [times, accounts] = [posts.at, Uint32Array.from(posts.account)]
  const byAccount = postsOf(accounts, labels.length)
  const random = randomStream(`crossings ${from} ${to} ${seed}`)
  const own = Math.abs(lagOf(times, accounts, labels, byAccount))
  let asLarge = 0
  for (let draw = 0; draw < draws; draw++) {
    shuffle(labels, random)
    if (Math.abs(lagOf(times, accounts, labels, byAccount)) >= own) asLarge++
  }
  return (1 + asLarge) / (1 + draws)
}

/**
 * Time of the ⌈n/10⌉-th post of the accounts labelled 1 less that of the others; 0 where either made none. Looks no
 * further than where both are reached.
 */
export function lagOf(
  times: Float64Array,
  accounts: Uint32Array,
  labels: Uint8Array,
  posts: Uint32Array,
): number {
  let to = 0
  for (let account = 0; account < posts.length; account++)
    to += (labels[account] ?? 0) * (posts[account] ?? 0)
  const wanted = { to: Math.ceil(to / 10), from: Math.ceil((times.length - to) / 10) }
  if (wanted.to === 0 || wanted.from === 0) return 0
  let at = 0
  let seenTo = 0
  for (; seenTo < wanted.to && at - seenTo < wanted.from; at++) seenTo += labels[accounts[at] ?? 0] ?? 0
  const earlier = times[at - 1] ?? 0
  const toIsEarlier = seenTo === wanted.to
  if (toIsEarlier) for (; at - seenTo < wanted.from; at++) seenTo += labels[accounts[at] ?? 0] ?? 0
  else for (; seenTo < wanted.to; at++) seenTo += labels[accounts[at] ?? 0] ?? 0
  const later = times[at - 1] ?? 0
  return toIsEarlier ? earlier - later : later - earlier
}

function postsOf(accounts: Uint32Array, size: number): Uint32Array {
  const posts = new Uint32Array(size)
  for (const account of accounts) posts[account] = (posts[account] ?? 0) + 1
  return posts
}

/** Fisher–Yates. */
function shuffle(values: Uint8Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = values[i] ?? 0
    values[i] = values[j] ?? 0
    values[j] = held
  }
}

import { randomStream } from '../../kernels/random.ts'
import type { Store } from '../../store/store.ts'

/** The posts of two languages in time order, each with its account's main language among the two. */
const POSTS = `
  WITH pair AS (
    SELECT "at", post_id, lang, platform || ':' || coalesce(account_id, post_id) AS account
    FROM about_post
    WHERE lang IN ($from_lang, $to_lang)
  ),
  main AS (
    SELECT account, CASE WHEN sum(CASE WHEN lang = $to_lang THEN 1 ELSE 0 END) * 2 > count(*) THEN 1 ELSE 0 END AS is_to,
      row_number() OVER (ORDER BY account) - 1 AS number
    FROM pair
    GROUP BY account
  )
  SELECT pair."at", CASE WHEN pair.lang = $to_lang THEN 1 ELSE 0 END AS in_to, main.number AS account, main.is_to
  FROM pair JOIN main ON main.account = pair.account
  ORDER BY pair."at", pair.post_id`

/**
 * The lag between two languages, in seconds: the difference of the times at which each reached a tenth of its posts,
 * with a permutation p-value over accounts (two-sided).
 */
export async function lag(
  store: Store,
  from: string,
  to: string,
  draws: number,
  seed: number,
): Promise<{ lag_s: number; p: number }> {
  const rows = await store.rows<{ at: number; in_to: number; account: number; is_to: number }>(POSTS, {
    from_lang: from,
    to_lang: to,
  })
  const times = Float64Array.from(rows, row => row.at)
  const accounts = Uint32Array.from(rows, row => row.account)
  const observed = tenthLag(times, at => rows[at]?.in_to === 1, rows.filter(row => row.in_to === 1).length)
  const labels = new Uint8Array(accounts.length)
  let size = 0
  for (const row of rows) {
    labels[row.account] = row.is_to
    size = Math.max(size, row.account + 1)
  }
  const random = randomStream(`crossings ${from} ${to} ${seed}`)
  const byAccount = postsOf(accounts, size)
  const own = lagOf(times, accounts, labels.subarray(0, size), byAccount)
  let asLarge = 0
  for (let draw = 0; draw < draws; draw++) {
    shuffle(labels.subarray(0, size), random)
    if (Math.abs(lagOf(times, accounts, labels, byAccount)) >= Math.abs(own)) asLarge++
  }
  return { lag_s: observed / 1000, p: (1 + asLarge) / (1 + draws) }
}

function lagOf(times: Float64Array, accounts: Uint32Array, labels: Uint8Array, posts: Uint32Array): number {
  let inTo = 0
  for (let account = 0; account < posts.length; account++)
    inTo += (labels[account] ?? 0) * (posts[account] ?? 0)
  return tenthLag(times, at => labels[accounts[at] ?? 0] === 1, inTo)
}

/** Time of the ⌈n/10⌉-th post of the one group less that of the other; stops as soon as both are reached. */
function tenthLag(times: Float64Array, isTo: (at: number) => boolean, to: number): number {
  const wanted = { to: Math.ceil(to / 10), from: Math.ceil((times.length - to) / 10) }
  let toAt: number | undefined
  let fromAt: number | undefined
  let seenTo = 0
  let seenFrom = 0
  for (let at = 0; at < times.length && (toAt === undefined || fromAt === undefined); at++) {
    if (isTo(at)) {
      if (++seenTo === wanted.to) toAt = times[at]
    } else if (++seenFrom === wanted.from) fromAt = times[at]
  }
  return toAt === undefined || fromAt === undefined ? 0 : toAt - fromAt
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

import { binomial } from '../../kernels/binomial.ts'
import { randomStream } from '../../kernels/random.ts'

/** So many accounts made `posts` posts each. */
export interface Level {
  posts: number
  accounts: number
}

/** How many accounts made each number of posts, by rising number. */
export function levels(posts: readonly number[]): Level[] {
  const accounts = new Map<number, number>()
  for (const n of posts) accounts.set(n, (accounts.get(n) ?? 0) + 1)
  return [...accounts].map(([n, count]) => ({ posts: n, accounts: count })).sort((a, b) => a.posts - b.posts)
}

/**
 * Gini coefficient of posts over accounts: 0 when all posted alike, (n−1)/n when one of n made every post.
 * @param rising levels by rising number of posts.
 * @example gini(levels([1, 1, 1, 1])) // 0
 */
export function gini(rising: readonly Level[]): number {
  const n = rising.reduce((sum, { accounts }) => sum + accounts, 0)
  let below = 0
  let posts = 0
  let weighted = 0
  for (const level of rising) {
    weighted += level.posts * level.accounts * (2 * below + level.accounts - n)
    posts += level.posts * level.accounts
    below += level.accounts
  }
  return posts === 0 ? 0 : weighted / (n * posts)
}

/** Resamples of the bootstrap. */
export const RESAMPLES = 1000

/**
 * The percentile bootstrap's 95 % interval of the coefficient (Efron 1979), resampling accounts. Accounts with equally
 * many posts are alike, so a resample is one multinomial draw over the levels: quick at any number of accounts.
 */
export function giniInterval(rising: readonly Level[], seed: string): [low: number, high: number] {
  const random = randomStream(seed)
  const n = rising.reduce((sum, { accounts }) => sum + accounts, 0)
  const drawn = rising.map(level => ({ ...level }))
  const values = new Float64Array(RESAMPLES)
  for (let i = 0; i < RESAMPLES; i++) {
    let left = n
    let undrawn = n
    for (const [at, { accounts }] of rising.entries()) {
      const count = binomial(left, accounts / undrawn, random)
      const level = drawn[at]
      if (level) level.accounts = count
      left -= count
      undrawn -= accounts
    }
    values[i] = gini(drawn)
  }
  values.sort()
  return [quantile(values, 0.025), quantile(values, 0.975)]
}

/** Between the two nearest of the sorted values (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

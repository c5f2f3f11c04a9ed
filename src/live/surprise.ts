import { tailChance } from '../kernels/negative-binomial.ts'

/** How many of each a stretch of minutes (or of five minutes) had, summed up. */
export interface History {
  /** Whole, captured stretches. */
  n: number
  sum: number
  squares: number
  most: number
}

/** Fewer stretches than this are no history to judge by. */
export const LEAST_HISTORY = 60
/** No count below this is worth an alert, however quiet it was. */
export const LEAST_COUNT = 5

/**
 * Whether a count is more than its history allows. It must be larger than every count of the history, and so large that
 * a negative binomial with the history's mean and variance would reach it less often than `rate`.
 *
 * The first condition holds whatever the distribution: among n + 1 exchangeable counts the last is the single largest
 * with a chance of at most 1/(n + 1). The second carries the rate beyond the history's length; mean and variance are
 * estimates, so the mean's own error is added to the variance, and the variance is taken at the upper end of what
 * the history's length leaves open (two standard errors of a variance, as for normal counts).
 */
export function isSurprising(count: number, history: History, rate: number): boolean {
  if (history.n < LEAST_HISTORY || count < LEAST_COUNT || count <= history.most) return false
  const { mean, variance } = allowance(history)
  return count > mean && tailChance(count, mean, variance) <= rate
}

/** Mean and variance of the next count, with what the history leaves open. */
function allowance({ n, sum, squares }: History): { mean: number; variance: number } {
  // Half a count more than there was: a history of zeros does not say that nothing can come.
  const mean = (sum + 0.5) / n
  const seen = Math.max(0, (squares - (sum * sum) / n) / (n - 1))
  const open = 1 + 2 * Math.sqrt(2 / (n - 1))
  return { mean, variance: Math.max(mean, seen * open) * (1 + 1 / n) }
}

/** The least count that would be surprising. */
export function threshold(history: History, rate: number): number {
  let low = Math.max(LEAST_COUNT, history.most + 1)
  if (isSurprising(low, history, rate)) return low
  let high = low * 2
  while (!isSurprising(high, history, rate)) high *= 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isSurprising(middle, history, rate)) high = middle
    else low = middle
  }
  return high
}

export const summed = (counts: Iterable<number>): History => {
  const history = { n: 0, sum: 0, squares: 0, most: 0 }
  for (const count of counts) {
    history.n++
    history.sum += count
    history.squares += count * count
    history.most = Math.max(history.most, count)
  }
  return history
}

/**
 * The chance that a count reaches `least`, when counts are negative binomial with this mean and variance; Poisson where
 * the variance is no larger than the mean. The upper tail is summed from `least`, so that it is exact far out too.
 */
export function tailChance(least: number, mean: number, variance: number): number {
  if (least <= 0) return 1
  if (!(mean > 0)) return 0
  // From the mean downwards the sum would be long, and nobody asks for more than "not rare".
  if (least <= mean) return 1
  const size = variance > mean * (1 + 1e-9) ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY
  let term = Math.exp(logChance(least, mean, size))
  let sum = 0
  for (let k = least; term > sum * 1e-12 && term > 0; k++) {
    sum += term
    term *= Number.isFinite(size) ? ((k + size) / (k + 1)) * (mean / (mean + size)) : mean / (k + 1)
  }
  return Math.min(1, sum)
}

function logChance(k: number, mean: number, size: number): number {
  if (!Number.isFinite(size)) return k * Math.log(mean) - mean - logGamma(k + 1)
  return (
    logGamma(k + size) -
    logGamma(size) -
    logGamma(k + 1) +
    size * Math.log(size / (size + mean)) +
    k * Math.log(mean / (size + mean))
  )
}

/** ln Γ(x) for x > 0: Stirling's series, after raising x to where its error is under 1e-12. */
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  while (at < 12) {
    shift += Math.log(at)
    at++
  }
  const square = at * at
  const series = 1 / (12 * at) - 1 / (360 * at * square) + 1 / (1260 * at * square * square)
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift
}

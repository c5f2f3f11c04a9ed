/** Below this expected count, waiting times are quicker than rejection; above it, rejection's hat is sure to fit. */
const FEW = 10

/** A draw from the binomial distribution, exact at any size in constant time. `random` is uniform in [0, 1). */
export function binomial(n: number, p: number, random: () => number): number {
  if (n <= 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - binomial(n, 1 - p, random)
  return n * p < FEW ? byWaiting(n, p, random) : byRejection(n, p, random)
}

/** Failures before each success are geometric: counts the successes that fit into n trials (Devroye 1986, X.4.3). */
function byWaiting(n: number, p: number, random: () => number): number {
  const perTrial = Math.log1p(-p)
  let successes = 0
  for (let trials = 0; ; successes++) {
    trials += Math.floor(Math.log1p(-random()) / perTrial) + 1
    if (trials > n) return successes
  }
}

/** Transformed rejection with squeeze (BTRS; Hörmann 1993, doi:10.1080/00949659308811496), for p ≤ ½ and np ≥ 10. */
function byRejection(n: number, p: number, random: () => number): number {
  const deviation = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const centre = n * p + 0.5
  const squeeze = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * deviation
  const mode = Math.floor((n + 1) * p)
  const logOdds = Math.log(p / (1 - p))
  const top = logFactorial(mode) + logFactorial(n - mode)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + centre)
    if (edge >= 0.07 && v <= squeeze) return k
    if (k < 0 || k > n) continue
    const height = Math.log((v * alpha) / (a / (edge * edge) + b))
    if (height <= top - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds) return k
  }
}

const SMALL = Array.from({ length: 16 }).reduce<number[]>((logs, _, n) => {
  logs.push(n === 0 ? 0 : (logs[n - 1] ?? 0) + Math.log(n))
  return logs
}, [])

/** ln n!, by Stirling's series beyond 15: its error there is under 1e-9. */
function logFactorial(n: number): number {
  const small = SMALL[n]
  if (small !== undefined) return small
  const square = n * n
  return (
    (n + 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    1 / (12 * n) -
    1 / (360 * n * square) +
    1 / (1260 * n * square * square)
  )
}

/** A row of surprises, whether the account is of a campaign, and what it counts. */
export interface Example {
  x: readonly number[]
  y: 0 | 1
  weight: number
}

export interface Fitted {
  intercept: number
  weights: number[]
}

const STEPS = 600

/**
 * What a symptom weighs at least: the few campaigns that are labelled do not show all that is known of others (accounts
 * that never rest, texts said again and again), and to them it would count for nothing.
 */
export const LEAST_WEIGHT = 0.25

/**
 * Logistic regression without weights below the least, drawn towards one common weight: with few campaigns, what sets one
 * apart must not be taken for what sets apart campaigns. Minimises the weighted mean log loss + shrink · Σ (w − w̄)² by projected
 * gradient steps, whose length is that of the loss' curvature.
 */
export function fitLogistic(examples: readonly Example[], shrink: number): Fitted {
  const width = examples[0]?.x.length ?? 0
  const weights = new Array<number>(width).fill(0.5)
  let intercept = -1
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const size = Math.max(...examples.map(({ x }) => 1 + x.reduce((sum, value) => sum + value * value, 0)))
  const step = 1 / (size / 4 + 2 * shrink)
  for (let n = 0; n < STEPS; n++) {
    const mean = weights.reduce((sum, w) => sum + w, 0) / Math.max(1, width)
    const slope = weights.map(w => 2 * shrink * (w - mean))
    let slopeIntercept = 0
    for (const { x, y, weight } of examples) {
      const miss = ((chance({ intercept, weights }, x) - y) * weight) / total
      slopeIntercept += miss
      for (let i = 0; i < width; i++) slope[i] = (slope[i] ?? 0) + miss * (x[i] ?? 0)
    }
    intercept -= step * slopeIntercept
    for (let i = 0; i < width; i++)
      weights[i] = Math.max(LEAST_WEIGHT, (weights[i] ?? 0) - step * (slope[i] ?? 0))
  }
  return { intercept, weights }
}

export function chance({ intercept, weights }: Fitted, x: readonly number[]): number {
  let sum = intercept
  for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (x[i] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Each class counts half, and each campaign alike. */
export function balanced<T extends { campaign: string | null }>(accounts: readonly T[]): number[] {
  const sizes = new Map<string | null, number>()
  for (const { campaign } of accounts) sizes.set(campaign, (sizes.get(campaign) ?? 0) + 1)
  const campaigns = sizes.size - (sizes.has(null) ? 1 : 0)
  return accounts.map(
    ({ campaign }) => 0.5 / (sizes.get(campaign) ?? 1) / (campaign === null ? 1 : campaigns),
  )
}

const SQRT_2PI = Math.sqrt(2 * Math.PI)
/** Up to here the series is quick; beyond it the continued fraction is. */
const MIDDLE = 3

/** The standard normal density. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_2PI

/** P(Z ≥ z) of a standard normal, to about 1e-12 of its value however far out (Abramowitz & Stegun 26.2.11, 26.2.14). */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  return z <= MIDDLE ? 0.5 - bySeries(z) : normalDensity(z) * millsRatio(z)
}

/** P(0 ≤ Z ≤ z). */
function bySeries(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return normalDensity(z) * sum
}

/** Tail over density, for z > MIDDLE: 1/(z + 1/(z + 2/(z + 3/(z + …)))). */
export function millsRatio(z: number): number {
  if (z <= MIDDLE) return normalTail(z) / normalDensity(z)
  let below = z
  for (let k = 60; k >= 1; k--) below = z + k / below
  return 1 / below
}

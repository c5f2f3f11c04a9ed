/**
 * How a signal is spread over genuine accounts: at ascending values, the share of accounts below each and up to it. No
 * value stands for fewer than three accounts on either side, so that no single account can be read from it.
 */
export interface ReferenceTable {
  accounts: number
  at: readonly number[]
  below: readonly number[]
  upTo: readonly number[]
}

/** Quantiles kept of a signal with many values; of one with few, each value. */
const SHARES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5]
const FEW_VALUES = 12
const LEAST_BEYOND = 3

/** @param values of genuine accounts, in any order. */
export function referenceTable(values: readonly number[]): ReferenceTable {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  const shares = SHARES.filter(share => share * n >= LEAST_BEYOND)
  const both = [...shares, ...shares.map(share => 1 - share).reverse()]
  const candidates =
    new Set(sorted).size <= FEW_VALUES
      ? sorted
      : both.map(share => sorted[Math.min(n - 1, Math.floor(share * n))] ?? Number.NaN)
  const at = [...new Set(candidates)].filter(value => count(sorted, x => x >= value) >= LEAST_BEYOND)
  return {
    accounts: n,
    at: at.map(value => Number(value.toPrecision(4))),
    below: at.map(value =>
      share(
        count(sorted, x => x < value),
        n,
      ),
    ),
    upTo: at.map(value =>
      share(
        count(sorted, x => x <= value),
        n,
      ),
    ),
  }
}

const count = (values: Float64Array, holds: (x: number) => boolean) =>
  values.reduce((sum, x) => sum + (holds(x) ? 1 : 0), 0)
const share = (hits: number, of: number) => Number((hits / of).toPrecision(4))

/** The shares of genuine accounts below a value, and up to it; straight between the table's values. */
export function placeIn({ at, below, upTo }: ReferenceTable, value: number): { below: number; upTo: number } {
  const next = at.findIndex(known => known >= value)
  if (next === -1) {
    const last = upTo[at.length - 1] ?? 0
    return { below: last, upTo: last }
  }
  if (at[next] === value) return { below: below[next] ?? 0, upTo: upTo[next] ?? 0 }
  const high = below[next] ?? 0
  if (next === 0) return { below: high, upTo: high }
  const [from, to] = [at[next - 1] ?? value, at[next] ?? value]
  const low = upTo[next - 1] ?? 0
  const between = low + ((high - low) * (value - from)) / (to - from)
  return { below: between, upTo: between }
}

/** The share of genuine accounts as extreme as a value, at the end that is a symptom; never below what the table can tell. */
export function tailOf(table: ReferenceTable, value: number, symptom: 'high' | 'low'): number {
  const { below, upTo } = placeIn(table, value)
  return Math.max(LEAST_BEYOND / table.accounts, symptom === 'high' ? 1 - below : upTo)
}

/** How surprising that is: 0 for the ordinary half, 1 for one in twenty, 2 for one in two hundred. */
export const surprise = (tail: number): number => Math.max(0, -Math.log10(2 * tail))

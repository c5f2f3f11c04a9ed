import type { Actions, Edges } from '../../kernels/co-action/actions.ts'

/** Posts that the together test walks to find the moments when two accounts were both active, over all edges. */
export function walkOf({ account, accounts }: Actions, { source, target }: Edges): number {
  const acted = actedBy(account, accounts)
  return source.reduce((sum, a, e) => sum + (acted[a] ?? 0) + (acted[target[e] ?? 0] ?? 0), 0)
}

/** Pairs of posts that it tries, about: as if everybody's were spread evenly over the time. */
export function trialsOf(
  { account, accounts, at }: Actions,
  { source, target }: Edges,
  window: number,
): number {
  const acted = actedBy(account, accounts)
  const first = at.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = at.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const share = Math.min(1, (2 * window) / Math.max(1, last - first))
  return source.reduce((sum, a, e) => sum + (acted[a] ?? 0) * (acted[target[e] ?? 0] ?? 0) * share, 0)
}

function actedBy(account: Uint32Array, accounts: number): Uint32Array {
  const acted = new Uint32Array(accounts)
  for (const a of account) acted[a] = (acted[a] ?? 0) + 1
  return acted
}

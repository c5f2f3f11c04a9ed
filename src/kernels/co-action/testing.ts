import { randomStream } from '../random.ts'
import type { Actions } from './actions.ts'

/** One action: account, object, ms; the fourth number is its post, by default one of its own. */
export type Act = readonly [account: number, object: number, at: number, post?: number]

/** Acts in any order, as the kernels take them. */
export function actionsOf(acts: readonly Act[]): Actions {
  const sorted = acts
    .map(([account, object, at, post], i) => ({ account, object, at, post: post ?? i }))
    .sort((x, y) => x.object - y.object || x.at - y.at || x.account - y.account || x.post - y.post)
  return {
    account: Uint32Array.from(sorted, act => act.account),
    object: Uint32Array.from(sorted, act => act.object),
    at: Float64Array.from(sorted, act => act.at),
    post: Uint32Array.from(sorted, act => act.post),
    accounts: 1 + Math.max(-1, ...sorted.map(act => act.account)),
    objects: 1 + Math.max(-1, ...sorted.map(act => act.object)),
  }
}

/** So many acts of strangers over `hours`, on objects of which the first are the most popular. */
export function strangers(
  seed: string,
  count: number,
  accounts: number,
  objects: number,
  hours: number,
): Act[] {
  const random = randomStream(`strangers/${seed}`)
  return Array.from({ length: count }, () => [
    Math.floor(accounts * random()),
    Math.floor(objects * random() ** 2),
    Math.floor(hours * 3600 * random()) * 1000,
  ])
}

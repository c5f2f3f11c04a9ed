import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionRow, actionsFrom } from '../../kernels/co-action/from-rows.ts'
import { coActions } from '../../kernels/co-action/pairs.ts'
import { randomStream } from '../../kernels/random.ts'
import { Store } from '../../store/store.ts'
import { coActionsOf } from './sql.ts'

let store: Store
beforeAll(async () => {
  store = await Store.open()
})
afterAll(() => store.close())

/** Actions of unequal accounts on unequal objects, in bursts, at whole seconds, so that gaps often are the window itself. */
function randomRows(seed: string, isLarge: boolean): { rows: ActionRow[]; window: number; repeats: number } {
  const random = randomStream(seed)
  const below = (n: number) => Math.floor(random() * n)
  const window = [0, 1, 1000, 30_000, 60_000][below(5)] ?? 0
  const accounts = isLarge ? 5000 : 2 + below(40)
  const objects = isLarge ? 300 : 1 + below(30)
  const rows = Array.from({ length: isLarge ? 20_000 : below(400) }, (_, post) => ({
    account: `a${Math.floor(accounts * random() ** 2)}`,
    object: random() < 0.05 ? '' : `o${Math.floor(objects * random() ** 2)}`,
    // Before 1970 too, where buckets have numbers below zero.
    at: (below(40) - 20) * 30_000 + (random() < 0.5 ? below(3) - 1 : below(30) * 1000),
    post: `p${post}`,
  }))
  return { rows, window, repeats: 1 + below(3) }
}

/** One text to compare, since edges may be many. */
const told = (
  edges: readonly { source?: string | undefined; target?: string | undefined; weight: number }[],
) => edges.map(({ source, target, weight }) => `${source} ${target} ${weight}`).join('\n')

test('the SQL gives the kernel’s edges, on 200 random cases, some of thousands of accounts', async () => {
  let edges = 0
  for (let at = 0; at < 200; at++) {
    const { rows, window, repeats } = randomRows(`sql-${at}`, at % 50 === 0)
    await store.run('CREATE OR REPLACE TEMP TABLE told (account VARCHAR, object VARCHAR, "at" BIGINT)')
    await store.append(
      'told',
      rows.map(row => [row.account, row.object, row.at]),
    )
    const bySql = await store.rows<{ source: string; target: string; weight: number }>(coActionsOf('told'), {
      window,
      repeats,
    })
    const { actions, accounts } = actionsFrom(rows)
    const { source, target, weight } = await coActions(actions, { window, repeats })
    const byKernel = Array.from(weight, (w, e) => ({
      source: accounts[source[e] ?? -1],
      target: accounts[target[e] ?? -1],
      weight: w,
    }))
    expect(told(bySql), `sql-${at}`).toEqual(told(byKernel))
    edges += byKernel.length
  }
  expect(edges).toBeGreaterThan(3000)
})

import { LEAST, type Rhythm, rhythmOf } from '../../kernels/rhythm/rhythm.ts'
import type { Store } from '../../store/store.ts'
import { measureAccounts } from './accounts.ts'
import { FIGURES } from './signals.ts'

/** Every account's signals as columns: NaN where there is not enough data. An account's place is its index. */
export interface Measured {
  accounts: number
  figures: ReadonlyMap<string, Float64Array>
}

/** What SQL does not tell: the kernel does, from the times of those accounts that have enough of them. */
export const RHYTHMS = [
  'posts_peak_hour',
  'posts_median_hour',
  'own_peak_hour',
  'daily_rest_h',
  'rest_ratio',
  'hour_entropy',
  'gap_regularity',
  'burstiness',
  'memory',
  'second_concentration',
] as const satisfies readonly (keyof Rhythm)[]

const TIMES = `
  SELECT CAST(place AS DOUBLE) AS place, CAST(p."at" AS DOUBLE) AS "at",
    CAST(CASE WHEN p.kind = 'repost' THEN 0 ELSE 1 END AS DOUBLE) AS own
  FROM post AS p
  JOIN automation_account AS a ON a.platform = p.platform AND a.account_id = p.account_id
  WHERE a.posts >= ${LEAST.spaced} AND p."at" IS NOT NULL
  ORDER BY place, "at"`

export async function measure(store: Store, resolution: number): Promise<Measured> {
  await measureAccounts(store)
  const inSql = FIGURES.filter(id => !RHYTHMS.some(name => name === id))
  const list = inSql.map(id => `coalesce(CAST(${id} AS DOUBLE), CAST('NaN' AS DOUBLE)) AS ${id}`)
  const told = await store.columns(`SELECT ${list.join(', ')} FROM automation_measured ORDER BY place`)
  const accounts = told[inSql[0] ?? '']?.length ?? 0
  const figures = new Map<string, Float64Array>(inSql.map(id => [id, told[id] ?? new Float64Array()]))
  for (const name of RHYTHMS) figures.set(name, new Float64Array(accounts).fill(Number.NaN))
  for await (const { place, at, own } of timesByAccount(store)) {
    const rhythm = rhythmOf(at, own, resolution)
    for (const name of RHYTHMS) {
      const column = figures.get(name)
      if (column) column[place] = rhythm[name]
    }
  }
  return { accounts, figures }
}

/** The times of each account with a few posts, ascending, and those of its own words. */
export async function* timesByAccount(
  store: Store,
): AsyncGenerator<{ place: number; at: Float64Array; own: Float64Array }> {
  const { place, at, own } = await store.columns<'place' | 'at' | 'own'>(TIMES)
  for (let from = 0; from < place.length; ) {
    let to = from
    while (place[to] === place[from]) to++
    const times = at.subarray(from, to)
    yield { place: place[from] ?? 0, at: times, own: times.filter((_, i) => own[from + i] === 1) }
    from = to
  }
}

import type { Store } from '../../store/store.ts'
import type { Measured } from './measure.ts'
import { REFERENCE } from './reference.ts'
import { judge, type Verdict } from './score.ts'

/** Judges every account and keeps it as `automation_judged`: place, band, likelihood, part, and the kernel's signals. */
export async function judgeAccounts(
  store: Store,
  measured: Measured,
  kept: readonly string[],
): Promise<Verdict[]> {
  const platforms = await store.rows<{ platform: string }>(
    'SELECT platform FROM automation_account ORDER BY place',
  )
  const verdicts = platforms.map(({ platform }, place) =>
    judge(REFERENCE, platform, id => measured.figures.get(id)?.[place] ?? Number.NaN),
  )
  const columns = kept.map(id => `${id} DOUBLE`).join(', ')
  await store.run(
    `CREATE OR REPLACE TEMP TABLE automation_judged (place BIGINT, band VARCHAR, part VARCHAR, likelihood DOUBLE, ${columns})`,
  )
  await store.append('automation_judged', cells(verdicts, measured, kept))
  return verdicts
}

/** Accounts of which something is known beyond their being there. */
function* cells(
  verdicts: readonly Verdict[],
  { figures }: Measured,
  kept: readonly string[],
): Generator<(string | number | null)[]> {
  const columns = kept.map(id => figures.get(id) ?? new Float64Array())
  for (const [place, { band, part, likelihood }] of verdicts.entries()) {
    const values = columns.map(column => {
      const value = column[place] ?? Number.NaN
      return Number.isNaN(value) ? null : value
    })
    if (band !== null || values.some(value => value !== null))
      yield [place, band, part, likelihood, ...values]
  }
}

/** Every account that posted or was seen: the contract of findings/automation.parquet. */
export const rowsSql = (signals: readonly string[], kept: readonly string[]): string => {
  const columns = signals.map(id => (kept.includes(id) ? `j.${id}` : `m.${id}`)).join(', ')
  return `
    SELECT m.platform, m.account_id, m.handle, m.posts, j.band, j.likelihood, j.part, ${columns}
    FROM automation_measured AS m LEFT JOIN automation_judged AS j ON j.place = m.place
    ORDER BY m.place`
}

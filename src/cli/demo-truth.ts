import { literal, Store } from '../store/store.ts'
import { formatter } from '../words/format.ts'

const GRADES = ['crude', 'moderate', 'careful'] as const

/** Of the simulation's automated accounts of one grade of care on X: how many there are, and how many show signs. */
export interface GradeFound {
  grade: string
  accounts: number
  /** With some or strong signs. */
  found: number
}

/**
 * What the signs of automation found in the demo (`found`, the rows of its findings), by the grade of care that its ground
 * truth (`ground-truth-accounts.csv`) gives each account; accounts that are not automated as `not automated`.
 */
export async function foundByCare(found: string, accountsCsv: string): Promise<GradeFound[]> {
  const store = await Store.open()
  try {
    const rows = await store.rows<{ grade: string; accounts: number; found: number }>(`
      SELECT coalesce(nullif(truth.grade, ''), 'not automated') AS grade, count(*) AS accounts,
        sum(CASE WHEN a.band IN ('some', 'strong') THEN 1 ELSE 0 END) AS found
      FROM read_csv(${literal(accountsCsv)}, header = true, all_varchar = true) AS truth
      JOIN read_parquet(${literal(found)}) AS a
        ON a.platform = truth.platform AND a.account_id = truth.account_id
      WHERE truth.platform = 'x'
      GROUP BY 1`)
    return [...GRADES, 'not automated'].flatMap(grade => rows.find(row => row.grade === grade) ?? [])
  } finally {
    await store.close()
  }
}

/** A line a grade: "crude     24 of 30 (80%)". */
export const careLines = (grades: readonly GradeFound[]): string[] => {
  const { number, percent } = formatter('en', 'UTC')
  return grades.map(
    ({ grade, accounts, found }) =>
      `  ${grade.padEnd(14)} ${number(found).padStart(5)} of ${number(accounts)} (${percent(found / accounts, 1)})`,
  )
}

import type { ReportData, Row } from '../../model/index.ts'

/** An account as its sheet shows it, read from the figures of the analysis `automation`. */
export interface Account {
  name: string
  row: Row
  clock: number[]
  gaps: number[]
  readings: Map<string, Row>
}

/** A row's number, or NaN where it is not stated. */
export const num = (row: Row, key: string): number => {
  const value = row[key]
  return typeof value === 'number' ? value : Number.NaN
}

/** A row's text; empty where it is not stated. */
export const word = (row: Row, key: string): string => String(row[key] ?? '')

const counts = (text: string): number[] => (text === '' ? [] : text.split(' ').map(Number))
const nameOf = (row: Row) => `${word(row, 'platform')}:${word(row, 'account_id')}`
const known = new WeakMap<ReportData, Map<string, Account>>()

/** The accounts that the page has a sheet of, by platform and id. */
export function accountsOf(data: ReportData): ReadonlyMap<string, Account> {
  const before = known.get(data)
  if (before) return before
  const { sheets = [], readings = [] } =
    data.analyses.find(({ analysis }) => analysis === 'automation')?.figures ?? {}
  const accounts = sheets.map(
    (row): Account => ({
      name: nameOf(row),
      row,
      clock: counts(word(row, 'clock')),
      gaps: counts(word(row, 'gaps')),
      readings: new Map(),
    }),
  )
  for (const reading of readings)
    accounts[num(reading, 'sheet')]?.readings.set(word(reading, 'signal'), reading)
  const made = new Map(accounts.map(account => [account.name, account]))
  known.set(data, made)
  return made
}

/** The name by which a row of any table has a sheet; null where it is of no account, or of one without a sheet. */
export function sheetName(data: ReportData, row: Row): string | null {
  if (word(row, 'account_id') === '' || word(row, 'platform') === '') return null
  const name = nameOf(row)
  return accountsOf(data).has(name) ? name : null
}

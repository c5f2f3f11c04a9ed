import type { Cell, Row } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'
import { handleShown } from '../words/names.ts'

/** A row's number, or NaN where it is not stated: Plot leaves out marks that have no place. */
export const num = (row: Row | undefined, key: string): number => {
  const value: Cell | undefined = row?.[key]
  return typeof value === 'number' ? value : Number.NaN
}

export const word = (row: Row | undefined, key: string): string => {
  const value = row?.[key]
  return value === null || value === undefined ? '' : String(value)
}

/** The account as its platform writes it ("@handle"), or nothing where none is known. */
export function at(row: Row | undefined): string {
  const handle = word(row, 'handle')
  return handle === '' ? '' : harmless(handleShown(handle, word(row, 'platform') || undefined))
}

/** Rows of one key's value, in the order of first appearance. */
export function grouped(rows: readonly Row[], key: string): [string | null, Row[]][] {
  const groups = new Map<string | null, Row[]>()
  for (const row of rows) {
    const value = row[key]
    const name = value === null || value === undefined ? null : String(value)
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  }
  return [...groups]
}

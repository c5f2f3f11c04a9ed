import { pageAddress, siteOf } from './page-address.ts'

/**
 * Functions of texts that importers' SELECTs may call where the engine has none: `site_of(url)`, the registrable
 * domain as the Public Suffix List has it, and `page_address(url, canonical)`, the address that names a page.
 */
export const FUNCTIONS: Readonly<
  Record<string, { of: number; apply: (...texts: (string | null)[]) => string | null }>
> = {
  site_of: { of: 1, apply: url => (url ? siteOf(url) : null) },
  page_address: { of: 2, apply: (url, canonical) => pageAddress(url ?? null, canonical ?? null) },
}

interface Rows {
  rowCount: number
  getColumnValues: (column: number) => readonly unknown[]
}
interface Results {
  setItem: (row: number, text: string | null) => void
  flush: () => void
}

/** A function of one row's texts as the engine calls it: for many rows at once. */
export function overRows(name: string): (info: unknown, rows: Rows, results: Results) => void {
  const found = FUNCTIONS[name]
  if (!found) throw new RangeError(`there is no function ${name}`)
  return (_, rows, results) => {
    const columns = Array.from({ length: found.of }, (_, column) => rows.getColumnValues(column))
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    for (let row = 0; row < rows.rowCount; row++)
      results.setItem(row, found.apply(...columns.map(values => text(values[row]))))
    results.flush()
  }
}

import type { ReportData, Row } from './index.ts'

/** A table whose columns are named once; one whose rows differ in their columns stays as it is. */
type Packed = Row[] | { columns: string[]; cells: Row[string][][] }

/** The page's data as it is embedded: the names of columns would else be a third of it. */
export type PackedReport = Omit<ReportData, 'analyses'> & {
  analyses: (Omit<ReportData['analyses'][number], 'figures'> & { figures: Record<string, Packed> })[]
}

export const packedReport = (data: ReportData): PackedReport => ({
  ...data,
  analyses: data.analyses.map(analysis => ({ ...analysis, figures: each(analysis.figures, packed) })),
})

export const unpackedReport = (data: PackedReport): ReportData => ({
  ...data,
  analyses: data.analyses.map(analysis => ({ ...analysis, figures: each(analysis.figures, unpacked) })),
})

function packed(rows: Row[]): Packed {
  const columns = Object.keys(rows[0] ?? {})
  const named = columns.join('\n')
  if (columns.length === 0 || rows.some(row => Object.keys(row).join('\n') !== named)) return rows
  return { columns, cells: rows.map(row => columns.map(column => row[column] ?? null)) }
}

const unpacked = (table: Packed): Row[] =>
  Array.isArray(table)
    ? table
    : table.cells.map(cells =>
        Object.fromEntries(table.columns.map((column, i) => [column, cells[i] ?? null])),
      )

const each = <A, B>(tables: Record<string, A>, turn: (table: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, turn(table)]))

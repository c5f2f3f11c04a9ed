import type { TableFormat } from './table-format.ts'

/** One JSON object a line: every column in every row, null where nothing is stated. */
export const ndjson: TableFormat = {
  id: 'ndjson',
  title: 'JSON, one object a line',
  ending: 'ndjson',
  query: table => table.rows,
  options: 'FORMAT json',
}

import type { TableFormat } from './table-format.ts'

/** Types and nulls as they are; what DuckDB, pandas, R's arrow and Spark read without being told anything. */
export const parquet: TableFormat = {
  id: 'parquet',
  title: 'Parquet, for DuckDB, Python, R',
  ending: 'parquet',
  query: table => table.rows,
  options: 'FORMAT parquet, COMPRESSION zstd',
}

import { csv } from './csv.ts'
import { ndjson } from './ndjson.ts'
import { parquet } from './parquet.ts'
import type { TableFormat } from './table-format.ts'

/** The formats of single tables, in the order in which help lists them. */
export const tableFormats: readonly TableFormat[] = [parquet, csv, ndjson]

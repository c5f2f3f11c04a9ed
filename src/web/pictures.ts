import type { Chart, TableView } from '../model/index.ts'

/** An analysis' charts, the most telling first, and its tables. */
export interface Pictures {
  charts: Chart[]
  tables: TableView[]
}

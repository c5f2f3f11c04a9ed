import type { Head } from './head.ts'

/** A column's name as tables of one kind share it, however they write it: `Message-ID` as `message_id`. */
export const plainName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** What the first rows of a table have in a column; nothing when there is no such column. */
export function cellsOfColumn(head: Head, column: string | undefined): string[] {
  const place = column === undefined ? -1 : head.columns.indexOf(column)
  return place < 0 ? [] : head.rows.map(row => row[place] ?? '')
}

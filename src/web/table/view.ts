import type { Cell, Lang, Row, TableView } from '../../model/index.ts'

export type Column = TableView['columns'][number]

/** A table view for a figure that has none of its own: a column a key, of the kind that its name tells. */
export function inferredView(figure: string, rows: readonly Row[]): TableView {
  const keys = [...new Set(rows.slice(0, 50).flatMap(row => Object.keys(row)))]
  return {
    figure,
    title: { en: figure, fr: figure },
    columns: keys.map(key => ({ key, title: { en: key, fr: key }, kind: kindOf(key, rows) })),
  }
}

function kindOf(key: string, rows: readonly Row[]): Column['kind'] {
  const value = rows.find(row => row[key] !== null && row[key] !== undefined)?.[key]
  if (typeof value !== 'number') {
    if (key === 'lang' || (key === 'series' && rows[0]?.by === 'lang')) return 'lang'
    return key === 'platform' ? 'platform' : 'text'
  }
  if (/(^|_)(at|from|to)$/.test(key) && value > 1e11) return 'time'
  if (key.endsWith('_s')) return 'span'
  return key.endsWith('share') ? 'percent' : 'number'
}

/** A row's value in a column; where the figure has it per language (`why_en`, `why_fr`), that of the page's; an account without a handle has its id. */
export const valueAt = (row: Row, key: string, lang: Lang): Cell =>
  row[key] ?? row[`${key}_${lang}`] ?? (key === 'handle' ? row.account_id : null) ?? null

/** Orders two cells: numbers by size, texts by the language's alphabet, unknown last whichever way. */
export function compareCells(a: Cell, b: Cell, descending: boolean, lang: Lang): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), lang, { numeric: true })
  return descending ? -order : order
}

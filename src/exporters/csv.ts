import type { Lang } from '../model/finding.ts'
import { identifier, literal } from '../store/store.ts'
import type { Column, ExportTable, TableFormat } from './table-format.ts'

/**
 * RFC 4180, UTF-8 without a mark: every character as it is. An empty text is written "", a null as nothing, so that
 * they can be told apart. Not for a spreadsheet: a text that begins with = is a formula there, and a long id a number.
 */
export const csv: TableFormat = {
  id: 'csv',
  title: 'CSV, exact (RFC 4180); with --for-spreadsheet, safe to open in one',
  ending: 'csv',
  query: table => table.rows,
  options: `FORMAT csv, HEADER true, NEW_LINE '\\r\\n'`,
}

/** The mark by which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Texts that name something. Digits in them are no quantity, and `mar1` is no date. */
const NAMES = /(^|_)id$|^(source|target|handle|object|name|sha256|hash|previous)$/

/**
 * What a spreadsheet would not keep as the text it is: a formula (after blanks too, and in full-width signs), a number,
 * a date, a truth value; and the apostrophe that says so.
 */
const TURNED = `^[\\s\\x00]*(['=+\\-@＝＋－＠|]|[0-9.,]|(?i:true|false|vrai|faux)$|(?i:jan|feb|f[ée]v|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|ao[uû]|sep|oct|okt|nov|dec|d[ée]c)[a-zûé]*[ ./-]*[0-9]*$)`

/**
 * The same table for a spreadsheet. A text that it would turn into something else gets an apostrophe before it, and
 * names (ids, handles, hashes) always do; to have the text back, take one leading apostrophe away. Should the sheet
 * cut cells at another sign than ours, a formula behind that sign is made harmless in the same way. In French, cells are
 * cut at semicolons and decimals stand behind a comma, as a French spreadsheet has it. ISO times lose what keeps a
 * spreadsheet from knowing them: the T, the fraction and the Z.
 */
export function spreadsheetCsv(lang: Lang): TableFormat {
  const [separator, other] = lang === 'fr' ? [';', ','] : [',', ';']
  const formulaWithin = `([${other}\\t\\r\\n])([=+＝＋]|[-@－＠][^\\s]*[(|])`
  const cell = ({ name, type }: Column) => {
    const value = identifier(name)
    if (type === 'DOUBLE') return separator === ';' ? `replace(CAST(${value} AS VARCHAR), '.', ',')` : value
    if (type !== 'VARCHAR') return value
    if (name.endsWith('_iso')) return `replace(left(${value}, 19), 'T', ' ')`
    if (NAMES.test(name)) return `'''' || ${value}`
    const harmless = `regexp_replace(${value}, ${literal(formulaWithin)}, '\\1''\\2', 'g')`
    return `CASE WHEN regexp_matches(${value}, ${literal(TURNED)}) THEN '''' || ${harmless} ELSE ${harmless} END`
  }
  return {
    ...csv,
    query: ({ columns, rows }: ExportTable) => {
      const cells = columns.map(
        (column, at) =>
          `${cell(column)} AS ${identifier(at === 0 ? BYTE_ORDER_MARK + column.name : column.name)}`,
      )
      return `SELECT ${cells.join(', ')} FROM (${rows})`
    },
    options: `FORMAT csv, HEADER true, DELIMITER '${separator}', NEW_LINE '\\r\\n'`,
  }
}

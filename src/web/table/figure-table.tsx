import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Row, TableView } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { sheetName } from '../account/accounts.ts'
import { accountHash } from '../evidence/address.ts'
import { useVoice } from '../voice.ts'
import { isFigure, shown } from './cell.ts'
import { csv } from './csv.ts'
import { saveFile } from './save-file.ts'
import { useScrollHint } from './scroll-hint.ts'
import { compareCells, valueAt } from './view.ts'

const FIRST_ROWS = 10
const CLIPPED = 240
const WORDS = {
  search: { en: 'Search', fr: 'Chercher' },
  csv: { en: 'Download CSV', fr: 'Télécharger en CSV' },
  all: { en: 'Show all', fr: 'Tout montrer' },
  fewer: { en: 'Show fewer', fr: 'Réduire' },
  none: { en: 'No row matches.', fr: 'Aucune ligne ne correspond.' },
}

/** A figure's rows: sorted by a click on a column, searched, and downloaded exactly as shown. */
export function FigureTable({ view, rows, name }: { view: TableView; rows: readonly Row[]; name: string }) {
  const speaking = useVoice()
  const { say, lang, format } = speaking
  const [sort, setSort] = useState<{ key: string; descending: boolean } | null>(null)
  const [query, setQuery] = useState('')
  const [whole, setWhole] = useState(false)
  const { columns } = view
  const scroller = useScrollHint()
  const found = useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase(lang)
    const matches = (row: Row) =>
      columns.some(column => shown(row, column, speaking).toLocaleLowerCase(lang).includes(wanted))
    const matching = wanted === '' ? [...rows] : rows.filter(matches)
    if (sort) {
      const { key, descending } = sort
      matching.sort((a, b) => compareCells(valueAt(a, key, lang), valueAt(b, key, lang), descending, lang))
    }
    return matching
  }, [rows, columns, query, sort, lang, speaking])
  const visible = (whole ? found : found.slice(0, FIRST_ROWS)).map(row => ({
    row,
    texts: columns.map(column => shown(row, column, speaking)),
  }))
  const order = (key: string) => (sort?.key !== key ? 'none' : sort.descending ? 'descending' : 'ascending')
  const turn = (key: string, figure: boolean) =>
    setSort({ key, descending: sort?.key === key ? !sort.descending : figure })
  const download = () => {
    const cells = visible.map(({ row, texts }) =>
      columns.map(({ key, kind }, i) => {
        const value = valueAt(row, key, lang)
        if (key === 'handle') return value === null ? null : String(value) // as data: an @ would read as a formula
        if (kind === 'time' && typeof value === 'number') return new Date(value).toISOString()
        return typeof value === 'number' || value === null ? value : (texts[i] ?? '')
      }),
    )
    saveFile(
      `sillage-${name}-${view.figure}.csv`,
      csv(
        columns.map(({ title }) => say(title)),
        cells,
      ),
    )
  }
  return (
    <div class="table">
      <div class="table-head">
        <b>{say(view.title)}</b>
        <span class="tools">
          {rows.length > 5 && (
            <label>
              {say(WORDS.search)}{' '}
              <input type="search" value={query} onInput={event => setQuery(event.currentTarget.value)} />
            </label>
          )}
          <button type="button" class="quiet" onClick={download}>
            {say(WORDS.csv)}
          </button>
        </span>
      </div>
      <section class="scroll" aria-label={say(view.title)} ref={scroller}>
        <table>
          <thead>
            <tr>
              {columns.map(({ key, title, kind }) => (
                <th key={key} scope="col" class={isFigure(kind) ? 'figure-cell' : ''} aria-sort={order(key)}>
                  <button type="button" onClick={() => turn(key, isFigure(kind))}>
                    {say(title)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visible.map(({ row, texts }, line) => (
              <tr key={line}>
                {columns.map(({ key, kind }, i) => {
                  const at = valueAt(row, key, lang)
                  const utc = kind === 'time' && typeof at === 'number' ? format.utc(at) : undefined
                  return (
                    <td key={key} class={cellClass(kind, texts[i])} title={utc}>
                      <AccountLink row={row} column={key}>
                        <bdi>{clipped(texts[i] ?? '', CLIPPED)}</bdi>
                      </AccountLink>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.length === 0 && <p class="none">{say(WORDS.none)}</p>}
      {found.length > FIRST_ROWS && (
        <button type="button" class="quiet" onClick={() => setWhole(!whole)}>
          {whole ? say(WORDS.fewer) : `${say(WORDS.all)} (${format.number(found.length)})`}
        </button>
      )}
    </div>
  )
}

/** An account's name opens its sheet, where the page has one. */
function AccountLink(props: { row: Row; column: string; children: ComponentChildren }) {
  const { row, column, children } = props
  const { data } = useVoice()
  const name = column === 'handle' ? sheetName(data, row) : null
  return name === null ? (
    children
  ) : (
    <a class="door" href={accountHash(name)} aria-haspopup="dialog">
      {children}
    </a>
  )
}

const cellClass = (kind: TableView['columns'][number]['kind'], text = ''): string =>
  isFigure(kind) ? 'figure-cell' : text.length > 24 ? 'long' : ''

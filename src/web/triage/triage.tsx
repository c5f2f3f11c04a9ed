import { useMemo, useState } from 'preact/hooks'
import type { Row, ShownAnalysis } from '../../model/index.ts'
import { legible } from '../evidence/legible.ts'
import { compareCells } from '../table/view.ts'
import { useVoice } from '../voice.ts'
import { DocumentSheet } from './document.tsx'
import { VERDICT_WORDS, WORDS } from './words.ts'

/** Rows drawn at a time: thousands stay light. */
const STEP = 50
const COLUMNS = [
  { key: 'document', title: WORDS.document },
  { key: 'verdict', title: WORDS.verdict },
  { key: 'format', title: WORDS.format },
  { key: 'mail', title: WORDS.mail },
  { key: 'saved_at', title: WORDS.saved },
] as const

/** Every judged document: filtered by verdict, searched, sorted; a row opens to its reason and its difference. */
export function Triage({ analysis }: { analysis: ShownAnalysis }) {
  const { say, lang, format } = useVoice()
  const { triage = [], reasons = [], differences = [] } = analysis.figures
  const [only, setOnly] = useState<string | null>(null)
  const [query, setQuery] = useState('')
  const [sort, setSort] = useState<{ key: string; descending: boolean } | null>(null)
  const [count, setCount] = useState(STEP)
  const [open, setOpen] = useState<string | null>(null)
  const counts = useMemo(() => countsOf(triage), [triage])
  const places = useMemo(() => new Map(triage.map((row, at) => [row.document, at])), [triage])
  const found = useMemo(() => {
    const wanted = query.trim().toLowerCase()
    const rows = triage.filter(
      row =>
        (only === null || row.verdict === only) &&
        (wanted === '' ||
          [row.document, row.format, row.mail, row.against].some(cell =>
            String(cell ?? '')
              .toLowerCase()
              .includes(wanted),
          )),
    )
    return sort
      ? rows.sort((a, b) => compareCells(a[sort.key] ?? null, b[sort.key] ?? null, sort.descending, lang))
      : rows
  }, [triage, only, query, sort, lang])
  if (triage.length === 0) return null
  const narrow = (verdict: string | null) => {
    setOnly(verdict)
    setCount(STEP)
  }
  const turn = (key: string) => setSort({ key, descending: sort?.key === key && !sort.descending })
  return (
    <section class="table triage" aria-label={say(WORDS.title)}>
      <div class="table-head">
        <b>{say(WORDS.title)}</b>
        <span class="tools">
          <label>
            {say(WORDS.search)}{' '}
            <input
              type="search"
              value={query}
              onInput={event => {
                setQuery(event.currentTarget.value)
                setCount(STEP)
              }}
            />
          </label>
        </span>
      </div>
      <fieldset class="verdicts">
        <legend class="unseen">{say(WORDS.verdict)}</legend>
        {[null, ...counts.keys()].map(verdict => (
          <button
            type="button"
            key={verdict ?? ''}
            aria-pressed={only === verdict}
            onClick={() => narrow(verdict)}
          >
            {say(verdict === null ? WORDS.all : (VERDICT_WORDS[verdict] ?? WORDS.verdict))}{' '}
            <span>{format.number(verdict === null ? triage.length : (counts.get(verdict) ?? 0))}</span>
          </button>
        ))}
      </fieldset>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {COLUMNS.map(({ key, title }) => (
                <th
                  key={key}
                  scope="col"
                  aria-sort={sort?.key !== key ? 'none' : sort.descending ? 'descending' : 'ascending'}
                >
                  <button type="button" onClick={() => turn(key)}>
                    {say(title)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, count).flatMap(row => {
              const document = String(row.document)
              const isOpen = open === document
              return [
                <tr key={document} class={`is-${row.verdict}`}>
                  <td>
                    <button
                      type="button"
                      class="document"
                      aria-expanded={isOpen}
                      onClick={() => setOpen(isOpen ? null : document)}
                    >
                      <bdi>{legible(document)}</bdi>
                    </button>
                  </td>
                  <td class="verdict">{say(VERDICT_WORDS[String(row.verdict)] ?? WORDS.verdict)}</td>
                  <td>{String(row.format ?? '')}</td>
                  <td>{String(row.mail ?? '')}</td>
                  <td>{typeof row.saved_at === 'number' ? format.dateTime(row.saved_at) : ''}</td>
                </tr>,
                ...(isOpen
                  ? [
                      <tr key={`${document} open`}>
                        <td colSpan={COLUMNS.length}>
                          <DocumentSheet
                            row={row}
                            at={places.get(row.document) ?? -1}
                            reason={reasons[Number(row.reason)]}
                            differences={differences.filter(one => one.document === document)}
                          />
                        </td>
                      </tr>,
                    ]
                  : []),
              ]
            })}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p class="none">{say(WORDS.none)}</p>}
      {found.length > count && (
        <button type="button" class="quiet" onClick={() => setCount(count + 4 * STEP)}>
          {say(WORDS.more)} ({format.number(found.length - count)})
        </button>
      )}
    </section>
  )
}

function countsOf(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { verdict } of rows) counts.set(String(verdict), (counts.get(String(verdict)) ?? 0) + 1)
  return counts
}

import type { ComponentChildren } from 'preact'
import type { Lang, Row, Text } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'
import { marked } from './marked.ts'

const FIRST_WORDS = 90
const LACKS = { en: 'lacks', fr: 'sans' }

/** Texts that belong together: a title, which is data, and how many there are. */
export interface Group {
  key: string
  title: string
  counts: string
  texts: readonly ComponentChildren[]
}

/** Groups of texts, a fold each, the first one open. */
export function Dossiers({ title, lead, groups }: { title: Text; lead: Text; groups: readonly Group[] }) {
  const { say } = useVoice()
  const shown = groups.filter(({ texts }) => texts.length > 0)
  if (shown.length === 0) return null
  return (
    <section class="dossiers phrasing" aria-label={say(title)}>
      <p class="small">
        <b>{say(title)}.</b> {say(lead)}
      </p>
      {shown.map(({ key, title, counts, texts }, n) => (
        <details class="dossier" open={n === 0} key={key}>
          <summary>
            <h3>
              <bdi>{clipped(legible(title), FIRST_WORDS)}</bdi>
            </h3>
            <span>{counts}</span>
          </summary>
          <div class="side-by-side">{texts}</div>
        </details>
      ))}
    </section>
  )
}

/** "1 version", "2 versions" */
export function several(
  { lang, format }: Voice,
  n: number,
  words: Record<Lang, [one: string, many: string]>,
): string {
  const [one, many] = words[lang]
  return `${format.number(n)} ${(lang === 'fr' ? n < 2 : n === 1) ? one : many}`
}

/** One text beside others: when and where it stands, what of it is marked, and notes on it. */
export function Beside({
  at,
  head,
  text,
  lang,
  notes,
}: {
  at: number | null
  head: readonly ComponentChildren[]
  /** A stretch of a text, with spans of it marked (analyses/side-by-side.ts). */
  text: Row
  lang?: string | undefined
  notes: readonly string[]
}) {
  const { say, format } = useVoice()
  const from = Number(text.excerpt_from)
  return (
    <div class="beside">
      <p class="beside-head">
        {at !== null && (
          <time dateTime={new Date(at).toISOString()} title={format.utc(at)}>
            {format.dateTime(at)}
          </time>
        )}
        {head.map((part, n) => (
          <span key={n}>
            {(n > 0 || at !== null) && ' · '}
            {part}
          </span>
        ))}
      </p>
      <p class="beside-text" dir="auto" lang={lang}>
        {from > 0 && '… '}
        {marked(String(text.excerpt), from, String(text.marks)).map((piece, n) =>
          piece.isMarked ? (
            <mark key={n}>{legible(piece.text)}</mark>
          ) : (
            <span key={n}>{legible(piece.text)}</span>
          ),
        )}
        {text.cut === true && ' …'}
      </p>
      <p class="beside-foot">
        {notes.filter(Boolean).join(' · ')}
        {text.missing ? (
          <>
            {' · '}
            {say(LACKS)} <del>{clipped(legible(String(text.missing)), FIRST_WORDS)}</del>
          </>
        ) : null}
      </p>
    </div>
  )
}

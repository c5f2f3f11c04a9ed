import type { ComponentChildren } from 'preact'
import type { Row } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice } from '../voice.ts'
import { marked } from './marked.ts'

const FIRST_WORDS = 90
const LACKS = { en: 'lacks', fr: 'sans' }

/** Texts that belong together, in a fold. Titles are data. */
export function Dossier({
  title,
  counts,
  open,
  children,
}: {
  title: string
  counts: string
  open: boolean
  children: ComponentChildren
}) {
  return (
    <details class="dossier" open={open}>
      <summary>
        <h3>
          <bdi>{clipped(legible(title), FIRST_WORDS)}</bdi>
        </h3>
        <span>{counts}</span>
      </summary>
      <div class="side-by-side">{children}</div>
    </details>
  )
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

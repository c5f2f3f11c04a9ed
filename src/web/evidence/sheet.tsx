import { useEffect, useRef } from 'preact/hooks'
import type { Finding, ShownAnalysis } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { leaveEvidence, useEvidenceAddress } from './address.ts'
import { EvidencePosts } from './posts.tsx'

const WORDS = {
  title: { en: 'Evidence', fr: 'Preuves' },
  close: { en: 'Close', fr: 'Fermer' },
  definition: { en: 'Definition', fr: 'Définition' },
  coverage: { en: 'Coverage', fr: 'Couverture' },
  caveats: { en: 'What it does not say', fr: 'Ce qu’il ne dit pas' },
  simulated: { en: 'Simulated data.', fr: 'Données simulées.' },
  unknown: {
    en: 'This page holds no finding of that name.',
    fr: 'Cette page ne contient aucun constat de ce nom.',
  },
}

/** The side sheet that every number opens. A modal dialog: the browser holds the focus in it, and Esc closes it. */
export function EvidenceSheet() {
  const { say, finding, data } = useVoice()
  const id = useEvidenceAddress()
  const dialog = useRef<HTMLDialogElement>(null)
  const back = useRef<Element | null>(null)
  useEffect(() => {
    const sheet = dialog.current
    if (!sheet) return
    if (id !== null && !sheet.open) {
      back.current = document.activeElement
      sheet.showModal()
      sheet.scrollTop = 0
    }
    if (id === null && sheet.open) sheet.close()
  }, [id])
  const closed = () => {
    leaveEvidence()
    if (back.current instanceof HTMLElement) back.current.focus({ preventScroll: true })
  }
  const found = id === null ? undefined : finding(id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a modal dialog; the click is on its backdrop
    <dialog
      class="sheet"
      ref={dialog}
      aria-labelledby="evidence-title"
      onClose={closed}
      onClick={event => event.target === dialog.current && dialog.current?.close()}
    >
      {id !== null && (
        <div class="sheet-body">
          <div class="sheet-head">
            <h2 id="evidence-title">{say(WORDS.title)}</h2>
            {data.case.simulated && <span class="simulated-word">{say(WORDS.simulated)}</span>}
            <button type="button" onClick={() => dialog.current?.close()}>
              {say(WORDS.close)}
            </button>
          </div>
          {found ? <Behind {...found} /> : <p>{say(WORDS.unknown)}</p>}
        </div>
      )}
    </dialog>
  )
}

function Behind({ finding, analysis }: { finding: Finding; analysis: ShownAnalysis }) {
  const { say, lang, format } = useVoice()
  const { posts, from, to, note } = finding.coverage
  const covered = {
    en: `${format.number(posts)} posts, from ${format.moment(from)} to ${format.moment(to)}, ${format.zone}.`,
    fr: `${format.number(posts)} messages, du ${format.moment(from)} au ${format.moment(to)}, ${format.zone}.`,
  }
  return (
    <>
      <p class="sheet-claim">{say(finding.claim)}</p>
      <p class="sheet-id">
        <code>{finding.id}</code>
      </p>
      <dl class="sheet-notes">
        <dt>{say(WORDS.definition)}</dt>
        <dd>{say(analysis.methodText).split(/\n\s*\n/)[0]}</dd>
        <dt>{say(WORDS.coverage)}</dt>
        <dd>
          {covered[lang]} {note && say(note)}
        </dd>
        {finding.caveats.length > 0 && <dt>{say(WORDS.caveats)}</dt>}
        {finding.caveats.map(caveat => (
          <dd key={caveat.en}>{say(caveat)}</dd>
        ))}
      </dl>
      <EvidencePosts finding={finding} />
    </>
  )
}

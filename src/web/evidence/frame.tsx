import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useVoice } from '../voice.ts'
import { leaveEvidence } from './address.ts'

const WORDS = {
  close: { en: 'Close', fr: 'Fermer' },
  simulated: { en: 'Simulated data.', fr: 'Données simulées.' },
}

/**
 * A side sheet that the URL opens. A modal dialog: the browser holds the focus in it, Esc closes it, and the focus goes
 * back to where it came from.
 */
export function SheetFrame(props: {
  open: boolean
  name: string
  title: string
  children: ComponentChildren
}) {
  const { open, name, title, children } = props
  const { say, data } = useVoice()
  const dialog = useRef<HTMLDialogElement>(null)
  const back = useRef<Element | null>(null)
  /** The address that it was opened for. */
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const sheet = dialog.current
    if (!sheet) return
    if (open && !sheet.open && shown.current !== location.hash) {
      back.current = document.activeElement
      sheet.showModal()
      sheet.scrollTop = 0
    }
    if (!open && sheet.open) sheet.close()
    shown.current = open ? location.hash : null
  })
  const closed = () => {
    // Another may have been asked for since: its address stays.
    if (dialog.current?.open) return
    if (location.hash === shown.current) leaveEvidence()
    if (back.current instanceof HTMLElement || back.current instanceof SVGElement)
      back.current.focus({ preventScroll: true })
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a modal dialog; the click is on its backdrop
    <dialog
      class={`sheet ${name}`}
      ref={dialog}
      aria-labelledby={`${name}-title`}
      onClose={closed}
      onClick={event => event.target === dialog.current && dialog.current?.close()}
    >
      {open && (
        <div class="sheet-body">
          <div class="sheet-head">
            <h2 id={`${name}-title`}>{title}</h2>
            {data.case.simulated && <span class="simulated-word">{say(WORDS.simulated)}</span>}
            <button type="button" onClick={() => dialog.current?.close()}>
              {say(WORDS.close)}
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}

import type { Finding } from '../model/index.ts'
import { evidenceHash } from './evidence/address.ts'
import { useVoice } from './voice.ts'

const OPEN = { en: 'open the evidence', fr: 'ouvrir les preuves' }

/** A claim as a sentence in which every number is a door to its evidence. On paper the doors become a footnoted id. */
export function Claim({ finding }: { finding: Finding }) {
  const { lang, say } = useVoice()
  const sentence = say(finding.claim)
  const doors = [...finding.doors[lang]].sort((a, b) => a[0] - b[0])
  const parts: preact.ComponentChildren[] = []
  let end = 0
  for (const [from, to] of doors) {
    if (from < end || to > sentence.length || from >= to) continue // a door out of place is no door
    parts.push(sentence.slice(end, from))
    parts.push(
      <a
        key={from}
        class={to - from < 24 ? 'door whole' : 'door'}
        href={evidenceHash(finding.id)}
        title={OPEN[lang]}
        aria-haspopup="dialog"
      >
        {sentence.slice(from, to)}
      </a>,
    )
    end = to
  }
  parts.push(sentence.slice(end))
  if (end === 0)
    parts.push(
      ' ',
      <a key="whole" class="door" href={evidenceHash(finding.id)} aria-haspopup="dialog">
        {lang === 'fr' ? 'Voir les preuves' : 'See the evidence'}
      </a>,
    )
  return (
    <>
      {parts}
      <span class="print-id"> {finding.id}</span>
    </>
  )
}

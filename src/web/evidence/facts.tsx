import type { Finding } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { legible } from './legible.ts'

const TITLE = { en: 'The documents, and where in them it stands', fr: 'Les documents, et où cela s’y trouve' }

/** The facts that a finding about documents rests on, each with its document and place. */
export function EvidenceFacts({ finding }: { finding: Finding }) {
  const { data, say, lang, format } = useVoice()
  const { facts = [], factsTotal = 0 } = data.evidence[finding.id] ?? {}
  if (factsTotal === 0) return null
  const n = format.number
  return (
    <section class="sheet-posts">
      <h3>{say(TITLE)}</h3>
      <p>
        {lang === 'fr'
          ? `${n(facts.length)} faits sur ${n(factsTotal)} sont montrés ici. Pour les lister tous : `
          : `Showing ${n(facts.length)} of ${n(factsTotal)} facts. To list them all: `}
        <code>sillage show {finding.id} --all</code>
      </p>
      <ol class="facts">
        {facts.map((fact, i) => (
          <li key={i}>
            <bdi>{legible(fact.document)}</bdi>
            <span class="fact">
              <code>{fact.name}</code> <bdi>{legible(fact.value)}</bdi> <small>{legible(fact.locator)}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

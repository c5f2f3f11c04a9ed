import type { Finding, ShownFact } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { legible } from './legible.ts'

const WORDS = {
  title: { en: 'What the files say, and where', fr: 'Ce que disent les fichiers, et où' },
  row: { en: 'row', fr: 'ligne' },
}

/** The facts that a finding about a dump rests on: each value with its document and the place in it. */
export function EvidenceFacts({ finding }: { finding: Finding }) {
  const { data, say, lang, format } = useVoice()
  const { shown: facts, total } = data.evidence[finding.id]?.facts ?? { shown: [], total: 0 }
  const n = format.number
  return (
    <section class="sheet-posts">
      <h3>{say(WORDS.title)}</h3>
      {facts.length < total ? (
        <p>
          {lang === 'fr'
            ? `${n(facts.length)} sur ${n(total)} sont montrés ici. Pour les lister tous : `
            : `Showing ${n(facts.length)} of ${n(total)}. To list them all: `}
          <code>sillage show {finding.id} --all</code>
        </p>
      ) : (
        <p>{lang === 'fr' ? `Tous sont là : ${n(total)}.` : `All ${n(total)} of them.`}</p>
      )}
      <ol>
        {facts.map(fact => (
          <Fact key={`${fact.document} ${fact.name} ${fact.locator} ${fact.value}`} fact={fact} />
        ))}
      </ol>
    </section>
  )
}

function Fact({ fact }: { fact: ShownFact }) {
  const { data, say, format } = useVoice()
  const source = data.sources[fact.source]
  return (
    <li class="post">
      <p class="post-head">
        <code>{legible(fact.name)}</code> · <bdi>{legible(fact.document)}</bdi>
      </p>
      <p class="post-text" dir="auto">
        {legible(fact.value)}
      </p>
      <p class="post-foot">
        <span>
          {legible(fact.locator)} · {legible(fact.decoder)}
        </span>
        {source && (
          <span>
            <bdi>{legible(source.name)}</bdi>, {say(WORDS.row)} {format.number(fact.row)}
          </span>
        )}
        {source && <span class="hash">SHA-256 {source.sha256}</span>}
      </p>
    </li>
  )
}

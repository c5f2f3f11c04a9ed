import type { Finding, ShownAnalysis } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { useEvidenceAddress } from './address.ts'
import { EvidenceFacts } from './facts.tsx'
import { SheetFrame } from './frame.tsx'
import { EvidencePosts } from './posts.tsx'

const WORDS = {
  title: { en: 'Evidence', fr: 'Preuves' },
  definition: { en: 'Definition', fr: 'Définition' },
  coverage: { en: 'Coverage', fr: 'Couverture' },
  caveats: { en: 'What it does not say', fr: 'Ce qu’il ne dit pas' },
  unknown: {
    en: 'This page holds no finding of that name.',
    fr: 'Cette page ne contient aucun constat de ce nom.',
  },
}

/** The side sheet that every number opens. */
export function EvidenceSheet() {
  const { say, finding } = useVoice()
  const id = useEvidenceAddress()
  const found = id === null ? undefined : finding(id)
  return (
    <SheetFrame open={id !== null} name="evidence" title={say(WORDS.title)}>
      {found ? <Behind {...found} /> : <p>{say(WORDS.unknown)}</p>}
    </SheetFrame>
  )
}

function Behind({ finding, analysis }: { finding: Finding; analysis: ShownAnalysis }) {
  const { data, say, lang, format } = useVoice()
  const { posts, from, to, note, documents } = finding.coverage
  const evidence = data.evidence[finding.id]
  const covered = [
    ...(documents === undefined
      ? []
      : [{ en: `${format.number(documents)} documents.`, fr: `${format.number(documents)} documents.` }]),
    ...(documents === undefined || posts > 0
      ? [
          {
            en: `${format.number(posts)} posts, from ${format.moment(from)} to ${format.moment(to)}, ${format.zone}.`,
            fr: `${format.number(posts)} messages, du ${format.moment(from)} au ${format.moment(to)}, ${format.zone}.`,
          },
        ]
      : []),
  ]
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
          {covered.map(one => one[lang]).join(' ')} {note && say(note)}
        </dd>
        {finding.caveats.length > 0 && <dt>{say(WORDS.caveats)}</dt>}
        {finding.caveats.map(caveat => (
          <dd key={caveat.en}>{say(caveat)}</dd>
        ))}
      </dl>
      {evidence?.facts && <EvidenceFacts finding={finding} />}
      {(evidence?.total || !evidence?.facts) && <EvidencePosts finding={finding} />}
    </>
  )
}

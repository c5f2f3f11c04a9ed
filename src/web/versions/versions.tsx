import type { Row, ShownAnalysis } from '../../model/index.ts'
import { Beside, Dossiers, several } from '../beside/beside.tsx'
import { likeness } from '../beside/ways.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'

const WORDS = {
  title: { en: 'Version by version', fr: 'Version par version' },
  lead: {
    en: 'Marked: what one has and the other has not; where a long text shares less than two thirds with the other, what both have.',
    fr: 'Surligné : ce que l’un a et que l’autre n’a pas ; là où un long texte partage moins des deux tiers avec l’autre, ce que les deux ont.',
  },
  model: { en: 'held against', fr: 'pris pour modèle' },
  first: { en: 'says that it is the earliest', fr: 'se dit le plus ancien' },
}

/** Texts that several files hold, a fold each: their versions side by side, what differs marked in them. */
export function Versions({ analysis }: { analysis: ShownAnalysis }) {
  const speaking = useVoice()
  const { groups = [], variants = [] } = analysis.figures
  const shown = groups.map(group => ({
    key: String(group.group),
    title: String(group.title),
    counts: counts(group, speaking),
    texts: variants
      .filter(one => one.group === group.group)
      .map((text, n) => <Version key={String(text.document)} text={text} isModel={n === 0} />),
  }))
  return <Dossiers title={WORDS.title} lead={WORDS.lead} groups={shown} />
}

function counts(group: Row, voice: Voice): string {
  return [
    several(voice, Number(group.versions), { en: ['version', 'versions'], fr: ['version', 'versions'] }),
    several(voice, Number(group.files), { en: ['file', 'files'], fr: ['fichier', 'fichiers'] }),
  ].join(', ')
}

function Version({ text, isModel }: { text: Row; isModel: boolean }) {
  const { at, document, who, files } = text
  return (
    <Beside
      at={typeof at === 'number' ? at : null}
      head={[
        <bdi key="document">{legible(String(document))}</bdi>,
        ...(who ? [<bdi key="who">{legible(String(who))}</bdi>] : []),
      ]}
      text={text}
      notes={likeness(useVoice(), text, Number(files), isModel ? WORDS.model : null, WORDS.first)}
    />
  )
}

import type { Row, ShownAnalysis } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { Beside, Dossiers, several } from '../beside/beside.tsx'
import { likeness } from '../beside/ways.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'

const WORDS = {
  title: { en: 'The same text, variant by variant', fr: 'Le même texte, variante par variante' },
  lead: {
    en: 'Marked: words that the most copied text has not; where a long text shares less than two thirds with it, the passage that both have. Other punctuation, capitals, emoji and look-alike letters make no difference.',
    fr: 'Surlignés : les mots que n’a pas le texte le plus copié ; là où un long texte partage avec lui moins des deux tiers, le passage que les deux ont. Ponctuation, majuscules, émojis et lettres sosies ne font pas de différence.',
  },
  model: { en: 'most copied', fr: 'le plus copié' },
  first: { en: 'first captured', fr: 'premier capturé' },
  wire: { en: 'credits an agency', fr: 'crédite une agence' },
  quotation: { en: 'quotes, with credit', fr: 'cite, avec la source' },
}

/** Groups of one text, a fold each: its different texts side by side, what differs marked in them. */
export function Variants({ analysis }: { analysis: ShownAnalysis }) {
  const speaking = useVoice()
  const { groups = [], variants = [] } = analysis.figures
  const shown = groups.map(group => ({
    key: String(group.group),
    title: String(group.text)
      .replace(/https?:\/\/\S+|\s+/g, ' ')
      .trim(),
    counts: counts(group, speaking),
    texts: variants
      .filter(one => one.group === group.group)
      .map((text, n) => <Variant key={`${text.platform}:${text.post_id}`} text={text} isModel={n === 0} />),
  }))
  return <Dossiers title={WORDS.title} lead={WORDS.lead} groups={shown} />
}

function counts(group: Row, voice: Voice): string {
  return [
    several(voice, Number(group.posts), { en: ['post', 'posts'], fr: ['message', 'messages'] }),
    several(voice, Number(group.accounts), {
      en: ['account or site', 'accounts and sites'],
      fr: ['compte ou site', 'comptes et sites'],
    }),
    several(voice, Number(group.variants), { en: ['text', 'texts'], fr: ['texte', 'textes'] }),
  ].join(', ')
}

function Variant({ text, isModel }: { text: Row; isModel: boolean }) {
  const speaking = useVoice()
  const { say, lang } = speaking
  const { platform, handle, at, credit, posts } = text
  const name = handle === null || handle === undefined ? null : handleShown(String(handle), String(platform))
  return (
    <Beside
      at={Number(at)}
      head={[
        platformName(String(platform), lang),
        ...(name === null ? [] : [<bdi key="name">{legible(name)}</bdi>]),
      ]}
      text={text}
      lang={typeof text.lang === 'string' ? text.lang : undefined}
      notes={[
        ...likeness(speaking, text, Number(posts), isModel ? WORDS.model : null, WORDS.first),
        credit === 'wire' ? say(WORDS.wire) : credit === 'quotation' ? say(WORDS.quotation) : '',
      ]}
    />
  )
}

import type { Row, ShownAnalysis } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { Beside, Dossier } from '../beside/beside.tsx'
import { WAYS } from '../beside/ways.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'

const WORDS = {
  title: { en: 'The same text, variant by variant', fr: 'Le même texte, variante par variante' },
  lead: {
    en: 'Marked: words that the most copied text has not, or, in long texts, the passage that both have. Other punctuation, capitals, emoji and look-alike letters make no difference.',
    fr: 'Surlignés : les mots que n’a pas le texte le plus copié ou, dans les longs textes, le passage que les deux ont. Ponctuation, majuscules, émojis et lettres sosies ne font pas de différence.',
  },
  model: { en: 'most copied', fr: 'le plus copié' },
  first: { en: 'first captured', fr: 'premier capturé' },
  wire: { en: 'credits an agency', fr: 'crédite une agence' },
  quotation: { en: 'quotes, with credit', fr: 'cite, avec la source' },
}

/** Groups of one text, a fold each: its different texts side by side, what differs marked in them. */
export function Variants({ analysis }: { analysis: ShownAnalysis }) {
  const speaking = useVoice()
  const { say } = speaking
  const { groups = [], variants = [] } = analysis.figures
  const shown = groups
    .map(group => ({ group, texts: variants.filter(one => one.group === group.group) }))
    .filter(({ texts }) => texts.length > 0)
  if (shown.length === 0) return null
  return (
    <section class="dossiers phrasing" aria-label={say(WORDS.title)}>
      <p class="small">
        <b>{say(WORDS.title)}.</b> {say(WORDS.lead)}
      </p>
      {shown.map(({ group, texts }, n) => (
        <Dossier
          key={String(group.group)}
          title={String(group.text)
            .replace(/https?:\/\/\S+|\s+/g, ' ')
            .trim()}
          counts={counts(group, speaking)}
          open={n === 0}
        >
          {texts.map((text, n) => (
            <Variant key={`${text.platform}:${text.post_id}`} text={text} isModel={n === 0} />
          ))}
        </Dossier>
      ))}
    </section>
  )
}

function counts(group: Row, { lang, format }: Voice): string {
  const [posts, accounts, variants] = [Number(group.posts), Number(group.accounts), Number(group.variants)]
  const several = (n: number, one: string, many: string) =>
    `${format.number(n)} ${(lang === 'fr' ? n < 2 : n === 1) ? one : many}`
  return lang === 'fr'
    ? `${several(posts, 'message', 'messages')}, ${several(accounts, 'compte ou site', 'comptes et sites')}, ${several(variants, 'texte', 'textes')}`
    : `${several(posts, 'post', 'posts')}, ${several(accounts, 'account or site', 'accounts and sites')}, ${several(variants, 'text', 'texts')}`
}

function Variant({ text, isModel }: { text: Row; isModel: boolean }) {
  const { say, lang, format } = useVoice()
  const { platform, handle, at, similarity, way, credit, first, posts } = text
  const name = handle === null || handle === undefined ? null : handleShown(String(handle), String(platform))
  const how = isModel ? WORDS.model : WAYS[String(way)]
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
        how ? say(how) : '',
        isModel || way === 'exact' ? '' : format.percent(Number(similarity)),
        Number(posts) > 1 ? `× ${format.number(Number(posts))}` : '',
        first === true ? say(WORDS.first) : '',
        credit === 'wire' ? say(WORDS.wire) : credit === 'quotation' ? say(WORDS.quotation) : '',
      ]}
    />
  )
}

import type { Row, ShownAnalysis } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'
import { marked } from './marked.ts'

const FIRST_WORDS = 90
const WORDS = {
  title: { en: 'The same text, variant by variant', fr: 'Le même texte, variante par variante' },
  lead: {
    en: 'Marked: words that the most copied text has not, or, in long texts, the passage that both have. Other punctuation, capitals, emoji and look-alike letters make no difference.',
    fr: 'Surlignés : les mots que n’a pas le texte le plus copié ou, dans les longs textes, le passage que les deux ont. Ponctuation, majuscules, émojis et lettres sosies ne font pas de différence.',
  },
  model: { en: 'most copied', fr: 'le plus copié' },
  first: { en: 'first captured', fr: 'premier capturé' },
  lacks: { en: 'lacks', fr: 'sans' },
  wire: { en: 'credits an agency', fr: 'crédite une agence' },
  quotation: { en: 'quotes, with credit', fr: 'cite, avec la source' },
}
const WAYS: Record<string, { en: string; fr: string }> = {
  exact: { en: 'the same words', fr: 'les mêmes mots' },
  letters: { en: 'nearly the same', fr: 'presque le même' },
  words: { en: 'nearly the same', fr: 'presque le même' },
  part: { en: 'one within the other', fr: 'l’un dans l’autre' },
  'one word': { en: 'one word is another', fr: 'un mot en est un autre' },
  order: { en: 'in another order', fr: 'dans un autre ordre' },
  passage: { en: 'shares a passage', fr: 'partage un passage' },
  between: { en: 'alike to a variant', fr: 'proche d’une variante' },
}

/** Groups of one text, a fold each: its different texts side by side, what differs marked in them. */
export function Variants({ analysis }: { analysis: ShownAnalysis }) {
  const { say } = useVoice()
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
        <Group key={String(group.group)} group={group} texts={texts} open={n === 0} />
      ))}
    </section>
  )
}

function Group({ group, texts, open }: { group: Row; texts: readonly Row[]; open: boolean }) {
  const speaking = useVoice()
  return (
    <details class="dossier" open={open}>
      <summary>
        <h3>
          <bdi>
            {clipped(
              legible(
                String(group.text)
                  .replace(/https?:\/\/\S+|\s+/g, ' ')
                  .trim(),
              ),
              FIRST_WORDS,
            )}
          </bdi>
        </h3>
        <span>{counts(group, speaking)}</span>
      </summary>
      <div class="side-by-side">
        {texts.map((text, n) => (
          <Variant key={`${text.platform}:${text.post_id}`} text={text} isModel={n === 0} />
        ))}
      </div>
    </details>
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
  const {
    platform,
    handle,
    at,
    similarity,
    way,
    credit,
    first,
    posts,
    missing,
    excerpt,
    excerpt_from,
    marks,
  } = text
  const name = handle === null || handle === undefined ? null : handleShown(String(handle), String(platform))
  const how = isModel ? WORDS.model : WAYS[String(way)]
  const notes = [
    how ? say(how) : '',
    isModel || way === 'exact' ? '' : format.percent(Number(similarity)),
    Number(posts) > 1 ? `× ${format.number(Number(posts))}` : '',
    first === true ? say(WORDS.first) : '',
    credit === 'wire' ? say(WORDS.wire) : credit === 'quotation' ? say(WORDS.quotation) : '',
  ].filter(Boolean)
  return (
    <div class="beside">
      <p class="beside-head">
        <time dateTime={new Date(Number(at)).toISOString()} title={format.utc(Number(at))}>
          {format.dateTime(Number(at))}
        </time>{' '}
        · {platformName(String(platform), lang)}
        {name !== null && (
          <>
            {' · '}
            <bdi>{legible(name)}</bdi>
          </>
        )}
      </p>
      <p class="beside-text" dir="auto" lang={typeof text.lang === 'string' ? text.lang : undefined}>
        {Number(excerpt_from) > 0 && '… '}
        {marked(String(excerpt), Number(excerpt_from), String(marks)).map((piece, n) =>
          piece.isMarked ? (
            <mark key={n}>{legible(piece.text)}</mark>
          ) : (
            <span key={n}>{legible(piece.text)}</span>
          ),
        )}
        {text.cut === true && ' …'}
      </p>
      <p class="beside-foot">
        {notes.join(' · ')}
        {missing ? (
          <>
            {' · '}
            {say(WORDS.lacks)} <del>{clipped(legible(String(missing)), FIRST_WORDS)}</del>
          </>
        ) : null}
      </p>
    </div>
  )
}

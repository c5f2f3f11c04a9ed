import type { Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { caveat } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'

const NAMES: Record<string, { en: [string, string]; fr: [string, string] }> = {
  repost: { en: ['reposted post', 'reposted posts'], fr: ['message relayé', 'messages relayés'] },
  url: { en: ['link', 'links'], fr: ['lien', 'liens'] },
  domain: { en: ['site', 'sites'], fr: ['site', 'sites'] },
  media: { en: ['image or video', 'images or videos'], fr: ['image ou vidéo', 'images ou vidéos'] },
  text: { en: ['identical text', 'identical texts'], fr: ['texte identique', 'textes identiques'] },
  'near-text': {
    en: ['near-identical text', 'near-identical texts'],
    fr: ['texte presque identique', 'textes presque identiques'],
  },
  hashtags: {
    en: ['series of hashtags', 'series of hashtags'],
    fr: ['suite de mots-dièse', 'suites de mots-dièse'],
  },
  hashtag: { en: ['hashtag', 'hashtags'], fr: ['mot-dièse', 'mots-dièse'] },
  mention: {
    en: ['mentioned account', 'mentioned accounts'],
    fr: ['compte mentionné', 'comptes mentionnés'],
  },
  reply: { en: ['answered post', 'answered posts'], fr: ['message commenté', 'messages commentés'] },
  object: { en: ['object', 'objects'], fr: ['objet', 'objets'] },
}

/** "9 reposted posts", or "9 objects" where they are of several kinds. */
export function things(t: Teller, n: number, kinds: readonly string[]): Said {
  const [only] = kinds.length === 1 ? kinds : []
  const [one, many] = NAMES[only !== undefined && Object.hasOwn(NAMES, only) ? only : 'object']?.[t.lang] ?? [
    '',
    '',
  ]
  return t.counted(n, one, many)
}

/** "links, hashtags": kinds as a reader calls them. */
export const kindsInWords = (t: Teller, kinds: readonly string[]): string =>
  kinds
    .map(kind => (Object.hasOwn(NAMES, kind) ? NAMES[kind]?.[t.lang][1] : undefined) ?? t.name(kind))
    .join(', ')

/** How far apart two posts may truly be that seem within the window: times that are whole minutes hide up to one more. */
export const reach = ({ resolution }: Asked, window: number): number =>
  resolution > 1000 ? window + resolution / 1000 - 1 : window

export const FANS: Text = {
  en: 'Fans of one source, newsrooms and colleagues act together too, and a platform shows many people the same post at once. This says that something is unlikely to be coincidence, not that anybody agreed on anything or broke a rule.',
  fr: 'Les amateurs d’une même source, les rédactions et les collègues agissent ensemble, eux aussi, et une plateforme montre au même moment le même message à beaucoup de gens. Ceci dit qu’une chose est peu probable par hasard, non que quiconque s’est concerté ou a enfreint une règle.',
}

export const NO_BASELINE: Text = {
  en: 'Their timing was not tested: it can only be judged against others who shared the same things, and hardly anyone did. A club, a shop or one newsroom’s accounts look like this. It is a reason to read the posts, no more.',
  fr: 'Leurs temps n’ont pas été éprouvés : ils ne se jugent que par rapport à d’autres qui ont partagé les mêmes choses, et presque personne ne l’a fait. Une association, un commerce ou les comptes d’une rédaction ont cet aspect. C’est une raison de lire les messages, rien de plus.',
}

export const HABIT: Text = {
  en: 'They are closer in time than others who shared the same things, but no closer than those of them who acted within ten minutes. People whose telephones ring at each post of one source look like this over windows of minutes; a shorter window can tell more.',
  fr: 'Ils sont plus rapprochés que d’autres qui ont partagé les mêmes choses, mais pas plus que ceux d’entre eux qui ont agi à dix minutes au plus. Des gens dont le téléphone sonne à chaque message d’une source ont cet aspect sur des fenêtres de quelques minutes ; une fenêtre plus courte en dit davantage.',
}

export const CAPTURED: Text = {
  en: 'Only captured posts count: others may have acted with them, or before them, outside of the capture.',
  fr: 'Seuls comptent les messages capturés : d’autres ont pu agir avec eux, ou avant eux, hors de la capture.',
}

/** What coarse times hide, where they do. */
export function coarse(asked: Asked, window: number): Text[] {
  if (asked.resolution <= 1000) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`Times are known to ${t.span(asked.resolution / 1000)} only: within ${t.span(window)} cannot be told from within ${t.span(reach(asked, window))}.`,
      fr: t =>
        t.say`Les heures ne sont connues qu’à ${t.span(asked.resolution / 1000)} près : moins de ${t.span(window)} ne se distingue pas de moins de ${t.span(reach(asked, window))}.`,
    }),
  ]
}

/** Kinds of objects that were too large to be tested with the effort that was asked for. */
export function leftKinds(asked: Asked, left: readonly { kind: string; actions: number }[]): Text[] {
  if (left.length === 0) return []
  const kinds = kindsOf(left)
  const actions = left.reduce((sum, { actions: n }) => sum + n, 0)
  return [
    caveat(asked, {
      en: t =>
        t.say`Not looked at, because there are too many for the effort (${t.n(actions)} actions): ${kindsInWords(t, kinds)}. Name fewer kinds, or raise the effort, to have them tested.`,
      fr: t =>
        t.say`Non examinés, parce que trop nombreux pour l’effort consenti (${t.n(actions)} actions) : ${kindsInWords(t, kinds)}. Nommez moins de sortes, ou augmentez l’effort, pour les éprouver.`,
    }),
  ]
}

/** Why nothing can be said where every kind is too large for the effort. */
export const tooMany = (
  asked: Asked,
  left: readonly { kind: string; actions: number }[],
  millions: number,
): Text =>
  caveat(asked, {
    en: t =>
      t.say`there are too many actions to be tested with an effort of ${t.n(millions)} million (${kindsInWords(t, kindsOf(left))}); name a subject, or raise the effort`,
    fr: t =>
      t.say`il y a trop d’actions pour les éprouver avec un effort de ${t.n(millions)} millions (${kindsInWords(t, kindsOf(left))}) ; nommez un sujet, ou augmentez l’effort`,
  })

/** That nobody acted together, and what was not looked at. */
export const nobody = (
  asked: Asked,
  repeats: number,
  window: number,
  left: readonly { kind: string; actions: number }[],
): Text => {
  const not = leftKinds(asked, left)[0]
  const none = caveat(asked, {
    en: t =>
      t.say`No two accounts met on ${t.counted(repeats, 'object', 'objects')} of one kind within ${t.span(reach(asked, window))}, and none passes another on unusually fast.`,
    fr: t =>
      t.say`Aucune paire de comptes ne s’est rencontrée sur ${t.counted(repeats, 'objet', 'objets')} d’une sorte en ${t.span(reach(asked, window))}, et aucun compte n’en relaie un autre à une vitesse inhabituelle.`,
  })
  return not ? { en: `${none.en} ${not.en}`, fr: `${none.fr} ${not.fr}` } : none
}

const kindsOf = (left: readonly { kind: string }[]): string[] => left.map(({ kind }) => kind)

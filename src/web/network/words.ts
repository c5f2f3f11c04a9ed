import type { GroupStatus, Lang, NetworkAccount, NetworkData, Text } from '../../model/index.ts'
import { harmless } from '../../words/harmless.ts'
import { handleShown } from '../../words/names.ts'
import type { Voice } from '../voice.ts'

export const WORDS = {
  title: { en: 'Who acted together', fr: 'Qui a agi ensemble' },
  fans: {
    en: 'Fans and newsrooms act together too. An edge is a lead: a reason to read the posts, never a proof of an agreement.',
    fr: 'Les amateurs et les rédactions agissent ensemble, eux aussi. Un trait est une piste : une raison de lire les messages, jamais la preuve d’une entente.',
  },
  point: {
    en: 'Point at an account or a line; a click opens the group, or the pair’s posts.',
    fr: 'Pointez un compte ou un trait ; un clic ouvre le groupe, ou les messages de la paire.',
  },
  touch: {
    en: 'A tap on a line opens its posts.',
    fr: 'Touchez un trait pour ouvrir ses messages.',
  },
  dossiers: { en: 'The groups, one by one', fr: 'Les groupes, un par un' },
  when: { en: 'When', fr: 'Quand' },
  pushed: { en: 'What they acted on', fr: 'Sur quoi ils ont agi' },
  side: { en: 'Side by side', fr: 'Côte à côte' },
  who: { en: 'Who', fr: 'Qui' },
  pairs: { en: 'The pairs, each with its posts', fr: 'Les paires, chacune avec ses messages' },
  allPairs: { en: 'Show all pairs', fr: 'Montrer toutes les paires' },
  object: { en: 'Object', fr: 'Objet' },
  accounts: { en: 'Accounts', fr: 'Comptes' },
  first: { en: 'First', fr: 'Premier' },
  within: { en: 'From first to last', fr: 'Du premier au dernier' },
  close: { en: 'Close', fr: 'Fermer' },
  pair: { en: 'Two accounts', fr: 'Deux comptes' },
  unknownPair: {
    en: 'This page holds no pair of that name.',
    fr: 'Cette page ne contient aucune paire de ce nom.',
  },
  notHere: { en: 'This page does not hold this post.', fr: 'Cette page ne contient pas ce message.' },
  tests: { en: 'Is it coincidence?', fr: 'Est-ce un hasard ?' },
  meetings: { en: 'Their meetings, in time order', fr: 'Leurs rencontres, dans l’ordre du temps' },
  original: { en: 'passed on', fr: 'relayé' },
  table: { en: 'All pairs that are drawn', fr: 'Toutes les paires dessinées' },
} satisfies Record<string, Text>

export const STATUS: Record<GroupStatus, Text> = {
  reported: { en: 'reported', fr: 'retenu' },
  'may be habit': { en: 'may be habit', fr: 'peut-être une habitude' },
  'no baseline': { en: 'no baseline to judge it by', fr: 'sans point de comparaison' },
  'not reported': { en: 'not reported', fr: 'non retenu' },
}

const KINDS: Record<string, { one: Text; many: Text }> = {
  repost: {
    one: { en: 'reposted post', fr: 'message relayé' },
    many: { en: 'reposted posts', fr: 'messages relayés' },
  },
  url: { one: { en: 'link', fr: 'lien' }, many: { en: 'links', fr: 'liens' } },
  domain: { one: { en: 'site', fr: 'site' }, many: { en: 'sites', fr: 'sites' } },
  hashtag: { one: { en: 'hashtag', fr: 'mot-dièse' }, many: { en: 'hashtags', fr: 'mots-dièse' } },
  mention: { one: { en: 'mention', fr: 'mention' }, many: { en: 'mentions', fr: 'mentions' } },
  text: {
    one: { en: 'identical text', fr: 'texte identique' },
    many: { en: 'identical texts', fr: 'textes identiques' },
  },
  media: {
    one: { en: 'image or video', fr: 'image ou vidéo' },
    many: { en: 'images or videos', fr: 'images ou vidéos' },
  },
  'near-text': {
    one: { en: 'near-identical text', fr: 'texte presque identique' },
    many: { en: 'near-identical texts', fr: 'textes presque identiques' },
  },
  hashtags: {
    one: { en: 'series of hashtags', fr: 'suite de mots-dièse' },
    many: { en: 'series of hashtags', fr: 'suites de mots-dièse' },
  },
  reply: {
    one: { en: 'answered post', fr: 'message commenté' },
    many: { en: 'answered posts', fr: 'messages commentés' },
  },
  object: { one: { en: 'object', fr: 'objet' }, many: { en: 'objects', fr: 'objets' } },
}

/** What is acted on, as a word: one of it, or several. */
export function kindName(kind: string, lang: Lang, n = 1): string {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (!known) return harmless(kind)
  return (n === 1 || (lang === 'fr' && n < 2) ? known.one : known.many)[lang]
}

export const kindNames = (kinds: readonly string[], lang: Lang): string =>
  new Intl.ListFormat(lang === 'fr' ? 'fr-FR' : 'en-GB').format(kinds.map(kind => kindName(kind, lang, 2)))

/** An account as a reader knows it. */
export const accountShown = ({ handle, account_id, platform }: NetworkAccount): string =>
  harmless(handle ? handleShown(handle, platform) : account_id)

/** A count with its noun. */
export const counted = (n: number, [one, many]: readonly [string, string], { format, lang }: Voice): string =>
  `${format.number(n)}\u00a0${(lang === 'fr' ? n < 2 : n === 1) ? one : many}`

/** What a point and a line are, in a sentence. */
export function caption({ pairs, window_s }: NetworkData, { lang, format }: Voice): string {
  const within = window_s === null ? '' : format.span(window_s)
  const validated = pairs.some(pair => pair.validated)
  if (lang === 'fr')
    return `Chaque point est un compte, grand s’il a beaucoup posté${validated ? `, chaque trait une paire qui s’est rencontrée sur les mêmes objets${within && ` en ${within} au plus`}, plus souvent que le hasard ne le donne` : ''}.`
  return `Each point is an account, large if it posted much${validated ? `; each line a pair that met on the same objects${within && ` within ${within}`}, more often than chance gives` : ''}.`
}

/** What colours and dashes are, and what is left out: a sentence each. */
export function legend({ groups, pairs, left }: NetworkData, speaking: Voice): string {
  const { lang } = speaking
  const has = (status: GroupStatus) => groups.some(group => group.status === status)
  const faint = pairs.some(pair => !pair.validated)
  const sentences: [boolean, Text][] = [
    [
      has('reported'),
      { en: 'In colour: groups that are reported.', fr: 'En couleur : les groupes retenus.' },
    ],
    [
      has('may be habit'),
      {
        en: 'Hollow, and no claim: groups no closer than others who acted within ten minutes of them.',
        fr: 'Points creux, sans constat : les groupes pas plus rapprochés que d’autres à dix minutes d’eux.',
      },
    ],
    [
      has('no baseline'),
      {
        en: 'Hollow: hardly anyone else shared these objects, so there is nothing to judge by.',
        fr: 'Points creux : presque personne d’autre n’a partagé ces objets, rien ne permet de juger.',
      },
    ],
    [
      has('not reported'),
      {
        en: 'Hollow and grey: groups that did not pass the test.',
        fr: 'Creux et gris : les groupes que l’examen n’a pas retenus.',
      },
    ],
    [faint, { en: 'Dotted: leads and no more.', fr: 'En pointillé : de simples pistes.' }],
    [
      left.pairs > 0,
      {
        en: `${counted(left.pairs, ['other pair is a lead', 'other pairs are leads'], speaking)} and no more, and ${left.pairs === 1 ? 'is' : 'are'} not drawn${left.accounts > 0 ? ` (${counted(left.accounts, ['account', 'accounts'], speaking)})` : ''}.`,
        fr: `${counted(left.pairs, ['autre paire n’est qu’une piste et n’est pas dessinée', 'autres paires ne sont que des pistes et ne sont pas dessinées'], speaking)}${left.accounts > 0 ? ` (${counted(left.accounts, ['compte', 'comptes'], speaking)})` : ''}.`,
      },
    ],
    [
      left.validated > 0,
      {
        en: `${counted(left.validated, ['weaker pair', 'weaker pairs'], speaking)} of these groups had no room here.`,
        fr: `${counted(left.validated, ['paire plus faible', 'paires plus faibles'], speaking)} de ces groupes n’${left.validated < 2 ? 'a' : 'ont'} pas trouvé place ici.`,
      },
    ],
    [
      true,
      {
        en: 'Distances between groups measure nothing.',
        fr: 'Les distances entre groupes ne mesurent rien.',
      },
    ],
  ]
  return sentences.flatMap(([said, text]) => (said ? [text[lang]] : [])).join(' ')
}

import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  posts: {
    unit: 'count',
    en: 'captured posts: in the case, or on the platform',
    fr: 'messages capturés : du dossier, ou de la plateforme',
  },
  about_posts: { unit: 'count', en: 'those on the subject', fr: 'ceux sur le sujet' },
  platforms: { unit: 'count', en: 'platforms in the case', fr: 'plateformes du dossier' },
  accounts: { unit: 'count', en: 'accounts that posted there', fr: 'comptes qui y ont publié' },
  from: {
    unit: 'ms UTC',
    en: 'first captured post; of a gap, the last before it',
    fr: 'premier message capturé ; d’une lacune, le dernier avant elle',
  },
  to: {
    unit: 'ms UTC',
    en: 'last captured post; of a gap, the first after it',
    fr: 'dernier message capturé ; d’une lacune, le premier après elle',
  },
  resolution_ms: {
    unit: 'ms',
    en: 'the unit that the times are multiples of (1, 1000, 60000)',
    fr: 'l’unité dont les heures sont des multiples (1, 1000, 60000)',
  },
  lang_share: {
    unit: 'share',
    en: 'posts whose language is known',
    fr: 'messages dont la langue est connue',
  },
  followers_share: {
    unit: 'share',
    en: 'posts by accounts whose followers are known',
    fr: 'messages de comptes aux abonnés connus',
  },
  expected: {
    unit: 'posts',
    en: 'posts that would have come in the gap, at the rate beside it',
    fr: 'messages qui seraient venus dans la lacune, au rythme d’à côté',
  },
}

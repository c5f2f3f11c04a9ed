import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  first_at: { unit: 'ms UTC', en: 'time of the first captured post', fr: 'heure du premier message capturé' },
  lag_s: {
    unit: 's',
    en: 'from the first post on the platform before to the first on this one; in the chain, from the first platform to the second',
    fr: 'du premier message de la plateforme précédente au premier de celle-ci ; dans la chaîne, de la première plateforme à la deuxième',
  },
  last_lag_s: {
    unit: 's',
    en: 'from the first post on the first platform to the first on the last',
    fr: 'du premier message de la première plateforme au premier de la dernière',
  },
  platforms: {
    unit: 'count',
    en: 'platforms with posts on the subject',
    fr: 'plateformes qui ont des messages sur le sujet',
  },
  same_time: {
    unit: 'count',
    en: 'captured posts that carry the time of the first (1: it is alone)',
    fr: 'messages capturés qui portent l’heure du premier (1 : il est seul)',
  },
  followers: {
    unit: 'count',
    en: 'followers of the account, as stated with that post, else the most seen in the case',
    fr: 'abonnés du compte, tels qu’indiqués avec ce message, sinon le plus grand nombre vu dans le dossier',
  },
}

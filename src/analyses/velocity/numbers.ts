import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean; Δ is a window in seconds. */
export const numbers: Numbers = {
  reposts_Δs: {
    unit: 'count',
    en: 'captured reposts of the post within Δ seconds of it, both ends included (`reposts_60s`, `reposts_300s`); among unusual posts, of the one furthest out',
    fr: 'relais capturés du message en Δ secondes, bornes comprises (`reposts_60s`, `reposts_300s`) ; parmi les inhabituels, du plus lointain',
  },
  reposts_total: { unit: 'count', en: 'all captured reposts of it', fr: 'tous ses relais capturés' },
  first_at: {
    unit: 'ms UTC',
    en: 'time of the first captured original',
    fr: 'heure du premier original capturé',
  },
  at: {
    unit: 'ms UTC',
    en: 'time of the post passed on fastest',
    fr: 'heure du message le plus vite relayé',
  },
  followers: { unit: 'count', en: 'followers of its account', fr: 'abonnés de son compte' },
  z_Δs: {
    unit: 'robust z',
    en: 'how far log(1+V) is from the median of accounts of that size; above 3.5 is unusual',
    fr: 'écart de log(1+V) à la médiane des comptes de cette taille ; au-dessus de 3,5, inhabituel',
  },
  usual_Δs: {
    unit: 'count',
    en: 'reposts up to which it would be usual for that size (not rounded)',
    fr: 'relais jusqu’auxquels ce serait usuel pour cette taille (non arrondi)',
  },
  unusual_Δs: {
    unit: 'count',
    en: 'originals above the bound of their group',
    fr: 'originaux au-dessus de la borne de leur groupe',
  },
  originals: {
    unit: 'count',
    en: 'originals on the subject by accounts whose followers are known, with a whole window',
    fr: 'originaux sur le sujet de comptes aux abonnés connus, à la fenêtre entière',
  },
  same_time: {
    unit: 'count',
    en: 'originals that carry the time of the first (1: it is alone)',
    fr: 'originaux qui portent l’heure du premier (1 : il est seul)',
  },
  reposts_of_uncaptured: {
    unit: 'count',
    en: 'captured reposts of posts that were not captured',
    fr: 'relais capturés de messages qui ne l’ont pas été',
  },
}

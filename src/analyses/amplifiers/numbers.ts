import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  reposts_received: {
    unit: 'count',
    en: 'captured reposts of the account’s posts on the subject',
    fr: 'relais capturés des messages du compte sur le sujet',
  },
  reposts: {
    unit: 'count',
    en: 'all captured reposts on that platform',
    fr: 'tous les relais capturés sur cette plateforme',
  },
  share: { unit: 'share', en: '`reposts_received` of `reposts`', fr: '`reposts_received` parmi `reposts`' },
  posts: {
    unit: 'count',
    en: 'captured posts on the subject: of the account, or of all in question',
    fr: 'messages capturés sur le sujet : du compte, ou de tous ceux dont il s’agit',
  },
  h_index: {
    unit: 'count',
    en: 'the largest h such that h of its posts were reposted at least h times each',
    fr: 'le plus grand h tel que h de ses messages ont été relayés au moins h fois chacun',
  },
  followers: {
    unit: 'count',
    en: 'the most followers stated with its posts, else the most seen in the case',
    fr: 'le plus d’abonnés indiqué avec ses messages, sinon le plus vu dans le dossier',
  },
  deliveries_bound: {
    unit: 'count',
    en: 'posts × followers: an upper bound on deliveries, never a number of readers',
    fr: 'messages × abonnés : une borne haute des remises, jamais un nombre de lecteurs',
  },
  posts_12h: {
    unit: 'count',
    en: 'most posts of one account in 12 hours, both ends included',
    fr: 'le plus de messages d’un compte en 12 heures, bornes comprises',
  },
  from: { unit: 'ms UTC', en: 'beginning of those 12 hours', fr: 'début de ces 12 heures' },
  reposts_made: {
    unit: 'count',
    en: 'how many of its posts are reposts',
    fr: 'combien de ses messages sont des relais',
  },
  top_1pct_share: {
    unit: 'share',
    en: 'posts by the busiest 1 % of accounts',
    fr: 'messages des 1 % de comptes les plus actifs',
  },
  top_5pct_share: { unit: 'share', en: 'posts by the busiest 5 %', fr: 'messages des 5 % les plus actifs' },
  top_10pct_share: {
    unit: 'share',
    en: 'posts by the busiest 10 %',
    fr: 'messages des 10 % les plus actifs',
  },
  gini: {
    unit: '0–1',
    en: 'Gini coefficient of posts over accounts',
    fr: 'coefficient de Gini des messages sur les comptes',
  },
  gini_low: { unit: '0–1', en: 'lower end of its 95 % interval', fr: 'borne basse de son intervalle à 95 %' },
  gini_high: {
    unit: '0–1',
    en: 'upper end of its 95 % interval',
    fr: 'borne haute de son intervalle à 95 %',
  },
  accounts: { unit: 'count', en: 'accounts that posted', fr: 'comptes qui ont publié' },
  ctm: {
    unit: 'points',
    en: 'coefficient of traffic manipulation, R/10 + F + U (Nimmo 2019)',
    fr: 'coefficient de manipulation du trafic, R/10 + F + U (Nimmo 2019)',
  },
  r: { unit: '%', en: 'R: posts that are reposts', fr: 'R : messages qui sont des relais' },
  f: {
    unit: '%',
    en: 'F: posts by the 50 most active accounts',
    fr: 'F : messages des 50 comptes les plus actifs',
  },
  u: { unit: 'ratio', en: 'U: posts per account', fr: 'U : messages par compte' },
}

import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  accounts: {
    unit: 'count',
    en: 'accounts with a post on the subject',
    fr: 'comptes ayant posté sur le sujet',
  },
  judged: {
    unit: 'count',
    en: 'of these, accounts with enough data for a band',
    fr: 'parmi eux, les comptes ayant assez de données pour une classe',
  },
  strong_accounts: {
    unit: 'count',
    en: 'accounts in the strong band',
    fr: 'comptes de la classe « fort »',
  },
  some_accounts: {
    unit: 'count',
    en: 'accounts in the band “some”',
    fr: 'comptes de la classe « net »',
  },
  weak_accounts: { unit: 'count', en: 'accounts in the weak band', fr: 'comptes de la classe « faible »' },
  expected_strong: {
    unit: 'count',
    en: 'how many of as many genuine accounts may be in the strong band: 1 %',
    fr: 'combien d’autant de comptes authentiques peuvent être dans la classe « fort » : 1 %',
  },
  expected_some: {
    unit: 'count',
    en: 'how many may be in the band “some”: 4 %',
    fr: 'combien peuvent être dans la classe « net » : 4 %',
  },
  posts: { unit: 'count', en: 'posts in question', fr: 'messages dont il s’agit' },
  marked_posts_share: {
    unit: 'share',
    en: 'the share of these posts made by accounts in the bands strong and some',
    fr: 'la part de ces messages faite par des comptes des classes « fort » et « net »',
  },
  unjudged_posts_share: {
    unit: 'share',
    en: 'the share made by accounts without enough data, or by none',
    fr: 'la part de comptes sans assez de données, ou sans compte',
  },
  early_reposts: {
    unit: 'count',
    en: 'reposts within 300 s of a captured original',
    fr: 'relais en 300 s au plus d’un original capturé',
  },
  marked_early_share: {
    unit: 'share',
    en: 'the share of these reposts made by accounts in the bands strong and some',
    fr: 'la part de ces relais faite par des comptes des classes « fort » et « net »',
  },
  tenth_at: {
    unit: 'ms UTC',
    en: 'when the first tenth of the language’s posts was out',
    fr: 'quand le premier dixième des messages de la langue était publié',
  },
}

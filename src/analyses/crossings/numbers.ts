import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  posts_known: {
    unit: 'count',
    en: 'posts on the subject whose language is known',
    fr: 'messages sur le sujet dont la langue est connue',
  },
  languages: { unit: 'count', en: 'languages among them', fr: 'langues parmi eux' },
  top_share: {
    unit: 'share',
    en: 'share of the most used language',
    fr: 'part de la langue la plus employée',
  },
  lag_s: {
    unit: 's',
    en: 'from the moment a tenth of the first language’s posts were out to the same of the other',
    fr: 'du moment où un dixième des messages de la première langue était publié au même de l’autre',
  },
  p: {
    unit: '0–1',
    en: 'share of permutations of the accounts’ languages with at least that lag',
    fr: 'part des permutations des langues des comptes qui ont au moins cet écart',
  },
  first_lag_s: {
    unit: 's',
    en: 'from the first post in the one language to the first in the other (may be negative)',
    fr: 'du premier message dans l’une au premier dans l’autre (peut être négatif)',
  },
  from_q10_at: {
    unit: 'ms UTC',
    en: 'when the first language reached a tenth of its posts',
    fr: 'quand la première langue a atteint un dixième de ses messages',
  },
  to_q10_at: { unit: 'ms UTC', en: 'when the other did', fr: 'quand l’autre l’a atteint' },
  from_first_at: {
    unit: 'ms UTC',
    en: 'first captured post in the first language',
    fr: 'premier message capturé dans la première langue',
  },
  to_first_at: {
    unit: 'ms UTC',
    en: 'first captured post in the other',
    fr: 'premier message capturé dans l’autre',
  },
  from_posts: { unit: 'count', en: 'posts in the first language', fr: 'messages dans la première langue' },
  to_posts: { unit: 'count', en: 'posts in the other', fr: 'messages dans l’autre' },
  bridging_posts: {
    unit: 'count',
    en: 'reposts and quotes of posts in another language than the account’s own',
    fr: 'partages et citations de messages dans une autre langue que celle du compte',
  },
  widest_posts: {
    unit: 'count',
    en: 'those between the two languages that share most',
    fr: 'ceux entre les deux langues qui en ont le plus',
  },
  widest_accounts: { unit: 'count', en: 'accounts that made them', fr: 'comptes qui les ont faits' },
  bilingual_accounts: {
    unit: 'count',
    en: 'accounts that wrote in two languages or more',
    fr: 'comptes qui ont écrit en deux langues ou plus',
  },
}

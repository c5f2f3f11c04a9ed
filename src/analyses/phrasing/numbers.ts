import type { Numbers } from '../analysis.ts'

export const numbers: Numbers = {
  posts_compared: {
    unit: 'count',
    en: 'posts and pages with words of their own',
    fr: 'messages et pages ayant leurs propres mots',
  },
  posts_short: {
    unit: 'count',
    en: 'of these, under five words: counted, never called copied',
    fr: 'parmi eux, de moins de cinq mots : comptés, jamais dits copiés',
  },
  posts_alike: {
    unit: 'count',
    en: 'posts that say what another says, word for word or nearly',
    fr: 'messages qui disent ce que dit un autre, mot pour mot ou presque',
  },
  groups: { unit: 'count', en: 'groups of such posts', fr: 'groupes de tels messages' },
  groups_shared: {
    unit: 'count',
    en: 'groups whose posts are by several accounts',
    fr: 'groupes dont les messages sont de plusieurs comptes',
  },
  quotations: {
    unit: 'count',
    en: 'posts that quote with credit: no copies',
    fr: 'messages qui citent leur source : pas des copies',
  },
  wire_posts: {
    unit: 'count',
    en: 'posts in the groups that credit a news agency',
    fr: 'messages des groupes qui créditent une agence de presse',
  },
  posts: { unit: 'count', en: 'posts in the group', fr: 'messages du groupe' },
  accounts: {
    unit: 'count',
    en: 'accounts or sites that posted them',
    fr: 'comptes ou sites qui les ont publiés',
  },
  variants: { unit: 'count', en: 'different texts among them', fr: 'textes différents parmi eux' },
  platforms: { unit: 'count', en: 'platforms they are on', fr: 'plateformes où ils se trouvent' },
  languages: { unit: 'count', en: 'languages they are known to be in', fr: 'langues qu’on leur connaît' },
  least_similarity: {
    unit: 'share',
    en: 'what the least similar shares with the representative',
    fr: 'ce que le moins semblable partage avec le représentant',
  },
  first_at: { unit: 'ms UTC', en: 'time of the first of them', fr: 'heure du premier' },
  last_at: { unit: 'ms UTC', en: 'time of the last', fr: 'heure du dernier' },
  half_s: { unit: 's', en: 'time until half of them were out', fr: 'temps jusqu’à la moitié d’entre eux' },
  sites: { unit: 'count', en: 'sites', fr: 'sites' },
  pages: { unit: 'count', en: 'pages', fr: 'pages' },
  pages_titled: {
    unit: 'count',
    en: 'pages on the subject that have a title',
    fr: 'pages sur le sujet qui ont un titre',
  },
  pages_stuffed: {
    unit: 'count',
    en: 'of these, with the subject in the title more than once',
    fr: 'parmi elles, dont le titre répète le sujet',
  },
  sites_10min: {
    unit: 'count',
    en: 'most sites that published within ten minutes',
    fr: 'le plus de sites à avoir publié en dix minutes',
  },
}

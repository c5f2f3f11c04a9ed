import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  posts: {
    unit: 'count',
    en: 'captured posts on the subject, of any kind',
    fr: 'messages capturés sur le sujet, de tout genre',
  },
  main_posts: {
    unit: 'count',
    en: 'those on the platform that has most of them',
    fr: 'ceux de la plateforme qui en a le plus',
  },
  main_accounts: { unit: 'count', en: 'accounts that made them', fr: 'comptes qui les ont faits' },
  first_at: {
    unit: 'ms UTC',
    en: 'first captured post on the subject; with `window_s`, the first on the platform where the window is counted',
    fr: 'premier message capturé sur le sujet ; avec `window_s`, le premier sur la plateforme où la durée est comptée',
  },
  last_at: {
    unit: 'ms UTC',
    en: 'last captured post on the subject',
    fr: 'dernier message capturé sur le sujet',
  },
  posts_within_window: {
    unit: 'count',
    en: 'posts from the first use to `window_s` later, both ends included',
    fr: 'messages du premier emploi à `window_s` plus tard, bornes comprises',
  },
  window_s: { unit: 's', en: 'length of that window', fr: 'longueur de cette durée' },
  share_of_posts: {
    unit: 'share',
    en: '`posts_within_window` of the posts on that platform',
    fr: '`posts_within_window` parmi les messages de cette plateforme',
  },
  peak_at: { unit: 'ms UTC', en: 'beginning of the busiest bin', fr: 'début de la tranche la plus chargée' },
  peak_posts: { unit: 'count', en: 'posts in it', fr: 'messages qu’elle contient' },
  bin_s: { unit: 's', en: 'width of a bin', fr: 'largeur d’une tranche' },
  window_share: {
    unit: 'share',
    en: 'share of the posts that fall inside a declared window',
    fr: 'part des messages dans une période déclarée',
  },
  silence_share: {
    unit: 'share',
    en: 'the same, where the window’s name says silence',
    fr: 'la même, si le nom de la période dit silence',
  },
  posts_in_window: {
    unit: 'count',
    en: 'posts inside the declared window',
    fr: 'messages dans la période déclarée',
  },
  window_from: { unit: 'ms UTC', en: 'its beginning, included', fr: 'son début, compris' },
  window_to: { unit: 'ms UTC', en: 'its end, included', fr: 'sa fin, comprise' },
  half_span_s: {
    unit: 's',
    en: 'the shortest time that holds half of the posts',
    fr: 'la plus courte durée qui contient la moitié des messages',
  },
  busiest_hour_share: {
    unit: 'share',
    en: 'share of the posts in the busiest clock hour',
    fr: 'part des messages dans l’heure la plus chargée',
  },
  posts_per_account: { unit: 'ratio', en: 'posts per account', fr: 'messages par compte' },
  peers: {
    unit: 'count',
    en: 'other hashtags of the capture that are at least a quarter as large',
    fr: 'autres mots-dièse de la capture au moins un quart aussi grands',
  },
  peers_wider: {
    unit: 'count',
    en: 'those whose `half_span_s` is longer',
    fr: 'ceux dont le `half_span_s` est plus long',
  },
  peers_calmer: {
    unit: 'count',
    en: 'those with fewer posts per account',
    fr: 'ceux qui ont moins de messages par compte',
  },
}

import type { Numbers } from '../analysis.ts'

/** What the numbers of these findings mean. */
export const numbers: Numbers = {
  pairs: {
    unit: 'count',
    en: 'pairs of accounts that met on enough objects of a kind, once for each kind; of a group: its validated pairs, each once',
    fr: 'paires de comptes qui se sont rencontrées sur assez d’objets d’une sorte, une fois par sorte ; d’un groupe : ses paires validées, chacune une fois',
  },
  expected_pairs: {
    unit: 'count',
    en: 'pairs that met as often when objects were shuffled: what chance alone gives, in the mean',
    fr: 'paires qui se rencontrent autant quand on mêle les objets : ce que donne le hasard seul, en moyenne',
  },
  validated_pairs: {
    unit: 'count',
    en: 'pairs that met more often than chance gives (together test, q < 0.05)',
    fr: 'paires qui se sont rencontrées plus souvent que le hasard ne le donne (examen « ensemble », q < 0,05)',
  },
  groups_reported: {
    unit: 'count',
    en: 'groups whose timing test passes',
    fr: 'groupes dont l’examen du temps est passé',
  },
  accounts_reported: { unit: 'count', en: 'accounts in these', fr: 'comptes de ces groupes' },
  groups_no_baseline: {
    unit: 'count',
    en: 'groups that cannot be judged, because hardly anyone else shared the same',
    fr: 'groupes qui ne se jugent pas, presque personne d’autre n’ayant partagé la même chose',
  },
  groups_may_be_habit: {
    unit: 'count',
    en: 'groups closer in time than others, but no closer than those who acted within ten minutes',
    fr: 'groupes plus rapprochés que d’autres, mais pas plus que ceux qui ont agi à dix minutes au plus',
  },
  groups_not_reported: {
    unit: 'count',
    en: 'groups whose timing is no closer than that of others',
    fr: 'groupes dont les temps ne sont pas plus rapprochés que ceux d’autres',
  },
  actions: { unit: 'count', en: 'actions that were looked at', fr: 'actions examinées' },
  accounts: {
    unit: 'count',
    en: 'accounts that acted; of a group: its accounts',
    fr: 'comptes qui ont agi ; d’un groupe : ses comptes',
  },
  window_s: {
    unit: 's',
    en: 'the window: two posts meet when they are at most so far apart',
    fr: 'la fenêtre : deux messages se rencontrent à cet écart au plus',
  },
  shuffles: {
    unit: 'count',
    en: 'the most shuffles behind a q',
    fr: 'le plus grand nombre de mélanges derrière un q',
  },
  objects: {
    unit: 'count',
    en: 'distinct objects on which validated pairs of the group met',
    fr: 'objets distincts sur lesquels des paires validées du groupe se sont rencontrées',
  },
  meeting_posts: {
    unit: 'count',
    en: 'posts by which they met',
    fr: 'messages par lesquels ils se sont rencontrés',
  },
  posts: { unit: 'count', en: 'all its posts on the subject', fr: 'tous ses messages sur le sujet' },
  share: { unit: 'share', en: 'of all posts on the subject', fr: 'de tous les messages sur le sujet' },
  first_at: { unit: 'ms UTC', en: 'its first meeting', fr: 'sa première rencontre' },
  last_at: { unit: 'ms UTC', en: 'its last meeting', fr: 'sa dernière rencontre' },
  others: {
    unit: 'count',
    en: 'other accounts that acted on the same objects, whenever',
    fr: 'autres comptes qui ont agi sur les mêmes objets, peu importe quand',
  },
  shared_objects: {
    unit: 'count',
    en: 'of its objects, those that anyone else acted on',
    fr: 'parmi ses objets, ceux sur lesquels quelqu’un d’autre a agi',
  },
  led_objects: {
    unit: 'count',
    en: 'of these, those on which a member acted before everyone else who was captured',
    fr: 'parmi ceux-ci, ceux où un membre a agi avant tous les autres qui ont été capturés',
  },
  of_actions: {
    unit: 'share',
    en: 'of all actions on its objects, those of the group',
    fr: 'de toutes les actions sur ses objets, celles du groupe',
  },
  p: { unit: 'p-value', en: 'the timing test of the group', fr: 'l’examen du temps du groupe' },
  q: { unit: 'q-value', en: 'the same over all groups', fr: 'le même sur tous les groupes' },
  responders: {
    unit: 'count',
    en: 'accounts that pass another on within seconds',
    fr: 'comptes qui en relaient un autre en quelques secondes',
  },
  passed_on: { unit: 'count', en: 'accounts that they pass on', fr: 'comptes qu’ils relaient' },
  response_pairs: { unit: 'count', en: 'pairs of these', fr: 'paires de ceux-là' },
  pairs_tested: {
    unit: 'count',
    en: 'pairs of an account and one that it passed on often enough to be tested',
    fr: 'paires d’un compte et d’un autre qu’il a relayé assez souvent pour l’examen',
  },
  seconds: { unit: 's', en: 'a repost is fast within so many', fr: 'un relais est rapide en autant' },
  least: {
    unit: 'count',
    en: 'fewest fast reposts of one account',
    fr: 'nombre minimal de relais rapides d’un même compte',
  },
  fast_reposts: { unit: 'count', en: 'their fast reposts', fr: 'leurs relais rapides' },
}

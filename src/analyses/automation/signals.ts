import type { Text } from '../../model/finding.ts'

/** Which half of the combination a signal enters; null where it enters none. */
export type Part = 'profile' | 'rhythm'

export interface Signal {
  id: string
  name: Text
  /** How its value is read. */
  unit: 'count' | 'share' | 'hours' | 'seconds' | 'days' | 'ratio' | 'index' | 'flag' | 'text'
  /** The genuine accounts that it is compared with; else why there are none. */
  reference: Part | Text
  /** The end at which few genuine accounts are, where that end is what machines are known for. */
  symptom: 'high' | 'low' | null
  /** The part of the combination that it enters. */
  enters: Part | null
  /** What is enough data for it. */
  enough: Text
}

const TEN: Text = { en: '10 posts', fr: '10 messages' }
const FEW: Text = {
  en: 'no sound reference: too few genuine accounts',
  fr: 'pas de référence solide : trop peu de comptes authentiques',
}
const NO_REPOSTS: Text = {
  en: 'no reference holds reposts',
  fr: 'aucune référence n’a de relais',
}
const NO_CLIENTS: Text = {
  en: 'no reference states clients',
  fr: 'aucune référence n’indique les clients',
}
const SIGHTING: Text = { en: 'a profile that states it', fr: 'un profil qui l’indique' }

/** Every signal, in the order in which an account's sheet shows them; ids are columns of findings/automation.parquet. */
export const SIGNALS: readonly Signal[] = [
  {
    id: 'posts_peak_hour',
    name: { en: 'Most posts in an hour', fr: 'Le plus de messages en une heure' },
    unit: 'count',
    reference: NO_REPOSTS,
    symptom: null,
    enters: null,
    enough: TEN,
  },
  {
    id: 'posts_median_hour',
    name: { en: 'Posts in an hour with any, median', fr: 'Messages par heure active, médiane' },
    unit: 'count',
    reference: NO_REPOSTS,
    symptom: null,
    enters: null,
    enough: TEN,
  },
  {
    id: 'own_peak_hour',
    name: { en: 'Most posts of own words in an hour', fr: 'Le plus de messages écrits en une heure' },
    unit: 'count',
    reference: 'rhythm',
    symptom: 'high',
    enters: 'rhythm',
    enough: { en: '10 posts of own words', fr: '10 messages écrits par lui' },
  },
  {
    id: 'daily_rest_h',
    name: { en: 'Longest rest of a day, median', fr: 'Plus long repos d’une journée, médiane' },
    unit: 'hours',
    reference: {
      en: 'judged by the next: busy people rest less',
      fr: 'jugé par le suivant : qui poste beaucoup se repose moins',
    },
    symptom: null,
    enters: null,
    enough: { en: '10 posts on 3 days', fr: '10 messages sur 3 jours' },
  },
  {
    id: 'rest_ratio',
    name: {
      en: 'That rest, to what random moments would leave',
      fr: 'Ce repos, rapporté à celui de moments tirés au hasard',
    },
    unit: 'ratio',
    reference: 'rhythm',
    symptom: 'low',
    enters: 'rhythm',
    enough: { en: '10 posts on 3 days', fr: '10 messages sur 3 jours' },
  },
  {
    id: 'hour_entropy',
    name: { en: 'Evenness over the hours of the day', fr: 'Régularité sur les heures du jour' },
    unit: 'index',
    reference: FEW,
    symptom: null,
    enters: null,
    enough: { en: '20 hours with a post, on 3 days', fr: '20 heures actives, sur 3 jours' },
  },
  {
    id: 'gap_regularity',
    name: { en: 'Equal gaps between posts', fr: 'Intervalles égaux entre messages' },
    unit: 'share',
    reference: 'rhythm',
    symptom: 'high',
    enters: 'rhythm',
    enough: { en: '5 gaps from 5 minutes to a day', fr: '5 intervalles de 5 minutes à un jour' },
  },
  {
    id: 'burstiness',
    name: { en: 'Burstiness B', fr: 'Intermittence B' },
    unit: 'index',
    reference: FEW,
    symptom: null,
    enters: null,
    enough: { en: '20 gaps', fr: '20 intervalles' },
  },
  {
    id: 'memory',
    name: { en: 'Memory M', fr: 'Mémoire M' },
    unit: 'index',
    reference: FEW,
    symptom: null,
    enters: null,
    enough: { en: '20 gaps that differ', fr: '20 intervalles différents' },
  },
  {
    id: 'second_concentration',
    name: { en: 'Same second of the minute, to chance', fr: 'Même seconde de la minute, rapporté au hasard' },
    unit: 'ratio',
    reference: 'rhythm',
    symptom: 'high',
    enters: null,
    enough: { en: '10 posts with times to the second', fr: '10 messages datés à la seconde' },
  },
  {
    id: 'duplicate_share',
    name: { en: 'Own texts said more than once', fr: 'Textes répétés à l’identique' },
    unit: 'share',
    reference: 'rhythm',
    symptom: 'high',
    enters: 'rhythm',
    enough: { en: '5 own texts of 20 signs', fr: '5 textes à lui de 20 signes' },
  },
  {
    id: 'repost_share',
    name: { en: 'Reposts among its posts', fr: 'Relais parmi ses messages' },
    unit: 'share',
    reference: NO_REPOSTS,
    symptom: null,
    enters: null,
    enough: TEN,
  },
  {
    id: 'repost_latency_s',
    name: { en: 'From original to repost, median', fr: 'De l’original au relais, médiane' },
    unit: 'seconds',
    reference: NO_REPOSTS,
    symptom: null,
    enters: null,
    enough: { en: '5 reposts of captured posts', fr: '5 relais de messages capturés' },
  },
  {
    id: 'client',
    name: { en: 'Client named most', fr: 'Client le plus indiqué' },
    unit: 'text',
    reference: NO_CLIENTS,
    symptom: null,
    enters: null,
    enough: { en: 'a post that states it', fr: 'un message qui l’indique' },
  },
  {
    id: 'posts_per_day',
    name: { en: 'Posts per day of its life', fr: 'Messages par jour de vie' },
    unit: 'count',
    reference: 'profile',
    symptom: 'high',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'age_days',
    name: { en: 'Age at its first captured post', fr: 'Âge à son premier message capturé' },
    unit: 'days',
    reference: 'profile',
    symptom: 'low',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'follower_ratio',
    name: { en: 'Followers to following', fr: 'Abonnés rapportés aux abonnements' },
    unit: 'ratio',
    reference: 'profile',
    symptom: 'low',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'likes_per_post',
    name: { en: 'Likes given per post', fr: 'J’aime donnés par message' },
    unit: 'ratio',
    reference: 'profile',
    symptom: 'low',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'default_profile',
    name: { en: 'Default profile', fr: 'Profil par défaut' },
    unit: 'flag',
    reference: 'profile',
    symptom: 'high',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'default_image',
    name: { en: 'Default picture', fr: 'Image par défaut' },
    unit: 'flag',
    reference: 'profile',
    symptom: 'high',
    enters: 'profile',
    enough: SIGHTING,
  },
  {
    id: 'handle_digits',
    name: { en: 'Digits ending the handle', fr: 'Chiffres à la fin du nom' },
    unit: 'count',
    reference: 'profile',
    symptom: 'high',
    enters: 'profile',
    enough: { en: 'a handle', fr: 'un nom de compte' },
  },
]

/** Signals that are numbers. */
export const FIGURES: readonly string[] = SIGNALS.flatMap(({ id, unit }) => (unit === 'text' ? [] : [id]))

export const signalsOf = (part: Part): readonly Signal[] => SIGNALS.filter(({ enters }) => enters === part)

import type { Text } from '../../model/index.ts'

export const VERDICT_WORDS: Readonly<Record<string, Text>> = {
  planted: { en: 'planted', fr: 'leurre' },
  altered: { en: 'altered', fr: 'altéré' },
  authentic: { en: 'authentic', fr: 'authentique' },
  unknown: { en: 'unknown', fr: 'inconnu' },
}
export const CHANGE_WORDS: Readonly<Record<string, Text>> = {
  'content changed': { en: 'content changed', fr: 'contenu changé' },
  're-saved, same content': { en: 'saved anew, same content', fr: 'réenregistré, même contenu' },
}
export const WORDS = {
  title: { en: 'Document by document', fr: 'Document par document' },
  all: { en: 'All', fr: 'Tous' },
  search: { en: 'Search', fr: 'Chercher' },
  document: { en: 'Document', fr: 'Document' },
  verdict: { en: 'Verdict', fr: 'Verdict' },
  format: { en: 'Format', fr: 'Format' },
  mail: { en: 'Signature', fr: 'Signature' },
  saved: { en: 'Saved or sent', fr: 'Enregistré ou envoyé' },
  more: { en: 'Show more', fr: 'En montrer plus' },
  none: { en: 'No document matches.', fr: 'Aucun document ne correspond.' },
  against: { en: 'Held against', fr: 'Comparé à' },
  change: { en: 'Change', fr: 'Changement' },
  size: { en: 'Size', fr: 'Taille' },
  difference: { en: 'What differs', fr: 'Ce qui diffère' },
  facts: { en: 'What it says, and where in it', fr: 'Ce qu’il dit, et où' },
  some: { en: 'Shown:', fr: 'Montrés :' },
  noRoom: {
    en: 'This page has no room for what it says.',
    fr: 'Cette page n’a pas la place de ce qu’il dit.',
  },
  silent: { en: 'It says nothing of itself.', fr: 'Il ne dit rien de lui-même.' },
  command: { en: 'Every fact of it:', fr: 'Tous ses faits :' },
} satisfies Record<string, Text>

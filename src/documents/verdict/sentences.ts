import type { Text } from '../../model/finding.ts'
import { formatter } from '../../words/format.ts'
import { harmless } from '../../words/harmless.ts'
import type { SeededFact } from '../decoys/seeded-facts.ts'
import type { FieldChange, PassageChange } from './difference.ts'
import type { JudgedDocument } from './four-way.ts'

/** Why a document is judged as it is, one sentence in each language. Names come from data and are made harmless. */
const en = formatter('en', 'UTC')
const fr = formatter('fr', 'UTC')

export const decoyBytes = (id: string): Text => ({
  en: `It is, byte for byte, the registered decoy ${harmless(id)}.`,
  fr: `C’est, octet pour octet, le leurre enregistré ${harmless(id)}.`,
})

export function decoyFacts(id: string, facts: readonly SeededFact[]): Text {
  const quoted = facts.map(({ value }) => harmless(value))
  return {
    en: `It says what only the decoy ${harmless(id)} says: ${quoted.join('; ')}.`,
    fr: `Il dit ce que seul le leurre ${harmless(id)} dit : ${quoted.join(' ; ')}.`,
  }
}

export const decoyText = (id: string, likeness: number): Text => ({
  en: `It shares ${en.percent(likeness)} of its runs of words with the decoy ${harmless(id)}.`,
  fr: `Il partage ${fr.percent(likeness)} de ses suites de mots avec le leurre ${harmless(id)}.`,
})

export const originalBytes = (original: string): Text => ({
  en: `It is, byte for byte, the original ${harmless(original)}; that says nothing of whether what it states is true.`,
  fr: `C’est, octet pour octet, l’original ${harmless(original)} ; cela ne dit pas si ce qu’il énonce est vrai.`,
})

export const anchored = (): Text => ({
  en: 'The sender’s domain signed the whole message with a key of that time; that says nothing of who wrote it or whether it is true.',
  fr: 'Le domaine de l’expéditeur a signé le message entier avec une clé d’alors ; cela ne dit ni qui l’a écrit ni si c’est vrai.',
})

export const carried = (message: string): Text => ({
  en: `It came inside of ${harmless(message)}, which the sender’s domain signed as a whole with a key of that time.`,
  fr: `Il est arrivé dans ${harmless(message)}, que le domaine de l’expéditeur a signé en entier avec une clé d’alors.`,
})

/** Which original, by what, and how far apart; a version by its own authors looks the same. */
export function altered(
  original: string,
  basis: 'message id' | 'likeness',
  change: 're-saved, same content' | 'content changed',
  fields: readonly FieldChange[],
  passages: readonly PassageChange[],
): Text {
  const name = harmless(original)
  const known = {
    en:
      basis === 'message id'
        ? `It has the Message-ID of the original ${name}`
        : `It is a version of the original ${name}`,
    fr:
      basis === 'message id'
        ? `Il a le Message-ID de l’original ${name}`
        : `C’est une version de l’original ${name}`,
  }
  const properties = {
    en: `${en.number(fields.length)} ${fields.length === 1 ? 'property differs' : 'properties differ'}`,
    fr: `${fr.number(fields.length)} ${fields.length < 2 ? 'propriété diffère' : 'propriétés diffèrent'}`,
  }
  if (change === 're-saved, same content')
    return {
      en: `${known.en}, saved anew: the text is the same, ${properties.en}; programs save anew without intent.`,
      fr: `${known.fr}, enregistrée à nouveau : le texte est le même, ${properties.fr} ; les logiciels le font sans intention.`,
    }
  return {
    en: `${known.en} and says something else: ${en.number(passages.length)} ${passages.length === 1 ? 'passage differs' : 'passages differ'}, ${properties.en}; a draft by its own authors would differ as well.`,
    fr: `${known.fr} et dit autre chose : ${fr.number(passages.length)} ${passages.length < 2 ? 'passage diffère' : 'passages diffèrent'}, ${properties.fr} ; un brouillon de ses propres auteurs différerait aussi.`,
  }
}

/** Nothing is known of it, which is no suspicion. */
export function unknown({ mail }: JudgedDocument, compared: boolean): Text {
  const signature =
    mail && mail !== 'UNSIGNED'
      ? { en: ` Its signature: ${mail}.`, fr: ` Sa signature : ${mail}.` }
      : { en: '', fr: '' }
  return compared
    ? {
        en: `No original matches it, and no signature vouches for it; that does not mean that it is fake.${signature.en}`,
        fr: `Aucun original ne lui correspond, et aucune signature n’en répond ; cela ne veut pas dire qu’il soit faux.${signature.fr}`,
      }
    : {
        en: `There are no originals to compare it with, and no signature vouches for it; that does not mean that it is fake.${signature.en}`,
        fr: `Il n’y a pas d’originaux auxquels le comparer, et aucune signature n’en répond ; cela ne veut pas dire qu’il soit faux.${signature.fr}`,
      }
}

import type { Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { caveat } from '../scope.ts'

export const NOT_A_VERDICT: Text = {
  en: 'Signals are reasons to look, not a verdict: newsrooms schedule posts, and busy people look like machines. No account is said to be automated.',
  fr: 'Ces signaux sont des raisons de regarder, non un verdict : les rédactions programment leurs messages, et des gens très actifs ressemblent à des machines. D’aucun compte il n’est dit qu’il est automatisé.',
}

export const TRANSFER: Text = {
  en: 'The reference is of profiles on X in 2015 and of people on Reddit in 2022; how well it fits other places and years is not known.',
  fr: 'La référence vient de profils sur X en 2015 et de gens sur Reddit en 2022 ; on ne sait pas à quel point elle vaut ailleurs et en d’autres années.',
}

/** Times too coarse leave some signals unsaid. */
export function coarseTimes(asked: Asked): Text[] {
  if (asked.resolution <= 1000) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`Times are given to ${t.span(asked.resolution / 1000)}: the second of the minute says nothing${asked.resolution > 60_000 ? t.say`, nor do gaps` : ''}.`,
      fr: t =>
        t.say`Les heures sont données à ${t.span(asked.resolution / 1000)} près : la seconde de la minute ne dit rien${asked.resolution > 60_000 ? t.say`, les intervalles non plus` : ''}.`,
    }),
  ]
}

const BAND_NAMES: Readonly<Record<string, Text>> = {
  strong: { en: 'strong', fr: 'fort' },
  some: { en: 'some', fr: 'net' },
  weak: { en: 'weak', fr: 'faible' },
  none: { en: 'none', fr: 'aucun' },
  'no account': { en: 'no account', fr: 'sans compte' },
}
const NOT_ENOUGH: Text = { en: 'not enough data', fr: 'pas assez de données' }

/** A band as tables show it, in both languages; null is a lack of data, never "none". */
export function bandShown(band: string | null): { band_name_en: string; band_name_fr: string } {
  const { en, fr } = (band === null ? undefined : BAND_NAMES[band]) ?? NOT_ENOUGH
  return { band_name_en: en, band_name_fr: fr }
}

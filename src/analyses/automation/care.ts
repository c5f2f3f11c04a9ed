import type { Row, Text } from '../../model/finding.ts'
import { BY_CARE } from './by-care.ts'

type Grade = (typeof BY_CARE)[number]['grade']

const GRADES: Readonly<Record<Grade, Text>> = {
  crude: { en: 'automated crudely', fr: 'automatisés grossièrement' },
  moderate: { en: 'automated with some care', fr: 'automatisés avec quelque soin' },
  careful: { en: 'automated with care', fr: 'automatisés avec soin' },
  fan: { en: 'eager fans, not automated', fr: 'amateurs zélés, non automatisés' },
  ordinary: { en: 'ordinary people', fr: 'gens ordinaires' },
}

/** How much the signs find on simulated leaks, where it is known who is automated: a row a grade of care, with shares. */
export function careRows(): Row[] {
  return BY_CARE.map(({ grade, accounts, strong, some, low, high }) => ({
    grade,
    grade_name_en: GRADES[grade].en,
    grade_name_fr: GRADES[grade].fr,
    accounts,
    strong_share: strong / accounts,
    some_share: some / accounts,
    some_low: low,
    some_high: high,
  }))
}

/** Of a hundred accounts of a grade, how many had some or strong signs. */
const FOUND = Object.fromEntries(
  BY_CARE.map(({ grade, accounts, some }) => [grade, (100 * (some / accounts)).toFixed(0)]),
) as Record<Grade, string> // Object.fromEntries forgets the keys; a grade is one that BY_CARE has

/** Said beside each finding: what is not found, with the figures of the table. */
export const CAREFUL: Text = {
  en: `Careful automation keeps ordinary hours and profiles, and is mostly not seen here: on simulated leaks ${FOUND.crude}% of the crudely automated accounts had some or strong signs, ${FOUND.moderate}% of those with some care, ${FOUND.careful}% of the careful ones, and ${FOUND.ordinary}% of ordinary people. A band of “none” clears nobody.`,
  fr: `Une automatisation soignée garde des heures et des profils ordinaires et n’est guère vue ici : dans des fuites simulées, ${FOUND.crude}\u00a0% des comptes automatisés grossièrement avaient des signes nets ou forts, ${FOUND.moderate}\u00a0% avec quelque soin, ${FOUND.careful}\u00a0% des soignés, et ${FOUND.ordinary}\u00a0% des gens ordinaires. « Aucun » n’innocente personne.`,
}

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

const found = (grade: Grade): string => {
  const row = BY_CARE.find(one => one.grade === grade)
  return row ? (100 * (row.some / row.accounts)).toFixed(0) : '–'
}

/** Said beside each finding: what is not found, with the figures of the table. */
export const CAREFUL: Text = {
  en: `Careful automation keeps ordinary hours and profiles, and is mostly not seen here: on simulated leaks ${found('crude')}% of the crudely automated accounts had some or strong signs, ${found('moderate')}% of those with some care, ${found('careful')}% of the careful ones, and ${found('ordinary')}% of ordinary people. A band of “none” clears nobody.`,
  fr: `Une automatisation soignée garde des heures et des profils ordinaires et n’est guère vue ici : dans des fuites simulées, ${found('crude')}\u00a0% des comptes automatisés grossièrement avaient des signes nets ou forts, ${found('moderate')}\u00a0% avec quelque soin, ${found('careful')}\u00a0% des soignés, et ${found('ordinary')}\u00a0% des gens ordinaires. « Aucun » n’innocente personne.`,
}

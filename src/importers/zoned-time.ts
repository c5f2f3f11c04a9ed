/**
 * Hours east of UTC. CrowdTangle writes times in its user's zone, abbreviated. Of the abbreviations with several
 * meanings, BST and CST are read as in Britain and North America; IST (India, Israel, Ireland) is not read.
 */
const HOURS = `
  UTC 0, GMT 0, WET 0, WEST 1, BST 1, CET 1, CEST 2, EET 2, EEST 3, MSK 3, TRT 3, NST -3.5, NDT -2.5,
  AST -4, ADT -3, EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7, AKST -9, AKDT -8,
  HST -10, BRT -3, ART -3, COT -5, PET -5, WAT 1, CAT 2, SAST 2, EAT 3, PKT 5, ICT 7, WIB 7, HKT 8,
  SGT 8, MYT 8, PHT 8, AWST 8, JST 9, KST 9, ACST 9.5, ACDT 10.5, AEST 10, AEDT 11, NZST 12, NZDT 13`

/** Milliseconds UTC of "2020-11-03 21:12:03 EST". The API's times state no zone and are UTC. */
export function zonedTime(text: string, tz: string | undefined): string {
  const offsets = HOURS.trim()
    .split(/,\s*/)
    .map(pair => pair.split(' '))
    .map(([zone, hours]) => `'${zone}': ${Number(hours) * 3_600_000}`)
  const zone = `regexp_extract(${text}, ' ([A-Z]{3,4})$', 1)`
  const local = `regexp_replace(${text}, ' [A-Z]{3,4}$', '')`
  const elsewhere = tz
    ? `ms_text(${local}, '${tz}')`
    : `CASE WHEN ${zone} = '' THEN ms_text(${local}, 'UTC') END`
  return `coalesce(ms_text(${local}, 'UTC') - (MAP {${offsets.join(', ')}})[${zone}], ${elsewhere})`
}

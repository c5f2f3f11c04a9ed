import type { Lang } from '../model/index.ts'

const NARROW = '\u202f'
const WIDE = '\u00a0'

/**
 * A sentence as a typesetter would set it: curly quotation marks and apostrophes in both languages, and in French
 * the no-break spaces before ; : ! ? % », after «, inside numbers and hours. Every replacement keeps the length, so
 * that a claim's doors (offsets into the sentence) still point at their numbers.
 */
export function typeset(text: string, lang: Lang): string {
  const curled = text
    .replace(/(?<=[\p{L}\d])'/gu, '’')
    .replace(/(^|[\s(\u202f])"/g, '$1“')
    .replace(/"/g, '”')
  if (lang === 'en') return curled
  return curled
    .replace(/ (?=[;!?%»])/g, NARROW)
    .replace(/ (?=:(\s|$))/g, NARROW)
    .replace(/(?<=«) /g, NARROW)
    .replace(/(?<=\p{L})-t-(?=\p{L})/gu, '\u2011t\u2011')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, NARROW)
    .replace(/(?<=\d) (?=(h|min|s|j|ms|ko|Mo|Go)(?![\p{L}\d]))/gu, WIDE)
    .replace(/(?<=\d\u00a0h) (?=\d)/g, WIDE)
}

import type { Lang } from '../model/index.ts'

const FRENCH_CITY: Record<string, string> = {
  Paris: 'de Paris',
  London: 'de Londres',
  Berlin: 'de Berlin',
  Brussels: 'de Bruxelles',
  Moscow: 'de Moscou',
  Kyiv: 'de Kyiv',
  Kiev: 'de Kyiv',
  Madrid: 'de Madrid',
  Rome: 'de Rome',
  Warsaw: 'de Varsovie',
  Athens: 'd’Athènes',
  Lisbon: 'de Lisbonne',
  New_York: 'de New York',
  Los_Angeles: 'de Los Angeles',
}

/** "Paris time" / "heure de Paris"; UTC stays UTC. */
export function zoneInWords(zone: string, lang: Lang): string {
  if (/^(Etc\/)?(UTC|GMT|Zulu)$/i.test(zone)) return 'UTC'
  const city = zone.split('/').at(-1) ?? zone
  if (lang === 'en') return `${city.replaceAll('_', ' ')} time`
  return `heure ${(Object.hasOwn(FRENCH_CITY, city) ? FRENCH_CITY[city] : undefined) ?? `de ${city.replaceAll('_', ' ')}`}`
}

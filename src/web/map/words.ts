import type { MapData } from '../../model/index.ts'
import type { Voice } from '../voice.ts'

export const WORDS = {
  play: { en: 'Play', fr: 'Lancer' },
  pause: { en: 'Pause', fr: 'Pause' },
  step: { en: 'Next step', fr: 'Pas suivant' },
  time: { en: 'Moment shown', fr: 'Moment montré' },
  speed: { en: 'Speed', fr: 'Vitesse' },
  title: { en: 'How it spread', fr: 'Comment cela s’est répandu' },
  together: { en: 'Who acted together: the network', fr: 'Qui a agi ensemble : le réseau' },
  printed: {
    en: 'The map is a moving picture and is shown on screen only; the figures that follow tell the same hours.',
    fr: 'La carte est une image animée et ne se montre qu’à l’écran ; les figures qui suivent disent les mêmes heures.',
  },
}

/** What a point, a line and a colour are, and how much of the data the map holds. */
export function legend(map: MapData, { lang, format }: Voice): string {
  const n = format.number
  const whole = map.accounts >= map.accountsInData && map.links >= map.linksInData
  if (lang === 'fr')
    return `Chaque point est un compte, chaque trait un relais ; la lumière s’accumule là où il s’est passé beaucoup. Les arcs de deux couleurs passent d’une langue à l’autre. ${
      whole
        ? `La carte contient tous les comptes qui ont posté ou relayé (${n(map.accounts)}) et tous leurs relais (${n(map.links)}).`
        : `La carte contient ${n(map.accounts)} des ${n(map.accountsInData)} comptes et ${n(map.links)} des ${n(map.linksInData)} relais.`
    } Les distances ne mesurent rien.`
  return `Each point is an account, each line a repost; light gathers where much happened. Arcs of two colours pass from one language to another. ${
    whole
      ? `The map holds all ${n(map.accounts)} accounts that posted or passed on, and all ${n(map.links)} of their reposts.`
      : `The map holds ${n(map.accounts)} of ${n(map.accountsInData)} accounts and ${n(map.links)} of ${n(map.linksInData)} reposts.`
  } Distances measure nothing.`
}

/** The map in words, for those who do not see it. */
export function described(
  map: MapData,
  languages: { lang: string | null; accounts: number }[],
  voice: Voice,
): string {
  const { lang, format, langName } = voice
  const parts = languages.slice(0, 5).map(entry => `${langName(entry.lang)} ${format.number(entry.accounts)}`)
  const named = map.labels.map(({ label }) => label).join(', ')
  const [by, of] =
    lang === 'fr'
      ? ['Comptes par langue : ', 'Comptes nommés : ']
      : ['Accounts by language: ', 'Named accounts: ']
  return `${WORDS.title[lang]}. ${legend(map, voice)} ${by}${parts.join(', ')}. ${named ? `${of}${named}.` : ''}`
}

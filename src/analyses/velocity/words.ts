import { platformName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { accountName, caveat, withFollowers } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import { column, type Original } from './speeds.ts'

/** How far a window may truly reach, in seconds, when times are cut to whole minutes: 60 s to 119 s. */
export function reach(asked: Asked, seconds: number): number {
  return asked.resolution > 1000 ? seconds + asked.resolution / 1000 - 1 : seconds
}

/** ", by @ann (1,000 followers)", or nothing. */
export function byWhom(t: Teller, post: Original): Said {
  const by = accountName(post)
  if (!by) return t.say``
  return t.say`, ${t.lang === 'fr' ? 'de' : 'by'} ${withFollowers(t, by, post.followers)}`
}

/** "was reposted 15 times within 1 min and 87 times within 5 min" */
export function speeds(t: Teller, asked: Asked, post: Original, windows: readonly number[]): Said {
  const longest = windows.at(-1) ?? 0
  if (Number(post[column(longest)]) === 0)
    return t.lang === 'fr'
      ? t.say`n’a pas été relayé en ${t.span(reach(asked, longest))}`
      : t.say`was not reposted within ${t.span(reach(asked, longest))}`
  const parts = windows.map(s => {
    const n = Number(post[column(s)])
    return t.lang === 'fr'
      ? t.say`${t.n(n)} fois en ${t.span(reach(asked, s))}`
      : t.say`${t.n(n)} ${t.plural(n, 'time', 'times')} within ${t.span(reach(asked, s))}`
  })
  const and = t.lang === 'fr' ? ' et ' : ' and '
  return parts.reduce(
    (list, part, at) => t.say`${list}${at === 0 ? ' ' : at < parts.length - 1 ? ', ' : and}${part}`,
    t.say`${t.lang === 'fr' ? 'a été relayé' : 'was reposted'}`,
  )
}

/** "5 May 2017, 20:49:00, Paris time" */
export function when(t: Teller, ms: number): Said {
  return t.say`${t.dateTime(ms)}${t.zone === 'UTC' ? ' UTC' : `, ${t.zone}`}`
}

export const on = (platform: string) => platformName(platform)

/** What holds of every count of reposts in a window. */
export function countCaveats(asked: Asked, windows: readonly number[]) {
  const [shortest = 0] = windows
  return [
    ...(reach(asked, shortest) > shortest
      ? [
          caveat(asked, {
            en: t =>
              t.say`Times are known to ${t.span(asked.resolution / 1000)} only: within ${t.span(shortest)} cannot be told from within ${t.span(reach(asked, shortest))}, and the windows are named by their farthest reach.`,
            fr: t =>
              t.say`Les heures ne sont connues qu’à ${t.span(asked.resolution / 1000)} près : moins de ${t.span(shortest)} ne se distingue pas de moins de ${t.span(reach(asked, shortest))}, et les fenêtres sont nommées par leur plus longue portée.`,
          }),
        ]
      : []),
    {
      en: 'Only captured reposts count; platforms report every repost as one of the original, through whomever it was seen.',
      fr: 'Seuls comptent les relais capturés ; les plateformes rapportent tout relais à l’original, par qui qu’il ait été vu.',
    },
  ]
}

/** What holds of every comparison with accounts of the same size. */
export const READING_CAVEATS = [
  {
    en: 'To be passed on fast is not to be passed on automatically: news, fame and luck do it too. Followers are as seen at capture.',
    fr: 'Être relayé vite n’est pas l’être automatiquement : l’actualité, la notoriété et la chance y suffisent. Les abonnés sont ceux vus à la capture.',
  },
]

import type { ChartContext } from '../model/index.ts'

const DAY = 86_400_000

/** A moment written on a picture: the time alone where the axis tells the day at a glance, else with its day. */
export function when(ms: number, from: number, to: number, context: ChartContext): string {
  if (to - from <= 3 * DAY) return context.time(ms)
  const locale = context.lang === 'fr' ? 'fr-FR' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: context.zone,
    day: 'numeric',
    month: 'short',
  }).format(ms)
  return `${day}, ${context.time(ms)}`
}

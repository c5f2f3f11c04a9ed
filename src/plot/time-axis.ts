import * as Plot from '@observablehq/plot'
import type { ChartContext } from '../model/index.ts'
import { momentOf, wallClock } from '../words/wall-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Half of the widest label, in pixels. */
const ROOM = 34
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14].map(n => n * DAY),
]

/** Moments at round wall-clock times of a zone, about `count` of them; beyond a fortnight's steps, firsts of months. */
export function timeTicks(from: number, to: number, count: number, zone: string): number[] {
  const [start, end] = [wallClock(from, zone), wallClock(to, zone)]
  const step = STEPS.find(size => (end - start) / size <= count)
  if (step === undefined) return months(start, end, count).map(wall => momentOf(wall, zone))
  const ticks: number[] = []
  for (let wall = Math.ceil(start / step) * step; wall <= end; wall += step) ticks.push(momentOf(wall, zone))
  return ticks
}

function months(start: number, end: number, count: number): number[] {
  const every = Math.max(1, Math.ceil((end - start) / (30.4 * DAY) / count))
  const first = new Date(start)
  const firsts: number[] = []
  for (let month = first.getUTCMonth() + 1; ; month += every) {
    const wall = Date.UTC(first.getUTCFullYear(), month, 1)
    if (wall > end) return firsts
    firsts.push(wall)
  }
}

/** The time axis in the case's zone: hours, and at midnight the day beneath. */
export function timeAxis(
  from: number,
  to: number,
  context: ChartContext,
  width = context.width,
): Plot.Markish[] {
  const { zone, lang, ink, faint } = context
  const ticks = timeTicks(from, to, Math.max(2, Math.floor(width / 82)), zone)
  const first = ticks[0] ?? from
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB'
  const days = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  const monthNames = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'short', year: 'numeric' })
  const daily = (ticks[1] ?? to) - first >= DAY - HOUR
  const monthly = (ticks[1] ?? to) - first > 20 * DAY
  const midnight = (ms: number) => wallClock(ms, zone) % DAY === 0
  const label = (ms: number) => {
    if (monthly) return monthNames.format(ms)
    const day = days.format(ms).replace(',', '')
    if (daily) return day
    return midnight(ms) || ms === first ? `${context.time(ms)}\n${day}` : context.time(ms)
  }
  // words at the frame's ends are set inwards, so that none is cut off
  const side = (ms: number) => {
    const x = ((ms - from) / (to - from)) * width
    return x < ROOM ? 'start' : x > width - ROOM ? 'end' : 'middle'
  }
  const axis = (textAnchor: 'start' | 'middle' | 'end') =>
    Plot.axisX(
      ticks.filter(ms => side(ms) === textAnchor),
      {
        tickFormat: label,
        tickSize: 4,
        label: null,
        color: faint,
        lineHeight: 1.25,
        textAnchor,
        ...(textAnchor === 'middle' ? {} : { dx: textAnchor === 'start' ? -4 : 4 }),
      },
    )
  return [
    axis('start'),
    axis('middle'),
    axis('end'),
    Plot.ruleX(
      ticks.filter(ms => !daily && midnight(ms)),
      { stroke: ink, strokeOpacity: 0.12 },
    ),
  ]
}

import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { zoneInWords } from '../words/zone.ts'
import { events, gapsWithin, hatched, windowBands } from './annotations.ts'
import { num } from './cells.ts'
import { phrase } from './phrase.ts'
import { figuresAxis, narrow, picture } from './picture.ts'
import { timeAxis } from './time-axis.ts'
import { TIP, utc } from './tips.ts'
import { when } from './when.ts'

export interface Bin {
  at: number
  posts: number
}

/** Posts per bin over every series of one division, with the empty bins as the zeros that they are. */
export function totals(rows: readonly Row[]): Bin[] {
  const by = rows[0]?.by
  const sums = new Map<number, number>()
  for (const row of rows)
    if (row.by === by && Number.isFinite(num(row, 'at')))
      sums.set(num(row, 'at'), (sums.get(num(row, 'at')) ?? 0) + (num(row, 'posts') || 0))
  return filled(sums, num(rows[0], 'bin_s') * 1000)
}

/** Bins at every step between the first and the last. */
export function filled(sums: ReadonlyMap<number, number>, step: number): Bin[] {
  const times = [...sums.keys()].sort((a, b) => a - b)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return []
  if (!(step > 0) || (last - first) / step > 5000) return times.map(at => ({ at, posts: sums.get(at) ?? 0 }))
  const bins: Bin[] = []
  for (let at = first; at <= last + step / 2; at += step) bins.push({ at, posts: sums.get(at) ?? 0 })
  return bins
}

/** When the subject was first used: the growth curve's origin, else the earliest of the firsts. */
function firstUse(figures: Record<string, Row[]>): number | null {
  const reach = figures.reach?.[0]
  if (reach && Number.isFinite(num(reach, 'at'))) return num(reach, 'at') - num(reach, 'after_s') * 1000
  const firsts = (figures['origin.firsts'] ?? []).map(row => num(row, 'at')).filter(Number.isFinite)
  return firsts.length > 0 ? Math.min(...firsts) : null
}

/** The line of all posts: what happened when, with first use, the peak, the windows, the bursts and the gaps on it. */
export function timeline(rows: Row[], context: ChartContext, figures: Record<string, Row[]>): Element | null {
  const bins = totals(rows)
  const step = num(rows[0], 'bin_s') * 1000 || 60_000
  const from = bins[0]?.at
  if (from === undefined || bins.length < 3) return null // one bar or two are a sentence
  const to = (bins.at(-1)?.at ?? from) + step
  const peak = bins.reduce((best, bin) => (bin.posts > best.posts ? bin : best))
  const start = firstUse(figures)
  const marked = [
    ...(start === null
      ? []
      : [
          {
            at: start,
            label: `${when(start, from, to, context)} ${phrase(context, 'first use', 'premier emploi')}`,
          },
        ]),
  ]
  const bursts = (figures.bursts ?? []).filter(row => num(row, 'to') >= from && num(row, 'from') <= to)
  const marginLeft = narrow(context) ? 38 : 46
  const last = { at: to, posts: bins.at(-1)?.posts ?? 0 } // the last bin is as long as the others
  const stairs = [...bins, last]
  return picture(context, {
    height: narrow(context) ? 270 : Math.min(400, Math.max(300, context.width * 0.5)),
    marginLeft,
    marginTop: 40,
    marginBottom: 48,
    marginRight: 12,
    x: { type: 'utc', domain: [from, to] },
    y: { domain: [0, peak.posts * 1.16 || 1] },
    marks: [
      windowBands(context, from, to),
      figuresAxis(context, perBin(step / 1000, context), marginLeft),
      Plot.areaY(stairs, { x: 'at', y: 'posts', curve: 'step-after', fill: context.ink, fillOpacity: 0.14 }),
      Plot.lineY(stairs, { x: 'at', y: 'posts', curve: 'step-after', stroke: context.ink, strokeWidth: 1.2 }),
      hatched(gapsWithin(commonGaps(figures), from, to)),
      Plot.ruleY(bursts, {
        x1: row => Math.max(from, num(row, 'from')),
        x2: row => Math.min(to, num(row, 'to')),
        y: 0,
        dy: 4,
        stroke: context.accent,
        strokeWidth: 4,
      }),
      timeAxis(from, to, context),
      events(marked, from, to, context),
      Plot.dot([peak], { x: bin => bin.at + step / 2, y: 'posts', r: 3.5, fill: context.ink }),
      Plot.text([peak], {
        x: bin => bin.at + step / 2,
        y: 'posts',
        text: bin =>
          `${context.number(bin.posts)} ${phrase(context, 'at', 'à')} ${when(bin.at, from, to, context)}`,
        textAnchor: (peak.at - from) / (to - from) > 0.7 ? 'end' : 'start',
        dx: (peak.at - from) / (to - from) > 0.7 ? -8 : 8,
        dy: -8,
        fill: context.ink,
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      Plot.ruleX(bins, Plot.pointerX({ x: bin => bin.at + step / 2, stroke: context.faint })),
      Plot.tip(
        bins,
        Plot.pointerX({
          x: bin => bin.at + step / 2,
          y: 'posts',
          title: bin =>
            `${context.number(bin.posts)} ${phrase(context, 'posts', 'messages')}\n${context.dateTime(bin.at)}\n${utc(bin.at)}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** Times in which no platform was captured: a gap of one is not a gap in the sum. */
function commonGaps(figures: Record<string, Row[]>): Row[] {
  const platforms = figures['coverage.platforms']?.length ?? 0
  return platforms === 1 ? (figures['coverage.gaps'] ?? []) : []
}

export function perBin(seconds: number, context: ChartContext): string {
  const each =
    seconds === 60
      ? phrase(context, 'minute', 'minute')
      : seconds === 3600
        ? phrase(context, 'hour', 'heure')
        : context.span(seconds)
  const city = zoneInWords(context.zone, context.lang)
  return phrase(
    context,
    `Posts per ${each}, ${city}`,
    `Messages par ${seconds === 60 || seconds === 3600 ? each : `tranche de ${each}`}, ${city}`,
  )
}

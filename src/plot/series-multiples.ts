import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { gapsWithin, hatched, windowBands } from './annotations.ts'
import { grouped, num } from './cells.ts'
import { phrase } from './phrase.ts'
import { picture } from './picture.ts'
import { timeAxis } from './time-axis.ts'
import { filled } from './timeline.ts'
import { TIP, utc } from './tips.ts'

const BAND = 74

interface Step {
  at: number
  series: string
  value: number
  /** 0–1 of the series' own height. */
  height: number
}

/** Small multiples: one band a language or platform, all on the same time axis; counts to their own height, shares to 100 %. */
export function seriesMultiples(
  rows: readonly Row[],
  by: 'lang' | 'platform',
  measure: 'posts' | 'share',
  context: ChartContext,
  gaps?: readonly Row[],
): Element | null {
  const chosen = rows.filter(row => row.by === by && Number.isFinite(num(row, 'at')))
  const series = grouped(chosen, 'series')
  if (series.length < 2) return null
  const step = num(chosen[0], 'bin_s') * 1000 || smallestStep(chosen)
  const name = (code: string | null) =>
    by === 'lang'
      ? context.langName(code)
      : code === 'other'
        ? context.langName(code)
        : context.platformName(code ?? '?')
  const colour = (code: string | null) =>
    by === 'lang' ? context.langColour(code) : context.platformColour(code ?? '')
  const bands = series.map(([code, of]) => {
    const sums = new Map(of.map(row => [num(row, 'at'), num(row, measure) || 0]))
    const bins =
      measure === 'posts'
        ? filled(sums, step)
        : [...sums].map(([at, posts]) => ({ at, posts })).sort((a, b) => a.at - b.at)
    const top = measure === 'share' ? 1 : Math.max(1e-9, ...bins.map(bin => bin.posts))
    const total = of.reduce((sum, row) => sum + (num(row, 'posts') || 0), 0)
    const steps: Step[] = bins.map(({ at, posts }) => ({
      at,
      series: name(code),
      value: posts,
      height: posts / top,
    }))
    return {
      rest: code === null || code === 'other',
      name: name(code),
      colour: colour(code),
      steps,
      top,
      total,
    }
  })
  bands.sort((a, b) => Number(a.rest) - Number(b.rest) || b.total - a.total)
  const all = bands.flatMap(band => band.steps)
  const from = Math.min(...all.map(({ at }) => at))
  const to = Math.max(...all.map(({ at }) => at)) + step
  if (!(to > from)) return null
  const colours = new Map(bands.map(band => [band.name, band.colour]))
  const paint = (item: { series: string }) => colours.get(item.series) ?? context.faint
  const heads = bands.map(band => ({ series: band.name, text: heading(band, measure, context) }))
  const value = (n: number) =>
    measure === 'share' ? context.percent(n) : `${context.number(n)} ${phrase(context, 'posts', 'messages')}`
  return picture(context, {
    height: bands.length * BAND + 46,
    marginLeft: 2,
    marginRight: 12,
    marginTop: 6,
    marginBottom: 42,
    x: { type: 'utc', domain: [from, to] },
    y: { axis: null, domain: [0, 1.42] },
    fy: { domain: bands.map(band => band.name), axis: null, padding: 0.04 },
    marks: [
      windowBands(context, from, to, false),
      hatched(
        gapRows(gaps, from, to, context).filter(gap => by === 'platform' && colours.has(gap.series)),
        { fy: 'series' },
      ),
      Plot.areaY(all, {
        x: 'at',
        y: 'height',
        fy: 'series',
        curve: 'step-after',
        fill: paint,
        fillOpacity: 0.32,
        z: 'series',
      }),
      Plot.lineY(all, {
        x: 'at',
        y: 'height',
        fy: 'series',
        curve: 'step-after',
        stroke: paint,
        strokeWidth: 1.3,
        z: 'series',
      }),
      Plot.ruleY([0], { stroke: context.rule }),
      Plot.text(heads, {
        fy: 'series',
        text: 'text',
        frameAnchor: 'top-left',
        lineAnchor: 'top',
        fill: paint,
        fontWeight: 600,
        dy: 2,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      timeAxis(from, to, context),
      Plot.tip(
        all,
        Plot.pointerX({
          x: 'at',
          y: 'height',
          fy: 'series',
          title: (item: Step) =>
            `${item.series}: ${value(item.value)}\n${context.dateTime(item.at)}\n${utc(item.at)}`,
          ...TIP,
        }),
      ),
    ],
  })
}

function heading(
  band: { name: string; top: number; total: number; steps: Step[] },
  measure: string,
  context: ChartContext,
): string {
  const one = band.total === 1
  const total = `${context.number(band.total)} ${phrase(context, one ? 'post' : 'posts', one ? 'message' : 'messages')}`
  if (measure === 'share' || one) return `${band.name}, ${total}`
  return `${band.name}, ${total}${phrase(context, `, at most ${context.number(band.top)} at once`, `, ${context.number(band.top)} au plus haut`)}`
}

/** A platform's gaps, in its own band. */
function gapRows(gaps: readonly Row[] | undefined, from: number, to: number, context: ChartContext) {
  return gapsWithin(gaps, from, to).map(gap => ({
    ...gap,
    series: context.platformName(String(gap.platform)),
  }))
}

function smallestStep(rows: readonly Row[]): number {
  const times = [...new Set(rows.map(row => num(row, 'at')))].sort((a, b) => a - b)
  return (
    times
      .slice(1)
      .reduce((least, at, i) => Math.min(least, at - (times[i] ?? at)), Number.POSITIVE_INFINITY) || 60_000
  )
}

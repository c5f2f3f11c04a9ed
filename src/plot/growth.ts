import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { num } from './cells.ts'
import { phrase } from './phrase.ts'
import { figuresAxis, narrow, picture } from './picture.ts'
import { TIP, utc } from './tips.ts'

const SPANS = [1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 180 * 86400]

/** Plot's own logarithmic axis labels only powers of ten; hours and minutes are none. */
const log = Math.log10

/** Posts since first use, both scales logarithmic, with the named windows written on the line. */
export function growth(rows: Row[], context: ChartContext, figures: Record<string, Row[]>): Element | null {
  const points = rows
    .map(row => ({ after: Math.max(1, num(row, 'after_s')), posts: num(row, 'posts'), at: num(row, 'at') }))
    .filter(({ after, posts }) => Number.isFinite(after) && posts >= 1)
    .sort((a, b) => a.after - b.after)
  const named = (figures.within ?? [])
    .map(row => ({ after: num(row, 'window_s'), posts: num(row, 'posts') }))
    .filter(({ after, posts }) => after >= 1 && posts >= 1)
  const all = [...points, ...named].sort((a, b) => a.after - b.after)
  if (all.length < 2) return null
  const until = Math.max(...all.map(({ after }) => after))
  const start = Math.min(...all.map(({ after }) => after))
  const top = 10 ** Math.ceil(Math.log10(Math.max(10, ...all.map(({ posts }) => posts))))
  const least = Math.floor(log(Math.min(...all.map(({ posts }) => posts))))
  const decades = Array.from({ length: Math.round(log(top)) - least + 1 }, (_, i) => least + i)
  const marginLeft = narrow(context) ? 54 : 60
  return picture(context, {
    height: narrow(context) ? 280 : 340,
    marginLeft,
    marginTop: 40,
    marginBottom: 42,
    marginRight: 24,
    x: { domain: [log(start), log(until * 1.1)] },
    y: { domain: [least, Math.max(least + 1, log(top))] },
    marks: [
      figuresAxis(context, phrase(context, 'Posts so far', 'Messages cumulés'), marginLeft, {
        ticks: decades,
        format: power => context.number(10 ** power),
      }),
      Plot.axisX(
        SPANS.filter((span, i) => span >= start && span <= until && (!narrow(context) || i % 2 === 0)).map(
          log,
        ),
        {
          tickSize: 4,
          tickFormat: (power: number) => context.span(Math.round(10 ** power)),
          color: context.faint,
          label: phrase(context, 'Time since first use', 'Temps depuis le premier emploi'),
          labelAnchor: 'right',
          labelArrow: 'none',
        },
      ),
      Plot.lineY(all, {
        x: point => log(point.after),
        y: point => log(point.posts),
        stroke: context.ink,
        strokeWidth: 1.6,
      }),
      Plot.dot(points, {
        x: point => log(point.after),
        y: point => log(point.posts),
        r: 2.5,
        fill: context.ink,
      }),
      Plot.dot(named, {
        x: point => log(point.after),
        y: point => log(point.posts),
        r: 4,
        fill: context.accent,
      }),
      Plot.text(named, {
        x: point => log(point.after),
        y: point => log(point.posts),
        text: point =>
          `${context.number(point.posts)} ${phrase(context, 'in', 'en')} ${context.span(point.after)}`,
        textAnchor: 'end',
        dx: -8,
        dy: -8,
        fill: context.accent,
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: point => log(point.after),
          y: point => log(point.posts),
          title: point =>
            `${context.number(point.posts)} ${phrase(context, 'posts after', 'messages après')} ${context.span(point.after)}\n${context.dateTime(point.at)}\n${utc(point.at)}`,
          ...TIP,
        }),
      ),
    ],
  })
}

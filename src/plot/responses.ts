import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { at, num, word } from './cells.ts'
import { phrase } from './phrase.ts'
import { narrow, picture } from './picture.ts'

/** How fast an account reposts another, from how fast the others do: a line each. */
export function responses(rows: Row[], context: ChartContext): Element | null {
  const fast = rows
    .filter(row => num(row, 'q') < 0.05 && num(row, 'median_s') >= 0 && num(row, 'others_median_s') >= 0)
    .sort((a, b) => num(b, 'reposts') - num(a, 'reposts'))
    .slice(0, narrow(context) ? 8 : 14)
  if (fast.length === 0) return null
  const floor = (row: Row, key: string) => Math.max(1, num(row, key))
  const most = Math.max(...fast.map(row => floor(row, 'others_median_s')))
  const ticks = [1, 10, 60, 600, 3600, 36_000, 360_000].filter(s => s <= most * 3)
  return picture(context, {
    height: fast.length * 40 + 50,
    marginLeft: 6,
    marginRight: 24,
    marginTop: 14,
    marginBottom: 44,
    x: { type: 'log', domain: [1, most * 1.4] },
    y: { type: 'point', domain: fast.map((_, i) => i), axis: null, padding: 0.6 },
    marks: [
      Plot.axisX(ticks, {
        tickSize: 4,
        tickFormat: (s: number) => context.span(s),
        color: context.faint,
        label: phrase(context, 'Median time to the repost', 'Délai médian du relais'),
        labelAnchor: 'right',
        labelArrow: 'none',
        labelOffset: 38,
      }),
      Plot.link(fast, {
        x1: row => floor(row, 'median_s'),
        x2: row => floor(row, 'others_median_s'),
        y1: (_, i) => i,
        y2: (_, i) => i,
        stroke: context.rule,
        strokeWidth: 1.5,
      }),
      Plot.dot(fast, {
        x: row => floor(row, 'others_median_s'),
        y: (_, i) => i,
        r: 4,
        stroke: context.faint,
        fill: context.paper,
      }),
      Plot.dot(fast, { x: row => floor(row, 'median_s'), y: (_, i) => i, r: 5, fill: context.accent }),
      Plot.text(fast, {
        x: row => floor(row, 'median_s'),
        y: (_, i) => i,
        text: row =>
          `${at(row) || word(row, 'account_id')} → ${at({ handle: row.of_handle ?? null, platform: row.platform ?? null }) || word(row, 'of_account_id')} · ${context.number(num(row, 'reposts'))}`,
        textAnchor: 'start',
        dy: -12,
        dx: -4,
        stroke: context.paper,
        strokeWidth: 4,
        fill: context.ink,
      }),
    ],
  })
}

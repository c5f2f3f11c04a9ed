import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { num } from './cells.ts'
import { labels } from './labels.ts'
import { phrase } from './phrase.ts'
import { narrow, picture } from './picture.ts'
import { TIP } from './tips.ts'

/** The coefficient as the sum that it is, against its published yardsticks. */
export function manipulation(rows: Row[], context: ChartContext): Element | null {
  const row = rows[0]
  const parts = [
    { key: 'r', value: num(row, 'r') / 10, label: phrase(context, 'reposts', 'relais') },
    { key: 'f', value: num(row, 'f'), label: phrase(context, 'the 50 busiest', 'les 50 plus actifs') },
    { key: 'u', value: num(row, 'u'), label: phrase(context, 'posts per account', 'messages par compte') },
  ].map(part => ({ ...part, value: Number.isFinite(part.value) ? part.value : 0 }))
  const total = num(row, 'ctm')
  if (!(total > 0)) return null
  let sum = 0
  const stacked = parts.map((part, i) => {
    const from = sum
    sum += part.value
    return { ...part, from, to: sum, tint: 1 - i * 0.3 }
  })
  const reach = Math.max(66, total * 1.1)
  const yardsticks = [
    { at: 12, label: phrase(context, 'ordinary up to 12', 'ordinaire jusqu’à 12') },
    { at: 60, label: phrase(context, 'pushed, up to 60', 'poussé, jusqu’à 60') },
  ]
  return picture(context, {
    height: 128,
    marginLeft: 4,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 28,
    x: { domain: [0, reach] },
    marks: [
      Plot.axisX({
        ticks: 6,
        tickSize: 4,
        label: null,
        color: context.faint,
        tickFormat: (n: number) => context.number(n),
      }),
      Plot.rect(stacked, {
        x1: 'from',
        x2: 'to',
        y1: () => 0.18,
        y2: () => 0.6,
        fill: context.accent,
        fillOpacity: 'tint',
        stroke: context.paper,
      }),
      Plot.ruleX(yardsticks, {
        x: 'at',
        y1: () => 0.08,
        y2: () => 0.72,
        stroke: context.ink,
        strokeDasharray: '3,3',
      }),
      labels(yardsticks, mark => (mark.at > reach * 0.7 ? 'end' : 'start'), 0, context, {
        x: 'at',
        y: () => 0.84,
        text: 'label',
        fill: context.faint,
      }),
      Plot.text([total], {
        x: d => d,
        y: () => 0.39,
        text: d => context.number(d, 1),
        textAnchor: 'start',
        dx: 8,
        fill: context.accent,
        fontWeight: 700,
        fontSize: 17,
      }),
      Plot.text([parts.map(part => `${context.number(part.value, 1)} ${part.label}`).join(' + ')], {
        frameAnchor: 'top-left',
        dy: -16,
        textAnchor: 'start',
        fill: context.ink,
        fontSize: narrow(context) ? 11.5 : 13,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      Plot.tip(
        stacked,
        Plot.pointerX({
          x: part => (part.from + part.to) / 2,
          y: () => 0.39,
          title: part => `${part.label}: ${context.number(part.value, 1)}`,
          ...TIP,
        }),
      ),
    ],
    y: { axis: null, domain: [0, 1] },
  })
}

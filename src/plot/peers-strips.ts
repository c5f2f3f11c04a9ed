import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { num, word } from './cells.ts'
import { labels } from './labels.ts'
import { phrase } from './phrase.ts'
import { picture } from './picture.ts'
import { TIP } from './tips.ts'

interface Tick {
  measure: string
  place: number
  object: string
  value: string
  about: boolean
}

/** One strip a measure, each from the least to the greatest of its values; the subject stands out. */
export function peersStrips(rows: Row[], context: ChartContext): Element | null {
  const measures = [
    {
      key: 'posts_per_account',
      name: phrase(context, 'Posts per account', 'Messages par compte'),
      say: (n: number) => context.number(n, 1),
    },
    {
      key: 'busiest_hour_share',
      name: phrase(
        context,
        'Share of posts in the busiest hour',
        'Part des messages dans l’heure la plus active',
      ),
      say: (n: number) => context.percent(n),
    },
    {
      key: 'half_span_s',
      name: phrase(context, 'Time in which half the posts fell', 'Temps où tombe la moitié des messages'),
      say: context.span,
    },
    {
      key: 'ctm',
      name: phrase(context, 'Coefficient of traffic manipulation', 'Coefficient de manipulation du trafic'),
      say: (n: number) => context.number(n, 1),
    },
  ]
  const strips = measures.flatMap(measure => {
    const known = rows.filter(row => Number.isFinite(num(row, measure.key)))
    if (known.length < 2 || !known.some(row => row.about === true)) return []
    const values = known.map(row => num(row, measure.key))
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const ticks: Tick[] = known.map(row => ({
      measure: measure.name,
      place: most > least ? (num(row, measure.key) - least) / (most - least) : 0.5,
      object: `#${word(row, 'object').replace(/^#/, '')}`,
      value: measure.say(num(row, measure.key)),
      about: row.about === true,
    }))
    return [
      {
        name: measure.name,
        ticks,
        ends: [
          { measure: measure.name, place: 0, text: measure.say(least) },
          { measure: measure.name, place: 1, text: measure.say(most) },
        ],
      },
    ]
  })
  if (strips.length === 0) return null
  const ticks = strips.flatMap(strip => strip.ticks)
  const subject = ticks.filter(tick => tick.about)
  return picture(context, {
    height: strips.length * 82 + 8,
    marginLeft: 10,
    marginRight: 10,
    marginTop: 2,
    marginBottom: 4,
    x: { axis: null, domain: [0, 1] },
    y: { axis: null, domain: [0, 1] },
    fy: { domain: strips.map(strip => strip.name), axis: null },
    marks: [
      Plot.text(strips, {
        fy: 'name',
        text: 'name',
        frameAnchor: 'top-left',
        lineAnchor: 'top',
        dx: -10,
        dy: 2,
      }),
      Plot.ruleY(strips, { fy: 'name', y: () => 0.36, stroke: context.rule }),
      Plot.ruleX(ticks, {
        filter: tick => !tick.about,
        x: 'place',
        y1: () => 0.24,
        y2: () => 0.48,
        fy: 'measure',
        stroke: context.faint,
        strokeOpacity: 0.55,
        strokeWidth: 1.5,
      }),
      Plot.ruleX(subject, {
        x: 'place',
        y1: () => 0.16,
        y2: () => 0.56,
        fy: 'measure',
        stroke: context.accent,
        strokeWidth: 3.5,
      }),
      labels(
        subject,
        tick => (tick.place > 0.75 ? 'end' : tick.place < 0.25 ? 'start' : 'middle'),
        0,
        context,
        {
          x: 'place',
          y: () => 0.66,
          fy: 'measure',
          text: tick => `${tick.object} ${tick.value}`,
          fill: context.accent,
          fontWeight: 650,
        },
      ),
      labels(
        strips.flatMap(strip => strip.ends),
        end => (end.place === 0 ? 'start' : 'end'),
        -10,
        context,
        { x: 'place', y: () => 0.1, fy: 'measure', text: 'text', fill: context.faint, fontSize: 12 },
      ),
      Plot.tip(
        ticks,
        Plot.pointerX({
          x: 'place',
          y: () => 0.36,
          fy: 'measure',
          title: tick => `${tick.object}\n${tick.value}`,
          ...TIP,
        }),
      ),
    ],
  })
}

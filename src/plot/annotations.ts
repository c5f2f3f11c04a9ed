import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { num } from './cells.ts'

export interface TimeEvent {
  at: number
  label: string
}

/** Moments that matter, marked where they are: a rule through the picture and its words at the top. */
export function events(
  marks: readonly TimeEvent[],
  from: number,
  to: number,
  context: ChartContext,
  dy = 0,
): Plot.Markish[] {
  const inside = marks.filter(({ at }) => at >= from && at <= to)
  const late = ({ at }: TimeEvent) => (at - from) / (to - from) > 0.55
  const words = (side: TimeEvent[], anchor: 'start' | 'end') =>
    Plot.text(side, {
      x: 'at',
      text: 'label',
      frameAnchor: 'top',
      textAnchor: anchor,
      lineAnchor: 'top',
      dx: anchor === 'start' ? 5 : -5,
      dy,
      fill: context.accent,
      fontWeight: 600,
      stroke: context.paper,
      strokeWidth: 4,
    })
  return [
    Plot.ruleX(inside, { x: 'at', stroke: context.accent, strokeWidth: 1.25 }),
    words(
      inside.filter(event => !late(event)),
      'start',
    ),
    words(inside.filter(late), 'end'),
  ]
}

/** The case's windows (an election silence) as a tint with their names at the foot. */
export function windowBands(context: ChartContext, from: number, to: number, named = true): Plot.Markish[] {
  const inside = context.windows
    .filter(window => window.to > from && window.from < to)
    .map(window => ({ name: window.name, from: Math.max(from, window.from), to: Math.min(to, window.to) }))
  return [
    Plot.rect(inside, { x1: 'from', x2: 'to', fill: context.ink, fillOpacity: 0.06 }),
    ...(named
      ? [
          Plot.text(inside, {
            x: 'to',
            textAnchor: 'end',
            dx: -6,
            text: 'name',
            frameAnchor: 'top',
            lineAnchor: 'top',
            dy: 4,
            fill: context.faint,
            fontStyle: 'italic',
            stroke: context.paper,
            strokeWidth: 3,
          }),
        ]
      : []),
  ]
}

let patterns = 0

/** Times without coverage, hatched: nothing is known of them. `y` or `fy` name the column that says in which row or band. */
export function hatched(
  gaps: readonly Row[],
  place: { y?: string; insetTop?: number; insetBottom?: number; fy?: string } = {},
): Plot.Markish[] {
  if (gaps.length === 0) return []
  const id = `hatch-${++patterns}`
  let defined = false // a faceted picture asks once a facet
  const shape = { x1: 'from', x2: 'to', fill: `url(#${id})` }
  return [
    () => {
      if (defined) return null
      defined = true
      return pattern(id)
    },
    place.y === undefined ? Plot.rect(gaps, { ...shape, ...place }) : Plot.barX(gaps, { ...shape, ...place }),
  ]
}

function pattern(id: string): SVGElement {
  const make = (name: string, attributes: Record<string, string>) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
    return node
  }
  const size = { width: '6', height: '6' }
  const hatch = make('pattern', {
    id,
    ...size,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  })
  hatch.append(
    make('rect', { ...size, fill: 'var(--paper)' }),
    make('line', { x1: '0', y1: '0', x2: '0', y2: '6', stroke: 'var(--hatch)', 'stroke-width': '2.5' }),
  )
  const defs = make('defs', {})
  defs.append(hatch)
  return defs as SVGElement // createElementNS with the SVG namespace makes SVG elements
}

/** The gaps between `from` and `to`, if there are any. */
export const gapsWithin = (gaps: readonly Row[] | undefined, from: number, to: number): Row[] =>
  (gaps ?? [])
    .filter(gap => num(gap, 'to') > from && num(gap, 'from') < to)
    .map(gap => ({ ...gap, from: Math.max(from, num(gap, 'from')), to: Math.min(to, num(gap, 'to')) }))

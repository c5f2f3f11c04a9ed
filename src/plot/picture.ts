import * as Plot from '@observablehq/plot'
import type { ChartContext } from '../model/index.ts'

/** A Plot in the page's type and colours, as wide as its column. */
export function picture(context: ChartContext, options: Plot.PlotOptions): Element {
  return Plot.plot({
    width: context.width,
    ...options,
    style: {
      fontFamily: 'var(--sans)',
      fontSize: '13px',
      color: context.ink,
      background: 'none',
      overflow: 'visible',
    },
  })
}

/** Is this a narrow column, such as a phone's? */
export const narrow = ({ width }: ChartContext): boolean => width < 480

/** The axis' title as a sentence at the top left, and thin rules with their figures. */
export function figuresAxis(
  context: ChartContext,
  title: string,
  marginLeft: number,
  options: { ticks?: number | number[]; format?: (n: number) => string } = {},
): Plot.Markish[] {
  const ticks = options.ticks ?? 4
  return [
    Plot.gridY({ ticks, stroke: context.rule, strokeOpacity: 1 }),
    Plot.axisY({
      ticks,
      tickSize: 0,
      label: null,
      color: context.faint,
      tickFormat: options.format ?? ((n: number) => context.number(n)),
    }),
    Plot.text([title], {
      frameAnchor: 'top-left',
      dx: -marginLeft,
      dy: -22,
      fill: context.faint,
      textAnchor: 'start',
      lineAnchor: 'middle',
    }),
  ]
}

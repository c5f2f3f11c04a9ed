import * as Plot from '@observablehq/plot'
import type { ChartContext } from '../model/index.ts'

type Anchor = 'start' | 'middle' | 'end'

/** Labels beside their points, each on the side where there is room: `gap` pixels away, in the page's halo. */
export function labels<T>(
  data: readonly T[],
  side: (item: T) => Anchor,
  gap: number,
  context: ChartContext,
  options: Plot.TextOptions,
): Plot.Markish[] {
  const anchors: Anchor[] = ['start', 'middle', 'end']
  return anchors.map(textAnchor =>
    Plot.text(
      data.filter(item => side(item) === textAnchor),
      {
        stroke: context.paper,
        strokeWidth: 4,
        ...options,
        textAnchor,
        dx: textAnchor === 'start' ? gap : textAnchor === 'end' ? -gap : 0,
      },
    ),
  )
}

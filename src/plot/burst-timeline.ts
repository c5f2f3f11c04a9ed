import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'
import { num, word } from './cells.ts'
import { phrase } from './phrase.ts'
import { narrow, picture } from './picture.ts'
import { timeAxis } from './time-axis.ts'
import { TIP, utc } from './tips.ts'

const LANE = 78
const LINE = 18
const KINDS = ['created', 'saved', 'sent']
const DAY = 86_400_000

const kindName = (kind: string, context: ChartContext): string =>
  ({
    created: phrase(context, 'Created', 'Créés'),
    saved: phrase(context, 'Saved last', 'Enregistrés en dernier'),
    sent: phrase(context, 'Sent, as mail', 'Envoyés, en courrier'),
  })[kind] ?? kind

/** When files say that they were created, saved and sent, a lane each; the bursts are shaded through all of them, and named. */
export function burstTimeline(
  rows: Row[],
  context: ChartContext,
  figures: Record<string, Row[]>,
): Element | null {
  const bins = rows.filter(row => Number.isFinite(num(row, 'at')))
  const bursts = figures.bursts ?? []
  const step = num(bins[0], 'bin_d') * DAY
  const from = Math.min(...bins.map(row => num(row, 'at')), ...bursts.map(row => num(row, 'from')))
  const to = Math.max(...bins.map(row => num(row, 'at') + step), ...bursts.map(row => num(row, 'to')))
  const kinds = KINDS.filter(kind => bins.some(row => row.kind === kind))
  if (!(to > from) || kinds.length === 0) return null
  const tops = new Map(
    kinds.map(kind => [kind, Math.max(...bins.map(row => (row.kind === kind ? num(row, 'files') : 0)))]),
  )
  const heads = kinds.map(kind => ({
    kind,
    text: `${kindName(kind, context)}, ${phrase(context, 'at most', 'au plus')} ${context.number(tops.get(kind) ?? 0)}`,
  }))
  const bars = bins.map(row => ({
    kind: word(row, 'kind'),
    from: num(row, 'at'),
    to: num(row, 'at') + step,
    files: num(row, 'files'),
    height: num(row, 'files') / Math.max(1, tops.get(word(row, 'kind')) ?? 1),
  }))
  const named = labelled(bursts, from, to, context)
  const lines = 1 + Math.max(-1, ...named.map(({ line }) => line))
  // A burst lasts minutes on a picture of years: it is drawn as wide as can be seen.
  const least = ((to - from) / context.width) * 4
  const shades = kinds.flatMap(kind =>
    bursts.map(row => {
      const middle = (num(row, 'from') + num(row, 'to')) / 2
      const half = Math.max(least, num(row, 'to') - num(row, 'from')) / 2
      return { kind, from: middle - half, to: middle + half }
    }),
  )
  return picture(context, {
    height: kinds.length * LANE + lines * LINE + 50,
    marginLeft: 2,
    marginRight: 12,
    marginTop: lines * LINE + 8,
    marginBottom: 42,
    x: { type: 'utc', domain: [from, to] },
    y: { axis: null, domain: [0, 1.5] },
    fy: { domain: kinds, axis: null, padding: 0.04 },
    marks: [
      Plot.rect(shades, {
        x1: 'from',
        x2: 'to',
        fy: 'kind',
        fill: context.accent,
        fillOpacity: 0.28,
      }),
      Plot.rectY(bars, {
        x1: 'from',
        x2: 'to',
        y: 'height',
        fy: 'kind',
        fill: context.ink,
        fillOpacity: 0.62,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: context.rule }),
      Plot.text(heads, {
        fy: 'kind',
        text: 'text',
        frameAnchor: 'top-left',
        lineAnchor: 'top',
        fill: context.faint,
        fontWeight: 600,
        dy: 4,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      ...named.map(({ at, text, line, anchor }) =>
        Plot.text([{ at, text, kind: kinds[0] }], {
          fy: 'kind',
          x: 'at',
          text: 'text',
          frameAnchor: 'top',
          lineAnchor: 'bottom',
          textAnchor: anchor,
          dy: -4 - (lines - 1 - line) * LINE,
          dx: anchor === 'start' ? -3 : 3,
          fill: context.accent,
          fontWeight: 600,
          stroke: context.paper,
          strokeWidth: 4,
        }),
      ),
      timeAxis(from, to, context),
      Plot.tip(
        bars,
        Plot.pointerX({
          x: bar => (bar.from + bar.to) / 2,
          y: 'height',
          fy: 'kind',
          title: bar =>
            `${kindName(bar.kind, context)}: ${context.number(bar.files)}\n${phrase(context, 'from', 'à partir du')} ${context.dateTime(bar.from)}\n${utc(bar.from)}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** The names of the largest bursts, on lines of their own where they would run into one another. */
function labelled(bursts: readonly Row[], from: number, to: number, context: ChartContext) {
  const perSign = 7.2 * ((to - from) / context.width)
  const taken: [number, number][][] = []
  const named: { at: number; text: string; line: number; anchor: 'start' | 'end' }[] = []
  for (const row of bursts.slice(0, narrow(context) ? 3 : 6)) {
    const at = (num(row, 'from') + num(row, 'to')) / 2
    const who = harmless(word(row, 'last_modified_by'))
    const short = who.length > 24 ? `${who.slice(0, 23)}…` : who
    const files = context.number(num(row, 'files'))
    const text = `${files} ${phrase(context, 'files', 'fichiers')}${short === '' ? '' : phrase(context, `, “${short}”`, `, « ${short} »`)}`
    const anchor = (at - from) / (to - from) > 0.5 ? 'end' : 'start'
    const length = text.length * perSign
    const room: [number, number] = anchor === 'end' ? [at - length, at] : [at, at + length]
    const line = taken.findIndex(used => used.every(([a, b]) => room[1] < a || room[0] > b))
    const place = line < 0 ? taken.length : line
    taken[place] = [...(taken[place] ?? []), room]
    named.push({ at, text, line: place, anchor })
  }
  return named
}

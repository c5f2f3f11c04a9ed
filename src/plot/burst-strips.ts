import * as Plot from '@observablehq/plot'
import type { ChartContext, Row } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'
import { grouped, num, word } from './cells.ts'
import { phrase } from './phrase.ts'
import { narrow, picture } from './picture.ts'
import { TIP, utc } from './tips.ts'

const STRIP = 64
const LINE = 17
/** Seconds between the figures of the axis. */
const STEPS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600]
const MOST = 8

/** The largest bursts from close by: a strip each, from its first save to its last, with a tick a file. */
export function burstStrips(rows: Row[], context: ChartContext): Element | null {
  const strips = grouped(rows, 'burst')
    .slice(0, MOST)
    .map(([burst, of]) => ({
      burst: String(burst),
      of,
      from: Math.min(...of.map(row => num(row, 'saved_at'))),
    }))
  if (strips.length === 0) return null
  const ticks = strips.flatMap(({ burst, of, from }) =>
    of.map(row => ({
      burst,
      after: (num(row, 'saved_at') - from) / 1000,
      document: word(row, 'document'),
      at: num(row, 'saved_at'),
      created: num(row, 'created_at'),
    })),
  )
  const longest = Math.max(1, ...ticks.map(({ after }) => after))
  const every = STEPS.find(step => longest / step <= (narrow(context) ? 3 : 6)) ?? longest
  const heads = strips.map(({ burst, of, from }) => ({ burst, text: heading(of, from, context) }))
  return picture(context, {
    height: strips.length * (STRIP + (narrow(context) ? LINE : 0)) + 44,
    marginLeft: 8,
    marginRight: 14,
    marginTop: 2,
    marginBottom: 40,
    x: { domain: [0, longest * 1.02] },
    y: { axis: null, domain: [0, 1] },
    fy: { domain: strips.map(({ burst }) => burst), axis: null },
    marks: [
      Plot.text(heads, {
        fy: 'burst',
        text: 'text',
        frameAnchor: 'top-left',
        lineAnchor: 'top',
        dx: -6,
        dy: 6,
        fill: context.ink,
        lineHeight: 1.25,
        lineWidth: context.width / (narrow(context) ? 13.5 : 13),
        textOverflow: 'ellipsis-end',
      }),
      Plot.ruleY(heads, { fy: 'burst', y: () => 0.25, stroke: context.rule }),
      Plot.ruleX(ticks, {
        x: 'after',
        y1: () => 0.1,
        y2: () => 0.4,
        fy: 'burst',
        stroke: context.accent,
        strokeWidth: 2,
        strokeOpacity: 0.85,
      }),
      Plot.axisX({
        ticks: Array.from({ length: Math.floor(longest / every) + 1 }, (_, n) => n * every),
        tickSize: 4,
        color: context.faint,
        tickFormat: (seconds: number) => (seconds === 0 ? '0' : context.span(seconds)),
        label: phrase(context, 'Time since the first save', 'Temps depuis le premier enregistrement'),
        labelAnchor: 'right',
        labelArrow: 'none',
      }),
      Plot.tip(
        ticks,
        Plot.pointer({
          x: 'after',
          y: () => 0.25,
          fy: 'burst',
          title: tick =>
            [
              harmless(tick.document),
              `${phrase(context, 'saved', 'enregistré')} ${context.dateTime(tick.at)}`,
              utc(tick.at),
              ...(Number.isFinite(tick.created)
                ? [`${phrase(context, 'created', 'créé')} ${context.dateTime(tick.created)}`]
                : []),
            ].join('\n'),
          ...TIP,
        }),
      ),
    ],
  })
}

function heading(of: readonly Row[], from: number, context: ChartContext): string {
  const who = harmless(word(of[0], 'last_modified_by'))
  const years = of.flatMap(row =>
    Number.isFinite(num(row, 'created_at')) ? [new Date(num(row, 'created_at')).getUTCFullYear()] : [],
  )
  const made =
    years.length === 0
      ? ''
      : phrase(
          context,
          `, created ${Math.min(...years)}–${Math.max(...years)}`,
          `, créés ${Math.min(...years)}–${Math.max(...years)}`,
        )
  const files = `${context.number(of.length)} ${phrase(context, 'files', 'fichiers')}${made}`
  const name = who === '' ? '' : phrase(context, `“${who}”`, `« ${who} »`)
  const time = context.dateTime(from)
  // A phone's column holds one or the other.
  if (narrow(context)) return name === '' ? `${time}\n${files}` : `${time}: ${name}\n${files}`
  return `${time}: ${name === '' ? '' : `${name}, `}${files}`
}

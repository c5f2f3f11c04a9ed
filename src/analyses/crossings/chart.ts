import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { at, num, word } from '../../plot/cells.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { narrow, picture } from '../../plot/picture.ts'
import { seriesMultiples } from '../../plot/series-multiples.ts'
import { timeAxis } from '../../plot/time-axis.ts'
import { TIP, utc } from '../../plot/tips.ts'
import { when } from '../../plot/when.ts'

const code = (row: Row | undefined, key = 'series') => (row?.[key] === null ? null : word(row, key))

/** Per language, a line from its first post to the moment by which a tenth of its posts had come. */
function arrivals(rows: Row[], context: ChartContext): Element | null {
  const firsts = rows
    .filter(row => row.by === 'lang' && Number.isFinite(num(row, 'at')))
    .sort((a, b) => num(a, 'at') - num(b, 'at'))
  if (firsts.length < 2) return null
  const times = firsts.flatMap(row => [num(row, 'at'), num(row, 'q10_at')]).filter(Number.isFinite)
  const room = Math.max(60_000, Math.max(...times) - Math.min(...times))
  const [from, to] = [Math.min(...times) - room * 0.03, Math.max(...times) + room * 0.06]
  const colour = (row: Row) => context.langColour(code(row))
  const late = (row: Row) => (num(row, 'at') - from) / (to - from) > 0.5
  const words = (side: Row[], anchor: 'start' | 'end') =>
    Plot.text(side, {
      x: 'at',
      y: (row: Row) => firsts.indexOf(row),
      text: row =>
        `${context.langName(code(row))} · ${when(num(row, 'at'), from, to, context)}${narrow(context) ? '' : ` ${at(row)}`}`,
      textAnchor: anchor,
      dx: anchor === 'start' ? -4 : 4,
      dy: -13,
      fill: colour,
      fontWeight: 600,
      stroke: context.paper,
      strokeWidth: 4,
    })
  return picture(context, {
    height: firsts.length * 44 + 58,
    marginLeft: 6,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 44,
    x: { type: 'utc', domain: [from, to] },
    y: { type: 'point', domain: firsts.map((_, i) => i), axis: null, padding: 0.55 },
    marks: [
      timeAxis(from, to, context),
      Plot.ruleY(firsts, { y: (_, i) => i, x1: 'at', x2: 'q10_at', stroke: colour, strokeWidth: 2 }),
      Plot.dot(firsts, {
        y: (_, i) => i,
        x: 'at',
        r: 5,
        stroke: colour,
        fill: context.paper,
        strokeWidth: 2,
      }),
      Plot.dot(firsts, { y: (_, i) => i, x: 'q10_at', r: 5, fill: colour }),
      words(
        firsts.filter(row => !late(row)),
        'start',
      ),
      words(firsts.filter(late), 'end'),
      Plot.tip(
        firsts,
        Plot.pointerX({
          x: 'at',
          y: (_: Row, i: number) => i,
          title: row =>
            `${context.langName(code(row))}, ${context.number(num(row, 'posts'))} ${phrase(context, 'posts', 'messages')}\n${phrase(context, 'first', 'premier')} ${context.dateTime(num(row, 'at'))}\n${utc(num(row, 'at'))}\n${phrase(context, 'a tenth by', 'un dixième à')} ${context.dateTime(num(row, 'q10_at'))}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** Reposts and quotes from one language into another: rows were written in, columns passed on in. */
function bridges(rows: Row[], context: ChartContext): Element | null {
  const crossing = rows.filter(row => num(row, 'posts') > 0 && row.from !== row.to)
  if (crossing.length === 0) return null
  const weight = (key: string) => {
    const sums = new Map<string | null, number>()
    for (const row of crossing) sums.set(code(row, key), (sums.get(code(row, key)) ?? 0) + num(row, 'posts'))
    return [...sums]
      .sort((a, b) => b[1] - a[1])
      .slice(0, narrow(context) ? 5 : 7)
      .map(([lang]) => lang)
  }
  const [froms, tos] = [weight('from'), weight('to')]
  const shown = crossing.filter(row => froms.includes(code(row, 'from')) && tos.includes(code(row, 'to')))
  const most = Math.max(...shown.map(row => num(row, 'posts')))
  const heaviest = shown.find(row => num(row, 'posts') === most)
  const name = context.langName
  const marginLeft = narrow(context) ? 76 : 110
  const cell = Math.min(narrow(context) ? 58 : 92, (context.width - marginLeft - 10) / tos.length)
  return picture(context, {
    width: marginLeft + cell * tos.length + 10,
    height: froms.length * 48 + 64,
    marginLeft,
    marginRight: 10,
    marginTop: 58,
    marginBottom: 6,
    x: { type: 'band', domain: tos.map(name), label: null },
    y: { type: 'band', domain: froms.map(name), label: null },
    marks: [
      Plot.axisX({
        anchor: 'top',
        tickSize: 0,
        label: null,
        tickPadding: 4,
        color: context.ink,
        fontSize: narrow(context) ? 11 : 13,
      }),
      Plot.axisY({ tickSize: 0, label: null, color: context.ink, fontSize: narrow(context) ? 11 : 13 }),
      Plot.text([phrase(context, 'written in ↓   passed on in →', 'écrit en ↓   relayé en →')], {
        frameAnchor: 'top-left',
        dx: -marginLeft,
        dy: -46,
        textAnchor: 'start',
        fill: context.faint,
      }),
      Plot.cell(shown, {
        x: row => name(code(row, 'to')),
        y: row => name(code(row, 'from')),
        fill: row => (row === heaviest ? context.accent : context.ink),
        fillOpacity: row => 0.05 + 0.25 * Math.sqrt(num(row, 'posts') / most),
        inset: 1,
      }),
      Plot.text(shown, {
        x: row => name(code(row, 'to')),
        y: row => name(code(row, 'from')),
        text: row => context.number(num(row, 'posts')),
        fill: row => (row === heaviest ? context.accent : context.ink),
        fontSize: narrow(context) ? 11.5 : 13,
      }),
    ],
  })
}

export const charts: Chart[] = [
  {
    figure: 'firsts',
    tells: ['lang'],
    title: titled('When it reached each language', 'Quand il a atteint chaque langue'),
    caption: (_, context) =>
      phrase(
        context,
        'Hollow: the first captured post in the language. Full: the moment by which a tenth of its posts had come.',
        'Creux : le premier message capté dans la langue. Plein : le moment où un dixième de ses messages était là.',
      ),
    draw: arrivals,
  },
  {
    figure: 'bridges',
    tells: ['bridges'],
    title: titled('Who passed it from one language to another', 'D’une langue à l’autre'),
    caption: (_, context) =>
      phrase(
        context,
        'Reposts and quotes by accounts that write in another language than the post they passed on.',
        'Relais et citations de comptes qui écrivent dans une autre langue que le message relayé.',
      ),
    draw: bridges,
  },
  {
    figure: 'share',
    tells: ['languages'],
    title: titled('Each language’s share over time', 'La part de chaque langue dans le temps'),
    caption: (_, context) =>
      phrase(
        context,
        'Share of all posts in each stretch of time, from 0 to 100%.',
        'Part de tous les messages de chaque tranche, de 0 à 100 %.',
      ),
    draw: (rows, context) => seriesMultiples(rows, 'lang', 'share', context),
  },
]

export const tables: TableView[] = [
  {
    figure: 'lags',
    title: titled('Lags between them', 'Les décalages entre elles'),
    columns: [
      { key: 'from', title: titled('From', 'De'), kind: 'lang' },
      { key: 'to', title: titled('To', 'À'), kind: 'lang' },
      { key: 'lag_s', title: titled('Lag of the first tenth', 'Décalage du premier dixième'), kind: 'span' },
      { key: 'p', title: titled('p (permutation)', 'p (permutation)'), kind: 'number' },
    ],
  },
  {
    figure: 'bridges',
    title: titled('Bridges', 'Passages'),
    columns: [
      { key: 'from', title: titled('Written in', 'Écrit en'), kind: 'lang' },
      { key: 'to', title: titled('Passed on in', 'Relayé en'), kind: 'lang' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
    ],
  },
  {
    figure: 'firsts',
    title: titled('First post in each', 'Le premier message dans chacune'),
    columns: [
      { key: 'series', title: titled('Language or platform', 'Langue ou plateforme'), kind: 'lang' },
      { key: 'at', title: titled('First post', 'Premier message'), kind: 'time' },
      { key: 'q10_at', title: titled('A tenth by', 'Un dixième à'), kind: 'time' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
    ],
  },
  {
    figure: 'share',
    title: titled('Share of each language', 'Part de chaque langue'),
    columns: [
      { key: 'at', title: titled('From', 'À partir de'), kind: 'time' },
      { key: 'series', title: titled('Language', 'Langue'), kind: 'lang' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'share', title: titled('Share', 'Part'), kind: 'percent' },
    ],
  },
]

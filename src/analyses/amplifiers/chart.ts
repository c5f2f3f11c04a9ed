import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { at, num, word } from '../../plot/cells.ts'
import { manipulation } from '../../plot/manipulation.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { figuresAxis, narrow, picture } from '../../plot/picture.ts'
import { clipped } from '../../words/clipped.ts'

const SHOWN = 14

const nameOf = (row: Row) => at(row) || word(row, 'account_id')

/** Bars of one measure, longest first, names and figures written on them. */
function bars(rows: Row[], context: ChartContext, key: string): Element | null {
  const top = [...rows]
    .filter(row => num(row, key) > 0)
    .sort((a, b) => num(b, key) - num(a, key))
    .slice(0, narrow(context) ? 10 : SHOWN)
  if (top.length === 0) return null
  const room = narrow(context) ? 120 : 170
  return picture(context, {
    height: top.length * 25 + 10,
    marginLeft: room,
    marginRight: 62,
    marginTop: 4,
    marginBottom: 6,
    x: { axis: null, domain: [0, num(top[0], key)] },
    y: { domain: top.map((_, i) => i), axis: null, padding: 0.28 },
    marks: [
      Plot.barX(top, {
        x: key,
        y: (_, i) => i,
        fill: (_, i) => (i === 0 ? context.accent : context.faint),
        fillOpacity: (_, i) => (i === 0 ? 1 : 0.55),
      }),
      Plot.text(top, {
        x: 0,
        y: (_, i) => i,
        text: row => clipped(nameOf(row), narrow(context) ? 17 : 24),
        textAnchor: 'end',
        dx: -8,
      }),
      Plot.text(top, {
        x: key,
        y: (_, i) => i,
        text: row => context.number(num(row, key)),
        textAnchor: 'start',
        dx: 6,
        fill: (_, i) => (i === 0 ? context.accent : context.ink),
      }),
    ],
  })
}

/** Cumulative share of posts by accounts, busiest first, with the share of the busiest 1, 5 and 10 % written on it. */
function concentration(rows: Row[], context: ChartContext): Element | null {
  const curve = [...rows].sort((a, b) => num(a, 'accounts_share') - num(b, 'accounts_share'))
  if (curve.length < 2) return null
  const rising = busiestFirst(curve)
  const points = [0.01, 0.05, 0.1].flatMap(share => {
    const row = rising.find(({ x }) => x >= share - 1e-9)
    return row && row.x < share * 1.6 ? [row] : []
  })
  const marginLeft = 44
  return picture(context, {
    height: narrow(context) ? 320 : Math.min(380, context.width * 0.72),
    marginLeft,
    marginTop: 40,
    marginBottom: 40,
    marginRight: 24,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      figuresAxis(context, phrase(context, 'Share of all posts', 'Part de tous les messages'), marginLeft, {
        format: n => context.percent(n, 0),
      }),
      Plot.axisX({
        ticks: 5,
        tickSize: 4,
        tickFormat: (n: number) => context.percent(n, 0),
        color: context.faint,
        label: phrase(
          context,
          'Share of accounts, the busiest first',
          'Part des comptes, les plus actifs d’abord',
        ),
        labelAnchor: 'right',
        labelArrow: 'none',
      }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: context.faint, strokeDasharray: '3,3' },
      ),
      Plot.text([narrow(context) ? [0.42, 0.42] : [0.6, 0.6]], {
        text: () => phrase(context, 'if all posted alike', 'si tous postaient autant'),
        fill: context.faint,
        textAnchor: 'start',
        dx: 8,
        dy: 8,
      }),
      Plot.lineY(rising, { x: 'x', y: 'y', stroke: context.ink, strokeWidth: 2 }),
      Plot.dot(points, { x: 'x', y: 'y', r: 4, fill: context.accent }),
      Plot.text(points, {
        x: 'x',
        y: 'y',
        text: ({ x, y }) =>
          phrase(
            context,
            `busiest ${context.percent(x, 0)}: ${context.percent(y, 0)} of posts`,
            `${context.percent(x, 0)} les plus actifs : ${context.percent(y, 0)} des messages`,
          ),
        textAnchor: 'start',
        dx: 9,
        dy: 6,
        fill: context.accent,
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      }),
    ],
  })
}

/** A Lorenz curve counts from the least active (it sags); the page tells it from the busiest (it bulges). */
function busiestFirst(curve: Row[]): { x: number; y: number }[] {
  const points = curve.map(row => ({ x: num(row, 'accounts_share'), y: num(row, 'posts_share') }))
  const sags = points.filter(({ x, y }) => y < x).length > points.length / 2
  const turned = sags ? points.map(({ x, y }) => ({ x: 1 - x, y: 1 - y })).reverse() : points
  return [{ x: 0, y: 0 }, ...turned.filter(({ x }) => x > 0)]
}

export const charts: Chart[] = [
  {
    figure: 'accounts',
    tells: ['top'],
    title: titled('Whose posts were passed on most', 'Les comptes les plus relayés'),
    caption: (_, context) =>
      phrase(
        context,
        'Reposts received by each account’s captured posts.',
        'Relais reçus par les messages captés de chaque compte.',
      ),
    draw: (rows, context) => bars(rows, context, 'reposts_received'),
  },
  {
    figure: 'accounts',
    tells: ['busiest'],
    title: titled('Who posted most within 12 hours', 'Qui a le plus posté en 12 heures'),
    caption: (_, context) =>
      phrase(
        context,
        'Posts and reposts in each account’s busiest 12 hours.',
        'Messages et relais dans les 12 heures les plus actives de chaque compte.',
      ),
    draw: (rows, context) => bars(rows, context, 'peak_12h'),
  },
  {
    figure: 'lorenz',
    tells: ['concentration'],
    title: titled('How few made how much', 'Combien ont fait la plus grande part'),
    caption: (_, context) =>
      phrase(
        context,
        'The further the line bends from the diagonal, the fewer accounts made most of the posts.',
        'Plus la courbe s’écarte de la diagonale, moins il a fallu de comptes pour l’essentiel des messages.',
      ),
    draw: concentration,
  },
  {
    figure: 'ctm',
    tells: ['ctm'],
    title: titled('Coefficient of traffic manipulation', 'Coefficient de manipulation du trafic'),
    caption: (rows, context) =>
      phrase(
        context,
        `A tenth of the percentage of reposts, plus the percentage of posts by the 50 busiest accounts, plus posts per account (Nimmo 2019), over ${context.number(num(rows[0], 'posts'))} posts by ${context.number(num(rows[0], 'accounts'))} accounts. It describes traffic, not who made it.`,
        `Un dixième du pourcentage de relais, plus le pourcentage de messages des 50 comptes les plus actifs, plus les messages par compte (Nimmo 2019), sur ${context.number(num(rows[0], 'posts'))} messages de ${context.number(num(rows[0], 'accounts'))} comptes. Il décrit un trafic, non qui l’a fait.`,
      ),
    draw: manipulation,
  },
]

export const tables: TableView[] = [
  {
    figure: 'accounts',
    open: true,
    title: titled('The accounts', 'Les comptes'),
    columns: [
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'reposts_made', title: titled('Reposts made', 'Relais faits'), kind: 'number' },
      { key: 'reposts_received', title: titled('Reposts received', 'Relais reçus'), kind: 'number' },
      { key: 'followers', title: titled('Followers', 'Abonnés'), kind: 'number' },
      { key: 'deliveries_bound', title: titled('Deliveries, at most', 'Remises, au plus'), kind: 'number' },
      { key: 'h_index', title: titled('h-index', 'Indice h'), kind: 'number' },
      { key: 'peak_12h', title: titled('Most in 12 h', 'Maximum en 12 h'), kind: 'number' },
    ],
  },
  {
    figure: 'lorenz',
    title: titled('Share of posts by share of accounts', 'Part des messages par part des comptes'),
    columns: [
      { key: 'accounts_share', title: titled('Accounts', 'Comptes'), kind: 'percent' },
      { key: 'posts_share', title: titled('Posts', 'Messages'), kind: 'percent' },
    ],
  },
  {
    figure: 'ctm',
    title: titled('The coefficient', 'Le coefficient'),
    columns: [
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
      { key: 'r', title: titled('Reposts, %', 'Relais, %'), kind: 'number' },
      { key: 'f', title: titled('By the 50 busiest, %', 'Des 50 plus actifs, %'), kind: 'number' },
      { key: 'u', title: titled('Posts per account', 'Messages par compte'), kind: 'number' },
      { key: 'ctm', title: titled('Coefficient', 'Coefficient'), kind: 'number' },
    ],
  },
]

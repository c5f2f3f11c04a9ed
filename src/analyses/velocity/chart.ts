import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { at, num, word } from '../../plot/cells.ts'
import { labels } from '../../plot/labels.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { figuresAxis, narrow, picture } from '../../plot/picture.ts'
import { TIP, utc } from '../../plot/tips.ts'

/** Both scales count from zero, which a logarithm cannot: one is added before, and taken off the labels. */
const plus = (n: number) => Math.log10(n + 1)
const minus = (power: number) => Math.round(10 ** power - 1)
const decades = (top: number) =>
  [0, ...Array.from({ length: Math.ceil(Math.log10(Math.max(10, top))) + 1 }, (_, i) => 10 ** i)].filter(
    n => n <= top * 1.05,
  )

/** Each original post by its account's followers and its reposts within five minutes, over what is usual for that size. */
function speeds(rows: Row[], context: ChartContext, figures: Record<string, Row[]>): Element | null {
  const known = rows.filter(row => num(row, 'followers') >= 0 && Number.isFinite(num(row, 'v300')))
  if (known.length === 0) return null
  const baseline = (figures.baseline ?? []).filter(row => Number.isFinite(num(row, 'median')))
  const most = Math.max(...known.map(row => num(row, 'followers')))
  const top = Math.max(10, ...known.map(row => num(row, 'v300')))
  const place = (name: string) => known.filter(row => row.place === name)
  const first = place('first')
  const marginLeft = narrow(context) ? 40 : 48
  const named = narrow(context)
    ? []
    : spaced([...first, ...place('unusual')].sort((a, b) => num(b, 'z') - num(a, 'z'))).filter(
        row => row.place === 'unusual',
      )
  return picture(context, {
    height: narrow(context) ? 330 : Math.min(460, context.width * 0.66),
    marginLeft,
    marginTop: 40,
    marginBottom: 44,
    marginRight: 34,
    x: { domain: [0, plus(most * 1.2)] },
    y: { domain: [0, plus(top * 1.3)] },
    marks: [
      figuresAxis(context, phrase(context, 'Reposts within 5 minutes', 'Relais en 5 minutes'), marginLeft, {
        ticks: decades(top).map(plus),
        format: power => context.number(minus(power)),
      }),
      Plot.axisX(
        decades(most)
          .filter((_, i) => !narrow(context) || i % 2 === 1)
          .map(plus),
        {
          tickSize: 4,
          tickFormat: (power: number) => context.number(minus(power)),
          color: context.faint,
          label: phrase(context, 'Followers of the account', 'Abonnés du compte'),
          labelAnchor: 'right',
          labelArrow: 'none',
        },
      ),
      Plot.rect(baseline, {
        x1: row => plus(num(row, 'followers_from')),
        x2: row => plus(num(row, 'followers_to')),
        y1: () => 0,
        y2: row => plus(num(row, 'upper')),
        fill: context.ink,
        fillOpacity: 0.09,
      }),
      Plot.ruleY(baseline, {
        x1: row => plus(num(row, 'followers_from')),
        x2: row => plus(num(row, 'followers_to')),
        y: row => plus(num(row, 'median')),
        stroke: context.ink,
        strokeWidth: 1.6,
      }),
      Plot.dot(place('other'), {
        x: row => plus(num(row, 'followers')),
        y: row => plus(num(row, 'v300')),
        r: 2,
        fill: context.faint,
        fillOpacity: 0.45,
      }),
      Plot.dot(place('unusual'), {
        x: row => plus(num(row, 'followers')),
        y: row => plus(num(row, 'v300')),
        r: 3,
        stroke: context.ink,
        fill: context.paper,
        strokeWidth: 1.3,
      }),
      Plot.dot(first, {
        x: row => plus(num(row, 'followers')),
        y: row => plus(num(row, 'v300')),
        r: 6,
        fill: context.accent,
      }),
      Plot.text(narrow(context) ? [] : baseline.slice(3, 4), {
        x: row => plus(num(row, 'followers_from')),
        y: row => plus(num(row, 'upper')),
        text: () => phrase(context, 'usual for that size', 'usuel pour cette taille'),
        textAnchor: 'end',
        dx: -6,
        dy: 2,
        fill: context.faint,
        fontStyle: 'italic',
        stroke: context.paper,
        strokeWidth: 3,
      }),
      Plot.text(named, {
        x: row => plus(num(row, 'followers')),
        y: row => plus(num(row, 'v300')),
        text: row => at(row),
        textAnchor: 'end',
        dx: -7,
        fill: context.ink,
        stroke: context.paper,
        strokeWidth: 3,
      }),
      labels(first, row => (plus(num(row, 'followers')) > plus(most) * 0.55 ? 'end' : 'start'), 11, context, {
        x: row => plus(num(row, 'followers')),
        y: row => plus(num(row, 'v300')),
        text: row =>
          `${phrase(context, 'first post', 'premier message')}${phrase(context, ':', '\u202f:')} ${context.number(num(row, 'v300'))}`,
        fill: context.accent,
        fontWeight: 650,
      }),
      Plot.tip(
        known,
        Plot.pointer({
          x: row => plus(num(row, 'followers')),
          y: row => plus(num(row, 'v300')),
          title: row =>
            `${at(row) || word(row, 'post_id')}\n${context.number(num(row, 'v60'))} ${phrase(context, 'in 1 min', 'en 1 min')}, ${context.number(num(row, 'v300'))} ${phrase(context, 'in 5 min', 'en 5 min')}\n${context.number(num(row, 'followers'))} ${phrase(context, 'followers', 'abonnés')}\n${context.dateTime(num(row, 'at'))}\n${utc(num(row, 'at'))}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** The three most unusual posts whose names have room: none stands where another's name does. */
function spaced(rows: Row[]): Row[] {
  const kept: Row[] = []
  for (const row of rows) {
    const near = (other: Row) =>
      Math.abs(plus(num(row, 'followers')) - plus(num(other, 'followers'))) < 1.3 &&
      Math.abs(plus(num(row, 'v300')) - plus(num(other, 'v300'))) < 0.2
    if (kept.length < 4 && !kept.some(near)) kept.push(row)
  }
  return kept
}

/** The first post's reposts as they came in, with the two windows marked. */
function firstPost(rows: Row[], context: ChartContext): Element | null {
  const curve = [...rows].sort((a, b) => num(a, 'after_s') - num(b, 'after_s'))
  const until = num(curve.at(-1), 'after_s')
  if (!(until > 0)) return null
  const top = num(curve.at(-1), 'reposts')
  const windows = [60, 300]
    .filter(after => after <= until)
    .map(after => {
      const before = curve.filter(row => num(row, 'after_s') <= after)
      return { after, reposts: before.length > 0 ? num(before.at(-1), 'reposts') : 0 }
    })
  const marginLeft = 44
  const round = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]
  const step = round.find(size => until / size <= (narrow(context) ? 4 : 7)) ?? until / 5
  const ticks = Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => i * step)
  return picture(context, {
    height: narrow(context) ? 260 : 320,
    marginLeft,
    marginTop: 40,
    marginBottom: 42,
    marginRight: 20,
    x: { domain: [0, until] },
    y: { domain: [0, top * 1.08] },
    marks: [
      figuresAxis(
        context,
        phrase(context, 'Reposts of the first post so far', 'Relais cumulés du premier message'),
        marginLeft,
      ),
      Plot.axisX(ticks, {
        tickSize: 4,
        tickFormat: (s: number) => (s === 0 ? '0' : context.span(s)),
        color: context.faint,
        label: phrase(context, 'Time since the post', 'Temps depuis le message'),
        labelAnchor: 'right',
        labelArrow: 'none',
      }),
      Plot.lineY(curve, {
        x: 'after_s',
        y: 'reposts',
        curve: 'step-after',
        stroke: context.ink,
        strokeWidth: 1.8,
      }),
      Plot.ruleX(windows, {
        x: 'after',
        y1: 0,
        y2: 'reposts',
        stroke: context.accent,
        strokeDasharray: '2,3',
      }),
      Plot.dot(windows, { x: 'after', y: 'reposts', r: 4.5, fill: context.accent }),
      labels(windows, mark => (mark.after > until * 0.6 ? 'end' : 'start'), 9, context, {
        x: 'after',
        y: 'reposts',
        text: mark =>
          `${context.number(mark.reposts)} ${phrase(context, 'in', 'en')} ${context.span(mark.after)}`,
        dy: 9,
        fill: context.accent,
        fontWeight: 650,
      }),
    ],
  })
}

export const charts: Chart[] = [
  {
    figure: 'curve',
    tells: ['first-post'],
    title: titled(
      'How fast the first post was passed on',
      'La vitesse à laquelle le premier message a été relayé',
    ),
    caption: (_, context) => phrase(context, 'Each step is a repost.', 'Chaque marche est un relais.'),
    draw: firstPost,
  },
  {
    figure: 'posts',
    tells: ['unusual', 'fastest'],
    title: titled('Fast for an account of that size?', 'Rapide pour un compte de cette taille ?'),
    caption: (_, context) =>
      phrase(
        context,
        'Each point is an original post. The band is what is usual in this case for accounts with as many followers (line: median); ringed points lie above it. Both scales are logarithmic.',
        'Chaque point est un message original. La bande est l’usuel, dans ce relevé, pour des comptes d’autant d’abonnés (trait : médiane) ; les points cerclés la dépassent. Les deux échelles sont logarithmiques.',
      ),
    draw: speeds,
  },
]

export const tables: TableView[] = [
  {
    figure: 'posts',
    title: titled('Original posts and their speed', 'Les messages originaux et leur vitesse'),
    columns: [
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'at', title: titled('Time', 'Heure'), kind: 'time' },
      { key: 'followers', title: titled('Followers', 'Abonnés'), kind: 'number' },
      { key: 'v60', title: titled('Reposts in 1 min', 'Relais en 1 min'), kind: 'number' },
      { key: 'v300', title: titled('in 5 min', 'en 5 min'), kind: 'number' },
      { key: 'z', title: titled('Robust z', 'z robuste'), kind: 'number' },
    ],
  },
  {
    figure: 'baseline',
    title: titled('What is usual, by followers', 'L’usuel, selon les abonnés'),
    columns: [
      { key: 'decile', title: titled('Decile', 'Décile'), kind: 'number' },
      { key: 'followers_from', title: titled('Followers from', 'Abonnés de'), kind: 'number' },
      { key: 'followers_to', title: titled('to', 'à'), kind: 'number' },
      { key: 'n', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'median', title: titled('Median in 5 min', 'Médiane en 5 min'), kind: 'number' },
      { key: 'upper', title: titled('Unusual above', 'Inhabituel au-delà de'), kind: 'number' },
    ],
  },
  {
    figure: 'curve',
    title: titled('Reposts of the first post', 'Relais du premier message'),
    columns: [
      { key: 'after_s', title: titled('Time since the post', 'Temps depuis le message'), kind: 'span' },
      { key: 'reposts', title: titled('Reposts so far', 'Relais cumulés'), kind: 'number' },
    ],
  },
]

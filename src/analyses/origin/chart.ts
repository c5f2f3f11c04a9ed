import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { windowBands } from '../../plot/annotations.ts'
import { at, grouped, num, word } from '../../plot/cells.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { narrow, picture } from '../../plot/picture.ts'
import { timeAxis } from '../../plot/time-axis.ts'
import { TIP, utc } from '../../plot/tips.ts'
import { when } from '../../plot/when.ts'
import { clipped } from '../../words/clipped.ts'

/** The object that was seen on most platforms tells the chain; the others are in the table. */
function mainChain(rows: Row[]): Row[] {
  const chains = grouped(rows, 'object').map(([, chain]) => chain)
  const longest = chains.reduce<Row[]>((best, chain) => (chain.length > best.length ? chain : best), [])
  return [...longest].sort((a, b) => num(a, 'at') - num(b, 'at'))
}

/** About the width of a letter of a label, in pixels. */
const LETTER = 7

/** A stair of first posts: one step down a platform, the lag written on the tread. */
function chain(rows: Row[], context: ChartContext): Element | null {
  const steps = mainChain(rows)
  const [first, last] = [num(steps[0], 'at'), num(steps.at(-1), 'at')]
  if (steps.length < 2 || !(last >= first)) return null // one step is no stair
  const room = Math.max(last - first, 60_000)
  const [from, to] = [first - room * 0.04, last + room * 0.1]
  const treads = steps.slice(1).map((row, i) => ({
    row,
    from: num(steps[i], 'at'),
    to: num(row, 'at'),
    platform: word(row, 'platform'),
  }))
  const name = (row: Row) =>
    `${context.platformName(word(row, 'platform'))} · ${when(num(row, 'at'), from, to, context)} ${clipped(at(row), narrow(context) ? 18 : 28)}`
  const doubt = (row: Row) =>
    row.follows === false ? phrase(context, ' (order not certain)', ' (ordre incertain)') : ''
  const place = (row: Row) => ((num(row, 'at') - from) / (to - from)) * context.width
  /** A label's words and the side on which it has room; where neither has, the doubt is left to the hollow point. */
  const labelled = steps.map(row => {
    const fits = (text: string, start: boolean) =>
      [...text].length * LETTER < (start ? context.width - place(row) : place(row)) - 8
    const whole = name(row) + doubt(row)
    const text = (fits(whole, true) || fits(whole, false) ? whole : name(row)).trim()
    const start = fits(text, true) || (!fits(text, false) && place(row) < context.width / 2)
    const room = (start ? context.width - place(row) : place(row)) - 8
    return { row, text: clipped(text, Math.max(12, Math.floor(room / LETTER))), start }
  })
  const label = (start: boolean) =>
    Plot.text(
      labelled.filter(one => one.start === start),
      {
        x: ({ row }) => num(row, 'at'),
        y: ({ row }) => word(row, 'platform'),
        text: 'text',
        textAnchor: start ? 'start' : 'end',
        dx: start ? -5 : 5,
        dy: -16,
        fill: ({ row }) => context.platformColour(word(row, 'platform')),
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      },
    )
  return picture(context, {
    height: steps.length * 56 + 52,
    marginLeft: 4,
    marginRight: 14,
    marginTop: 14,
    marginBottom: 42,
    x: { type: 'utc', domain: [from, to] },
    y: { domain: steps.map(row => word(row, 'platform')), axis: null, type: 'point', padding: 0.5 },
    marks: [
      windowBands(context, from, to, false),
      timeAxis(from, to, context),
      Plot.ruleY(treads, {
        x1: 'from',
        x2: 'to',
        y: 'platform',
        stroke: context.faint,
        strokeWidth: 1,
        strokeDasharray: '2,3',
      }),
      Plot.text(treads, {
        x: tread => (tread.from + tread.to) / 2,
        y: 'platform',
        filter: tread => (tread.to - tread.from) / (to - from) > 0.12,
        text: tread => `+ ${context.span((tread.to - tread.from) / 1000)}`,
        dy: 12,
        fill: context.faint,
        stroke: context.paper,
        strokeWidth: 4,
      }),
      Plot.dot(steps, {
        x: 'at',
        y: 'platform',
        r: 6,
        fill: row => (row.follows === false ? context.paper : context.platformColour(word(row, 'platform'))),
        stroke: row => context.platformColour(word(row, 'platform')),
        strokeWidth: 2,
      }),
      label(true),
      label(false),
      Plot.tip(
        steps,
        Plot.pointer({
          x: 'at',
          y: 'platform',
          title: row =>
            `${context.dateTime(num(row, 'at'))}\n${utc(num(row, 'at'))}\n${at(row)} ${word(row, 'post_id')}`,
          ...TIP,
        }),
      ),
    ],
  })
}

export const charts: Chart[] = [
  {
    figure: 'firsts',
    tells: ['chain', 'first'],
    title: titled('Where it was seen first', 'Où on l’a vu d’abord'),
    caption: (rows, context) => {
      const object = word(mainChain(rows)[0], 'object')
      return phrase(
        context,
        `The first captured post on each platform that names ${object}, and the time that passed since the one before. A hollow point: the capture there began too late to say that it followed.`,
        `Le premier message capté sur chaque plateforme qui nomme ${object}, et le temps passé depuis le précédent. Un point creux : la capture y commence trop tard pour dire qu’il a suivi.`,
      )
    },
    draw: chain,
  },
]

export const tables: TableView[] = [
  {
    figure: 'first_posts',
    title: titled('The first posts captured', 'Les premiers messages captés'),
    columns: [
      { key: 'place', title: titled('Place', 'Rang'), kind: 'number' },
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'at', title: titled('Time', 'Heure'), kind: 'time' },
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'followers', title: titled('Followers', 'Abonnés'), kind: 'number' },
      { key: 'lang', title: titled('Language', 'Langue'), kind: 'lang' },
      { key: 'text', title: titled('Text', 'Texte'), kind: 'text' },
    ],
  },
  {
    figure: 'firsts',
    title: titled('The firsts, by object and platform', 'Les premiers, par objet et plateforme'),
    columns: [
      { key: 'object', title: titled('Object', 'Objet'), kind: 'text' },
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'at', title: titled('Time', 'Heure'), kind: 'time' },
      { key: 'lag_s', title: titled('After the first', 'Après le premier'), kind: 'span' },
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'follows', title: titled('Order certain', 'Ordre certain'), kind: 'text' },
    ],
  },
]

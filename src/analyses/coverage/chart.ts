import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { gapsWithin, hatched, windowBands } from '../../plot/annotations.ts'
import { num, word } from '../../plot/cells.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { narrow, picture } from '../../plot/picture.ts'
import { timeAxis } from '../../plot/time-axis.ts'

/** One bar a platform, from its first captured post to its last; gaps are hatched. */
function captured(rows: Row[], context: ChartContext, figures: Record<string, Row[]>): Element | null {
  const from = Math.min(...rows.map(row => num(row, 'from')))
  const to = Math.max(...rows.map(row => num(row, 'to')))
  if (!(to >= from)) return null
  const end = Math.max(to, from + 60_000)
  const gaps = gapsWithin(figures.gaps, from, end)
  const words = (row: Row) =>
    `${context.platformName(word(row, 'platform'))}: ${context.number(num(row, 'posts'))} ${phrase(context, 'posts', 'messages')}`
  const rowHeight = 46
  return picture(context, {
    height: rows.length * rowHeight + 62,
    marginLeft: 4,
    marginRight: narrow(context) ? 12 : 28,
    marginTop: 20,
    marginBottom: 42,
    x: { type: 'utc', domain: [from, end] },
    y: { domain: rows.map(row => word(row, 'platform')), axis: null, paddingInner: 0.1 },
    marks: [
      windowBands(context, from, end, false),
      timeAxis(from, end, context),
      Plot.barX(rows, {
        x1: 'from',
        x2: row => Math.max(num(row, 'to'), num(row, 'from') + (end - from) / 400),
        y: 'platform',
        fill: row => context.platformColour(word(row, 'platform')),
        insetTop: 22,
        insetBottom: 6,
      }),
      hatched(gaps, { y: 'platform', insetTop: 22, insetBottom: 6 }),
      Plot.text(rows, {
        x: () => from,
        y: 'platform',
        text: words,
        textAnchor: 'start',
        dy: -12,
        fill: row => context.platformColour(word(row, 'platform')),
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      }),
    ],
  })
}

export const charts: Chart[] = [
  {
    figure: 'platforms',
    title: titled('What was captured, and when', 'Ce qui a été capté, et quand'),
    caption: (_, context) =>
      phrase(
        context,
        'Each bar runs from a platform’s first captured post to its last. Hatched: no post at all was captured for unusually long.',
        'Chaque barre va du premier au dernier message capté d’une plateforme. Hachures : aucun message capté pendant un temps inhabituel.',
      ),
    draw: captured,
  },
]

export const tables: TableView[] = [
  {
    figure: 'platforms',
    open: true,
    title: titled('What the data states', 'Ce que les données disent'),
    columns: [
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
      { key: 'from', title: titled('First', 'Premier'), kind: 'time' },
      { key: 'to', title: titled('Last', 'Dernier'), kind: 'time' },
      {
        key: 'parents_share',
        title: titled('State what they repost or answer', 'Disent ce qu’ils relaient'),
        kind: 'percent',
      },
      { key: 'followers_share', title: titled('State followers', 'Disent les abonnés'), kind: 'percent' },
      { key: 'lang_share', title: titled('Language known', 'Langue connue'), kind: 'percent' },
    ],
  },
  {
    figure: 'answers',
    open: true,
    title: titled('Which questions this data can answer', 'Les questions auxquelles ces données répondent'),
    columns: [
      { key: 'analysis', title: titled('Question', 'Question'), kind: 'text' },
      { key: 'answerable', title: titled('Answerable', 'Réponse possible'), kind: 'text' },
      { key: 'why', title: titled('Why', 'Pourquoi'), kind: 'text' },
    ],
  },
  {
    figure: 'gaps',
    title: titled('Gaps in the capture', 'Trous dans la capture'),
    columns: [
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'from', title: titled('From', 'De'), kind: 'time' },
      { key: 'to', title: titled('To', 'À'), kind: 'time' },
    ],
  },
]

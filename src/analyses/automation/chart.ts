import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { grouped, num, word } from '../../plot/cells.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { figuresAxis, narrow, picture } from '../../plot/picture.ts'
import { timeAxis } from '../../plot/time-axis.ts'
import { TIP, utc } from '../../plot/tips.ts'

const MARKED = ['strong', 'some']
const isMarked = (row: Row, key: string) => MARKED.includes(word(row, key))
const total = (rows: readonly Row[], key: string) => rows.reduce((sum, row) => sum + num(row, key), 0)

/** The share of each bin's posts by accounts with some or strong signs, and beneath it that of the strong. */
function overTime(rows: Row[], context: ChartContext): Element | null {
  const bins = grouped(rows, 'at').map(([at, of]) => ({
    at: Number(at),
    posts: total(of, 'posts'),
    marked: total(
      of.filter(row => isMarked(row, 'series')),
      'share',
    ),
    strong: total(
      of.filter(row => word(row, 'series') === 'strong'),
      'share',
    ),
  }))
  bins.sort((a, b) => a.at - b.at)
  if (bins.length < 3 || bins.every(({ marked }) => marked === 0)) return null
  const step = Math.min(...bins.slice(1).map(({ at }, i) => at - (bins[i]?.at ?? at)))
  const [from, to] = [bins[0]?.at ?? 0, (bins.at(-1)?.at ?? 0) + step]
  // A bin of few posts is all one account's or none's: it does not set the scale.
  const busy = Math.max(...bins.map(({ posts }) => posts)) / 50
  const most = Math.max(...bins.map(({ marked, posts }) => (posts >= busy ? marked : 0)), 0.05)
  const top = Math.min(1, most * 1.15)
  const marginLeft = 48
  const bar = (key: 'marked' | 'strong', fill: string, opacity: number) =>
    Plot.rectY(bins, {
      x1: 'at',
      x2: ({ at }) => at + step,
      y: bin => Math.min(top, bin[key]),
      fill,
      fillOpacity: opacity,
      inset: 0,
    })
  return picture(context, {
    height: narrow(context) ? 240 : 280,
    marginLeft,
    marginTop: 40,
    marginBottom: 44,
    marginRight: 16,
    x: { domain: [from, to], type: 'linear' },
    y: { domain: [0, top] },
    marks: [
      figuresAxis(
        context,
        phrase(context, 'Share of the posts of that moment', 'Part des messages du moment'),
        marginLeft,
        { format: n => context.percent(n, 0) },
      ),
      ...timeAxis(from, to, context, context.width - marginLeft - 16),
      bar('marked', context.faint, 0.55),
      bar('strong', context.accent, 1),
      Plot.tip(
        bins,
        Plot.pointerX({
          x: ({ at }) => at + step / 2,
          y: ({ marked }) => Math.min(top, marked),
          title: ({ at, marked, strong, posts }) =>
            `${context.dateTime(at)}\n${utc(at)}\n${phrase(context, 'strong', 'forts')} ${context.percent(strong)}\n${phrase(context, 'some or strong', 'nets ou forts')} ${context.percent(marked)}\n${context.number(posts)} ${phrase(context, 'posts', 'messages')}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** Per language, the share by marked accounts of its first tenth of posts, against that of all its posts. */
function firstTenths(rows: Row[], context: ChartContext): Element | null {
  const langs = grouped(rows, 'lang').map(([lang, of]) => {
    const marked = of.filter(row => isMarked(row, 'band'))
    return { lang, first: total(marked, 'first_share'), all: total(marked, 'share') }
  })
  const shown = langs.slice(0, 10)
  if (shown.length === 0 || shown.every(({ first, all }) => first === 0 && all === 0)) return null
  const top = Math.max(0.05, ...shown.flatMap(({ first, all }) => [first, all])) * 1.1
  const room = narrow(context) ? 84 : 120
  const y = (_: unknown, i: number) => i
  return picture(context, {
    height: shown.length * 30 + 62,
    marginLeft: room,
    marginRight: 30,
    marginTop: 34,
    marginBottom: 28,
    x: { domain: [0, top] },
    y: { domain: shown.map((_, i) => i), type: 'point', axis: null, padding: 0.6 },
    marks: [
      Plot.gridX({ ticks: 4, stroke: context.rule, strokeOpacity: 1 }),
      Plot.axisX({
        ticks: 4,
        tickSize: 0,
        label: null,
        color: context.faint,
        tickFormat: (n: number) => context.percent(n, 0),
      }),
      Plot.text([phrase(context, '● first tenth   ○ all posts', '● premier dixième   ○ tous')], {
        frameAnchor: 'top-left',
        dx: 0,
        dy: -22,
        fill: context.faint,
        textAnchor: 'start',
      }),
      Plot.text(shown, {
        x: 0,
        y,
        text: ({ lang }) => context.langName(lang),
        textAnchor: 'end',
        dx: -10,
      }),
      Plot.link(shown, { x1: 'all', x2: 'first', y1: y, y2: y, stroke: context.faint }),
      Plot.dot(shown, { x: 'all', y, r: 4.5, fill: context.paper, stroke: context.ink }),
      Plot.dot(shown, { x: 'first', y, r: 4.5, fill: context.accent }),
    ],
  })
}

export const charts: Chart[] = [
  {
    figure: 'over_time',
    tells: ['bands'],
    title: titled(
      'Posts by accounts with signs of automation',
      'Messages de comptes aux signes d’automatisation',
    ),
    caption: (_, context) =>
      phrase(
        context,
        'Red: accounts with strong signs; grey above it: with some. Genuine accounts are among them, too, up to 1 and 4 in a hundred.',
        'Rouge : les comptes aux signes forts ; gris au-dessus : aux signes nets. Des comptes authentiques en sont aussi, jusqu’à 1 et 4 sur cent.',
      ),
    draw: overTime,
  },
  {
    figure: 'langs',
    title: titled('Who carried it into each language', 'Qui l’a porté dans chaque langue'),
    caption: (_, context) =>
      phrase(
        context,
        'The share by accounts with some or strong signs, of each language’s first tenth of posts and of all of them.',
        'La part des comptes aux signes nets ou forts, dans le premier dixième des messages de chaque langue et dans tous.',
      ),
    draw: firstTenths,
  },
]

const BAND = { key: 'band_name', title: titled('Signs', 'Signes'), kind: 'text' } as const

export const tables: TableView[] = [
  {
    figure: 'bands',
    open: true,
    title: titled('Who made what', 'Qui a fait quoi'),
    columns: [
      BAND,
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'posts_share', title: titled('Of all posts', 'De tous les messages'), kind: 'percent' },
      { key: 'early_60s', title: titled('Reposts within 60 s', 'Relais en 60 s'), kind: 'number' },
      { key: 'early_300s', title: titled('Within 300 s', 'En 300 s'), kind: 'number' },
      { key: 'early_share', title: titled('Of these', 'De ceux-ci'), kind: 'percent' },
    ],
  },
  {
    figure: 'sheets',
    open: true,
    title: titled(
      'Accounts: the strongest signs, the most passed on, the busiest',
      'Comptes : les plus marqués, les plus relayés, les plus actifs',
    ),
    columns: [
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'about_posts', title: titled('Posts', 'Messages'), kind: 'number' },
      BAND,
      { key: 'likelihood', title: titled('Likelihood', 'Vraisemblance'), kind: 'number' },
      { key: 'reasons', title: titled('Reasons', 'Raisons'), kind: 'text' },
    ],
  },
  {
    figure: 'care',
    open: true,
    title: titled(
      'What such signs find, and miss: simulated leaks, where it is known who is automated',
      'Ce que ces signes trouvent, et manquent : fuites simulées, où l’on sait qui est automatisé',
    ),
    columns: [
      { key: 'grade_name', title: titled('Accounts on X', 'Comptes sur X'), kind: 'text' },
      { key: 'accounts', title: titled('Number', 'Nombre'), kind: 'number' },
      { key: 'some_share', title: titled('Some or strong signs', 'Signes nets ou forts'), kind: 'percent' },
      { key: 'some_low', title: titled('95 %, from', '95 %, de'), kind: 'percent' },
      { key: 'some_high', title: titled('to', 'à'), kind: 'percent' },
      { key: 'strong_share', title: titled('Strong', 'Forts'), kind: 'percent' },
    ],
  },
  {
    figure: 'langs',
    title: titled('By language', 'Par langue'),
    columns: [
      { key: 'lang', title: titled('Language', 'Langue'), kind: 'lang' },
      BAND,
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'share', title: titled('Of its posts', 'De ses messages'), kind: 'percent' },
      { key: 'first_posts', title: titled('In its first tenth', 'Dans son premier dixième'), kind: 'number' },
      { key: 'first_share', title: titled('Of that tenth', 'De ce dixième'), kind: 'percent' },
    ],
  },
]

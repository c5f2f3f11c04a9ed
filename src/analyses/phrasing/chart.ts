import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, TableView } from '../../model/chart.ts'
import type { Row } from '../../model/finding.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { timeAxis } from '../../plot/time-axis.ts'
import { clipped } from '../../words/clipped.ts'
import { harmless } from '../../words/harmless.ts'

const LANES = 8
const LANE = 58
const RADIUS = 3.2
const STACK = 5
const ROOM_FOR_NAME = 32

/** A lane a text: each post where it stands in time, in its platform's colour; those at one moment stand on each other. */
function spread(rows: Row[], context: ChartContext, figures: Record<string, Row[]>): Element | null {
  const lanes = (figures.groups ?? [])
    .filter(group => rows.some(row => row.group === group.group))
    .slice(0, LANES)
    .map((group, lane) => ({ group, base: (lane + 1) * LANE - 8 }))
  const times = rows.map(row => Number(row.at))
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const dots = lanes.flatMap(({ group, base }) =>
    stacked(
      rows.filter(row => row.group === group.group),
      base,
      Math.max(1, ((to - from) * 2 * RADIUS) / context.width),
    ),
  )
  if (dots.length < 2) return null
  const letters = Math.max(20, Math.floor(context.width / 8))
  return Plot.plot({
    width: context.width,
    height: lanes.length * LANE + 40,
    marginLeft: 10,
    marginRight: 14,
    marginTop: 0,
    marginBottom: 40,
    style: { background: 'none', color: context.ink, fontFamily: 'inherit', fontSize: '11.5px' },
    x: { type: 'utc', domain: [from, Math.max(to, from + 1000)] },
    y: { type: 'identity', axis: null },
    marks: [
      timeAxis(from, to, context),
      Plot.ruleY(lanes, { y: ({ base }) => base + RADIUS + 1, stroke: context.rule }),
      Plot.text(lanes, {
        y: ({ base }) => base - ROOM_FOR_NAME,
        frameAnchor: 'left',
        textAnchor: 'start',
        fill: context.ink,
        text: ({ group }) => laneName(group, letters, context),
      }),
      Plot.dot(dots, {
        x: 'at',
        y: 'y',
        r: RADIUS,
        fill: ({ platform }) => context.platformColour(platform),
        symbol: ({ isPage }: Dot) => (isPage ? 'square' : 'circle'),
        title: ({ platform, at }) => `${context.platformName(platform)}, ${context.dateTime(at)}`,
      }),
    ],
  })
}

interface Dot {
  at: number
  y: number
  platform: string
  isPage: boolean
}

/** Posts within a dot's width of one another stand on each other, as many as the lane has room for. */
function stacked(rows: readonly Row[], base: number, width: number): Dot[] {
  let since = Number.NEGATIVE_INFINITY
  let above = 0
  return rows.map(row => {
    const at = Number(row.at)
    if (at - since < width) above++
    else {
      since = at
      above = 0
    }
    const y = base - (above % STACK) * RADIUS * 1.6
    return { at, y, platform: String(row.platform), isPage: row.kind === 'page' }
  })
}

function laneName({ text, posts }: Row, letters: number, context: ChartContext): string {
  const said = clipped(harmless(String(text).replace(/https?:\/\/\S+/g, '')), letters)
  return `${phrase(context, `“${said}”`, `« ${said} »`)} ${context.number(Number(posts))}`
}

function caption(rows: Row[], context: ChartContext): string {
  const platforms = [...new Set(rows.map(row => String(row.platform)))].map(context.platformName).join(', ')
  return phrase(
    context,
    `A lane a text, most accounts first; each dot is a post with it or a variant, each square a page, in its platform’s colour (${platforms}); posts at one moment stand on each other.`,
    `Une ligne par texte, les plus partagés d’abord ; chaque point est un message qui l’a, ou une variante, chaque carré une page, à la couleur de sa plateforme (${platforms}) ; ceux d’un même moment s’empilent.`,
  )
}

export const charts: Chart[] = [
  {
    figure: 'spread',
    tells: ['said'],
    title: titled('When the same words were posted', 'Quand les mêmes mots ont été publiés'),
    caption,
    draw: spread,
  },
]

export const tables: TableView[] = [
  {
    figure: 'groups',
    title: titled('Texts that several posts have', 'Les textes que plusieurs messages ont'),
    open: true,
    columns: [
      { key: 'text', title: titled('Text', 'Texte'), kind: 'text' },
      { key: 'accounts', title: titled('Accounts, sites', 'Comptes, sites'), kind: 'number' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'variants', title: titled('Variants', 'Variantes'), kind: 'number' },
      { key: 'first_at', title: titled('First captured', 'Premier capturé'), kind: 'time' },
      { key: 'first_handle', title: titled('by', 'par'), kind: 'text' },
      { key: 'last_at', title: titled('Last', 'Dernier'), kind: 'time' },
      { key: 'wire', title: titled('Credit an agency', 'Créditent une agence'), kind: 'number' },
      { key: 'quotations', title: titled('Quote', 'Citent'), kind: 'number' },
    ],
  },
  {
    figure: 'trackers',
    title: titled(
      'Measuring and advertising ids on several sites',
      'Identifiants de mesure et de publicité présents sur plusieurs sites',
    ),
    open: true,
    columns: [
      { key: 'tracker', title: titled('Id', 'Identifiant'), kind: 'text' },
      { key: 'sites', title: titled('Sites', 'Sites'), kind: 'number' },
      { key: 'pages', title: titled('Pages', 'Pages'), kind: 'number' },
      { key: 'names', title: titled('Which', 'Lesquels'), kind: 'text' },
    ],
  },
  {
    figure: 'links',
    title: titled('Links that pages of several sites have', 'Liens que des pages de plusieurs sites ont'),
    columns: [
      { key: 'url', title: titled('Address', 'Adresse'), kind: 'text' },
      { key: 'sites', title: titled('Sites', 'Sites'), kind: 'number' },
      { key: 'pages', title: titled('Pages', 'Pages'), kind: 'number' },
    ],
  },
  {
    figure: 'titles',
    title: titled('Titles that repeat the subject', 'Titres qui répètent le sujet'),
    columns: [
      { key: 'site', title: titled('Site', 'Site'), kind: 'text' },
      { key: 'title', title: titled('Title', 'Titre'), kind: 'text' },
      { key: 'said', title: titled('Times', 'Fois'), kind: 'number' },
      { key: 'at', title: titled('Published', 'Publié'), kind: 'time' },
    ],
  },
]

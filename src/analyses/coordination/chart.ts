import * as Plot from '@observablehq/plot'
import type { Chart, ChartContext, Row, TableView } from '../../model/index.ts'
import { num, word } from '../../plot/cells.ts'
import { labels } from '../../plot/labels.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { figuresAxis, narrow, picture } from '../../plot/picture.ts'
import { responses } from '../../plot/responses.ts'
import { timeAxis } from '../../plot/time-axis.ts'
import { TIP, utc } from '../../plot/tips.ts'

/** A group's number as the page writes it. */
const groupName = (row: Row, context: ChartContext) =>
  `${phrase(context, 'Group', 'Groupe')} ${context.number(num(row, 'group'))}`

/** From each group's first act together to its last; groups that are no claim are hollow. */
function spans(rows: Row[], context: ChartContext): Element | null {
  const told = rows
    .filter(row => row.status !== 'not reported' && num(row, 'last_at') > num(row, 'first_at'))
    .sort((a, b) => num(b, 'accounts') - num(a, 'accounts'))
    .slice(0, 12)
  if (told.length === 0) return null
  const first = Math.min(...told.map(row => num(row, 'first_at')))
  const last = Math.max(...told.map(row => num(row, 'last_at')))
  const [from, to] = [first - (last - first) * 0.02, last + (last - first) * 0.02]
  const colour = (row: Row) => (row.status === 'reported' ? context.accent : context.ink)
  const accounts = (row: Row) =>
    `${context.number(num(row, 'accounts'))} ${phrase(context, 'accounts', 'comptes')}`
  const posts = (row: Row) => `${context.number(num(row, 'posts'))} ${phrase(context, 'posts', 'messages')}`
  const late = (row: Row) => (num(row, 'first_at') - from) / (to - from) > 0.5
  return picture(context, {
    height: told.length * 44 + 56,
    marginLeft: 6,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 44,
    x: { type: 'utc', domain: [from, to] },
    y: { type: 'point', domain: told.map((_, i) => i), axis: null, padding: 0.55 },
    marks: [
      timeAxis(from, to, context),
      Plot.ruleY(told, {
        y: (_, i) => i,
        x1: 'first_at',
        x2: 'last_at',
        stroke: colour,
        strokeWidth: 5,
        strokeLinecap: 'round',
      }),
      Plot.ruleY(
        told.filter(row => row.status !== 'reported'),
        {
          y: row => told.indexOf(row),
          x1: 'first_at',
          x2: 'last_at',
          stroke: context.paper,
          strokeWidth: 2.4,
        },
      ),
      labels(told, row => (late(row) ? 'end' : 'start'), 0, context, {
        y: (row: Row) => told.indexOf(row),
        x: (row: Row) => num(row, late(row) ? 'last_at' : 'first_at'),
        text: (row: Row) =>
          `${groupName(row, context)} · ${accounts(row)}${narrow(context) ? '' : ` · ${posts(row)}`}`,
        dy: -13,
        fill: colour,
        fontWeight: 600,
      }),
      Plot.tip(
        told,
        Plot.pointer({
          x: row => (num(row, 'first_at') + num(row, 'last_at')) / 2,
          y: (_: Row, i: number) => i,
          title: row =>
            `${groupName(row, context)}: ${accounts(row)}, ${posts(row)}\n${context.dateTime(num(row, 'first_at'))} – ${context.dateTime(num(row, 'last_at'))}\n${utc(num(row, 'first_at'))}`,
          ...TIP,
        }),
      ),
    ],
  })
}

/** Validated pairs by window, a line a kind of object: a result that hangs on one choice would show here. */
function sweep(rows: Row[], context: ChartContext): Element | null {
  const known = rows.filter(row => num(row, 'window_s') > 0)
  const kinds = [...new Set(known.map(row => word(row, 'object_kind')))]
  const strongest = kinds
    .map(kind => {
      const own = known.filter(row => word(row, 'object_kind') === kind)
      return { kind, own, most: Math.max(...own.map(row => num(row, 'validated'))) }
    })
    .filter(({ own, most }) => own.length > 2 && most > 0)
    .sort((a, b) => b.most - a.most)
    .slice(0, 5)
  if (strongest.length === 0) return null
  const top = Math.max(...strongest.map(({ most }) => most))
  const marginLeft = 44
  const windows = [...new Set(known.map(row => num(row, 'window_s')))].sort((a, b) => a - b)
  const height = narrow(context) ? 260 : 310
  const ends = apartBy(
    strongest.flatMap(({ own }) =>
      [...own].sort((a, b) => num(b, 'window_s') - num(a, 'window_s')).slice(0, 1),
    ),
    (16 * top * 1.12) / (height - 84),
  )
  const step = narrow(context) ? 4 : 1
  return picture(context, {
    height,
    marginLeft,
    marginTop: 40,
    marginBottom: 44,
    marginRight: narrow(context) ? 74 : 120,
    x: { type: 'point', domain: windows },
    y: { domain: [0, top * 1.12] },
    marks: [
      figuresAxis(context, phrase(context, 'Pairs', 'Paires'), marginLeft),
      Plot.axisX(
        windows.filter((_, i) => i % step === 0),
        {
          tickSize: 4,
          tickFormat: (s: number) => context.span(s),
          color: context.faint,
          label: phrase(
            context,
            'Window within which two posts meet',
            'Fenêtre dans laquelle deux messages se rencontrent',
          ),
          labelAnchor: 'right',
          labelArrow: 'none',
          labelOffset: 38,
        },
      ),
      strongest.map(({ own }, i) =>
        Plot.lineY(own, {
          x: 'window_s',
          y: 'validated',
          stroke: i === 0 ? context.accent : context.ink,
          strokeOpacity: i === 0 ? 1 : 0.75,
          strokeWidth: 1.8,
          sort: 'window_s',
          marker: 'circle',
          ...(i > 1 ? { strokeDasharray: `${i * 2},${i}` } : {}),
        }),
      ),
      Plot.text(ends, {
        x: row => num(row, 'window_s'),
        y: row => num(row, 'label_at'),
        text: row => kindName(word(row, 'object_kind'), context),
        textAnchor: 'start',
        dx: 9,
        fill: row => (word(row, 'object_kind') === strongest[0]?.kind ? context.accent : context.ink),
        fontWeight: 600,
        stroke: context.paper,
        strokeWidth: 4,
      }),
    ],
  })
}

/** Rows with a `label_at` so far apart that their labels can be read. */
function apartBy(rows: Row[], gap: number): Row[] {
  let above = Number.POSITIVE_INFINITY
  return [...rows]
    .sort((a, b) => num(b, 'validated') - num(a, 'validated'))
    .map(row => {
      above = Math.min(num(row, 'validated'), above - gap)
      return { ...row, label_at: above }
    })
}

const KINDS: Record<string, { en: string; fr: string }> = {
  repost: { en: 'reposts', fr: 'relais' },
  url: { en: 'links', fr: 'liens' },
  domain: { en: 'sites', fr: 'sites' },
  hashtag: { en: 'hashtags', fr: 'mots-dièse' },
  mention: { en: 'mentions', fr: 'mentions' },
  text: { en: 'texts', fr: 'textes' },
  media: { en: 'images', fr: 'images' },
  'near-text': { en: 'similar texts', fr: 'textes semblables' },
  hashtags: { en: 'tag series', fr: 'suites de #' },
  reply: { en: 'answers', fr: 'réponses' },
  object: { en: 'objects', fr: 'objets' },
}
const kindName = (kind: string, { lang }: ChartContext): string =>
  (Object.hasOwn(KINDS, kind) ? KINDS[kind]?.[lang] : undefined) ?? kind.slice(0, 24)

export const charts: Chart[] = [
  {
    figure: 'groups',
    title: titled('When each group acted', 'Quand chaque groupe a agi'),
    caption: (rows, context) => {
      const hollow = rows.some(row => row.status === 'no baseline')
      const habit = rows.some(row => row.status === 'may be habit')
      return phrase(
        context,
        `From a group’s first act together to its last.${hollow ? ' Hollow: hardly anyone else shared the same, so there is nothing to judge it by.' : ''}${habit ? ' Hollow, too: no closer than others within ten minutes, which habit explains.' : ''} Fans and newsrooms act together too.`,
        `Du premier acte commun d’un groupe au dernier.${hollow ? ' Creux : presque personne d’autre n’a partagé la même chose, rien ne permet de juger.' : ''}${habit ? ' Creux aussi : pas plus rapproché que d’autres à dix minutes, ce que l’habitude explique.' : ''} Les amateurs et les rédactions agissent ensemble, eux aussi.`,
      )
    },
    draw: spans,
  },
  {
    figure: 'windows',
    title: titled('Does it hang on the window?', 'Cela tient-il à la fenêtre ?'),
    caption: (_, context) =>
      phrase(
        context,
        'Pairs whose meetings are as surprising as those of the validated pairs, by how close in time two posts must be to meet.',
        'Paires dont les rencontres surprennent autant que celles des paires validées, selon l’écart admis entre deux messages.',
      ),
    draw: sweep,
  },
  {
    figure: 'responders',
    title: titled('Who passes on within seconds', 'Qui relaie en quelques secondes'),
    caption: (_, context) =>
      phrase(
        context,
        'Full: the account’s own median time to repost the other, and how often it did. Hollow: the median of all others who reposted the same account. A reader with alerts on is fast, too.',
        'Plein : le délai médian du compte à relayer l’autre, et combien de fois. Creux : la médiane de tous les autres qui ont relayé ce compte. Un lecteur qui a mis des alertes est rapide, lui aussi.',
      ),
    draw: responses,
  },
]

export const tables: TableView[] = [
  {
    figure: 'groups',
    title: titled('The groups', 'Les groupes'),
    columns: [
      { key: 'group', title: titled('Group', 'Groupe'), kind: 'number' },
      { key: 'status', title: titled('Status', 'Statut'), kind: 'text' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
      { key: 'edges', title: titled('Pairs', 'Paires'), kind: 'number' },
      { key: 'objects', title: titled('Objects', 'Objets'), kind: 'number' },
      { key: 'object_kinds', title: titled('Kinds', 'Sortes'), kind: 'text' },
      { key: 'timing_p', title: titled('Timing, p', 'Temps, p'), kind: 'number' },
      { key: 'timing_q', title: titled('q', 'q'), kind: 'number' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'share', title: titled('Share of all', 'Part de tous'), kind: 'percent' },
      { key: 'first_at', title: titled('First', 'Premier'), kind: 'time' },
      { key: 'last_at', title: titled('Last', 'Dernier'), kind: 'time' },
    ],
  },
  {
    figure: 'windows',
    title: titled('Pairs by window', 'Les paires selon la fenêtre'),
    columns: [
      { key: 'object_kind', title: titled('Object', 'Objet'), kind: 'text' },
      { key: 'window_s', title: titled('Window', 'Fenêtre'), kind: 'span' },
      { key: 'edges', title: titled('Pairs', 'Paires'), kind: 'number' },
      { key: 'validated', title: titled('As surprising', 'Aussi surprenantes'), kind: 'number' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
    ],
  },
  {
    figure: 'responders',
    title: titled('Fast responders', 'Les relais rapides'),
    columns: [
      { key: 'handle', title: titled('Account', 'Compte'), kind: 'text' },
      { key: 'of_handle', title: titled('passes on', 'relaie'), kind: 'text' },
      { key: 'reposts', title: titled('Reposts', 'Relais'), kind: 'number' },
      { key: 'median_s', title: titled('Median time', 'Délai médian'), kind: 'span' },
      { key: 'others_median_s', title: titled('Others’ median', 'Médiane des autres'), kind: 'span' },
      { key: 'p', title: titled('p', 'p'), kind: 'number' },
      { key: 'q', title: titled('q', 'q'), kind: 'number' },
    ],
  },
]

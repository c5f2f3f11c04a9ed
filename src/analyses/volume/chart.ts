import type { Chart, TableView } from '../../model/index.ts'
import { num } from '../../plot/cells.ts'
import { growth } from '../../plot/growth.ts'
import { peersStrips } from '../../plot/peers-strips.ts'
import { phrase, titled } from '../../plot/phrase.ts'
import { seriesMultiples } from '../../plot/series-multiples.ts'
import { timeline } from '../../plot/timeline.ts'

export const charts: Chart[] = [
  {
    figure: 'bins',
    tells: ['window', 'peak', 'total'],
    title: titled('The posts over time', 'Les messages dans le temps'),
    caption: (rows, context) =>
      phrase(
        context,
        `All captured posts, counted per ${context.span(num(rows[0], 'bin_s'))}. Bars under the line: bursts. Hatched: nothing was captured.`,
        `Tous les messages captés, comptés par tranche de ${context.span(num(rows[0], 'bin_s'))}. Barres sous la ligne : les poussées. Hachures : rien n’a été capté.`,
      ),
    draw: timeline,
  },
  {
    figure: 'reach',
    tells: ['within'],
    title: titled('How it grew after first use', 'Sa croissance après le premier emploi'),
    caption: (_, context) =>
      phrase(
        context,
        'Posts so far by time since first use. Both scales are logarithmic: each rule is ten times the one before.',
        'Messages cumulés selon le temps écoulé depuis le premier emploi. Les deux échelles sont logarithmiques : chaque filet vaut dix fois le précédent.',
      ),
    draw: growth,
  },
  {
    figure: 'bins',
    title: titled('Each language on its own', 'Chaque langue à part'),
    caption: (_, context) =>
      phrase(
        context,
        'The same hours, one picture a language, each to its own height.',
        'Les mêmes heures, une image par langue, chacune à sa propre hauteur.',
      ),
    draw: (rows, context, figures) =>
      seriesMultiples(rows, 'lang', 'posts', context, figures['coverage.gaps']),
  },
  {
    figure: 'bins',
    title: titled('Each platform on its own', 'Chaque plateforme à part'),
    caption: (_, context) =>
      phrase(
        context,
        'The same hours, one picture a platform, each to its own height.',
        'Les mêmes heures, une image par plateforme, chacune à sa propre hauteur.',
      ),
    draw: (rows, context, figures) =>
      seriesMultiples(rows, 'platform', 'posts', context, figures['coverage.gaps']),
  },
  {
    figure: 'peers',
    tells: ['unlike'],
    title: titled('How unlike ordinary traffic', 'En quoi il diffère du trafic ordinaire'),
    caption: (_, context) =>
      phrase(
        context,
        'Each grey tick is another hashtag of the same capture; the red one is the subject.',
        'Chaque trait gris est un autre mot-dièse de la même capture ; le rouge est le sujet.',
      ),
    draw: peersStrips,
  },
]

export const tables: TableView[] = [
  {
    figure: 'within',
    title: titled('Posts since first use', 'Messages depuis le premier emploi'),
    columns: [
      { key: 'window_s', title: titled('Within', 'En'), kind: 'span' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
    ],
  },
  {
    figure: 'windows',
    title: titled('Posts inside the declared windows', 'Messages dans les périodes déclarées'),
    columns: [
      { key: 'name', title: titled('Window', 'Période'), kind: 'text' },
      { key: 'from', title: titled('From', 'De'), kind: 'time' },
      { key: 'to', title: titled('To', 'À'), kind: 'time' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'share', title: titled('Of all posts', 'De tous les messages'), kind: 'percent' },
    ],
  },
  {
    figure: 'bursts',
    title: titled('Bursts', 'Poussées'),
    columns: [
      { key: 'from', title: titled('From', 'De'), kind: 'time' },
      { key: 'to', title: titled('To', 'À'), kind: 'time' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'weight', title: titled('Weight', 'Poids'), kind: 'number' },
    ],
  },
  {
    figure: 'bins',
    title: titled('Posts by time', 'Messages selon l’heure'),
    columns: [
      { key: 'at', title: titled('From', 'À partir de'), kind: 'time' },
      { key: 'bin_s', title: titled('For', 'Pendant'), kind: 'span' },
      { key: 'series', title: titled('Language or platform', 'Langue ou plateforme'), kind: 'lang' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
    ],
  },
  {
    figure: 'reach',
    title: titled('When it reached how many posts', 'Quand il atteint combien de messages'),
    columns: [
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'at', title: titled('Reached', 'Atteint'), kind: 'time' },
      { key: 'after_s', title: titled('After first use', 'Après le premier emploi'), kind: 'span' },
    ],
  },
  {
    figure: 'peers',
    title: titled('The subject and its peers', 'Le sujet et ses pairs'),
    columns: [
      { key: 'object', title: titled('Hashtag', 'Mot-dièse'), kind: 'text' },
      { key: 'posts', title: titled('Posts', 'Messages'), kind: 'number' },
      { key: 'accounts', title: titled('Accounts', 'Comptes'), kind: 'number' },
      { key: 'posts_per_account', title: titled('Posts per account', 'Messages par compte'), kind: 'number' },
      {
        key: 'busiest_hour_share',
        title: titled('In the busiest hour', 'Dans l’heure la plus active'),
        kind: 'percent',
      },
      { key: 'half_span_s', title: titled('Half of them within', 'La moitié en'), kind: 'span' },
      { key: 'ctm', title: titled('CTM', 'CTM'), kind: 'number' },
    ],
  },
]

import type { Chart, TableView } from '../../model/index.ts'
import { burstStrips } from '../../plot/burst-strips.ts'
import { burstTimeline } from '../../plot/burst-timeline.ts'
import { num } from '../../plot/cells.ts'
import { phrase, titled } from '../../plot/phrase.ts'

export const charts: Chart[] = [
  {
    figure: 'dates',
    title: titled('When the files say they were made', 'De quand les fichiers se disent'),
    caption: (rows, context) => {
      const outside = rows.reduce((sum, row) => sum + (row.at === null ? num(row, 'files') : 0), 0)
      const days = num(rows[0], 'bin_d')
      return phrase(
        context,
        `Different files per ${days === 1 ? 'day' : `${context.number(days)} days`} by the times that they state, each lane to its own height. Shaded: bursts, drawn wider than they lasted.${outside > 0 ? ` ${context.number(outside)} stray times lie outside.` : ''}`,
        `Fichiers différents par ${days === 1 ? 'jour' : `tranche de ${context.number(days)} jours`} selon les heures qu’ils donnent, chaque ligne à sa propre hauteur. En couleur : les rafales, plus larges qu’elles n’ont duré.${outside > 0 ? ` ${context.number(outside)} heures égarées sont en dehors.` : ''}`,
      )
    },
    draw: burstTimeline,
  },
  {
    figure: 'resaves',
    title: titled('The bursts from close by', 'Les rafales de près'),
    caption: (_, context) =>
      phrase(
        context,
        'Each tick is a file when it was saved last; a strip a burst, from its first save.',
        'Chaque trait est un fichier à son dernier enregistrement ; une bande par rafale, depuis le premier.',
      ),
    draw: burstStrips,
  },
]

export const tables: TableView[] = [
  {
    figure: 'dates',
    title: titled('Times that files state', 'Heures que donnent les fichiers'),
    columns: [
      { key: 'kind', title: titled('Kind', 'Nature'), kind: 'text' },
      { key: 'at', title: titled('From', 'À partir de'), kind: 'time' },
      { key: 'bin_d', title: titled('Days', 'Jours'), kind: 'number' },
      { key: 'files', title: titled('Files', 'Fichiers'), kind: 'number' },
    ],
  },
  {
    figure: 'bursts',
    title: titled('Bursts', 'Rafales'),
    columns: [
      { key: 'burst', title: titled('Burst', 'Rafale'), kind: 'number' },
      { key: 'from', title: titled('From', 'De'), kind: 'time' },
      { key: 'to', title: titled('To', 'À'), kind: 'time' },
      { key: 'files', title: titled('Files', 'Fichiers'), kind: 'number' },
      { key: 'last_modified_by', title: titled('Saved last by', 'Enregistré en dernier par'), kind: 'text' },
    ],
  },
  {
    figure: 'resaves',
    open: true,
    title: titled('The files of each burst', 'Les fichiers de chaque rafale'),
    columns: [
      { key: 'burst', title: titled('Burst', 'Rafale'), kind: 'number' },
      { key: 'document', title: titled('Document', 'Document'), kind: 'text' },
      { key: 'saved_at', title: titled('Saved', 'Enregistré'), kind: 'time' },
      { key: 'created_at', title: titled('Created', 'Créé'), kind: 'time' },
      { key: 'last_modified_by', title: titled('Saved last by', 'Enregistré en dernier par'), kind: 'text' },
      { key: 'application', title: titled('Program', 'Logiciel'), kind: 'text' },
      { key: 'version', title: titled('Version', 'Version'), kind: 'text' },
      { key: 'locale', title: titled('Locale', 'Paramètres régionaux'), kind: 'text' },
    ],
  },
]

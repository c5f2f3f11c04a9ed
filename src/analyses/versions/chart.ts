import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
  {
    figure: 'groups',
    title: titled(
      'Texts that several files hold, at most 200',
      'Textes que portent plusieurs fichiers, 200 au plus',
    ),
    columns: [
      { key: 'title', title: titled('Text', 'Texte'), kind: 'text' },
      { key: 'versions', title: titled('Versions', 'Versions'), kind: 'number' },
      { key: 'files', title: titled('Files', 'Fichiers'), kind: 'number' },
      { key: 'formats', title: titled('Formats', 'Formats'), kind: 'text' },
      {
        key: 'first_at',
        title: titled('First saved or sent', 'Premier enregistrement ou envoi'),
        kind: 'time',
      },
      {
        key: 'last_at',
        title: titled('Last saved or sent', 'Dernier enregistrement ou envoi'),
        kind: 'time',
      },
      { key: 'least_similarity', title: titled('Least alike', 'Le moins semblable'), kind: 'percent' },
      { key: 'group', title: titled('Representative', 'Représentant'), kind: 'text' },
    ],
  },
]

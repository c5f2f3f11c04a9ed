import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
  {
    figure: 'languages',
    open: true,
    title: titled('Evidence of languages, kind by kind', 'Indices de langue, sorte par sorte'),
    columns: [
      { key: 'kind', title: titled('Kind', 'Sorte'), kind: 'text' },
      { key: 'value', title: titled('Value', 'Valeur'), kind: 'text' },
      { key: 'meaning', title: titled('Meaning', 'Sens'), kind: 'text' },
      { key: 'documents', title: titled('Documents', 'Documents'), kind: 'number' },
      { key: 'share', title: titled('Of those that state it', 'De ceux qui l’indiquent'), kind: 'percent' },
      { key: 'example', title: titled('One of them', 'L’un d’eux'), kind: 'text' },
    ],
  },
]

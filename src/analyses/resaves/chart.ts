import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
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

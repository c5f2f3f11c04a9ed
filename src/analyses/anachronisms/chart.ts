import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
  {
    figure: 'anachronisms',
    open: true,
    title: titled('The files, check by check', 'Les fichiers, vérification par vérification'),
    columns: [
      { key: 'check', title: titled('Check', 'Vérification'), kind: 'text' },
      { key: 'document', title: titled('Document', 'Document'), kind: 'text' },
      { key: 'format', title: titled('Format', 'Format'), kind: 'text' },
      { key: 'created', title: titled('Created', 'Créé'), kind: 'time' },
      { key: 'modified', title: titled('Saved', 'Enregistré'), kind: 'time' },
      { key: 'application', title: titled('Program', 'Logiciel'), kind: 'text' },
      { key: 'version', title: titled('Version', 'Version'), kind: 'text' },
    ],
  },
]

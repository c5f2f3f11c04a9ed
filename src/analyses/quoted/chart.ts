import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
  {
    figure: 'quotes',
    title: titled(
      'Posts and the documents whose words they hold, at most 500',
      'Messages et documents dont ils portent les mots, 500 au plus',
    ),
    columns: [
      { key: 'at', title: titled('Posted', 'Publié'), kind: 'time' },
      { key: 'platform', title: titled('Platform', 'Plateforme'), kind: 'platform' },
      { key: 'account', title: titled('Account or site', 'Compte ou site'), kind: 'text' },
      { key: 'passage', title: titled('Passage', 'Passage'), kind: 'text' },
      { key: 'words', title: titled('Words', 'Mots'), kind: 'number' },
      { key: 'document', title: titled('Document', 'Document'), kind: 'text' },
      { key: 'saved_at', title: titled('Saved or sent', 'Enregistré ou envoyé'), kind: 'time' },
    ],
  },
]

import type { Chart, TableView } from '../../model/index.ts'
import { titled } from '../../plot/phrase.ts'

export const charts: Chart[] = []

export const tables: TableView[] = [
  {
    figure: 'documents',
    open: true,
    title: titled('The documents, at most 5,000', 'Les documents, 5 000 au plus'),
    columns: [
      { key: 'document', title: titled('Document', 'Document'), kind: 'text' },
      { key: 'format', title: titled('Format', 'Format'), kind: 'text' },
      { key: 'title', title: titled('Title or subject', 'Titre ou objet'), kind: 'text' },
      { key: 'author', title: titled('Author or sender', 'Auteur ou expéditeur'), kind: 'text' },
      { key: 'last_modified_by', title: titled('Saved last by', 'Enregistré en dernier par'), kind: 'text' },
      { key: 'company', title: titled('Company', 'Société'), kind: 'text' },
      { key: 'application', title: titled('Program', 'Logiciel'), kind: 'text' },
      { key: 'xls_user', title: titled('Excel’s user', 'Utilisateur d’Excel'), kind: 'text' },
      { key: 'printer', title: titled('Printer', 'Imprimante'), kind: 'text' },
      { key: 'created_at', title: titled('Created', 'Créé'), kind: 'time' },
      { key: 'modified_at', title: titled('Saved or sent', 'Enregistré ou envoyé'), kind: 'time' },
      { key: 'bytes', title: titled('Bytes', 'Octets'), kind: 'number' },
    ],
  },
  {
    figure: 'traces',
    open: true,
    title: titled('Every trace', 'Toutes les traces'),
    columns: [
      { key: 'class', title: titled('Kind', 'Sorte'), kind: 'text' },
      { key: 'name', title: titled('Fact', 'Fait'), kind: 'text' },
      { key: 'value', title: titled('Value', 'Valeur'), kind: 'text' },
      { key: 'documents', title: titled('Documents', 'Documents'), kind: 'number' },
      { key: 'first_at', title: titled('First saved', 'Premier enregistrement'), kind: 'time' },
      { key: 'last_at', title: titled('Last saved', 'Dernier enregistrement'), kind: 'time' },
      { key: 'example', title: titled('One of them', 'L’un d’eux'), kind: 'text' },
    ],
  },
]

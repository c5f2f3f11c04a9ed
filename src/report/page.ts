/// <reference types="vite/client" />
import type { Chart, TableView } from '../model/index.ts'
import { type PackedReport, unpackedReport } from '../model/packed.ts'
import { mount } from '../web/mount.tsx'

interface Pictures {
  charts: Chart[]
  tables: TableView[]
}

const modules = import.meta.glob<Pictures>('../analyses/*/chart.ts', { eager: true })

/** The charts and tables of every analysis that has some, by the analysis' id (its folder's name). */
const pictures: Record<string, Pictures> = {}
for (const [path, { charts, tables }] of Object.entries(modules)) {
  const id = path.split('/').at(-2)
  if (id) pictures[id] = { charts, tables }
}

const root = document.getElementById('page')
const embedded = document.getElementById('sillage-data')?.textContent
if (root && embedded) {
  const data: PackedReport = JSON.parse(embedded) // written by the report builder from the same type
  mount(root, unpackedReport(data), pictures)
}

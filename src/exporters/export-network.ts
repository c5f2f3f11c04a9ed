import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileSha256 } from '../case/hash.ts'
import type { Case } from '../case/open.ts'
import { Store } from '../store/store.ts'
import { csv } from './csv.ts'
import { inPlace } from './destination.ts'
import { beside, type ExportChoice, type ExportedFile, writeTables } from './export-tables.ts'
import { gexf, type TimeRepresentation } from './gexf.ts'
import { graphml } from './graphml.ts'
import { meetingTimes, type Network, readNetwork } from './network.ts'
import { evidenceTable, networkTables } from './network-csv.ts'
import type { TableFormat } from './table-format.ts'
import { xmlWriter } from './xml.ts'

/** The forms in which the coordination network leaves a case, in the order in which help lists them. */
export const NETWORK_FORMATS = ['gexf', 'graphml', 'network'] as const
export type NetworkFormat = (typeof NETWORK_FORMATS)[number]

export const isNetworkFormat = (format: string): format is NetworkFormat =>
  NETWORK_FORMATS.some(known => known === format)

export interface ExportedNetwork {
  path: string
  files: ExportedFile[]
  /** Characters that XML cannot hold and that were replaced. */
  replaced: number
}

type Written = Omit<ExportedNetwork, 'path'>

/** Files of each form; an earlier export is known by them. */
const FILES: Readonly<Record<NetworkFormat, readonly string[]>> = {
  gexf: ['timestamps.gexf', 'intervals.gexf', 'evidence.csv'],
  graphml: ['network.graphml', 'evidence.csv'],
  network: ['nodes.csv', 'edges.csv', 'evidence.csv'],
}

/**
 * Writes who acted together to a folder, with the evidence of every edge beside it.
 * @throws CaseProblem when the case has no network. @throws DestinationTaken
 */
export async function exportNetwork(
  given: Case,
  format: NetworkFormat,
  choice: Pick<ExportChoice, 'out' | 'force'> & { tables?: TableFormat } = {},
): Promise<ExportedNetwork> {
  const { out, force = false, tables = csv } = choice
  const path = out ?? beside(given, format)
  const store = await Store.open()
  try {
    const network = await readNetwork(given, store)
    const { files, replaced } = await inPlace(
      given,
      { path, kind: 'folder', force, isOurs: name => FILES[format].includes(name) },
      making => written(store, network, format, making, tables),
    )
    return { path, replaced, files: files.map(file => ({ ...file, path: join(path, file.path) })) }
  } finally {
    await store.close()
  }
}

async function written(
  store: Store,
  network: Network,
  format: NetworkFormat,
  folder: string,
  tables: TableFormat,
): Promise<Written> {
  if (format === 'network')
    return { files: await asTables(store, await networkTables(store, network), folder, tables), replaced: 0 }
  const evidence = await asTables(store, [await evidenceTable(store, network)], folder, csv)
  const xml = xmlWriter()
  if (format === 'graphml') {
    const file = await writeText(folder, 'network.graphml', graphml(network, xml), network.edges.length)
    return { files: [file, ...evidence], replaced: xml.replaced() }
  }
  const times = await meetingTimes(store, network)
  const day = new Date().toISOString().slice(0, 10)
  const file = (name: string, representation: TimeRepresentation, writer = xml) =>
    writeText(folder, name, gexf(network, times, representation, writer, day), network.edges.length)
  return {
    files: [
      await file('timestamps.gexf', 'timestamp'),
      await file('intervals.gexf', 'interval', xmlWriter()), // the same texts again: counted once
      ...evidence,
    ],
    replaced: xml.replaced(),
  }
}

/** Tables written to a folder, named by file alone. */
async function asTables(
  store: Store,
  tables: Parameters<typeof writeTables>[1],
  folder: string,
  format: TableFormat,
): Promise<ExportedFile[]> {
  const files = await writeTables(store, tables, format, file => join(folder, file))
  return files.map(file => ({ ...file, path: `${file.table}.${format.ending}` }))
}

async function writeText(
  folder: string,
  name: string,
  pieces: Iterable<string>,
  rows: number,
): Promise<ExportedFile> {
  const path = join(folder, name)
  await pipeline(Readable.from(pieces), createWriteStream(path))
  return { table: 'edges', path: name, rows, bytes: (await stat(path)).size, sha256: await fileSha256(path) }
}

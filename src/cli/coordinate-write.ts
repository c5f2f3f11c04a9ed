import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actions, Edges } from '../kernels/co-action/actions.ts'
import { evidenceOf } from '../kernels/co-action/evidence.ts'
import type { Store } from '../store/store.ts'
import type { ReadFile } from './coordinate-read.ts'

/** What is written to the folder; nothing else in it may be replaced. */
export const WRITTEN: readonly string[] = ['edges.csv', 'nodes.csv', 'evidence.csv', 'run.json']

export interface Network {
  actions: Actions
  edges: Edges
  /** Further columns of edges.csv, by name. */
  columns: Readonly<Record<string, ArrayLike<number>>>
  /** Edges that count as validated, or marked, for nodes.csv: the column's name and which. */
  chosen?: { name: string; edges: Uint8Array }
  window: number
  /** Whether two actions of one post are no co-action. */
  distinctPosts: boolean
  files: readonly ReadFile[]
  /** How it was made, for run.json. */
  run: Readonly<Record<string, unknown>>
}

type Cell = string | number

/** Writes the network's four files into a folder that is there. Returns how many rows of evidence there are. */
export async function writeNetwork(
  store: Store,
  dir: string,
  network: Network,
): Promise<{ evidence: number }> {
  const accounts = await accountNames(store, network.actions.accounts)
  await writeCsv(
    join(dir, 'edges.csv'),
    ['source', 'target', 'weight', ...Object.keys(network.columns)],
    edgeRows(network, accounts),
  )
  const nodes = [
    'account',
    'actions',
    'edges',
    'weight',
    ...(network.chosen ? [`${network.chosen.name}_edges`] : []),
  ]
  await writeCsv(join(dir, 'nodes.csv'), nodes, nodeRows(network, accounts))
  const evidence = await writeCsv(join(dir, 'evidence.csv'), EVIDENCE, evidenceRows(store, network, accounts))
  await writeFile(
    join(dir, 'run.json'),
    `${JSON.stringify({ ...network.run, files: network.files }, null, 2)}\n`,
  )
  return { evidence }
}

/** Accounts that are asked for at once. */
const NAMES = 50_000

/** Accounts by their number: their ids, with the platform before them where two platforms know the same one. */
async function accountNames(store: Store, accounts: number): Promise<string[]> {
  const { several } = await store.row<{ several: boolean }>(
    'SELECT count(*) > count(DISTINCT account_id) AS several FROM acting_account',
  )
  const name = several ? `platform || ':' || account_id` : 'account_id'
  const names: string[] = []
  for (let from = 0; from < accounts; from += NAMES)
    names.push(
      ...(await store.list(name, 'acting_account WHERE i >= $from AND i < $to', { from, to: from + NAMES })),
    )
  return names
}

function* edgeRows({ edges, columns }: Network, accounts: readonly string[]): Generator<Cell[]> {
  const more = Object.values(columns)
  for (const [e, weight] of edges.weight.entries())
    yield [
      accounts[edges.source[e] ?? -1] ?? '',
      accounts[edges.target[e] ?? -1] ?? '',
      weight,
      ...more.map(column => column[e] ?? ''),
    ]
}

function* nodeRows({ actions, edges, chosen }: Network, accounts: readonly string[]): Generator<Cell[]> {
  const [acted, degree, strength, picked] = [0, 1, 2, 3].map(() => new Float64Array(actions.accounts))
  if (!acted || !degree || !strength || !picked) return
  const add = (column: Float64Array, at: number, n: number) => {
    column[at] = (column[at] ?? 0) + n
  }
  for (const account of actions.account) add(acted, account, 1)
  for (const [e, weight] of edges.weight.entries())
    for (const account of new Set([edges.source[e] ?? -1, edges.target[e] ?? -1])) {
      add(degree, account, 1)
      add(strength, account, weight)
      add(picked, account, chosen?.edges[e] ?? 0)
    }
  for (const [account, edgesOfIt] of degree.entries())
    if (edgesOfIt > 0)
      yield [
        accounts[account] ?? '',
        acted[account] ?? 0,
        edgesOfIt,
        strength[account] ?? 0,
        ...(chosen ? [picked[account] ?? 0] : []),
      ]
}

const EVIDENCE = [
  ...['source', 'target', 'kind', 'object', 'gap_s'],
  ...['source_post', 'source_at', 'source_file', 'source_row'],
  ...['target_post', 'target_at', 'target_file', 'target_row'],
]

interface NamedPost {
  i: number
  post_id: string
  source: number
  row: number
}

async function* evidenceRows(
  store: Store,
  { actions, edges, window, distinctPosts, files }: Network,
  accounts: readonly string[],
): AsyncGenerator<Cell[]> {
  for (const batch of evidenceOf(actions, edges, { window, distinctPosts })) {
    const posts = await named<NamedPost>(store, 'acting_post', [batch.sourcePost, batch.targetPost])
    const objects = await named<{ i: number; object_kind: string; object: string }>(store, 'acting_object', [
      batch.object,
    ])
    const side = (action: number | undefined, post: number | undefined): Cell[] => {
      const found = posts.get(post ?? -1)
      return [
        found?.post_id ?? '',
        new Date(actions.at[action ?? -1] ?? 0).toISOString(),
        files[found?.source ?? -1]?.file ?? '',
        found?.row ?? '',
      ]
    }
    for (const [k, edge] of batch.edge.entries()) {
      const object = objects.get(batch.object[k] ?? -1)
      yield [
        accounts[edges.source[edge] ?? -1] ?? '',
        accounts[edges.target[edge] ?? -1] ?? '',
        object?.object_kind ?? '',
        object?.object ?? '',
        (batch.gap[k] ?? 0) / 1000,
        ...side(batch.sourceAction[k], batch.sourcePost[k]),
        ...side(batch.targetAction[k], batch.targetPost[k]),
      ]
    }
  }
}

/** What numbers stand for, by number: only of those that are asked about, since all may be millions. */
async function named<T extends { i: number }>(
  store: Store,
  table: string,
  numbers: readonly Uint32Array[],
): Promise<Map<number, T>> {
  const wanted = [...new Set(numbers.flatMap(column => [...column]))]
  await store.run('CREATE OR REPLACE TEMP TABLE wanted (i BIGINT)')
  await store.append(
    'wanted',
    wanted.map(i => [i]),
  )
  const rows = await store.rows<T>(`SELECT * FROM ${table} SEMI JOIN wanted USING (i)`)
  return new Map(rows.map(row => [row.i, row]))
}

/** RFC 4180, as docs/export.md has it: every character as it is. Returns how many rows were written. */
async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>,
): Promise<number> {
  const out = createWriteStream(path, { highWaterMark: 4 << 20 })
  const failed = once(out, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {}) // whoever waits for the file hears of it
  let text = `${header.join(',')}\r\n`
  let n = 0
  for await (const row of rows) {
    text += `${row.map(cell).join(',')}\r\n`
    n++
    if (text.length < 1 << 20) continue
    if (!out.write(text)) await Promise.race([once(out, 'drain'), failed])
    text = ''
  }
  out.end(text)
  await Promise.race([once(out, 'close'), failed])
  return n
}

const cell = (value: Cell): string =>
  typeof value === 'string' && /[",\r\n]|^$/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value)

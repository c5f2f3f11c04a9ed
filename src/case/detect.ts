import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { unique } from '../importers/delimited.ts'
import { completed, type Head, readHead } from '../importers/head.ts'
import { type Detection, type Importer, InputProblem } from '../importers/importer.ts'
import { importers } from '../importers/index.ts'
import { identifier, literal, type Store } from '../store/store.ts'
import { filesUnder } from './hash.ts'

export interface Recognised {
  head: Head
  importer: Importer
  detection: Detection
  /** The others that would take it, surest first. */
  others: { importer: Importer; detection: Detection }[]
}

/**
 * Which importer reads a source, and why. `name` is its own, where its copy has another.
 * @throws InputProblem when none does, or `as` names none.
 */
export async function recognise(
  store: Store,
  path: string,
  as?: string,
  name = basename(path),
): Promise<Recognised> {
  const head = { ...(await headOf(store, path)), name }
  const found = importers
    .map(importer => ({ importer, detection: importer.detect(head) }))
    .filter((f): f is { importer: Importer; detection: Detection } => f.detection !== null)
    .sort((a, b) => b.detection.sure - a.detection.sure)
  if (as !== undefined) {
    const importer = importers.find(i => i.id === as)
    if (!importer)
      throw new InputProblem(`There is no format '${as}'; there are ${importers.map(i => i.id).join(', ')}.`)
    const detection = found.find(f => f.importer === importer)?.detection ?? {
      sure: 0,
      saw: 'nothing of the kind',
    }
    return {
      head,
      importer,
      detection: { sure: detection.sure, saw: `--as ${as}; it shows ${detection.saw}` },
      others: [],
    }
  }
  const [best, ...others] = found
  if (!best) throw new InputProblem(`${head.name}: ${unknown(head)}`)
  return { head, ...best, others }
}

function unknown(head: Head): string {
  if (head.shape === 'text' && head.text.trim() === '' && !head.damage)
    return 'the file is empty: there is nothing in it to add.'
  if (head.problem) return `${head.problem}.`
  if (head.damage) return `${head.damage}, and too little comes before that: get the file anew.`
  if (head.shape === 'folder')
    return `the folder holds no file that an importer knows (${head.files?.length ?? 0} files).`
  const seen = head.columns.length > 0 ? ` with ${head.columns.slice(0, 10).join(', ')}` : ''
  return `no importer knows this ${head.shape === 'text' ? 'kind of file' : `${head.shape} file`}${seen}. Say which format it is with --as FORMAT (sillage importers lists them).`
}

async function headOf(store: Store, path: string): Promise<Head> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new InputProblem(`${path}: there is no such file or folder.`)
  if (found.isDirectory())
    return completed({
      name: basename(path),
      bytes: 0,
      compression: 'none',
      shape: 'folder',
      text: '',
      records: [],
      columns: [],
      rows: [],
      files: await filesUnder(path),
    })
  const head = await readHead(path)
  if (head.shape !== 'parquet') return head
  const columns = await store.rows<{ column_name: string }>(
    `DESCRIBE SELECT * FROM read_parquet(${literal(path)})`,
  )
  const names = unique(columns.map(c => c.column_name))
  const rows = await store.rows<Record<string, string | null>>(
    `SELECT ${names.map(n => `CAST(${identifier(n)} AS VARCHAR) AS ${identifier(n)}`).join(', ')} FROM read_parquet(${literal(path)}) AS given(${names.map(identifier).join(', ')}) LIMIT 200`,
  )
  return completed({ ...head, columns: names, rows: rows.map(row => names.map(name => row[name] ?? '')) })
}

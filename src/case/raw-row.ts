import { join } from 'node:path'
import type { Json } from '../importers/head.ts'
import { importers } from '../importers/index.ts'
import type { CustodySource } from '../model/case.ts'
import { loadRaw, rawRecords } from '../store/ingest/raw.ts'
import { identifier, literal, Store } from '../store/store.ts'
import { recognise } from './detect.ts'
import { type Case, exists } from './open.ts'
import { CaseProblem } from './problems.ts'

/** Where a source's bytes are now: in the case, or where the original was when it was added by reference. */
export function sourcePath(given: Case, source: CustodySource): string {
  const moved = lastImport(given)?.moved[source.sha256]
  if (moved !== undefined) return join(given.dir, moved)
  return source.kept === 'reference' ? source.path : join(given.dir, source.path)
}

/** Whether the source stayed behind when the case was handed on: its hash alone is here. */
export const isWithheld = (given: Case, { sha256 }: CustodySource): boolean =>
  lastImport(given)?.withheld.includes(sha256) ?? false

const lastImport = (given: Case) => given.custody.findLast(entry => entry.imported)?.imported

/**
 * The records of a source as they stand in it, by row: JSON as written, a table's row as an object of its columns.
 * @throws CaseProblem when the source is gone or does not have such a row any more.
 */
export async function rawRows(
  given: Case,
  source: CustodySource,
  rows: readonly number[],
): Promise<Map<number, string>> {
  const path = sourcePath(given, source)
  const store = await Store.open()
  try {
    const importer = importers.find(i => i.id === source.importer)
    if (!importer)
      throw new CaseProblem(
        `${source.name} was read as '${source.importer}', which this version does not know.`,
      )
    if (isWithheld(given, source) && !(await exists(path)))
      throw new CaseProblem(
        `${source.name} was left out when this case was exported; put the file whose SHA-256 is ${source.sha256} at ${path}.`,
      )
    const { head } = await recognise(store, path, importer.id).catch(() => {
      throw new CaseProblem(`${source.name}: its bytes are not at ${path} any more; run sillage verify.`)
    })
    const wanted = new Set(rows)
    const found = new Map<number, string>()
    if (importer.reads === 'json') {
      const last = rows.reduce((most, row) => Math.max(most, row), 0)
      for await (const record of rawRecords(path, head, importer)) {
        if (wanted.has(record.row) && !found.has(record.row))
          found.set(record.row, 'json' in record ? record.json : record.raw)
        // A reader may yield several records of one row, and rows rise: past the last, there is nothing to find.
        if (record.row > last || found.size === wanted.size) break
      }
    } else {
      await loadRaw(store, path, head, importer, async () => {})
      const list = [...wanted].map(Number).join(', ')
      const table = await store.rows<{ row: number; raw: string }>(
        `SELECT "row", to_json(COLUMNS(* EXCLUDE ("row")))::VARCHAR AS raw FROM (SELECT "row", {${columnList(head.columns)}} AS raw FROM raw WHERE "row" IN (${list}))`,
      )
      for (const { row, raw } of table) found.set(row, raw)
    }
    const missing = rows.find(row => !found.has(row))
    if (missing !== undefined)
      throw new CaseProblem(`${source.name} has no row ${missing} any more; run sillage verify.`)
    return found
  } finally {
    await store.close()
  }
}

const columnList = (columns: readonly string[]) =>
  columns.map(name => `${literal(name)}: raw.${identifier(name)}`).join(', ')

const ID_KEYS = ['id', 'id_str', 'no', 'post_id', 'url', 'uri']

/** The object inside a raw record that is the post itself (a page of posts holds many); the record when none is. */
export function within(raw: string, postId: string): Json {
  const record = JSON.parse(withExactNumbers(raw)) as Json // it was imported as JSON
  const bare = postId.slice(postId.lastIndexOf('/') + 1)
  const stack: Json[] = [record]
  let candidate: Json | undefined
  while (stack.length > 0) {
    const value = stack.pop()
    if (value === null || typeof value !== 'object' || value === undefined) continue
    const inner = Object.values(value)
    for (let at = inner.length - 1; at >= 0; at--) stack.push(inner[at] ?? null)
    if (Array.isArray(value)) continue
    const isIt = ID_KEYS.some(
      key => Object.hasOwn(value, key) && (String(value[key]) === postId || String(value[key]) === bare),
    )
    // Of objects that name the id, the fullest is the post; a mere reference to it has two keys.
    if (
      isIt &&
      Object.keys(value).length > 2 &&
      (candidate === undefined || Object.keys(value).length > Object.keys(candidate as object).length)
    )
      candidate = value
  }
  return candidate ?? record
}

/** Whole numbers of more digits than a JavaScript number holds become texts, so that an id keeps every one of them. */
function withExactNumbers(raw: string): string {
  return raw.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, token =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  )
}

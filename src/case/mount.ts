import { TABLE_NAMES } from '../model/tables.ts'
import { Store } from '../store/store.ts'
import { mountTables, mountViews, type Parts, parseSubject } from '../store/views.ts'
import { type Case, sourcesOf } from './open.ts'

/** A store over the case's tables; close it when done. */
export async function mountCase(given: Case): Promise<Store> {
  const store = await Store.open()
  await mountViews(store, partsOf(given), given.config.about.map(parseSubject))
  return store
}

/** A store over the case's tables alone, without what analyses read beside them; close it when done. */
export async function mountCaseTables(given: Case): Promise<Store> {
  const store = await Store.open()
  await mountTables(store, partsOf(given))
  return store
}

/** The parts of each table, in the order in which their sources were added. */
export function partsOf(given: Case): Parts {
  const sources = sourcesOf(given)
  return Object.fromEntries(
    TABLE_NAMES.map(table => [
      table,
      sources.filter(source => source.parts[table]).map(source => given.at.part(table, source)),
    ]),
  ) as unknown as Parts // Object.fromEntries forgets the keys; there is one entry a table
}

import { TABLE_NAMES } from '../model/tables.ts'
import type { EngineOptions } from '../store/once-more.ts'
import { Store } from '../store/store.ts'
import { mountTables, mountViews, type Parts, parseSubject } from '../store/views.ts'
import { type Case, sourcesOf } from './open.ts'

/**
 * Up to so many posts and documents one thread is as fast, and is safe: between threads, windows over a few rows now and
 * then end the engine (duckdb#25713, in 1.5.5: 6 of 977 runs of one analysis on a busy machine; on one thread none).
 */
const FEW = 20_000

/** A store over the case's tables; close it when done. */
export function mountCase(given: Case, engine: EngineOptions = {}): Promise<Store> {
  return mounted(given, engine, store =>
    mountViews(store, partsOf(given), given.config.about.map(parseSubject)),
  )
}

/** A store over the case's tables alone, without what analyses read beside them; close it when done. */
export function mountCaseTables(given: Case): Promise<Store> {
  return mounted(given, {}, store => mountTables(store, partsOf(given)))
}

async function mounted(
  given: Case,
  engine: EngineOptions,
  mount: (store: Store) => Promise<void>,
): Promise<Store> {
  const rows = sourcesOf(given).reduce((sum, { counts }) => sum + counts.posts + (counts.documents ?? 0), 0)
  const store = await Store.open(rows <= FEW ? { threads: 1 } : engine)
  try {
    await mount(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
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

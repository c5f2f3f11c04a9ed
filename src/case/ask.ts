import { onceMoreIfTheEngineFell } from '../store/once-more.ts'
import type { Store } from '../store/store.ts'
import { mountCase } from './mount.ts'
import type { Case } from './open.ts'

/**
 * Asks a store over the case's tables, and closes it. Where the engine fell over, the same is asked once more of a new
 * store on one thread: `ask` may be called twice, so that what it finds is best told when all of it is there.
 *
 * @param onFall is told before the second time.
 */
export const askCase = <T>(given: Case, ask: (store: Store) => Promise<T>, onFall?: () => void): Promise<T> =>
  onceMoreIfTheEngineFell(async engine => {
    const store = await mountCase(given, engine)
    try {
      return await ask(store)
    } finally {
      await store.close()
    }
  }, onFall)

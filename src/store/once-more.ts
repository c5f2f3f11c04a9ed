/** How the engine says that it fell over: its database answers nothing any more, but another can be opened. */
const FALLEN = /^INTERNAL Error|database has been invalidated because of a previous fatal error/

/** What a store is opened with: all threads, or so many. */
export interface EngineOptions {
  threads?: number
}

/**
 * Does the work, and where the engine fell over, once more on one thread: between several, windows over a few rows now
 * and then end it (duckdb#25713, in 1.5.5). The work opens a store of its own with what it is given; it leaves nothing
 * behind when it fails, as all of it is done twice.
 *
 * @param onFall is told before the second time.
 * @throws what the work throws: what is no fall at once, and a second fall.
 * @example await onceMoreIfTheEngineFell(engine => imported(path, engine), () => narrate('Once more …'))
 */
export async function onceMoreIfTheEngineFell<T>(
  work: (engine: EngineOptions) => Promise<T>,
  onFall: () => void = () => {},
): Promise<T> {
  try {
    return await work({})
  } catch (error) {
    if (!(error instanceof Error && FALLEN.test(error.message))) throw error
  }
  onFall()
  return work({ threads: 1 })
}

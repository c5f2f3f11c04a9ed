/**
 * Between two pieces of long work: whoever waits for an answer of the engine, and for this thread, goes on first.
 *
 * @example for (const piece of pieces) { work(piece); await othersTurn() }
 */
export const othersTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Work that comes in pieces, done in one go. */
export function inOneGo<T>(work: Generator<void, T>): T {
  for (;;) {
    const piece = work.next()
    if (piece.done) return piece.value
  }
}

/** The same with others' turns between its pieces. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const piece = work.next()
    if (piece.done) return piece.value
    await othersTurn()
  }
}

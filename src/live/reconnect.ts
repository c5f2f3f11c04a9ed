import { setTimeout } from 'node:timers/promises'
import { Disconnected, type Item, type Patience } from './source.ts'

/**
 * Connects again and again, each time from where the last connection came to, and waits longer after each failure: twice
 * as long, up to a limit, and shorter by up to half at random, so that a thousand watchers do not return at once. A
 * connection that yielded something starts the waits anew.
 *
 * @throws Disconnected when another attempt would change nothing.
 */
export async function* reconnecting(
  connect: (cursor: string | null, signal: AbortSignal) => AsyncIterable<Item>,
  from: string | null,
  signal: AbortSignal,
  patience: Patience,
  random: () => number = Math.random,
): AsyncGenerator<Item> {
  let cursor = from
  for (let failures = 0; !signal.aborted; failures++) {
    let problem = new Disconnected('the server ended the connection')
    try {
      for await (const item of connect(cursor, signal)) {
        if ('cursor' in item) {
          cursor = item.cursor
          failures = 0
        }
        yield item
      }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof Disconnected)) throw error
      if (error.isFinal) throw error
      problem = error
    }
    if (signal.aborted) return
    const wait = Math.max(problem.waitMs, waitBefore(failures, patience, random))
    yield {
      kind: 'note',
      text: `Disconnected: ${problem.message}. Trying again in ${(wait / 1000).toFixed(1)} s.`,
    }
    await setTimeout(wait, undefined, { signal }).catch(() => {})
  }
}

export function waitBefore(failures: number, { firstMs, mostMs }: Patience, random: () => number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30))
  return whole * (1 - random() / 2)
}

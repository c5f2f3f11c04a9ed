import { randomStream } from '../random.ts'

const HOUR = 3_600_000
/** A part is so many windows long at least, so that what is together mostly falls into one. */
const WINDOWS = 6

/**
 * The fold of each action, dealt by hours (or by six windows, if that is longer): two who look at the same feed at the
 * same time meet on several things in one sitting, and that is one coincidence. It must not stand on both sides.
 */
export function foldsOf(at: Float64Array, folds: number, { window, seed }: { window: number; seed: string }) {
  const random = randomStream(`${seed}/folds`)
  const length = Math.max(HOUR, WINDOWS * window)
  const dealt = new Map<number, number>()
  return Uint8Array.from(at, t => {
    const part = Math.floor(t / length)
    const fold = dealt.get(part) ?? Math.floor(random() * folds)
    dealt.set(part, fold)
    return fold
  })
}

import type { SHAPE } from './sketch.ts'

/** The keys of texts, and where their links go: columns that threads share. */
export interface LinkTask {
  /** Bucket by bucket, a key for each text. */
  keys: Int32Array
  /** Bucket by bucket, for each text the last one before it of the same key, or −1. */
  before: Int32Array
}

/**
 * Makes what links the texts from one place in the order to another, all of them in order. Runs in a worker thread from its
 * source text (ahead.ts), so it uses nothing but its arguments.
 */
export function newLinker(
  { keys, before }: LinkTask,
  { buckets }: typeof SHAPE,
): (from: number, to: number, isKept: boolean) => void {
  const texts = keys.length / buckets
  let slots = 1024
  while (slots < texts * 2) slots *= 2
  const mask = slots - 1
  const place = 2 ** (32 - Math.clz32(texts)) - 1
  /** By a key's last bits the last text of it, one more than its place, under the key's first bits; 0 where there is none. */
  const last = new Int32Array(slots * buckets)

  /** Kept, or the looking would be left out as idle. */
  const looked = new Int32Array(1)
  /** Memory is fetched for some texts at once, which takes as long as for one. */
  const lookAt = (table: number, from: number, to: number): void => {
    let seen = 0
    for (let k = from; k < to; k++) seen ^= last[table + ((keys[k] as number) & mask)] as number
    looked[0] = seen
  }

  const link = (bucket: number, from: number, to: number, isKept: boolean): void => {
    const table = bucket * slots
    const column = bucket * texts
    for (let text = from; text < to; text++) {
      if ((text & 63) === 0) lookAt(table, column + text, column + Math.min(to, text + 64))
      const key = keys[column + text] as number
      let slot = key & mask
      let found = -1
      // There are at most half as many keys as slots: one is always empty.
      for (let known = last[table + slot] as number; known !== 0; known = last[table + slot] as number) {
        const other = (known & place) - 1
        if (((known ^ key) & ~place) === 0 && keys[column + other] === key) {
          found = other
          break
        }
        slot = (slot + 1) & mask
      }
      if (isKept) before[column + text] = found
      last[table + slot] = (key & ~place) | (text + 1)
    }
  }

  return (from, to, isKept) => {
    // One table after the other: less of memory is looked at in turn.
    for (let bucket = 0; bucket < buckets; bucket++) link(bucket, from, to, isKept)
  }
}

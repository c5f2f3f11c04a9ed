import { createHmac } from 'node:crypto'

/** Choices that look like chance, and that only the holder of the secret can foretell or repeat. */
export interface Draw {
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
  /** `count` different entries, in chance order. */
  some: <T>(list: readonly T[], count: number) => T[]
  chance: (probability: number) => boolean
  hex: (bytes: number) => string
}

/** The stream of HMAC-SHA-256 blocks of the secret over `label`, 32 bits at a time. */
export function createDraw(secret: Uint8Array, label: string): Draw {
  let block = Buffer.alloc(0)
  let counter = 0
  const word = (): number => {
    if (block.length < 4) block = createHmac('sha256', secret).update(`${label}\n${counter++}`).digest()
    const value = block.readUInt32BE(0)
    block = block.subarray(4)
    return value
  }
  const int = (from: number, to: number) => from + Math.floor((word() / 2 ** 32) * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T // lists here are not empty
  return {
    int,
    pick,
    chance: probability => word() / 2 ** 32 < probability,
    some: (list, count) =>
      list
        .map(item => ({ item, at: word() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ item }) => item),
    hex: bytes =>
      Array.from({ length: Math.ceil(bytes / 4) }, () => word().toString(16).padStart(8, '0'))
        .join('')
        .slice(0, bytes * 2),
  }
}

import { createHash } from 'node:crypto'

/**
 * Uniform numbers in [0, 1), the same for the same name on every machine: sfc32, the 128-bit small fast counting
 * generator of PractRand (Chris Doty-Humphrey), started from the SHA-256 of the name.
 */
export function randomStream(name: string): () => number {
  const digest = createHash('sha256').update(name).digest()
  let a = digest.readInt32LE(0)
  let b = digest.readInt32LE(4)
  let c = digest.readInt32LE(8)
  let counter = 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

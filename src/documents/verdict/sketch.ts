import { ALIKE, type FindNear, runsOf } from './near.ts'

/** Values of a sketch, in bands of which one alike is enough: at 0.7 in common, one pair in a million is missed. */
const VALUES = 128
const BAND = 4

/**
 * A text's MinHash over its runs of words: two sketches agree in as many values, by chance, as the runs that both texts share
 * (Broder 1997). Null where the text is too short to be told from others.
 */
export function sketchOf(text: string): Uint32Array | null {
  const runs = runsOf(text)
  if (!runs) return null
  const sketch = new Uint32Array(VALUES).fill(0xffffffff)
  for (const run of runs) {
    const hash = Buffer.from(run, 'base64')
    // Two words of the hash give as many as are wanted (Kirsch and Mitzenmacher 2008).
    const step = hash.readUInt32LE(4) | 1
    let value = hash.readUInt32LE(0)
    for (let i = 0; i < VALUES; i++) {
      value = (value + step) >>> 0
      const mixed = mix(value)
      if (mixed < (sketch[i] ?? 0)) sketch[i] = mixed
    }
  }
  return sketch
}

function mix(given: number): number {
  let value = given
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b)
  return (value ^ (value >>> 16)) >>> 0
}

/** Compares by sketches, and verifies each candidate on its whole text, which is only then asked for. */
export function nearSketched(
  known: readonly { id: string; sketch: Uint32Array; text: () => string | null }[],
): FindNear {
  const bands = new Map<string, number[]>()
  for (const [n, { sketch }] of known.entries())
    for (const key of bandsOf(sketch)) {
      const own = bands.get(key)
      if (own) own.push(n)
      else bands.set(key, [n])
    }
  return text => {
    const runs = runsOf(text)
    const sketch = sketchOf(text)
    if (!runs || !sketch) return []
    const candidates = new Set(bandsOf(sketch).flatMap(key => bands.get(key) ?? []))
    return [...candidates]
      .flatMap(n => {
        const one = known[n]
        const other = one && agreement(one.sketch, sketch) > ALIKE / 2 ? runsOf(one.text() ?? '') : null
        if (!one || !other) return []
        let common = 0
        for (const run of other) if (runs.has(run)) common++
        return [{ id: one.id, likeness: common / (runs.size + other.size - common) }]
      })
      .filter(({ likeness }) => likeness >= ALIKE)
      .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
  }
}

function bandsOf(sketch: Uint32Array): string[] {
  const keys: string[] = []
  for (let from = 0; from < VALUES; from += BAND)
    keys.push(`${from} ${sketch.subarray(from, from + BAND).join(' ')}`)
  return keys
}

function agreement(one: Uint32Array, other: Uint32Array): number {
  let same = 0
  for (let i = 0; i < VALUES; i++) if (one[i] === other[i]) same++
  return same / VALUES
}

import { expect, test } from 'vitest'
import { apart } from './apart.ts'
import type { Merged } from './merged.ts'

const group = (...members: number[]): Merged => ({
  group: 0,
  status: 'reported',
  members: Uint32Array.from(members),
  kinds: ['url'],
  p: 0.001,
  q: 0.002,
})

/** Validated edges between these accounts. */
const ties = (...pairs: (readonly [number, number])[]) => {
  const column = (end: 0 | 1) => Uint32Array.from(pairs, pair => pair[end])
  const zeros = new Float64Array(pairs.length)
  return {
    edges: { source: column(0), target: column(1), weight: new Uint32Array(pairs.length).fill(2) },
    tested: {
      p: zeros,
      q: zeros,
      choiceP: zeros,
      expected: 0,
      validated: new Uint8Array(pairs.length).fill(1),
    },
  }
}
const members = (groups: readonly Merged[]) => groups.map(({ members: of }) => [...of])

test('groups that share nobody stay as they are', () => {
  expect(members(apart([group(1, 2, 3), group(4, 5, 6)], [ties()]))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
})

test('an account in two groups stays in the first, and the other loses whoever hung on it', () => {
  const layer = ties([4, 5], [5, 6], [4, 6], [3, 7], [7, 4])
  expect(members(apart([group(1, 2, 3), group(3, 4, 5, 6, 7)], [layer]))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
})

test('a group of which two are left is none', () => {
  expect(members(apart([group(1, 2, 3), group(3, 4, 5)], [ties([4, 5])]))).toEqual([[1, 2, 3]])
})

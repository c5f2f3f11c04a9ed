import { expect, test } from 'vitest'
import { tiedCommunities } from './ties.ts'

const tied = (edges: readonly (readonly [number, number])[], nodes: number) =>
  tiedCommunities(
    {
      nodes,
      source: Uint32Array.from(edges, ([a]) => a),
      target: Uint32Array.from(edges, ([, b]) => b),
      weight: new Float64Array(edges.length).fill(1),
    },
    'seed',
  ).map(members => [...members])

test('who hangs on by one edge is left out, and who hung on by them too', () => {
  const triangleWithTail = [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 3],
    [3, 4],
  ] as const
  expect(tied(triangleWithTail, 5)).toEqual([[0, 1, 2]])
})

test('a pair, a star and a chain are no communities', () => {
  expect(
    tied(
      [
        [0, 1],
        [2, 3],
        [2, 4],
        [2, 5],
        [6, 7],
        [7, 8],
      ],
      9,
    ),
  ).toEqual([])
})

test('the largest comes first, and every member has two ties to the others', () => {
  const square = [
    [4, 5],
    [5, 6],
    [6, 7],
    [4, 7],
    [4, 6],
  ] as const
  expect(tied([[0, 1], [1, 2], [0, 2], ...square], 8)).toEqual([
    [4, 5, 6, 7],
    [0, 1, 2],
  ])
})

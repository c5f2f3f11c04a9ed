import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { type Graph, louvain, modularity } from './louvain.ts'

/** 'a-b 2, b-c' → a graph over the letters' places in the alphabet. */
function graph(text: string, nodes: number): Graph {
  const edges = text.split(', ').map(edge => /^(\w)-(\w) ?(.*)$/.exec(edge) ?? [])
  const node = (letter = 'a') => letter.charCodeAt(0) - 97
  return {
    nodes,
    source: Uint32Array.from(edges, ([, a]) => node(a)),
    target: Uint32Array.from(edges, ([, , b]) => node(b)),
    weight: Float64Array.from(edges, ([, , , w]) => Number(w || 1)),
  }
}

test('two triangles on a bridge are two communities, and a node without edges is one by itself', () => {
  const triangles = graph('a-b, b-c, a-c, c-d, d-e, e-f, d-f', 7)
  expect([...louvain(triangles, 'one')]).toEqual([0, 0, 0, 1, 1, 1, 2])
  expect(modularity(triangles, louvain(triangles, 'one'))).toBeCloseTo(6 / 7 - 2 * 0.25, 12)
})

test('weight decides where a node between two goes', () => {
  expect([
    ...louvain(graph('a-b 5, b-c 5, a-c 5, c-d 1, d-e 9, e-f 9, d-f 9, c-g 2, d-g 8', 7), 's'),
  ]).toEqual([0, 0, 0, 1, 1, 1, 1])
})

/** The karate club of Zachary (1977), whose best partition has modularity 0.4198 (Brandes et al. 2008). */
const KARATE =
  '1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 20-34 21-33 21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 31-33 31-34 32-33 32-34 33-34'
    .split(' ')
    .map(edge => edge.split('-').map(Number))

test('the karate club falls into parts nearly as good as the best there are, whatever the seed', () => {
  const club: Graph = {
    nodes: 34,
    source: Uint32Array.from(KARATE, ([a = 0]) => a - 1),
    target: Uint32Array.from(KARATE, ([, b = 0]) => b - 1),
    weight: new Float64Array(KARATE.length).fill(1),
  }
  expect(KARATE.length).toBe(78)
  const found = Array.from({ length: 20 }, (_, seed) => modularity(club, louvain(club, `${seed}`)))
  expect(Math.min(...found)).toBeGreaterThan(0.38)
  expect(Math.max(...found)).toBeGreaterThan(0.4187)
  expect(Math.max(...found)).toBeLessThan(0.4199)
  expect(louvain(club, 'same')).toEqual(louvain(club, 'same'))
})

test('planted parts are found again among noise, and merging keeps every weight', () => {
  const random = randomStream('planted')
  const pairs: [number, number][] = []
  for (let a = 0; a < 400; a++)
    for (let b = a + 1; b < 400; b++)
      if (random() < (Math.floor(a / 20) === Math.floor(b / 20) ? 0.5 : 0.004)) pairs.push([a, b])
  const planted: Graph = {
    nodes: 400,
    source: Uint32Array.from(pairs, ([a]) => a),
    target: Uint32Array.from(pairs, ([, b]) => b),
    weight: new Float64Array(pairs.length).fill(0.5),
  }
  expect([...louvain(planted, 'x')]).toEqual(Array.from({ length: 400 }, (_, i) => Math.floor(i / 20)))
})

test('a graph without edges falls into its nodes', () => {
  const none = { nodes: 3, source: new Uint32Array(), target: new Uint32Array(), weight: new Float64Array() }
  expect([...louvain(none, 's')]).toEqual([0, 1, 2])
  expect(modularity(none, louvain(none, 's'))).toBe(0)
})

import { expect, test } from 'vitest'
import type { NetworkData, NetworkDossier } from '../../model/index.ts'
import { groupLabels } from './group-labels.ts'

const groups = (n: number) =>
  Array.from({ length: n }, (_, group) => ({ group: group + 1, status: 'reported' }) as NetworkDossier) // what labels read of it
const labels = (discs: { x: number; y: number; r: number }[], width = 400) =>
  groupLabels(
    {
      groups: groups(discs.length),
      clusters: discs.map((_, group) => ({ group, members: [] })),
    } as unknown as NetworkData, // what labels read of it
    { width, height: 300, dots: [], discs },
    () => 12,
  )

test('a name keeps within the picture', () => {
  const [label] = labels([{ x: 5, y: 100, r: 40 }])
  expect(label?.x).toBeGreaterThan(40)
  expect(label?.whole).toBe(true)
})

test('where two names have no room the first keeps its own, the other has its number', () => {
  const found = labels([
    { x: 100, y: 100, r: 40 },
    { x: 160, y: 105, r: 40 },
    { x: 320, y: 100, r: 40 },
  ])
  expect(found.map(({ whole }) => whole)).toEqual([true, false, true])
})

import { expect, test } from 'vitest'
import { placeLabels } from './labels.ts'

const texts = (wanted: Parameters<typeof placeLabels>[0]) =>
  placeLabels(wanted, 400, 300).map(({ text }) => text)

test('a label goes to the other side of its point where the first has no room', () => {
  expect(placeLabels([{ x: 390, y: 100, text: '@ann' }], 400, 300)).toMatchObject([{ left: true }])
})

test('of labels that would cover one another the first stays, and those without room are left out', () => {
  const crowd = Array.from({ length: 12 }, (_, i) => ({ x: 200 + i, y: 150, text: `@account_number_${i}` }))
  const kept = texts(crowd)
  expect(kept[0]).toBe('@account_number_0')
  expect(kept.length).toBeLessThan(8)
})

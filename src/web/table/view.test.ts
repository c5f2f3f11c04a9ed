import { expect, test } from 'vitest'
import { compareCells, inferredView, valueAt } from './view.ts'

test('a figure without a table of its own gets one from its column names', () => {
  const rows = [{ at: 1494010140000, lag_s: 3, share: 0.4, lang: 'fr', posts: 5, handle: '@a' }]
  expect(inferredView('x', rows).columns.map(({ kind }) => kind)).toEqual([
    'time',
    'span',
    'percent',
    'lang',
    'number',
    'text',
  ])
})

test('unknown values sort last in both directions', () => {
  const sorted = (descending: boolean) => [3, null, 1].sort((a, b) => compareCells(a, b, descending, 'en'))
  expect(sorted(false)).toEqual([1, 3, null])
  expect(sorted(true)).toEqual([3, 1, null])
})

test('a column told in two languages shows the page’s', () => {
  expect(valueAt({ why_en: 'yes', why_fr: 'oui' }, 'why', 'fr')).toBe('oui')
})

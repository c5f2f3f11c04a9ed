import { expect, test } from 'vitest'
import { marked } from './marked.ts'

const said = (excerpt: string, from: number, marks: string) =>
  marked(excerpt, from, marks)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('|')

test('an excerpt falls into what is marked and what is not', () => {
  expect(said('the archive is open', 0, '4-11 15-19')).toBe('the |[archive]| is |[open]')
  expect(said('archive is open', 4, '4-11 15-40')).toBe('[archive]| is |[open]')
})

test('marks outside the excerpt, and none at all, mark nothing', () => {
  expect(said('is open', 12, '0-11 30-40')).toBe('is open')
  expect(said('is open', 0, '')).toBe('is open')
  expect(said('', 0, '0-4')).toBe('')
})

import { expect, test } from 'vitest'
import { typeset } from './typography.ts'

test('French gets narrow no-break spaces before high punctuation and inside guillemets', () => {
  expect(typeset('Qui ? « Lui » : oui !', 'fr')).toBe('Qui\u202f? «\u202fLui\u202f»\u202f: oui\u202f!')
})

test('numbers and hours do not break across lines', () => {
  expect(typeset('47 000 messages à 20 h 49', 'fr')).toBe('47\u202f000 messages à 20\u00a0h\u00a049')
})

test('apostrophes and quotation marks are curled', () => {
  expect(typeset('a post\'s "first" use', 'en')).toBe('a post’s “first” use')
})

test('a sentence keeps its length, so that doors stay on their numbers', () => {
  const sentence = 'L\'outil « A » : 1 234 % en 3 h 05 ; "fin" ?'
  expect(typeset(sentence, 'fr')).toHaveLength(sentence.length)
  expect(typeset(sentence, 'en')).toHaveLength(sentence.length)
})

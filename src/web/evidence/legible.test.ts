import { expect, test } from 'vitest'
import { legible } from './legible.ts'

test('direction overrides and escape codes are shown, not obeyed', () => {
  expect(legible('a\u202egnp.exe')).toBe('a⟨U+202E⟩gnp.exe')
  expect(legible('\u001b[31mred')).toBe('⟨U+001B⟩[31mred')
})

test('piled-up combining marks are cut, ordinary accents stay', () => {
  expect(legible(`z${'\u0301'.repeat(50)}`)).toBe(`z${'\u0301'.repeat(4)}`)
  expect(legible('e\u0301te\u0301')).toBe('e\u0301te\u0301')
})

test('line breaks and other scripts stay as they are', () => {
  expect(legible('первый\nשלום')).toBe('первый\nשלום')
})

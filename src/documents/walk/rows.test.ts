import { expect, test } from 'vitest'
import { wellFormed } from './rows.ts'

const read = (value: string) => JSON.parse(wellFormed(JSON.stringify(value)))

test('zeros and half signs become �, whole signs and written-out escapes stay', () => {
  expect(read('a\0b')).toBe('a�b')
  expect(read('half \ud83d and \udc00, whole 😀')).toBe('half � and �, whole 😀')
  for (const text of ['\\u0000', '\\\\ud83d', 'C:\\users\\ud\\u0000.txt', 'line\n\ttab "quoted" é', ''])
    expect(read(text)).toBe(text)
  expect(read('\\\0\\')).toBe('\\�\\')
})

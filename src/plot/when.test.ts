import { expect, test } from 'vitest'
import { when } from './when.ts'

const at = Date.UTC(2017, 4, 28, 6, 10)
const DAY = 86_400_000
const context = { lang: 'en', zone: 'Europe/Paris', time: () => '08:10' } as unknown as Parameters<
  typeof when
>[3] // only what when() reads

test('over a weekend a time is enough, over months it needs its day', () => {
  expect(when(at, at, at + 2 * DAY, context)).toBe('08:10')
  expect(when(at, at, at + 60 * DAY, context)).toBe('28 May, 08:10')
})

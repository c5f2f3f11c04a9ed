import { expect, test } from 'vitest'
import { formatter } from './format.ts'

const firstUse = Date.UTC(2017, 4, 5, 18, 49, 0)
const en = formatter('en', 'Europe/Paris')
const fr = formatter('fr', 'Europe/Paris')
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('a moment is told in the zone of the case, on a 24-hour clock', () => {
  expect(plain(en.moment(firstUse))).toBe('Friday 5 May 2017 at 20:49')
  expect(plain(fr.moment(firstUse))).toBe('vendredi 5 mai 2017 à 20 h 49')
  expect(en.utc(firstUse)).toBe('2017-05-05 18:49:00 UTC')
})

test('a full hour in French has no minutes', () => {
  expect(plain(fr.time(Date.UTC(2017, 4, 5, 22, 0)))).toBe('0 h')
})

test('French numbers have a decimal comma and narrow spaces', () => {
  expect(fr.number(1234.5, 1)).toBe('1\u202f234,5')
  expect(plain(fr.percent(0.125))).toBe('12,5 %')
  expect(en.number(-47012)).toBe('−47,012')
})

test('spans are told in the two units that matter', () => {
  expect([0.4, 59, 200, 7500, 273600, 200 * 86400].map(s => plain(en.span(s)))).toEqual([
    '400 ms',
    '59 s',
    '3 min 20 s',
    '2 h 05',
    '3 days 4 h',
    '200 days',
  ])
  expect(plain(fr.span(273600))).toBe('3 j 4 h')
})

test('seconds are not written where the data has none', () => {
  expect(plain(formatter('en', 'UTC', 60_000).dateTime(firstUse))).toBe('5 May 2017, 18:49')
  expect(plain(en.dateTime(firstUse))).toBe('5 May 2017, 20:49:00')
})

test('the zone has a name in words', () => {
  expect([en.zone, fr.zone, formatter('fr', 'UTC').zone]).toEqual(['Paris time', 'heure de Paris', 'UTC'])
})

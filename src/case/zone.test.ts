import { expect, test } from 'vitest'
import { isZone, moment } from './zone.ts'

const iso = (text: string, zone: string) => {
  const at = moment(text, zone)
  return at === null ? null : new Date(at).toISOString()
}

test('a time without a zone stands on the clock of the case', () => {
  expect(iso('2017-05-05T20:49', 'Europe/Paris')).toBe('2017-05-05T18:49:00.000Z')
  expect(iso('2017-05-05 20:49:12', 'Europe/Paris')).toBe('2017-05-05T18:49:12.000Z')
  expect(iso('2017-01-05T20:49', 'Europe/Paris')).toBe('2017-01-05T19:49:00.000Z')
  expect(iso('2017-05-05T20:49', 'Asia/Kolkata')).toBe('2017-05-05T15:19:00.000Z')
})

test('a time with a zone stands as it is', () => {
  for (const text of ['2017-05-05T18:49:00Z', '2017-05-05T20:49:00+02:00', '2017-05-05T20:49:00+0200'])
    expect(iso(text, 'America/New_York'), text).toBe('2017-05-05T18:49:00.000Z')
})

test('a day alone is its midnight', () => {
  expect(iso('2017-05-05', 'Europe/Paris')).toBe('2017-05-04T22:00:00.000Z')
  expect(iso('2017-05-05', 'UTC')).toBe('2017-05-05T00:00:00.000Z')
})

test('24:00 is the next day’s midnight, over a month’s end, a year’s end and a change of clocks', () => {
  expect(iso('2017-05-05T24:00', 'Europe/Paris')).toBe('2017-05-05T22:00:00.000Z')
  expect(iso('2017-05-31T24:00', 'UTC')).toBe('2017-06-01T00:00:00.000Z')
  expect(iso('2016-12-31T24:00:00', 'UTC')).toBe('2017-01-01T00:00:00.000Z')
  expect(iso('2017-03-25T24:00', 'Europe/Paris')).toBe('2017-03-25T23:00:00.000Z')
  expect(iso('2017-03-26T24:00', 'Europe/Paris')).toBe('2017-03-26T22:00:00.000Z')
  expect(iso('2017-05-05T24:00', 'Pacific/Kiritimati')).toBe('2017-05-05T10:00:00.000Z')
  expect(iso('2017-05-05T24:00', 'Pacific/Pago_Pago')).toBe('2017-05-06T11:00:00.000Z')
})

test('around a change of clocks the hour before and the hour after are told apart', () => {
  // Paris, 26 March 2017: 01:59 is followed by 03:00.
  expect(iso('2017-03-26T01:30', 'Europe/Paris')).toBe('2017-03-26T00:30:00.000Z')
  expect(iso('2017-03-26T03:30', 'Europe/Paris')).toBe('2017-03-26T01:30:00.000Z')
  // 29 October 2017: 02:59 (summer) is followed by 02:00 (winter).
  expect(iso('2017-10-29T01:30', 'Europe/Paris')).toBe('2017-10-28T23:30:00.000Z')
  expect(iso('2017-10-29T03:30', 'Europe/Paris')).toBe('2017-10-29T02:30:00.000Z')
})

test('an hour that the clock runs through twice is one of the two', () => {
  expect(['2017-10-29T00:30:00.000Z', '2017-10-29T01:30:00.000Z']).toContain(
    iso('2017-10-29T02:30', 'Europe/Paris'),
  )
})

test('what is no time is null', () => {
  for (const text of ['', 'tomorrow', '2017-13-01', '2017-05-05T25:00', '5/5/2017T', 'T24:00'])
    expect(iso(text, 'UTC'), text).toBeNull()
})

test('zones are IANA’s, and nothing else passes for one', () => {
  expect(['Europe/Paris', 'UTC', 'Asia/Kathmandu'].every(isZone)).toBe(true)
  expect(['Paris', '', "UTC'; DROP TABLE post; --", 'Europe/Paris UTC'].some(isZone)).toBe(false)
})

import { expect, test } from 'vitest'
import { momentOf, wallClock } from '../words/wall-clock.ts'
import { timeTicks } from './time-axis.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)

test('ticks fall on round hours of the case’s zone, not of UTC', () => {
  const ticks = timeTicks(at('2017-05-05T17:10'), at('2017-05-06T10:00'), 4, 'Asia/Kolkata')
  expect(ticks.map(ms => new Date(ms).toISOString().slice(11, 16))).toEqual(['18:30', '00:30', '06:30'])
})

test('half a year is told in months', () => {
  const ticks = timeTicks(at('2020-01-15T00:00'), at('2020-07-02T00:00'), 6, 'Europe/Paris')
  expect(ticks.map(ms => new Date(ms).toISOString().slice(0, 13))).toEqual([
    '2020-01-31T23',
    '2020-02-29T23',
    '2020-03-31T22',
    '2020-04-30T22',
    '2020-05-31T22',
    '2020-06-30T22',
  ])
})

test('a wall time and its moment agree on both sides of a change of clocks', () => {
  for (const iso of ['2017-03-25T12:00', '2017-03-26T12:00', '2017-10-29T12:00']) {
    const moment = at(iso)
    expect(momentOf(wallClock(moment, 'Europe/Paris'), 'Europe/Paris')).toBe(moment)
  }
})

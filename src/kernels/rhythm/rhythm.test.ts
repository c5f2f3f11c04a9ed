import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { activeHours, dailyRest, hourEntropy } from './day.ts'
import { burstiness, gapRegularity, gapsOf, memory, secondConcentration } from './gaps.ts'
import { medianPerHour, peakPerHour } from './pace.ts'
import { rhythmOf } from './rhythm.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2017, 4, 5)
const times = (...minutes: number[]) => Float64Array.from(minutes, minute => START + minute * MINUTE)
/** A post every `minutes`, for so many days. */
const clockwork = (minutes: number, days: number) =>
  times(...Array.from({ length: Math.floor((days * 1440) / minutes) }, (_, i) => i * minutes))

test('the busiest hour is a closed one, wherever it begins', () => {
  expect(peakPerHour(times(0, 50, 55, 60, 110))).toBe(4)
  expect(peakPerHour(times(0, 50, 55, 60, 111))).toBe(4)
  expect(peakPerHour(times(50, 55, 60, 111))).toBe(3)
  expect(peakPerHour(times(7))).toBe(1)
})

test('the median is over hours with a post', () => {
  expect(medianPerHour(times(0, 1, 2, 90, 600, 601))).toBe(2)
  expect(medianPerHour(times(0, 1, 90))).toBe(1.5)
})

test('an hour counts once however many posts fall in it, before 1970 as well', () => {
  const { hours, active, days } = activeHours(Float64Array.from([-DAY, -DAY + MINUTE, -HOUR, 0, HOUR]))
  expect([active, days]).toEqual([4, 2])
  expect([...hours].map((n, i) => (n ? `${i}:${n}` : '')).filter(Boolean)).toEqual(['0:2', '1:1', '23:1'])
})

test('all hours alike give 1, a single one next to nothing', () => {
  expect(hourEntropy(new Float64Array(24).fill(100))).toBe(1)
  expect(hourEntropy(Float64Array.from({ length: 24 }, (_, i) => (i === 3 ? 50 : 0)))).toBeCloseTo(0, 10)
})

test('eight hours of sleep are found across midnight, however the days are cut', () => {
  // Awake from 14:00 to 06:00 UTC.
  const awake = Array.from({ length: 24 * 5 }, (_, hour) => hour).filter(
    hour => hour % 24 >= 14 || hour % 24 < 6,
  )
  const at = times(...awake.map(hour => hour * 60 + 30))
  const rest = dailyRest(at, activeHours(at).hours)
  expect(rest.hours).toBe(9)
  expect(rest.ratio).toBeGreaterThan(1.5)
})

test('who never rests has a rest of one gap, below what chance would leave', () => {
  const at = clockwork(60, 5)
  const rest = dailyRest(at, activeHours(at).hours)
  expect(rest.hours).toBe(1)
  expect(rest.ratio).toBeLessThan(0.5)
})

test('random moments leave the rest that the ratio expects', () => {
  const random = randomStream('rest')
  const at = Float64Array.from({ length: 3000 }, () => START + random() * 100 * DAY).sort()
  const { ratio } = dailyRest(at, activeHours(at).hours)
  expect(ratio).toBeGreaterThan(0.9)
  expect(ratio).toBeLessThan(1.1)
})

test('gaps of a clock are all the same, B is −1 and there is no memory to speak of', () => {
  const gaps = gapsOf(clockwork(20, 10))
  const { same, among } = gapRegularity(gaps)
  expect(among).toBe(719)
  expect(same).toBeGreaterThan(0.99)
  expect(burstiness(gaps)).toBe(-1)
  expect(memory(gaps)).toBeNaN()
})

test('a coincidence among few gaps is no habit', () => {
  expect(gapRegularity(Float64Array.of(30, 30, 70, 100, 200)).same).toBeLessThan(0.01)
})

test('gaps of one sitting and of absence are left out of regularity', () => {
  expect(gapRegularity(Float64Array.of(1, 1, 1, 4, 1440, 2000, 5)).among).toBe(1)
})

test('gaps of chance have a B near 0; long and short by turns remember the opposite', () => {
  const random = randomStream('gaps')
  const chance = Float64Array.from({ length: 5000 }, () => -Math.log(1 - random()) * 100)
  expect(burstiness(chance)).toBeCloseTo(0, 1)
  expect(memory(chance)).toBeCloseTo(0, 1)
  expect(memory(Float64Array.from({ length: 40 }, (_, i) => (i % 2 ? 10 : 90)))).toBeCloseTo(-1, 6)
})

test('seconds alike count 60 times, any seconds once', () => {
  const same = Float64Array.from({ length: 300 }, (_, i) => START + i * 7 * MINUTE + 4000)
  expect(secondConcentration(same)).toBeGreaterThan(55)
  const random = randomStream('seconds')
  const any = Float64Array.from({ length: 3000 }, () => START + Math.floor(random() * 1e9))
  expect(secondConcentration(any)).toBeCloseTo(1, 1)
})

test('one-minute times say nothing of seconds and as much of gaps; times of a day say nothing', () => {
  const at = clockwork(30, 5)
  const seconds = rhythmOf(at, at, 1000)
  const minutes = rhythmOf(at, at, MINUTE)
  expect(seconds.second_concentration).toBeGreaterThan(10)
  expect(minutes.second_concentration).toBeNaN()
  expect({ ...minutes, second_concentration: 0 }).toEqual({ ...seconds, second_concentration: 0 })
  expect(Object.values(rhythmOf(at, at, DAY)).every(Number.isNaN)).toBe(true)
})

test('finer times are judged as coarser ones', () => {
  const random = randomStream('finer')
  const fine = Float64Array.from({ length: 80 }, () => START + random() * 5 * DAY).sort()
  const coarse = fine.map(time => Math.floor(time / MINUTE) * MINUTE)
  const [a, b] = [rhythmOf(fine, fine, 1), rhythmOf(coarse, coarse, MINUTE)]
  expect(a.gap_regularity).toBe(b.gap_regularity)
  expect(a.burstiness).toBe(b.burstiness)
})

test('few posts, or two days, are not enough: never 0', () => {
  const few = times(0, 10, 20)
  expect(Object.values(rhythmOf(few, few, 1000)).every(Number.isNaN)).toBe(true)
  const two = clockwork(60, 2)
  expect(rhythmOf(two, two, 1000).rest_ratio).toBeNaN()
  expect(rhythmOf(two, new Float64Array(), 1000).own_peak_hour).toBeNaN()
})

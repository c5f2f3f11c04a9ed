import { expect, test } from 'vitest'
import { randomStream } from '../kernels/random.ts'
import { type Alert, Covered, Pulse, rateOf, type Seen } from './pulse.ts'

const START = Date.UTC(2026, 4, 25)
const minute = (n: number) => START + n * 60_000
const posts = (at: number, n: number): Seen[] =>
  Array.from({ length: n }, () => ({ at, kind: 'post', parent: null }))
const reposts = (at: number, n: number, parent: string): Seen[] =>
  Array.from({ length: n }, () => ({ at, kind: 'repost', parent }))

/** A pulse that had this many posts in each of the minutes, all of them captured. */
function after(counts: readonly number[]): Pulse {
  const pulse = new Pulse('bluesky')
  for (const [n, count] of counts.entries()) pulse.recall(Math.floor(minute(n) / 60_000), count, 0)
  return pulse
}
const whole = (minutes: number) => new Covered([[START, minute(minutes)]])
const told = (alerts: readonly Alert[], measure: string) => alerts.filter(alert => alert.measure === measure)

test('a burst is told when it passes the threshold, then only when it doubles, and anew when it was over', () => {
  const pulse = after(Array.from({ length: 120 }, (_, n) => n % 3))
  const alerts: number[] = []
  for (let n = 120; n < 160; n++) {
    // Twenty a minute for ten minutes, once fifty; then quiet; then again.
    const count = n < 130 ? (n === 126 ? 50 : 20) : n === 150 ? 20 : 1
    for (const { count: told } of pulse
      .add(posts(minute(n), count), whole(n))
      .filter(a => a.measure === 'posts per minute'))
      alerts.push(told)
  }
  expect(alerts).toEqual([20, 50, 20])
})

test('a burst that has begun is told before its minute is over', () => {
  const pulse = after(Array.from({ length: 120 }, () => 1))
  expect(told(pulse.add(posts(minute(120), 3), whole(120)), 'posts per minute')).toEqual([])
  const [alert] = told(pulse.add(posts(minute(120) + 5_000, 30), whole(120)), 'posts per minute')
  expect(alert).toMatchObject({
    count: 33,
    from: minute(120),
    to: minute(121),
    history: 120,
    mean: 1,
    most: 1,
    still: false,
    once_in: 10_080,
  })
  expect(alert?.threshold).toBeLessThan(33)
})

test('reposts are counted for each post, and the one that is passed on is named', () => {
  const pulse = after(Array.from({ length: 120 }, () => 2))
  const spread = Array.from({ length: 6 }, (_, n) => reposts(minute(120), 1, `p${n}`)).flat()
  expect(told(pulse.add(spread, whole(120)), 'reposts of one post per minute')).toEqual([])
  const [alert] = told(
    pulse.add(reposts(minute(120), 12, 'p1'), whole(120)),
    'reposts of one post per minute',
  )
  expect(alert).toMatchObject({ post: 'p1', count: 13 })
})

test('what was not captured is no quiet: without enough minutes nothing is judged', () => {
  const pulse = after(Array.from({ length: 120 }, () => 1))
  const covered = new Covered([[minute(0), minute(59)]])
  expect(pulse.add(posts(minute(120), 500), covered)).toEqual([])
  expect(pulse.history(covered).map(({ has }) => has)).toEqual([59, 11, 59])
})

test('an earlier burst of the case is not taken for what is usual', () => {
  const counts = Array.from({ length: 240 }, (_, n) => (n >= 150 && n < 155 ? 80 : n % 2))
  const pulse = after(counts)
  pulse.settle(whole(240))
  expect(told(pulse.add(posts(minute(240), 30), whole(240)), 'posts per minute')).toHaveLength(1)
})

test('posts that come much later than their minute are counted and not judged', () => {
  const pulse = after(Array.from({ length: 300 }, () => 1))
  expect(pulse.add(posts(minute(200), 100), whole(300))).toEqual([])
})

test('stretches are whole and captured, the latest first', () => {
  const covered = new Covered([
    [minute(10) + 1, minute(21)],
    [minute(0), minute(3) + 30_000],
    [minute(20), minute(22)],
  ])
  const first = START / 60_000
  expect(covered.before(first + 100, 1_440).map(n => n - first)).toEqual([
    21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 2, 1, 0,
  ])
  expect(covered.before(first + 13, 1_440).map(n => n - first)).toEqual([12, 11, 2, 1, 0])
  expect(covered.before(first + 100, 10, 5).map(n => n - first)).toEqual([15])
  expect(covered.before(first + 100, 3)).toHaveLength(3)
})

test('1,000 quiet watches of four hours raise no more alerts than is stated', () => {
  const random = randomStream('quiet watches')
  const hours = 4
  const alerts = new Map<string, number>()
  for (let run = 0; run < 1_000; run++) {
    const mean = [0.3, 2, 8][run % 3] ?? 2
    // A rate that itself varies from minute to minute: gamma of shape 2, as the sum of two exponentials.
    const draw = () => {
      const rate = (mean / 2) * -(Math.log(1 - random()) + Math.log(1 - random()))
      let product = random()
      let k = 0
      for (const limit = Math.exp(-rate); product > limit; k++) product *= random()
      return k
    }
    const pulse = after(Array.from({ length: 300 }, draw))
    for (let n = 300; n < 300 + hours * 60; n++)
      for (const { measure } of pulse.add(posts(minute(n), draw()), whole(n)))
        alerts.set(measure, (alerts.get(measure) ?? 0) + 1)
  }
  const stated = {
    'posts per minute': 1_000 * hours * 60 * rateOf(1),
    'posts per five minutes': 1_000 * hours * 12 * rateOf(5),
  }
  for (const [measure, most] of Object.entries(stated)) {
    console.log(
      `${measure}: ${alerts.get(measure) ?? 0} false alerts in 1,000 quiet watches; at most ${most.toFixed(1)} stated`,
    )
    expect(alerts.get(measure) ?? 0).toBeLessThanOrEqual(most)
  }
})

test('1,000 quiet watches in which posts are passed on as ever raise no more alerts than is stated', () => {
  const random = randomStream('quiet reposts')
  let alerts = 0
  const hours = 2
  for (let run = 0; run < 1_000; run++) {
    // Every minute a new post; the last ten are passed on, the older the less.
    const pulse = new Pulse('bluesky')
    const first = Math.floor(START / 60_000)
    const draw = (n: number) =>
      Array.from({ length: 10 }, (_, age) => {
        let k = 0
        for (let product = random(), limit = Math.exp(-2 * 0.6 ** age); product > limit; k++)
          product *= random()
        return reposts(minute(n), k, `p${n - age}`)
      })
    for (let n = 0; n < 240; n++) {
      const each = draw(n)
      pulse.recall(first + n, each.flat().length, Math.max(...each.map(({ length }) => length)))
    }
    for (let n = 240; n < 240 + hours * 60; n++)
      alerts += told(pulse.add(draw(n).flat(), whole(n)), 'reposts of one post per minute').length
  }
  const stated = 1_000 * hours * 60 * rateOf(1)
  console.log(
    `reposts of one post per minute: ${alerts} false alerts in 1,000 quiet watches; at most ${stated.toFixed(1)} stated`,
  )
  expect(alerts).toBeLessThanOrEqual(stated)
})

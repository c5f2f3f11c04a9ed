import { randomStream } from '../src/kernels/random.ts'
import type { Act } from './organic.ts'
import type { Feed } from './planting.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAYS = 4

/** Habits by which people who know nothing of one another act at the same times, each by itself. */
export const HABITS = ['lunch', 'zones', 'alerts', 'newsrooms'] as const
export type Habit = (typeof HABITS)[number]

/**
 * Independent traffic of another make than organic.ts: things come out at any time, each with an audience of its own and
 * a half-life; 700 accounts act on what is alive when they look. On top, one habit.
 * - `lunch`: most acts fall into a quarter of an hour at noon and one in the evening, when the day's things come out.
 * - `zones`: three communities, each awake at its own hours, each with things that the others hardly see.
 * - `alerts`: each of five stars has 40 fans whose telephone rings: half of them act on each thing of hers, most in one to
 *   five minutes, each at a pace of its own.
 * - `newsrooms`: 30 desks put out agency stories by machine, each after a delay of its own of seconds to minutes, each
 *   with two stories of three; the crowd follows.
 */
export function habitualActs(habit: Habit, seed: string): Feed {
  const random = randomStream(`habits/${habit}/${seed}`)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const below = (n: number) => Math.floor(random() * n)
  const acts: Act[] = []
  const done = new Set<string>()
  const act = (account: number, object: number, at: number) => {
    const key = `${account} ${object}`
    if (at > DAYS * 24 * HOUR || done.has(key)) return
    done.add(key)
    acts.push([account, object, Math.round(at / 1000) * 1000])
  }
  const crowd = 700
  const special = Array.from({ length: 200 }, (_, i) => ({
    account: crowd + i,
    pace: 60 * Math.exp(0.6 * normal()),
  }))
  const noon = (day: number) =>
    day * 24 * HOUR + (random() < 0.5 ? 12 : 19) * HOUR + 10 * MINUTE * Math.abs(normal())
  const things = Array.from({ length: 500 }, (_, object) => ({
    object,
    at: habit === 'lunch' && random() < 0.7 ? noon(below(DAYS)) - 2 * MINUTE : random() * DAYS * 24 * HOUR,
    pull: Math.min(20, 0.3 * (1 - random()) ** -0.8),
    side: below(3),
    star: object % 8,
  })).sort((a, b) => a.at - b.at)

  for (let account = 0; account < crowd; account++) {
    const zone = account % 3
    const looks = Math.min(60, Math.floor(3 * (1 - random()) ** -0.8))
    for (let k = 0; k < looks; k++) {
      const day = below(DAYS)
      let at = day * 24 * HOUR + random() * 24 * HOUR
      if (habit === 'lunch' && random() < 0.7) at = noon(day)
      if (habit === 'zones') at = day * 24 * HOUR + ((zone * 8 + 6 + 3 * random() + 3 * random()) % 24) * HOUR
      for (const { object, at: out, pull, side } of things) {
        const age = at - out
        if (age < 0 || age > 12 * HOUR) continue
        const seen = habit === 'zones' && side !== zone ? 0.03 : 1
        if (random() < 0.08 * pull * seen * 0.5 ** (age / (2 * HOUR)))
          act(account, object, at + 20_000 * k + below(90_000))
      }
    }
  }
  for (const { object, at, star } of things) {
    if (habit === 'alerts' && star < 5)
      for (const fan of special.slice(40 * star, 40 * star + 40))
        if (random() < 0.5)
          act(fan.account, object, at + 1000 * (20 + 2 * fan.pace * Math.exp(0.5 * normal())))
    if (habit === 'newsrooms' && star < 2)
      for (const desk of special.slice(0, 30))
        if (random() < 0.67) act(desk.account, object, at + 1000 * (2 + desk.pace * Math.exp(0.3 * normal())))
  }
  return { acts, accounts: crowd + special.length, objects: things.length }
}

import type { Actions } from '../src/kernels/co-action/actions.ts'
import { randomStream } from '../src/kernels/random.ts'

/** One repost: account, object, ms. */
export type Act = readonly [account: number, object: number, at: number]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAYS = 4

/**
 * Organic traffic: accounts that know nothing of one another. Each has favourite sources, a bed time in one of three time
 * zones, sessions of minutes in which it scrolls and reposts what is fresh, and, for some favourites, notifications that
 * it follows within minutes. Posts go viral: a burst of many, fading as a power law. Zeal and popularity have heavy tails.
 */
export function organicActs(seed: string): { acts: Act[]; accounts: number; objects: number } {
  const random = randomStream(`organic/${seed}`)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const lognormal = (median: number, sigma: number) => median * Math.exp(sigma * normal())
  const exponential = (mean: number) => -mean * Math.log(1 - random())
  const below = (n: number) => Math.floor(random() * n)

  const sources = 20 + below(20)
  const zones = [-5, 1, 2]
  const awake = (person: Person, at: number) =>
    (((at / HOUR + person.zone - person.bed) % 24) + 24) % 24 > person.sleep
  const someone = (): Person => ({
    zone: zones[below(zones.length)] as number, // below the length
    bed: 23.5 + 1.4 * normal(),
    sleep: Math.max(4.5, 7.4 + 0.9 * normal()),
  })

  const posts: Post[] = []
  for (let s = 0; s < sources; s++) {
    const writer = someone()
    const appeal = Math.min(8, 0.4 * (1 - random()) ** -0.7)
    for (let at = 0; at < DAYS * 24 * HOUR; at += exponential(lognormal(2.5, 0.6) * HOUR))
      if (awake(writer, at))
        posts.push({ at, source: s, appeal: appeal * lognormal(1, 0.7), viral: random() < 0.04 })
  }
  posts.sort((a, b) => a.at - b.at)

  const accounts = 400 + below(400)
  const acts: Act[] = []
  for (let account = 0; account < accounts; account++) {
    const person = someone()
    const zeal = Math.min(12, 0.5 * (1 - random()) ** -0.8)
    const favourites = new Set(
      Array.from({ length: 1 + below(3) }, () => Math.floor(sources * random() ** 2)),
    )
    const bell = new Set([...favourites].filter(() => random() < 0.25))
    const done = new Set<number>()
    const repost = (o: number, at: number) => {
      if (done.has(o) || at > DAYS * 24 * HOUR) return
      done.add(o)
      acts.push([account, o, Math.round(at / 1000) * 1000])
    }
    posts.forEach((post, o) => {
      const rung = post.at + lognormal(4, 0.9) * MINUTE
      if (bell.has(post.source) && random() < 0.35 && awake(person, rung)) repost(o, rung)
      const caught = post.at + 10 * MINUTE * ((1 - random()) ** -0.8 - 1) + lognormal(20, 0.5) * MINUTE
      if (post.viral && random() < 0.12 && awake(person, caught)) repost(o, caught)
    })
    for (let at = exponential(8 / zeal) * HOUR; at < DAYS * 24 * HOUR; at += exponential(8 / zeal) * HOUR) {
      if (!awake(person, at)) continue
      let now = at
      for (let o = posts.findLastIndex(post => post.at < at); o >= 0; o--) {
        const post = posts[o] as Post // from the last one before, downwards
        const age = at - post.at
        if (age > 10 * HOUR) break
        const liking = (favourites.has(post.source) ? 0.3 : 0.015) * post.appeal * (post.viral ? 4 : 1)
        if (random() < liking / (1 + age / (2 * HOUR))) {
          now += exponential(25_000)
          repost(o, now)
        }
      }
    }
  }
  return { acts, accounts, objects: posts.length }
}

interface Person {
  zone: number
  bed: number
  sleep: number
}
interface Post {
  at: number
  source: number
  appeal: number
  viral: boolean
}

/** As the kernels take them: every act is a post of its own. */
export function actionsOf({
  acts,
  accounts,
  objects,
}: {
  acts: readonly Act[]
  accounts: number
  objects: number
}): Actions {
  const sorted = [...acts].sort((x, y) => x[1] - y[1] || x[2] - y[2] || x[0] - y[0])
  return {
    account: Uint32Array.from(sorted, act => act[0]),
    object: Uint32Array.from(sorted, act => act[1]),
    at: Float64Array.from(sorted, act => act[2]),
    post: Uint32Array.from(sorted, (_, i) => i),
    accounts,
    objects,
  }
}

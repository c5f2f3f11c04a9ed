import { type History, isSurprising, LEAST_COUNT, LEAST_HISTORY, summed, threshold } from './surprise.ts'

export type Measure = 'posts per minute' | 'posts per five minutes' | 'reposts of one post per minute'

/** Each measure's stretch, and how often chance alone may pass its threshold: once in a week of such stretches. */
const MEASURES: readonly { measure: Measure; minutes: number }[] = [
  { measure: 'posts per minute', minutes: 1 },
  { measure: 'posts per five minutes', minutes: 5 },
  { measure: 'reposts of one post per minute', minutes: 1 },
]
const WEEK = 7 * 24 * 60
export const rateOf = (minutes: number) => minutes / WEEK

/** A day of captured stretches is what is usual. */
const HISTORY_MINUTES = 24 * 60
/** An alert is over when nothing was surprising for so many stretches; until then only a doubling is news. */
const QUIET = 10
/** Posts that come later than this are counted and no longer judged. */
const LATE = 10

export interface Alert {
  measure: Measure
  platform: string
  /** The stretch, ms UTC; it may not be over yet. */
  from: number
  to: number
  count: number
  /** What the history has: how many stretches, their mean, their largest count, and what would just have passed. */
  history: number
  mean: number
  most: number
  threshold: number
  /** How often chance alone passes the threshold, at most: once in so many stretches. */
  once_in: number
  /** The post that is being passed on. */
  post: string | null
  /** A burst that was told of before, and has at least doubled. */
  still: boolean
}

export interface Seen {
  at: number
  kind: string
  parent: string | null
}

/** One platform's posts on the subject, minute by minute, and what of it was more than its history allows. */
export class Pulse {
  readonly #platform: string
  readonly #posts = new Map<number, number>()
  readonly #reposts = new Map<number, Map<string, number>>()
  /** The most reposts that one post had in a minute. */
  readonly #most = new Map<number, number>()
  readonly #unusual = new Map<Measure, Set<number>>(MEASURES.map(({ measure }) => [measure, new Set()]))
  /** By measure and post: the last surprising stretch and the count that was told. */
  readonly #told = new Map<string, { last: number; count: number }>()
  #latest = Number.NEGATIVE_INFINITY

  constructor(platform: string) {
    this.#platform = platform
  }

  /** What the case had in a minute before this watch began. */
  recall(minute: number, posts: number, mostReposts: number): void {
    this.#posts.set(minute, (this.#posts.get(minute) ?? 0) + posts)
    this.#most.set(minute, Math.max(this.#most.get(minute) ?? 0, mostReposts))
    this.#latest = Math.max(this.#latest, minute)
  }

  /** Goes through what was recalled as if it came now, so that earlier bursts are not taken for what is usual. */
  settle(covered: Covered): void {
    const minutes = covered.before(this.#latest + 1, 2 * HISTORY_MINUTES).reverse()
    for (const minute of minutes) this.#judge(minute, covered)
    this.#told.clear()
  }

  /** Counts new posts, and returns what they make surprising. */
  add(posts: readonly Seen[], covered: Covered): Alert[] {
    const touched = new Set<number>()
    for (const { at, kind, parent } of posts) {
      const minute = Math.floor(at / 60_000)
      touched.add(minute)
      this.#latest = Math.max(this.#latest, minute)
      this.#posts.set(minute, (this.#posts.get(minute) ?? 0) + 1)
      if (kind !== 'repost' || parent === null) continue
      const each = this.#reposts.get(minute) ?? new Map<string, number>()
      const count = (each.get(parent) ?? 0) + 1
      this.#reposts.set(minute, each.set(parent, count))
      this.#most.set(minute, Math.max(this.#most.get(minute) ?? 0, count))
    }
    const recent = [...touched].filter(minute => minute > this.#latest - LATE).sort((a, b) => a - b)
    const alerts = recent.flatMap(minute => this.#judge(minute, covered))
    this.#forget()
    return alerts
  }

  /** How many stretches of each measure there are to judge by. */
  history(covered: Covered): { measure: Measure; has: number; needs: number }[] {
    return MEASURES.map(({ measure, minutes }) => ({
      measure,
      has: this.#before(measure, minutes, this.#latest + 1, covered).n,
      needs: LEAST_HISTORY,
    }))
  }

  #judge(minute: number, covered: Covered): Alert[] {
    return MEASURES.flatMap(({ measure, minutes }) => {
      const stretch = Math.floor(minute / minutes) * minutes
      const count = this.#count(measure, stretch, minutes)
      if (count < LEAST_COUNT) return []
      const history = this.#before(measure, minutes, stretch, covered)
      const rate = rateOf(minutes)
      if (!isSurprising(count, history, rate)) return []
      this.#unusual.get(measure)?.add(stretch)
      const posts = measure.startsWith('reposts')
        ? this.#passedOn(minute, history, rate)
        : [{ post: null, count }]
      return posts.flatMap(({ post, count }) => {
        const still = this.#tell(`${measure} ${post}`, stretch, minutes, count)
        if (still === null) return []
        return [
          {
            measure,
            platform: this.#platform,
            from: stretch * 60_000,
            to: (stretch + minutes) * 60_000,
            count,
            history: history.n,
            mean: history.sum / history.n,
            most: history.most,
            threshold: threshold(history, rate),
            once_in: Math.round(1 / rate),
            post,
            still,
          },
        ]
      })
    })
  }

  /** Whether it is news: null when it is not, else whether it is more of the same. */
  #tell(what: string, stretch: number, minutes: number, count: number): boolean | null {
    const before = this.#told.get(what)
    const isOn = before !== undefined && stretch - before.last <= QUIET * minutes
    if (isOn && count < 2 * before.count) {
      this.#told.set(what, { last: Math.max(before.last, stretch), count: before.count })
      return null
    }
    this.#told.set(what, { last: stretch, count })
    return isOn
  }

  #passedOn(minute: number, history: History, rate: number): { post: string | null; count: number }[] {
    return [...(this.#reposts.get(minute) ?? [])]
      .filter(([, count]) => isSurprising(count, history, rate))
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([post, count]) => ({ post, count }))
  }

  #count(measure: Measure, stretch: number, minutes: number): number {
    const counts = measure.startsWith('reposts') ? this.#most : this.#posts
    let sum = 0
    for (let minute = stretch; minute < stretch + minutes; minute++) sum += counts.get(minute) ?? 0
    return sum
  }

  /** The captured stretches before one, up to a day of them, without those that were bursts. */
  #before(measure: Measure, minutes: number, stretch: number, covered: Covered): History {
    const unusual = this.#unusual.get(measure)
    const starts = covered.before(stretch, HISTORY_MINUTES, minutes).filter(start => !unusual?.has(start))
    return summed(starts.map(start => this.#count(measure, start, minutes)))
  }

  #forget(): void {
    const oldest = this.#latest - 4 * HISTORY_MINUTES
    for (const counts of [this.#posts, this.#most, this.#reposts])
      if (counts.size > 8 * HISTORY_MINUTES)
        for (const minute of counts.keys()) if (minute < oldest) counts.delete(minute)
    for (const minute of this.#reposts.keys()) if (minute < this.#latest - LATE) this.#reposts.delete(minute)
    for (const [what, { last }] of this.#told) if (last < this.#latest - QUIET * 10) this.#told.delete(what)
  }
}

/** The stretches that were captured: what lies outside them is not zero but unknown. */
export class Covered {
  readonly #spans: [number, number][]

  /** @param spans in ms UTC, in any order. */
  constructor(spans: readonly (readonly [number, number])[]) {
    this.#spans = []
    for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
      const last = this.#spans.at(-1)
      if (last && from <= last[1]) last[1] = Math.max(last[1], to)
      else this.#spans.push([from, to])
    }
  }

  /**
   * Starts of the whole stretches before `end`, the latest first, until they make up so many minutes; all in minutes.
   */
  before(end: number, most: number, minutes = 1): number[] {
    const starts: number[] = []
    for (const [from, to] of this.#spans.toReversed()) {
      const first = Math.ceil(from / 60_000 / minutes) * minutes
      const last = Math.floor(Math.min(end, to / 60_000) / minutes) * minutes - minutes
      for (let start = last; start >= first; start -= minutes) {
        if (starts.length * minutes >= most) return starts
        starts.push(start)
      }
    }
    return starts
  }
}

import type { Case } from '../case/open.ts'
import type { CustodySource } from '../model/case.ts'
import { type CaseHistory, postsOf } from './case-history.ts'
import { type Alert, Covered, Pulse } from './pulse.ts'

/** The pulses of a case's platforms, fed with what each segment brought. */
export class Alarms {
  readonly #pulses = new Map<string, Pulse>()
  readonly #spans: readonly (readonly [number, number])[]
  /** Posts on the subject by themselves: reposts of them are on it as well. */
  readonly #about: Set<string>

  readonly #onFall: (() => void) | undefined

  /** @param onFall as `askCase` has it, of what is asked of the case. */
  constructor(history: CaseHistory, covered: readonly [number, number][], onFall?: () => void) {
    this.#onFall = onFall
    this.#spans = history.spans
    this.#about = new Set(
      history.names.filter(({ isAbout }) => isAbout).map(({ platform, name }) => `${platform} ${name}`),
    )
    for (const { platform, minute, posts, most } of history.minutes)
      this.#pulse(platform).recall(minute, posts, most)
    for (const pulse of this.#pulses.values()) pulse.settle(this.#covered(covered))
  }

  /** What a segment's posts make surprising, and their times. */
  async hear(
    given: Case,
    source: CustodySource,
    cover: (times: readonly number[]) => readonly [number, number][],
  ): Promise<Alert[]> {
    const posts = await postsOf(given, source, this.#onFall)
    const about = posts.filter(
      ({ platform, kind, parent, isAbout }) =>
        isAbout || (kind === 'repost' && parent !== null && this.#about.has(`${platform} ${parent}`)),
    )
    if (given.config.about.length > 0)
      for (const { platform, id } of about) this.#about.add(`${platform} ${id}`)
    const covered = this.#covered(cover(posts.map(({ at }) => at)))
    return [...new Set(about.map(({ platform }) => platform))].flatMap(platform =>
      this.#pulse(platform).add(
        about.filter(post => post.platform === platform),
        covered,
      ),
    )
  }

  /** By platform, how many stretches each measure has to judge by. */
  readiness(covered: readonly [number, number][]): [string, ReturnType<Pulse['history']>][] {
    return [...this.#pulses].map(([platform, pulse]) => [platform, pulse.history(this.#covered(covered))])
  }

  #covered(own: readonly [number, number][]): Covered {
    return new Covered([...this.#spans, ...own])
  }

  #pulse(platform: string): Pulse {
    const pulse = this.#pulses.get(platform) ?? new Pulse(platform)
    this.#pulses.set(platform, pulse)
    return pulse
  }
}

import type { Page } from './blogs.ts'
import type { Cast } from './cast.ts'
import { PUBLISHER_TEXTS, VICE_PRESIDENT_TEXTS } from './cast-texts.ts'
import { END, secondOf } from './clock.ts'
import { copyOf } from './copies.ts'
import type { Language } from './phrases/index.ts'
import type { Dump } from './places.ts'
import { isAwake, type Population } from './population.ts'
import type { Account, Copy, Post } from './post.ts'
import { planGroup } from './push.ts'
import { CHAIN_TEXT, WIRE_TEXTS } from './pushed-texts.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** Something that is not left to chance. `anything`: the account picks up what glows at that moment. */
export interface Act {
  at: number
  account: Account
  does: 'post' | 'repost' | 'anything'
  /** What a repost reposts; it lies earlier in the plan. */
  target?: Act
  language: Language
  body?: string
  urls?: string[]
  copy?: Copy
  appeal: number
  /** What came of it. */
  post?: Post
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface Setting {
  targets: Targets
  population: Population
  cast: Cast
  dump: Dump
  pages: readonly Page[]
  random: Random
}

/** A moment between the two when the account is up; early ones are likelier, as the talk fades. */
export function wakingMoment(account: Account, from: number, to: number, random: Random): number {
  for (let attempt = 0; attempt < 50; attempt++) {
    const at = Math.floor(from + (to - from) * random.next() ** 1.9)
    if (isAwake(account, at)) return at
  }
  return Math.floor(from + (to - from) * random.next())
}

/** Everything planned, in order of time. Nothing is planned in the first 300 s but the first post's reposts. */
export function drawPlan(setting: Setting): { first: Act; acts: Act[] } {
  const { targets, cast } = setting
  const first: Act = {
    at: targets.firstAt + 217,
    account: cast.firstPoster,
    does: 'post',
    language: 'en',
    appeal: 5,
    body: 'A massive set of campaign documents has just been released. Thread to follow',
    urls: [setting.dump.paste],
  }
  const opening = [first, ...earlyReposts(setting, first)]
  const sources = [
    ...planFirstPoster(setting),
    ...planPublisher(setting),
    ...planVicePresident(setting),
    ...planInfluencers(setting),
  ]
  const french = planFirstFrench(setting)
  const groups = cast.groups.flatMap(group => planGroup(group, setting, sources))
  const rest = [
    ...sources,
    french,
    ...groups,
    ...planFans(setting, sources),
    ...planWire(setting),
    ...planChain(setting),
    ...planHeaviest(setting),
  ]
  const allowed = rest.filter(act => secondOf(act.at) > secondOf(targets.firstAt) + 300 && act.at < END)
  return { first, acts: [...opening, ...allowed].sort((a, b) => a.at - b.at) }
}

/** The published counts: so many reposts within 60 s and within 300 s, closed, in whole seconds. */
function earlyReposts({ targets, population, random }: Setting, first: Act): Act[] {
  const taken = new Set<Account>()
  return Array.from({ length: targets.within300 }, (_, i) => {
    const second = Math.floor(
      i < targets.within60 ? random.powerLaw(6, 0.3, 61) : random.powerLaw(61, 0.4, 301),
    )
    const at = targets.firstAt + second * 1000 + random.int(0, 999)
    const account = population.someone('en', at, candidate => !taken.has(candidate))
    if (!account) throw new RangeError('The simulated population is too small for the first post’s reposts.')
    taken.add(account)
    account.made++
    return { at, account, does: 'repost' as const, target: first, language: 'en' as const, appeal: 5 }
  })
}

function planFirstPoster({ targets, cast, dump, random }: Setting): Act[] {
  return Array.from({ length: 9 }, (_, i) => ({
    at: targets.firstAt + (6 + 11 * i) * MINUTE + random.int(0, 400_000),
    account: cast.firstPoster,
    does: 'post' as const,
    language: 'en' as const,
    appeal: 2,
    ...(i % 3 === 0 ? { urls: [dump.archive] } : {}),
  }))
}

function planPublisher({ targets, cast, dump, random }: Setting): Act[] {
  let at = targets.publisherAt
  return Array.from({ length: targets.publisherPosts }, (_, i) => {
    const act: Act = {
      at,
      account: cast.publisher,
      does: 'post',
      language: 'en',
      appeal: 3.5,
      body: PUBLISHER_TEXTS[i % PUBLISHER_TEXTS.length] ?? '',
      ...(i % 2 === 0 ? { urls: [i % 4 === 0 ? dump.archive : dump.paste] } : {}),
    }
    at += Math.round((i < 9 ? random.between(14, 40) : random.between(60, 240)) * MINUTE)
    return act
  })
}

function planVicePresident({ targets, cast, random }: Setting): Act[] {
  return VICE_PRESIDENT_TEXTS.map((body, i) => ({
    at: targets.vicePresidentAt + Math.round(i * random.between(25, 50) * MINUTE),
    account: cast.vicePresident,
    does: 'post' as const,
    language: 'fr' as const,
    appeal: 3,
    body,
  }))
}

function planInfluencers({ targets, cast, dump, random }: Setting): Act[] {
  return cast.influencers.flatMap(account => {
    const start = account.language === 'en' ? targets.firstAt + 8 * MINUTE : targets.frenchAt + 15 * MINUTE
    return Array.from({ length: random.int(10, 24) }, () => ({
      at: wakingMoment(account, start, END, random),
      account,
      does: 'post' as const,
      language: account.language,
      appeal: 2.5,
      ...(random.chance(0.25) ? { urls: [random.pick([dump.paste, dump.archive])] } : {}),
    }))
  })
}

/** The tag's first post in French, so that the lag is the one that was drawn. */
function planFirstFrench({ targets, population, random }: Setting): Act {
  const account = population.someone('fr', targets.frenchAt, () => true)
  if (!account) throw new RangeError('The simulated population has no French accounts.')
  const at = targets.frenchAt + random.int(0, 999)
  return {
    at,
    account,
    does: 'post',
    language: 'fr',
    appeal: 2,
    body: 'Les Américains parlent d’une fuite énorme, quelqu’un a vu ?',
  }
}

/** Innocent, and alike: people who like one source and pass on most of what it says, when they see it. */
function planFans({ cast, random }: Setting, sources: readonly Act[]): Act[] {
  return cast.fans.flatMap(({ source, members }) =>
    sources
      .filter(target => target.account === source)
      .flatMap(target =>
        members.flatMap(account => {
          const at = Math.round(target.at + random.lognormal(7, 1.1) * MINUTE)
          const acts = random.chance(0.6) && isAwake(account, at)
          return acts
            ? [{ at, account, does: 'repost' as const, target, language: account.language, appeal: 1 }]
            : []
        }),
      ),
  )
}

/** Innocent, and alike: newsrooms that print the same wire copy, each with a link of its own. */
function planWire({ targets, cast, random }: Setting): Act[] {
  return (['en', 'fr'] as const).flatMap(language =>
    WIRE_TEXTS[language].flatMap((body, i) => {
      const sent = targets.firstAt + (2.9 + i * 5.5 + (language === 'en' ? 0.2 : 0)) * HOUR
      return cast.newsrooms
        .filter(account => account.language === language && random.chance(0.8))
        .map(account => ({
          at: Math.round(sent + random.lognormal(6, 0.8) * MINUTE),
          account,
          does: 'post' as const,
          language,
          body,
          appeal: 1,
          urls: [
            `https://www.${account.handle.toLowerCase()}.example/${language}/${random.int(100_000, 999_999)}`,
          ],
          copy: { group: `wire-${language}-${i + 1}`, kind: 'exact' as const },
        }))
    }),
  )
}

/** Innocent: a pleasantry that strangers copy from one another. */
function planChain({ targets, population, random }: Setting): Act[] {
  return Array.from({ length: Math.max(8, Math.round(45 * targets.groupScale)) }, () => {
    const at = Math.round(targets.firstAt + (4 + random.exponential(2)) * HOUR)
    const account = population.someone('en', at, candidate => candidate.role === 'ordinary')
    if (!account) throw new RangeError('The simulated population has no English accounts.')
    const kind = random.chance(0.7)
      ? ('exact' as const)
      : random.pick(['one word changed', 'emoji', 'sentence added'] as const)
    return {
      at,
      account,
      does: 'post' as const,
      language: 'en' as const,
      appeal: 0.5,
      body: copyOf(CHAIN_TEXT, kind, 'en', random),
      copy: { group: 'chain-1', kind },
    }
  })
}

/** Exactly the drawn number in the busiest 12 hours; then silence for longer than that, and a lesser second day. */
function planHeaviest({ targets, cast, random }: Setting): Act[] {
  const account = cast.heaviest
  const start = targets.firstAt + 65 * MINUTE
  const again = start + 25 * HOUR
  const act = (at: number): Act => ({
    at: Math.floor(at),
    account,
    does: 'anything',
    language: 'en',
    appeal: 1,
  })
  return [
    ...Array.from({ length: targets.heaviest }, () => act(random.between(start, start + 11.8 * HOUR))),
    ...Array.from({ length: Math.round(targets.heaviest * 0.3) }, () =>
      act(random.between(again, again + 9 * HOUR)),
    ),
  ]
}

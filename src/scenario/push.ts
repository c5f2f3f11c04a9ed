import { END, localHour } from './clock.ts'
import { COPY_KINDS, copyOf } from './copies.ts'
import { type Group, MANNERS } from './groups.ts'
import { type Act, type Setting, wakingMoment } from './plan.ts'
import type { Account } from './post.ts'
import { PUSHED_TEXTS } from './pushed-texts.ts'

const MINUTE = 60_000

/** What one order makes a member do, once it obeys. */
type Order = { at: number; make: (account: Account, at: number) => Act }

/**
 * All that one pushed group does. Its source posts; orders go out to repost that source or a friendly one,
 * to paste a text, or to share a page; each member obeys late, or not at all, as its grade has it. Besides,
 * every member does ordinary things as cover.
 */
export function planGroup(group: Group, setting: Setting, sources: readonly Act[]): Act[] {
  const { targets, random } = setting
  const manner = MANNERS[group.grade]
  const start = (group.language === 'en' ? targets.firstAt : targets.frenchAt) + random.int(8, 40) * MINUTE
  const moment = (account: Account) => wakingMoment(account, start, END - 30 * MINUTE, random)
  const orders: Order[] = []

  const own = Array.from({ length: Math.ceil(group.orders * 0.35) }, () =>
    sourcePost(group, moment(group.source)),
  )
  const friendly = random.shuffled(sources.filter(act => act.language === group.language && act.at >= start))
  for (const target of [...own, ...friendly.slice(0, Math.ceil(group.orders * 0.3))]) {
    orders.push({ at: target.at + Math.round(random.lognormal(90, 0.8) * 1000), make: repostOf(target) })
  }
  for (let i = 0; i < Math.ceil(group.orders * 0.2); i++)
    orders.push({ at: moment(group.source), make: pasteOf(group, i, setting) })
  for (let i = 0; i < Math.ceil(group.orders * 0.15); i++) {
    const page = random.pick(setting.pages.filter(candidate => candidate.pushed))
    orders.push({
      at: Math.max(page.at, start) + Math.round(random.lognormal(25, 1.2) * MINUTE),
      make: shareOf(page.url),
    })
  }

  const obeyed = orders.flatMap(order =>
    group.members.flatMap(account => {
      if (random.chance(manner.skips)) return []
      const at = Math.round(order.at + manner.delay(random) * 1000)
      const hour = localHour(at, account.offset)
      const asleep = hour > 1 && hour < 7.5 && random.chance(manner.sleeps)
      return asleep ? [] : [order.make(account, at)]
    }),
  )
  const cover = group.members.flatMap(account =>
    Array.from({ length: random.poisson(manner.cover * targets.groupScale) }, () =>
      anything(account, moment(account)),
    ),
  )
  return [...own, ...obeyed, ...cover]
}

const sourcePost = (group: Group, at: number): Act => ({
  at,
  account: group.source,
  does: 'post',
  language: group.language,
  appeal: 1,
})

const anything = (account: Account, at: number): Act => ({
  at,
  account,
  does: 'anything',
  language: account.language,
  appeal: 1,
})

const repostOf =
  (target: Act): Order['make'] =>
  (account, at) => ({
    at,
    account,
    does: 'repost',
    target,
    language: target.language,
    appeal: 1,
  })

const shareOf =
  (url: string): Order['make'] =>
  (account, at) => ({
    at,
    account,
    does: 'post',
    language: account.language,
    appeal: 0.4,
    urls: [url],
  })

function pasteOf(group: Group, n: number, { dump, random }: Setting): Order['make'] {
  const models = PUSHED_TEXTS[group.language]
  const choice = (Number(group.name.split('-')[1]) + n) % models.length
  const model = models[choice] ?? []
  const urls = n % 2 === 0 ? [dump.archive] : []
  return (account, at) => {
    const kind = random.chance(MANNERS[group.grade].exact) ? 'exact' : random.pick(COPY_KINDS)
    return {
      at,
      account,
      does: 'post',
      language: group.language,
      appeal: 0.4,
      urls,
      body: copyOf(model, kind, group.language, random),
      copy: { group: `text-${group.language}-${choice + 1}`, kind },
    }
  }
}

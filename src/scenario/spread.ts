import { secondOf } from './clock.ts'
import { compose } from './compose.ts'
import { createFeed, rootOf } from './feed.ts'
import { createLedger } from './ledger.ts'
import type { Language } from './phrases/index.ts'
import type { Dump } from './places.ts'
import type { Act } from './plan.ts'
import { isAwake, type Population } from './population.ts'
import type { Account, Copy, Post } from './post.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'
import type { Slot } from './volume.ts'

/** What someone who acts does, if there is anything to react to. */
const KINDS = { repost: 75, post: 14, reply: 6, quote: 5 }

export interface Spread {
  targets: Targets
  population: Population
  dump: Dump
  pageUrls: readonly string[]
  random: Random
  onPost: (done: number) => void
}

/** What is written: a post of someone's own, or an answer or a quotation of `parent`. */
interface Writing {
  at: number
  author: Account
  language: Language
  kind: 'post' | 'quote' | 'reply'
  appeal: number
  parent?: Post
  unseen?: string
  body?: string
  urls?: readonly string[]
  copy?: Copy
}

/**
 * The marked self-exciting process, event by event. *When* somebody acts is given (planned, or drawn to the
 * published totals); whom they repost is drawn in proportion to the glow of all posts at that moment, which
 * is the law of a Hawkes process given its times. Reposters glow in turn, so that one with a large
 * following re-ignites an old post.
 */
export function spread(acts: readonly Act[], slots: readonly Slot[], setting: Spread): Post[] {
  const { targets, population, dump, pageUrls, random } = setting
  const ledger = createLedger(targets.scale, random.next)
  const feed = createFeed(ledger.posts, random)
  const opening = secondOf(targets.firstAt) + 300
  const most = Math.floor(targets.heaviest / 2)
  const held: Post[] = []

  /** The first post's reposts of the first 300 s are planned; it enters the feed only then. */
  const show = (post: Post) => {
    if (secondOf(post.at) <= opening && rootOf(post).index === 0) held.push(post)
    else feed.show(post)
  }

  const repost = (at: number, author: Account, via: Post) => {
    const parent = rootOf(via)
    const { language, appeal } = parent
    show(ledger.publish({ at, author, kind: 'repost', parent, via, text: '', links: [], language, appeal }))
  }

  const write = (writing: Writing): Post => {
    const { at, author, language, kind, appeal, parent, unseen, body, copy } = writing
    const urls = [...(writing.urls ?? [])]
    if (kind === 'quote' && parent)
      urls.push(`https://twitter.com/${parent.author.handle}/status/${parent.id}`)
    const answers = kind === 'reply' && parent ? { answers: parent.author.handle } : {}
    const { text, links } = compose(
      { language, handle: author.handle, urls, ...answers, ...(body ? { body } : {}) },
      random,
    )
    const post = ledger.publish({
      at,
      author,
      kind,
      text,
      links,
      language,
      appeal,
      ...(parent ? { parent } : {}),
      ...(unseen ? { unseen } : {}),
      ...(copy ? { copy } : {}),
    })
    show(post)
    return post
  }

  const mayRepost = (account: Account, root: Post) =>
    account !== root.author && !ledger.hasReposted(account, root)

  /** People have favourites: some reposts go to those who reposted the author before. */
  const someReposter = (language: Language, root: Post, at: number): Account | undefined => {
    const suits = (account: Account) => account.made < most && mayRepost(account, root)
    const known = ledger.regularsOf(root.author)
    if (known.length > 0 && random.chance(0.3)) {
      const account = random.pick(known)
      const fits = account.role === 'ordinary' && account.language === language
      if (fits && isAwake(account, at) && suits(account)) return account
    }
    return population.someone(language, at, suits)
  }

  /** Somebody of that language, or the account given, does what people do. */
  const react = (at: number, language: Language, account?: Account) => {
    const met = feed.meet(language, at)
    const kind = met ? random.weighted(KINDS) : 'post'
    if (met && kind === 'repost') {
      const root = rootOf(met)
      const reposter = account
        ? mayRepost(account, root)
          ? account
          : undefined
        : someReposter(language, root, at)
      if (reposter) {
        reposter.made++
        return repost(at, reposter, met)
      }
    }
    const author = account ?? population.someone(language, at, candidate => candidate.made < most)
    if (!author) throw new RangeError(`The simulated population has nobody left who writes ${language}.`)
    author.made++
    const urls = random.chance(0.16) ? [random.pick([dump.paste, dump.paste, dump.archive, ...pageUrls])] : []
    const writing = { at, author, language, urls, appeal: random.lognormal(0.7, 0.8) }
    if (!met || kind === 'repost' || kind === 'post') write({ ...writing, kind: 'post' })
    else if (kind === 'reply' && random.chance(0.05))
      write({ ...writing, kind, unseen: unseenId(met, random) })
    else write({ ...writing, kind, parent: rootOf(met) })
  }

  const perform = (act: Act) => {
    const { at, account, target, language, appeal, body, urls, copy } = act
    if (act.does === 'post') {
      act.post = write({
        at,
        author: account,
        language,
        kind: 'post',
        appeal,
        ...(body ? { body } : {}),
        ...(urls ? { urls } : {}),
        ...(copy ? { copy } : {}),
      })
    } else if (act.does === 'repost' && target?.post && mayRepost(account, target.post))
      repost(at, account, target.post)
    else react(at, language, account)
  }

  for (const step of inOrder(acts, slots)) {
    if (secondOf(step.at) > opening) for (const post of held.splice(0)) feed.show(post)
    if ('does' in step) perform(step)
    else react(step.at, step.language)
    if (ledger.posts.length % 5_000 === 0) setting.onPost(ledger.posts.length)
  }
  return ledger.posts
}

/** The id of a post that was answered but never captured: somewhat older than the one that was met. */
const unseenId = (met: Post, random: Random): string => String(BigInt(met.id) - BigInt(random.int(1e9, 4e12)))

function* inOrder(acts: readonly Act[], slots: readonly Slot[]): Generator<Act | Slot> {
  let next = 0
  for (const act of acts) {
    for (let slot = slots[next]; slot && slot.at < act.at; slot = slots[++next]) yield slot
    yield act
  }
  yield* slots.slice(next)
}

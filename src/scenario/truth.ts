import type { Page } from './blogs.ts'
import type { Cast } from './cast.ts'
import { SILENCE, secondOf } from './clock.ts'
import type { FacebookPost } from './facebook.ts'
import type { ForumThread } from './forum.ts'
import type { Account, Post } from './post.ts'
import type { Targets } from './targets.ts'

const TWELVE_HOURS = 12 * 3600

export interface Events {
  posts: readonly Post[]
  forum: readonly ForumThread[]
  facebook: readonly FacebookPost[]
  pages: readonly Page[]
  cast: Cast
}

/** The most seconds that lie in a closed window of 12 hours; `seconds` ascend. */
function busiest(seconds: readonly number[]): number {
  let most = 0
  let from = 0
  seconds.forEach((second, i) => {
    while (second - (seconds[from] ?? second) > TWELVE_HOURS) from++
    most = Math.max(most, i - from + 1)
  })
  return most
}

/** The smallest value that at least `share` of the ascending values do not exceed. */
const quantile = (values: readonly number[], share: number): number =>
  values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN

/**
 * What an analysis should find, *counted* on the events by plain loops; nothing is copied from the targets.
 * Times are milliseconds UTC at whole seconds, as the platforms show them; windows are closed.
 */
export function countTruth(events: Events, targets: Targets) {
  const { posts, forum, facebook, pages, cast } = events
  const first = posts[0]
  if (!first) throw new RangeError('The simulation made no posts.')
  const start = secondOf(first.at)
  const sinceFirst = (post: Post) => secondOf(post.at) - start
  const repostsWithin = (seconds: number) =>
    posts.filter(post => post.kind === 'repost' && post.parent === first && sinceFirst(post) <= seconds)
      .length

  const seconds = new Map<Account, number[]>()
  const received = new Map<Account, number>()
  const byLanguage = new Map<string, { first: Post; seconds: number[] }>()
  let silent = 0
  for (const post of posts) {
    const own = seconds.get(post.author)
    if (own) own.push(secondOf(post.at))
    else seconds.set(post.author, [secondOf(post.at)])
    if (post.kind === 'repost' && post.parent)
      received.set(post.parent.author, (received.get(post.parent.author) ?? 0) + 1)
    const language = byLanguage.get(post.language)
    if (language) language.seconds.push(secondOf(post.at))
    else byLanguage.set(post.language, { first: post, seconds: [secondOf(post.at)] })
    const at = secondOf(post.at) * 1000
    if (at >= SILENCE.from && at <= SILENCE.to) silent++
  }
  let heaviest = { account: first.author, posts: 0 }
  for (const [account, own] of seconds) {
    const most = busiest(own)
    if (most > heaviest.posts) heaviest = { account, posts: most }
  }
  const languages = [...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1))
  const tenth = (language: string) => quantile(byLanguage.get(language)?.seconds ?? [], 0.1)
  const forumPosts = forum.flatMap(thread => thread.posts).sort((a, b) => a.no - b.no)
  const vicePresident = posts.find(post => post.author === cast.vicePresident)

  return {
    simulated: true,
    seed: targets.seed,
    scale: targets.scale,
    first_at: start * 1000,
    first_post_id: first.id,
    first_account_id: first.author.id,
    first_handle: first.author.handle,
    first_followers: first.author.followers,
    reposts_60s: repostsWithin(60),
    reposts_300s: repostsWithin(300),
    posts_within_3h30: posts.filter(post => sinceFirst(post) <= 12_600).length,
    posts_within_13h: posts.filter(post => sinceFirst(post) <= 46_800).length,
    posts_total: {
      x: posts.length,
      '4chan': forumPosts.length,
      facebook: facebook.length,
      web: pages.length,
    },
    accounts: {
      x: seconds.size,
      facebook: new Set(facebook.map(post => post.page.id)).size,
      web: new Set(pages.map(page => page.site.host)).size,
    },
    kinds: Object.fromEntries(
      (['post', 'repost', 'quote', 'reply'] as const).map(kind => [
        kind,
        posts.filter(post => post.kind === kind).length,
      ]),
    ),
    lang_share: Object.fromEntries(
      languages.map(([language, own]) => [language, own.seconds.length / posts.length]),
    ),
    first_by_lang: Object.fromEntries(
      languages.map(([language, own]) => [
        language,
        { at: secondOf(own.first.at) * 1000, post_id: own.first.id },
      ]),
    ),
    lag_s: Object.fromEntries(
      languages
        .filter(([language]) => language !== 'en')
        .map(([language]) => [`en-${language}`, tenth(language) - tenth('en')]),
    ),
    first_4chan_at: (forumPosts[0]?.time ?? 0) * 1000,
    first_4chan_no: forumPosts[0]?.no ?? 0,
    publisher: accountTruth(cast.publisher, seconds, received),
    heaviest: { account_id: heaviest.account.id, handle: heaviest.account.handle, posts_12h: heaviest.posts },
    vice_president: {
      account_id: cast.vicePresident.id,
      handle: cast.vicePresident.handle,
      first_at: vicePresident ? secondOf(vicePresident.at) * 1000 : null,
    },
    silence: SILENCE,
    silence_share: silent / posts.length,
    groups: cast.groups.map(group => ({
      name: group.name,
      grade: group.grade,
      language: group.language,
      source: group.source.id,
      members: group.members.map(account => account.id),
      posts: group.members.reduce((sum, account) => sum + (seconds.get(account)?.length ?? 0), 0),
    })),
    controls: cast.fans.map(({ group, source, members }) => ({
      name: group,
      source: source.id,
      members: members.map(account => account.id),
    })),
  }
}

export type Truth = ReturnType<typeof countTruth>

function accountTruth(
  account: Account,
  seconds: ReadonlyMap<Account, readonly number[]>,
  received: ReadonlyMap<Account, number>,
) {
  return {
    account_id: account.id,
    handle: account.handle,
    followers: account.followers,
    posts: seconds.get(account)?.length ?? 0,
    first_at: (seconds.get(account)?.[0] ?? 0) * 1000,
    reposts_received: received.get(account) ?? 0,
  }
}

type Line = (string | number)[]

/** Who is who, on every platform, of those who posted. */
export function* accountLines({ posts, facebook, pages }: Events): Generator<Line> {
  yield ['platform', 'account_id', 'handle', 'role', 'group', 'grade']
  const seen = new Set(posts.map(post => post.author))
  for (const account of seen)
    yield ['x', account.id, account.handle, account.role, account.group ?? '', account.grade ?? '']
  for (const page of new Set(facebook.map(post => post.page)))
    yield ['facebook', page.id, page.userName, page.role, page.group ?? '', '']
  for (const site of new Set(pages.map(page => page.site)))
    yield ['web', site.host, site.name, site.group ? 'pushed site' : 'site', site.group ?? '', '']
}

/** Which posts and pages are copies of one text, and how they differ from it. */
export function* copyLines({ posts, facebook, pages }: Events): Generator<Line> {
  yield ['group', 'platform', 'post', 'kind']
  for (const post of posts) if (post.copy) yield [post.copy.group, 'x', post.id, post.copy.kind]
  for (const post of facebook) if (post.copy) yield [post.copy.group, 'facebook', post.url, post.copy.kind]
  for (const page of pages) if (page.copy) yield [page.copy.group, 'web', page.url, page.copy.kind]
}

/** Through which post each reposter on X really met the original: what the platform does not tell. */
export function* cascadeLines({ posts }: Events): Generator<Line> {
  yield ['repost', 'original', 'met_through']
  for (const post of posts) if (post.parent && post.via) yield [post.id, post.parent.id, post.via.id]
}

import type { FindingCoverage, Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { type Found, onePost } from '../find.ts'
import { about, accountName, caveat, inZone, subjectName, withFollowers } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import type { FirstPost } from './origin.ts'

/** The first captured post on one platform. */
export function firstFinding(
  asked: Asked,
  posts: readonly FirstPost[],
  post: FirstPost,
  before: FirstPost | undefined,
  coverage: FindingCoverage,
): Found {
  const lag_s = before ? (post.at - before.at) / 1000 : null
  return {
    slot: `first-${post.platform}`,
    tell: {
      en: t =>
        t.say`On ${t.platform(post.platform)}, the first captured ${WHAT_EN[post.kind] ?? 'post'}${about(t, asked)} dates from ${t.dateTime(post.at)}${inBoth(t, post.at)}${byWhom(t, post)}${after(t, post, before)}.`,
      fr: t =>
        t.say`Sur ${t.platform(post.platform)}, ${WHAT_FR[post.kind] ?? 'le premier message capturé'}${about(t, asked)} date du ${t.dateTime(post.at)}${inBoth(t, post.at)}${byWhom(t, post)}${after(t, post, before)}.`,
    },
    numbers: {
      first_at: post.at,
      same_time: post.same_time,
      ...(lag_s === null ? {} : { lag_s }),
      ...(post.followers === null ? {} : { followers: post.followers }),
    },
    about: {
      posts: [`${post.platform}:${post.post_id}`],
      ...(post.account_id && post.same_time === 1
        ? { accounts: [`${post.platform}:${post.account_id}`] }
        : {}),
    },
    evidence: posts.filter(p => p.platform === post.platform || p === before).map(onePost),
    coverage,
    caveats: [...tied(asked, post), ...(before ? uncertain(asked, post, before) : []), AMONG_CAPTURED],
    ...(before || posts.some(p => p.platform !== post.platform) ? {} : { story: 10 }),
  }
}

/** " (Paris time; 2017-05-05 18:49:00 UTC)": a first time is what others will compare. */
function inBoth(t: Teller, at: number): Said {
  return t.zone === 'UTC' ? t.say` UTC` : t.say` (${t.zone}; ${t.utc(at)})`
}

/** The order of the platforms, as one sentence. */
export function chainFinding(asked: Asked, firsts: readonly FirstPost[], coverage: FindingCoverage): Found {
  const [earliest, ...others] = firsts
  const last = firsts.at(-1)
  // Where the capture begins later than the first post elsewhere, the order is not certain, and the sentence says so.
  const late = others.filter((post, at) => post.capture_from > (firsts[at] ?? post).at)
  const list = (t: Teller) =>
    others.map((post, at) => step(t, post, firsts[at] ?? post)).reduce((all, one) => t.say`${all}; ${one}`)
  return {
    slot: 'chain',
    tell: {
      en: t =>
        earliest
          ? t.say`Among what was captured, ${subject(t, asked)} appears first on ${t.platform(earliest.platform)}, at ${t.dateTime(earliest.at)}${inZone(t)}${byWhom(t, earliest)}; ${list(t)}${notBefore(t, late)}.`
          : t.say``,
      fr: t =>
        earliest
          ? t.say`Dans ce qui a été capturé, ${subject(t, asked)} apparaît d’abord sur ${t.platform(earliest.platform)}, le ${t.dateTime(earliest.at)}${inZone(t)}${byWhom(t, earliest)} ; ${list(t)}${notBefore(t, late)}.`
          : t.say``,
    },
    numbers: {
      first_at: earliest?.at ?? 0,
      platforms: firsts.length,
      lag_s: ((others[0]?.at ?? 0) - (earliest?.at ?? 0)) / 1000,
      last_lag_s: ((last?.at ?? 0) - (earliest?.at ?? 0)) / 1000,
    },
    about: {
      posts: firsts.map(post => `${post.platform}:${post.post_id}`),
      accounts: firsts.flatMap(post =>
        post.account_id && post.same_time === 1 ? [`${post.platform}:${post.account_id}`] : [],
      ),
    },
    evidence: firsts.map(onePost),
    coverage,
    caveats: [...others.flatMap((post, at) => uncertain(asked, post, firsts[at] ?? post)), AMONG_CAPTURED],
    story: 10,
  }
}

function notBefore(t: Teller, late: readonly FirstPost[]): Said {
  if (late.length === 0) return t.say``
  const and = t.lang === 'fr' ? ' ou ' : ' or '
  const places = late
    .map(post => t.say`${t.lang === 'fr' ? 'sur ' : 'on '}${t.platform(post.platform)}`)
    .reduce((all, one, at) => (at === late.length - 1 ? t.say`${all}${and}${one}` : t.say`${all}, ${one}`))
  return t.lang === 'fr'
    ? t.say`. La capture commence là avec ces messages : de plus anciens ${places} ne sont pas exclus`
    : t.say`. The capture begins with these posts there: earlier ones ${places} cannot be excluded`
}

/** "on X 15 min 20 s later, at 20:49:00, by @ann (1,000 followers)" */
function step(t: Teller, post: FirstPost, before: FirstPost): Said {
  const lag = (post.at - before.at) / 1000
  if (lag === 0)
    return t.lang === 'fr'
      ? t.say`sur ${t.platform(post.platform)} à la même heure${byWhom(t, post)}`
      : t.say`on ${t.platform(post.platform)} at the same time${byWhom(t, post)}`
  return t.lang === 'fr'
    ? t.say`sur ${t.platform(post.platform)} ${t.span(lag)} plus tard, le ${t.dateTime(post.at)}${byWhom(t, post)}`
    : t.say`on ${t.platform(post.platform)} ${t.span(lag)} later, at ${t.dateTime(post.at)}${byWhom(t, post)}`
}

/** Where several posts carry the same time, none of their accounts is called first. */
function byWhom(t: Teller, post: FirstPost): Said {
  const by = accountName(post)
  if (post.same_time > 1)
    return t.lang === 'fr'
      ? t.say`, à la même heure que ${t.n(post.same_time - 1)} ${t.plural(post.same_time - 1, 'autre', 'autres')}`
      : t.say`, at the same time as ${t.n(post.same_time - 1)} ${t.plural(post.same_time - 1, 'other', 'others')}`
  if (!by) return t.say``
  return t.say`, ${t.lang === 'fr' ? 'par' : 'by'} ${withFollowers(t, by, post.followers)}`
}

function after(t: Teller, post: FirstPost, before: FirstPost | undefined): Said {
  if (!before) return t.say``
  const lag = (post.at - before.at) / 1000
  if (t.lang === 'fr')
    return lag === 0
      ? t.say`, à la même heure que le premier sur ${t.platform(before.platform)}`
      : t.say`, ${t.span(lag)} après le premier sur ${t.platform(before.platform)}`
  return lag === 0
    ? t.say`, at the same time as the first on ${t.platform(before.platform)}`
    : t.say`, ${t.span(lag)} after the first on ${t.platform(before.platform)}`
}

function subject(t: Teller, asked: Asked): string {
  const name = subjectName(asked)
  return name ? t.name(name) : t.lang === 'fr' ? 'l’ensemble' : 'the whole'
}

const WHAT_EN: Record<string, string> = {
  repost: 'post (a repost, whose original was not captured earlier)',
  page: 'page',
}
const WHAT_FR: Record<string, string> = {
  repost: 'le premier message capturé (un partage, dont l’original n’a pas été capturé plus tôt)',
  page: 'la première page capturée',
}

const AMONG_CAPTURED: Text = {
  en: 'First among what was captured; deleted posts and posts outside the capture are not seen.',
  fr: 'Premier parmi ce qui a été capturé ; les messages supprimés ou hors de la capture ne se voient pas.',
}

function tied(asked: Asked, post: FirstPost): Text[] {
  if (post.same_time < 2) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`${t.n(post.same_time)} captured posts carry this same time; which came first among them cannot be told.`,
      fr: t =>
        t.say`${t.counted(post.same_time, 'message', 'messages')} capturés portent cette même heure ; lequel est venu d’abord ne peut se dire.`,
    }),
  ]
}

/** A platform whose capture begins after the other's first post cannot be said to follow it. */
function uncertain(asked: Asked, post: FirstPost, before: FirstPost): Text[] {
  if (post.capture_from <= before.at) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`What was captured of ${t.platform(post.platform)} begins at ${t.dateTime(post.capture_from)}, after the first post on ${t.platform(before.platform)}: earlier posts there cannot be excluded, so it cannot be said to have followed.`,
      fr: t =>
        t.say`Ce qui a été capturé de ${t.platform(post.platform)} commence le ${t.dateTime(post.capture_from)}, après le premier message sur ${t.platform(before.platform)} : des messages antérieurs ne sont pas exclus, et l’on ne peut dire que cela a suivi.`,
    }),
  ]
}

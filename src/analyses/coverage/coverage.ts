import type { Row } from '../../model/finding.ts'
import { platformName } from '../../words/names.ts'
import { defineAnalysis, nothingFound, type Outcome } from '../analysis.ts'
import { type Found, finder, somePosts } from '../find.ts'
import { inZone } from '../scope.ts'
import { numbers } from './numbers.ts'

/** What was captured on each platform, and which columns its posts state. */
const PLATFORMS = `
  WITH known AS (
    SELECT DISTINCT platform, account_id FROM account WHERE followers IS NOT NULL
  )
  SELECT p.platform, count(*) AS posts, count(DISTINCT p.account_id) AS accounts, min(p."at") AS "from", max(p."at") AS "to",
    sum(CASE WHEN p.kind IN ('repost', 'quote', 'reply') THEN 1 ELSE 0 END) AS passing_on,
    sum(CASE WHEN p.kind IN ('repost', 'quote', 'reply') AND p.parent_id IS NOT NULL THEN 1 ELSE 0 END) AS with_parent,
    sum(CASE WHEN known.account_id IS NOT NULL THEN 1 ELSE 0 END) * 1.0 / count(*) AS followers_share,
    sum(CASE WHEN p.lang IS NOT NULL THEN 1 ELSE 0 END) * 1.0 / count(*) AS lang_share,
    sum(CASE WHEN p."at" % 60000 = 0 THEN 1 ELSE 0 END) AS on_minute,
    sum(CASE WHEN p."at" % 1000 = 0 THEN 1 ELSE 0 END) AS on_second
  FROM post AS p
  LEFT JOIN known ON known.platform = p.platform AND known.account_id = p.account_id
  GROUP BY p.platform
  ORDER BY posts DESC, p.platform`

interface Platform {
  platform: string
  posts: number
  accounts: number
  from: number
  to: number
  passing_on: number
  with_parent: number
  followers_share: number
  lang_share: number
  on_minute: number
  on_second: number
}

/**
 * Silences in which, at the rate of the three hours on either side (the slower of the two), $expected posts or more
 * would have come, and none is there. Only the longest pauses are looked at.
 */
const GAPS = `
  WITH posted AS (
    SELECT platform, min("at") AS first_at, max("at") AS last_at FROM post GROUP BY platform, "at" // 300000
  ),
  ordered AS (
    SELECT platform, first_at AS until, lag(last_at) OVER (PARTITION BY platform ORDER BY first_at) AS since FROM posted
  ),
  pause AS (
    SELECT platform, since, until
    FROM ordered
    WHERE until - since >= 300000
    ORDER BY until - since DESC, platform, since
    LIMIT 300
  ),
  near AS (
    SELECT platform, since, until,
      unnest(list_distinct(list_concat(
        range((since - 10800000) // 3600000, since // 3600000 + 1), range(until // 3600000, (until + 10800000) // 3600000 + 1)
      ))) AS hour
    FROM pause
  ),
  beside AS (
    SELECT near.platform, near.since, near.until,
      sum(CASE WHEN p."at" <= near.since THEN 1 ELSE 0 END) AS before,
      sum(CASE WHEN p."at" >= near.until THEN 1 ELSE 0 END) AS after,
      sum(CASE WHEN p."at" = near.since OR p."at" = near.until THEN 1 ELSE 0 END) AS edges
    FROM near
    JOIN post AS p ON p.platform = near.platform AND p."at" // 3600000 = near.hour
      AND p."at" >= near.since - 10800000 AND p."at" <= near.until + 10800000
    GROUP BY near.platform, near.since, near.until
  )
  SELECT platform, since AS "from", until AS "to", edges, least(before, after) * (until - since) / 10800000.0 AS expected
  FROM beside
  WHERE least(before, after) >= 20 AND least(before, after) * (until - since) / 10800000.0 >= $expected
  ORDER BY platform, since`

/** What was captured, what is missing from it, and how exact are its times? */
export const coverage = defineAnalysis({
  id: 'coverage',
  version: 1,
  question: { en: 'What was captured, and what is missing?', fr: 'Qu’a-t-on capturé, et que manque-t-il ?' },
  params: {
    expected: {
      default: 20,
      help: {
        en: 'Posts that a silence must have swallowed to be called a gap',
        fr: 'Messages qu’un silence doit avoir avalés pour être dit une lacune',
      },
    },
  },
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store, params } = asked
    const platforms = await store.rows<Platform>(PLATFORMS)
    if (platforms.length === 0)
      return nothingFound({
        en: 'The case holds no posts yet.',
        fr: 'Le dossier ne contient encore aucun message.',
      })
    const gaps = await store.rows<Gap>(GAPS, { expected: params.expected })
    const { about } = await store.row<{ about: number }>('SELECT count(*) AS about FROM about_post')
    const find = finder('coverage', asked)
    return {
      status: 'found',
      findings: [
        find(captured(platforms, about)),
        ...platforms.map(platform => find(onPlatform(platform))),
        ...longest(gaps).map(gap => find(missing(gap, platforms))),
      ],
      rows: platforms.map(shown),
      figures: {
        platforms: platforms.map(shown),
        gaps: gaps.map(({ platform, from, to }) => ({ platform, from, to })),
      },
    }
  },
  method: {
    en: `Coverage is what the case’s sources hold, per platform: posts, accounts, first and last time, and the share of posts that state what an analysis needs.

The resolution of times is the largest of a second, a minute or a day that all but one in a thousand of them are multiples of. At one-minute resolution, "within 60 s" cannot be told from "within 119 s".

A gap is a silence of at least five minutes in which, at the rate of the three hours on either side (the slower of the two), at least 20 posts would have been expected; each side must hold at least 20 posts itself, so that a stray post far away makes none. Gaps are what a broken capture looks like; a quiet night is not one.`,
    fr: `La couverture est ce que contiennent les sources du dossier, par plateforme : messages, comptes, première et dernière heure, et la part des messages qui donnent ce dont une analyse a besoin.

La résolution des heures est la plus grande, de la seconde, de la minute ou du jour, dont toutes, à une pour mille près, sont des multiples. À une minute près, « en 60 s » ne se distingue pas de « en 119 s ».

Une lacune est un silence d’au moins cinq minutes où, au rythme des trois heures d’avant ou d’après (le plus lent des deux), au moins 20 messages étaient attendus ; chaque côté doit en tenir 20 lui-même, pour qu’un message isolé au loin n’en fasse pas. Une capture interrompue ressemble à cela ; une nuit calme, non.`,
  },
})

function resolution({ posts, on_minute, on_second }: Platform): number {
  const nearly = (n: number) => n >= posts * 0.999
  return posts < 20 ? 1_000 : nearly(on_minute) ? 60_000 : nearly(on_second) ? 1_000 : 1
}

function shown(p: Platform): Row {
  return {
    platform: p.platform,
    posts: p.posts,
    accounts: p.accounts,
    from: p.from,
    to: p.to,
    resolution_ms: resolution(p),
    parents_share: p.passing_on === 0 ? null : p.with_parent / p.passing_on,
    followers_share: p.followers_share,
    lang_share: p.lang_share,
  }
}

function captured(platforms: Platform[], about: number): Found {
  const posts = platforms.reduce((sum, p) => sum + p.posts, 0)
  const from = Math.min(...platforms.map(p => p.from))
  const to = Math.max(...platforms.map(p => p.to))
  return {
    slot: 'captured',
    tell: {
      en: t =>
        t.say`The case holds ${t.counted(posts, 'post', 'posts')} from ${platforms.map(p => platformName(p.platform, t.lang)).join(', ')}, between ${t.dateTime(from)} and ${t.dateTime(to)}${inZone(t)}; ${t.n(about)} of them are on the subject.`,
      fr: t =>
        t.say`Le dossier contient ${t.counted(posts, 'message', 'messages')} de ${platforms.map(p => platformName(p.platform, t.lang)).join(', ')}, entre le ${t.dateTime(from)} et le ${t.dateTime(to)}${inZone(t)} ; ${t.n(about)} portent sur le sujet.`,
    },
    numbers: { posts, about_posts: about, from, to, platforms: platforms.length },
    evidence: [somePosts({}, posts)],
    coverage: { posts, from, to },
  }
}

const UNIT_EN: Record<number, string> = { 60000: 'minute', 1000: 'second', 1: 'millisecond' }
const UNIT_FR: Record<number, string> = { 60000: 'minute', 1000: 'seconde', 1: 'milliseconde' }

function onPlatform(p: Platform): Found {
  const unit = resolution(p)
  return {
    slot: `platform-${p.platform}`,
    tell: {
      en: t =>
        t.say`On ${t.platform(p.platform)}: ${t.counted(p.posts, 'post', 'posts')} by ${p.accounts > 0 ? t.say`${t.counted(p.accounts, 'account', 'accounts')}` : t.say`posters without accounts`}, from ${t.dateTime(p.from)} to ${t.dateTime(p.to)}${inZone(t)}, with times to the ${UNIT_EN[unit] ?? 'day'}.`,
      fr: t =>
        t.say`Sur ${t.platform(p.platform)} : ${t.counted(p.posts, 'message', 'messages')} de ${p.accounts > 0 ? t.say`${t.counted(p.accounts, 'compte', 'comptes')}` : t.say`personnes sans compte`}, du ${t.dateTime(p.from)} au ${t.dateTime(p.to)}${inZone(t)}, à la ${UNIT_FR[unit] ?? 'journée'} près.`,
    },
    numbers: {
      posts: p.posts,
      accounts: p.accounts,
      from: p.from,
      to: p.to,
      resolution_ms: unit,
      lang_share: p.lang_share,
      followers_share: p.followers_share,
    },
    evidence: [somePosts({ platform: p.platform }, p.posts)],
    coverage: { posts: p.posts, from: p.from, to: p.to },
  }
}

interface Gap {
  platform: string
  from: number
  to: number
  expected: number
  /** Posts at the very first and last moment. */
  edges: number
}

function longest(gaps: Gap[]): Gap[] {
  return [...gaps].sort((a, b) => b.expected - a.expected).slice(0, 3)
}

function missing(gap: Gap, platforms: Platform[]): Found {
  const platform = platforms.find(p => p.platform === gap.platform)
  return {
    slot: `gap-${gap.platform}-${gap.from}`,
    tell: {
      en: t =>
        t.say`Nothing was captured on ${t.platform(gap.platform)} for ${t.span((gap.to - gap.from) / 1000)} from ${t.dateTime(gap.from)}${inZone(t)}, where about ${t.counted(Math.round(gap.expected), 'post', 'posts')} would have been expected: either nothing was posted, or the capture has a hole there.`,
      fr: t =>
        t.say`Rien n’a été capturé sur ${t.platform(gap.platform)} pendant ${t.span((gap.to - gap.from) / 1000)} à partir du ${t.dateTime(gap.from)}${inZone(t)}, où environ ${t.counted(Math.round(gap.expected), 'message', 'messages')} étaient attendus : ou rien n’a été publié, ou la capture a là un trou.`,
    },
    numbers: { from: gap.from, to: gap.to, expected: gap.expected },
    // The posts on either edge: between them there is none.
    evidence: [somePosts({ platform: gap.platform, from: gap.from, to: gap.to }, gap.edges)],
    coverage: { posts: platform?.posts ?? 0, from: platform?.from ?? 0, to: platform?.to ?? 0 },
  }
}

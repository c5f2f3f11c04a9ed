import type { Row } from '../../model/finding.ts'
import { platformName } from '../../words/names.ts'
import { type Asked, defineAnalysis, nothingFound, type Outcome } from '../analysis.ts'
import { finder, onePost } from '../find.ts'
import { aboutCoverage, accountName, subjectName } from '../scope.ts'
import type { Teller } from '../sentence.ts'
import { plainly } from '../sentence.ts'

/** The first captured posts on each platform. Ties are broken by post id, and counted. */
const FIRST_POSTS = `
  WITH ranked AS (
    SELECT *,
      row_number() OVER (PARTITION BY platform ORDER BY "at", post_id) AS place,
      count(*) OVER (PARTITION BY platform, "at") AS same_time
    FROM about_post
  ),
  first_posts AS (
    SELECT * FROM ranked WHERE place <= $first
  ),
  begins AS (
    SELECT platform, min("at") AS capture_from FROM post GROUP BY platform
  ),
  sighting AS (
    SELECT f.platform, f.post_id, max(a.followers) AS followers, max(a.handle) AS handle
    FROM first_posts AS f
    JOIN account AS a ON a.source = f.source AND a."row" = f."row" AND a.platform = f.platform AND a.account_id = f.account_id
    GROUP BY f.platform, f.post_id
  )
  SELECT
    f.platform, f.place, f."at", f.post_id, f.account_id, f.kind, f.lang, f.source, f."row", f.same_time, capture_from,
    coalesce(sighting.handle, profile.handle) AS handle, coalesce(sighting.followers, profile.followers) AS followers,
    post.text, post.title
  FROM first_posts AS f
  JOIN begins ON begins.platform = f.platform
  JOIN post ON post.platform = f.platform AND post.post_id = f.post_id
  LEFT JOIN sighting ON sighting.platform = f.platform AND sighting.post_id = f.post_id
  LEFT JOIN profile ON profile.platform = f.platform AND profile.account_id = f.account_id
  ORDER BY f."at", f.platform, f.place`

interface FirstPost {
  platform: string
  place: number
  at: number
  post_id: string
  account_id: string | null
  kind: string
  lang: string | null
  source: string
  row: number
  same_time: number
  capture_from: number
  handle: string | null
  followers: number | null
  text: string | null
  title: string | null
}

/** Who used it first, on each platform, and which platform came before which? */
export const origin = defineAnalysis({
  id: 'origin',
  version: 1,
  question: { en: 'Where did it begin?', fr: 'Où cela a-t-il commencé ?' },
  params: {
    first: { default: 10, help: { en: 'How many first posts to list per platform', fr: 'Combien de premiers messages lister par plateforme' } },
  },
  needs: [],
  run: async (asked): Promise<Outcome> => {
    const posts = await asked.store.rows<FirstPost>(FIRST_POSTS, { first: asked.params.first })
    const firsts = posts.filter(post => post.place === 1)
    const [earliest] = firsts
    if (!earliest)
      return nothingFound({ en: 'No captured post is on the subject.', fr: 'Aucun message capturé ne porte sur le sujet.' })
    const coverage = await aboutCoverage(asked)
    const find = finder('origin', asked)
    const findings = firsts.map((post, order) => {
      const before = firsts[order - 1]
      const lag_s = before ? (post.at - before.at) / 1000 : null
      const follows = !before || post.capture_from <= before.at
      return find({
        slot: `first-${post.platform}`,
        tell: { en: t => english(t, asked, post, before, lag_s), fr: t => french(t, asked, post, before, lag_s) },
        numbers: {
          first_at: post.at,
          order: order + 1,
          same_time: post.same_time,
          ...(lag_s === null ? {} : { lag_s }),
          ...(post.followers === null ? {} : { followers: post.followers }),
        },
        about: { posts: [`${post.platform}:${post.post_id}`], ...(post.account_id ? { accounts: [`${post.platform}:${post.account_id}`] } : {}) },
        evidence: posts.filter(p => p.platform === post.platform || (before && p === before)).map(onePost),
        coverage,
        caveats: caveats(asked, post, before, follows),
        story: 10 + order,
      })
    })
    return { status: 'found', findings, rows: rows(posts), figures: { firsts: chain(asked, firsts), first_posts: rows(posts) } }
  },
  method: {
    en: `A first post is the earliest captured post on the subject on a platform, of whatever kind; where several carry the same time, the lowest id is shown and the others are counted. "First" always means first among what was captured.

The chain of firsts orders the platforms by their first posts, with the lag from each to the next. A platform whose capture begins after another's first post cannot be said to follow it, and the sentence says so.`,
    fr: `Un premier message est le plus ancien message capturé sur le sujet, sur une plateforme, quel qu’en soit le genre ; si plusieurs portent la même heure, on montre le plus petit identifiant et l’on compte les autres. « Premier » veut toujours dire premier parmi ce qui a été capturé.

La chaîne des premiers range les plateformes selon leurs premiers messages, avec l’écart de l’une à la suivante. D’une plateforme dont la capture commence après le premier message d’une autre, on ne peut dire qu’elle la suit, et la phrase le dit.`,
  },
})

function english(t: Teller, asked: Asked, post: FirstPost, before: FirstPost | undefined, lag: number | null) {
  const subject = subjectName(asked)
  const by = accountName(post)
  const who = by ? t.say` by ${t.name(by)}${post.followers === null ? '' : t.say` (${t.n(post.followers)} followers)`}` : t.say``
  const after = before && lag !== null ? t.say`, ${t.span(lag)} after the first on ${platformName(before.platform)}` : t.say``
  return t.say`The first captured ${KIND_EN[post.kind] ?? 'post'} on ${platformName(post.platform)}${subject ? ` about ${t.name(subject)}` : ''} is of ${t.dateTime(post.at)}${t.zone === 'UTC' ? ' UTC' : ` (${t.zone})`}${who}${after}.`
}

function french(t: Teller, asked: Asked, post: FirstPost, before: FirstPost | undefined, lag: number | null) {
  const subject = subjectName(asked)
  const by = accountName(post)
  const who = by ? t.say` par ${t.name(by)}${post.followers === null ? '' : t.say` (${t.n(post.followers)} abonnés)`}` : t.say``
  const after = before && lag !== null ? t.say`, ${t.span(lag)} après le premier sur ${platformName(before.platform)}` : t.say``
  return t.say`Sur ${platformName(post.platform)}, ${KIND_FR[post.kind] ?? 'le premier message capturé'}${subject ? ` sur ${t.name(subject)}` : ''} date du ${t.dateTime(post.at)}${t.zone === 'UTC' ? ' UTC' : ` (${t.zone})`}${who}${after}.`
}

const KIND_EN: Record<string, string> = { repost: 'post (a repost, whose original was not captured earlier)', page: 'page' }
const KIND_FR: Record<string, string> = {
  repost: 'le premier message capturé (un partage, dont l’original n’a pas été capturé plus tôt)',
  page: 'la première page capturée',
}

function caveats(asked: Asked, post: FirstPost, before: FirstPost | undefined, follows: boolean) {
  const say = (tell: Parameters<typeof plainly>[2]) => plainly(asked.config.zone, asked.resolution, tell)
  return [
    ...(post.same_time > 1
      ? [say({
          en: t => t.say`${t.n(post.same_time)} captured posts carry this same time; which came first among them cannot be told.`,
          fr: t => t.say`${t.n(post.same_time)} messages capturés portent cette même heure ; lequel est venu d’abord ne peut se dire.`,
        })]
      : []),
    ...(before && !follows
      ? [say({
          en: t => t.say`The capture of ${platformName(post.platform)} begins at ${t.dateTime(post.capture_from)}, after the first post on ${platformName(before.platform)}: earlier posts there cannot be excluded, so it cannot be said to have followed.`,
          fr: t => t.say`La capture de ${platformName(post.platform)} commence le ${t.dateTime(post.capture_from)}, après le premier message sur ${platformName(before.platform)} : des messages antérieurs ne sont pas exclus, et l’on ne peut dire qu’elle a suivi.`,
        })]
      : []),
    { en: 'First among what was captured; deleted posts and posts outside the capture are not seen.', fr: 'Premier parmi ce qui a été capturé ; les messages supprimés ou hors de la capture ne se voient pas.' },
  ]
}

function chain(asked: Asked, firsts: FirstPost[]): Row[] {
  return firsts.map((post, order) => {
    const before = firsts[order - 1]
    return {
      object: subjectName(asked),
      platform: post.platform,
      at: post.at,
      handle: accountName(post),
      post_id: post.post_id,
      kind: post.kind,
      lag_s: before ? (post.at - before.at) / 1000 : null,
      follows: !before || post.capture_from <= before.at,
    }
  })
}

function rows(posts: FirstPost[]): Row[] {
  return posts.map(({ platform, place, at, handle, account_id, followers, lang, kind, text, title, post_id, source, row }) => ({
    platform, place, at, handle: accountName({ handle, account_id, platform }), followers, lang, kind,
    text: (title ?? text ?? '').slice(0, 280), post_id, source, row,
  }))
}

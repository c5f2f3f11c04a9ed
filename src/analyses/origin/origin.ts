import type { Row } from '../../model/finding.ts'
import { type Asked, defineAnalysis, nothingFound, type Outcome } from '../analysis.ts'
import { finder } from '../find.ts'
import { aboutCoverage, subjectName } from '../scope.ts'
import { chainFinding, firstFinding } from './findings.ts'
import { numbers } from './numbers.ts'

/**
 * The first captured posts on each platform. Ties are broken by post id, and counted. Only the posts up to the hour in
 * which the last of them falls are put in order.
 */
const FIRST_POSTS = `
  WITH hourly AS (
    SELECT platform, "at" - "at" % 3600000 AS hour, count(*) AS posts FROM about_post GROUP BY platform, "at" - "at" % 3600000
  ),
  summed AS (
    SELECT platform, hour, sum(posts) OVER (PARTITION BY platform ORDER BY hour) - posts AS before FROM hourly
  ),
  early AS (
    SELECT platform, max(hour) + 3599999 AS until FROM summed WHERE before < $first GROUP BY platform
  ),
  ranked AS (
    SELECT p.platform, p."at", p.post_id, p.account_id, p.kind, p.lang, p.text, p.title, p.source, p."row",
      row_number() OVER (PARTITION BY p.platform ORDER BY p."at", p.post_id) AS place,
      count(*) OVER (PARTITION BY p.platform, p."at") AS same_time
    FROM about_post AS p JOIN early ON early.platform = p.platform
    WHERE p."at" <= early.until
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
    f.text, f.title
  FROM first_posts AS f
  JOIN begins ON begins.platform = f.platform
  LEFT JOIN sighting ON sighting.platform = f.platform AND sighting.post_id = f.post_id
  LEFT JOIN profile ON profile.platform = f.platform AND profile.account_id = f.account_id
  ORDER BY f."at", f.platform, f.place`

export interface FirstPost {
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
    first: {
      default: 10,
      help: {
        en: 'How many first posts to list per platform',
        fr: 'Combien de premiers messages lister par plateforme',
      },
    },
  },
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const posts = await asked.store.rows<FirstPost>(FIRST_POSTS, { first: asked.params.first })
    const firsts = posts.filter(post => post.place === 1)
    const [earliest] = firsts
    if (!earliest)
      return nothingFound({
        en: 'No captured post is on the subject.',
        fr: 'Aucun message capturé ne porte sur le sujet.',
      })
    const coverage = await aboutCoverage(asked)
    const find = finder('origin', asked)
    const findings = firsts.map((post, order) =>
      find(firstFinding(asked, posts, post, firsts[order - 1], coverage)),
    )
    if (firsts.length > 1) findings.unshift(find(chainFinding(asked, firsts, coverage)))
    return {
      status: 'found',
      findings,
      rows: rows(posts),
      figures: { firsts: chain(asked, firsts), first_posts: rows(posts) },
    }
  },
  method: {
    en: `A first post is the earliest captured post on the subject on a platform, of whatever kind; where several carry the same time, the lowest id is shown and the others are counted. "First" always means first among what was captured.

The chain of firsts orders the platforms by their first posts, with the lag from each to the next. A platform whose capture begins after another's first post cannot be said to follow it, and the sentence says so.`,
    fr: `Un premier message est le plus ancien message capturé sur le sujet, sur une plateforme, quel qu’en soit le genre ; si plusieurs portent la même heure, on montre le plus petit identifiant et l’on compte les autres. « Premier » veut toujours dire premier parmi ce qui a été capturé.

La chaîne des premiers range les plateformes selon leurs premiers messages, avec l’écart de l’une à la suivante. D’une plateforme dont la capture commence après le premier message d’une autre, on ne peut dire qu’elle la suit, et la phrase le dit.`,
  },
})

function chain(asked: Asked, firsts: FirstPost[]): Row[] {
  return firsts.map((post, order) => {
    const before = firsts[order - 1]
    return {
      object: subjectName(asked),
      platform: post.platform,
      at: post.at,
      handle: post.handle ?? post.account_id,
      post_id: post.post_id,
      kind: post.kind,
      lag_s: before ? (post.at - before.at) / 1000 : null,
      follows: !before || post.capture_from <= before.at,
    }
  })
}

function rows(posts: FirstPost[]): Row[] {
  return posts.map(
    ({
      platform,
      place,
      at,
      handle,
      account_id,
      followers,
      lang,
      kind,
      text,
      title,
      post_id,
      source,
      row,
    }) => ({
      platform,
      place,
      at,
      handle: handle ?? account_id,
      followers,
      lang,
      kind,
      text: (title ?? text ?? '').slice(0, 280),
      post_id,
      source,
      row,
    }),
  )
}

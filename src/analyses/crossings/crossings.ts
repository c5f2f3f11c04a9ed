import type { Finding, Row } from '../../model/finding.ts'
import { type Asked, defineAnalysis, notApplicable, type Outcome } from '../analysis.ts'
import { finder } from '../find.ts'
import { aboutCoverage } from '../scope.ts'
import { bridgeFinding, lagFinding, shareFinding } from './findings.ts'
import { lagP } from './lag.ts'
import { numbers } from './numbers.ts'

/** A language with fewer posts, or a smaller share, is drawn but not spoken of. */
const LEAST_POSTS = 50
const LEAST_SHARE = 0.01
const MOST_LAGS = 5

/**
 * Each series' first post, its size, and when its first tenth was reached (the ⌈n/10⌉-th post): only the hour in which
 * that falls is put in order.
 */
const FIRSTS = (column: 'lang' | 'platform') => `
  WITH hourly AS (
    SELECT ${column} AS series, "at" - "at" % 3600000 AS hour, count(*) AS posts, min("at") AS first_at
    FROM about_post
    WHERE ${column} IS NOT NULL
    GROUP BY ${column}, "at" - "at" % 3600000
  ),
  summed AS (
    SELECT series, hour, posts AS here, min(first_at) OVER (PARTITION BY series) AS first_at,
      sum(posts) OVER (PARTITION BY series ORDER BY hour) AS upto, sum(posts) OVER (PARTITION BY series) AS posts
    FROM hourly
  ),
  decisive AS (
    SELECT series, hour, first_at, posts, upto - here AS before
    FROM summed
    WHERE upto >= posts / 10.0 AND upto - here < posts / 10.0
  ),
  ordered AS (
    SELECT d.series, d.posts, p."at", d.before + row_number() OVER (PARTITION BY d.series ORDER BY p."at") AS place
    FROM about_post AS p JOIN decisive AS d ON d.series = p.${column} AND d.hour = p."at" - p."at" % 3600000
  ),
  tenth AS (
    SELECT series, min("at") AS q10_at FROM ordered WHERE place >= posts / 10.0 GROUP BY series
  ),
  reached AS (
    SELECT d.series, max(d.before) + count(*) AS posts
    FROM ordered AS o
    JOIN decisive AS d ON d.series = o.series
    JOIN tenth ON tenth.series = o.series
    WHERE o."at" <= tenth.q10_at
    GROUP BY d.series
  ),
  earliest AS (
    SELECT d.series, d.posts, p.platform, p.account_id, p.post_id, p.source, p."row", p."at",
      row_number() OVER (PARTITION BY d.series ORDER BY p.post_id, p.platform) AS place
    FROM about_post AS p JOIN decisive AS d ON d.series = p.${column} AND d.first_at = p."at"
  )
  SELECT e.series, CAST(e.posts AS BIGINT) AS posts, CAST(reached.posts AS BIGINT) AS by_tenth, e."at", e.platform, e.post_id,
    e.account_id, e.source, e."row", profile.handle, tenth.q10_at
  FROM earliest AS e
  JOIN tenth ON tenth.series = e.series
  JOIN reached ON reached.series = e.series
  LEFT JOIN profile ON profile.platform = e.platform AND profile.account_id = e.account_id
  WHERE e.place = 1
  ORDER BY e.posts DESC, e.series`

export interface First {
  series: string
  posts: number
  /** Posts up to the moment of the tenth; those of the same time included. */
  by_tenth: number
  at: number
  platform: string
  post_id: string
  account_id: string | null
  source: string
  row: number
  handle: string | null
  q10_at: number
}

/** Posts per bin and language; the share is of the posts whose language is known. */
const SHARE = `
  WITH binned AS (
    SELECT "at" - "at" % ($bin_s * 1000) AS bin, lang, count(*) AS posts
    FROM about_post
    WHERE lang IS NOT NULL
    GROUP BY "at" - "at" % ($bin_s * 1000), lang
  )
  SELECT bin AS "at", lang AS series, posts, posts * 1.0 / sum(posts) OVER (PARTITION BY bin) AS share
  FROM binned
  ORDER BY bin, lang`

/** Reposts and quotes of posts in another language than the account's own. */
const BRIDGES = `
  SELECT parent.lang AS "from", own.lang AS "to", count(*) AS posts, count(DISTINCT p.account_id) AS accounts
  FROM about_post AS p
  JOIN post AS parent ON parent.platform = p.platform AND parent.post_id = p.parent_id
  JOIN own_lang AS own ON own.platform = p.platform AND own.account_id = p.account_id
  WHERE p.kind IN ('repost', 'quote') AND parent.lang IS NOT NULL AND parent.lang <> own.lang
  GROUP BY parent.lang, own.lang
  ORDER BY posts DESC, "from", "to"
  LIMIT 50`

/** Accounts that wrote at least twice in each of two languages (once may be the detector's slip). */
const BILINGUAL = `
  WITH written AS (
    SELECT platform, account_id, lang
    FROM about_post
    WHERE account_id IS NOT NULL AND lang IS NOT NULL AND kind <> 'repost'
    GROUP BY platform, account_id, lang
    HAVING count(*) >= 2
  )
  SELECT count(*) AS accounts FROM (SELECT platform, account_id FROM written GROUP BY platform, account_id HAVING count(*) >= 2) AS both_written`

/** When, and from whom to whom, did it pass from one language or platform to another? */
export const crossings = defineAnalysis({
  id: 'crossings',
  version: 1,
  question: {
    en: 'How did it cross languages and platforms?',
    fr: 'Comment a-t-il passé d’une langue et d’une plateforme à l’autre ?',
  },
  params: {
    draws: {
      default: 999,
      help: { en: 'Permutations behind each p-value', fr: 'Permutations derrière chaque valeur p' },
    },
    seed: { default: 1, help: { en: 'Seed of the permutations', fr: 'Graine des permutations' } },
  },
  needs: ['post.lang'],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store } = asked
    const langs = await store.rows<First>(FIRSTS('lang'))
    const platforms = await store.rows<First>(FIRSTS('platform'))
    if (langs.length === 0)
      return notApplicable({
        en: 'no post on the subject has a known language',
        fr: 'aucun message sur le sujet n’a de langue connue',
      })
    const coverage = await aboutCoverage(asked)
    const known = langs.reduce((sum, { posts }) => sum + posts, 0)
    const find = finder('crossings', asked)
    const spoken = langs.filter(({ posts }) => posts >= LEAST_POSTS && posts >= known * LEAST_SHARE)
    const findings: Finding[] = [find(shareFinding(langs, known, coverage))]
    const lags = await langLags(asked, spoken)
    for (const [order, found] of lags.entries())
      findings.push(find(lagFinding(asked, found, coverage, order)))
    const bridges = await store.rows<{ from: string; to: string; posts: number; accounts: number }>(BRIDGES)
    const { accounts: bilingual } = await store.row<{ accounts: number }>(BILINGUAL)
    const [widest] = bridges
    if (widest) findings.push(find(bridgeFinding(widest, bridges, bilingual, coverage)))
    const firsts = [...langs.map(f => first('lang', f)), ...platforms.map(f => first('platform', f))]
    return {
      status: 'found',
      findings,
      rows: firsts,
      figures: {
        share: await share(asked, coverage, spoken),
        firsts,
        lags: [
          ...lags.map(({ from, to, lag_s, p }) => ({
            by: 'lang',
            from: from.series,
            to: to.series,
            lag_s,
            p,
          })),
          ...platformLags(platforms),
        ],
        bridges: bridges.map(bridge => ({ by: 'lang', ...bridge })),
      },
    }
  },
  method: {
    en: `A post’s language is the platform’s where it states one, else detected on the text (eld), else unknown; unknown languages are left out of shares.

The lag between two languages is the difference of the times at which each reached a tenth of its posts (the ⌈n/10⌉-th post): the very first post may be anyone’s, a tenth is a movement. Its p-value asks whether so large a lag would come about if the accounts’ languages had nothing to do with when they posted: the accounts’ languages (those of most of their posts on the subject) are permuted, with a seed, and p = (1 + permutations with at least that lag) / (1 + permutations).

A bridge is a repost or quote, by an account whose own words are mostly in one language, of a post in another. An account that wrote nothing itself is of no known language and builds none.`,
    fr: `La langue d’un message est celle que donne la plateforme, sinon celle détectée sur le texte (eld), sinon inconnue ; les langues inconnues ne comptent pas dans les parts.

L’écart entre deux langues est la différence des moments où chacune a atteint le dixième de ses messages (le ⌈n/10⌉-ième) : le tout premier peut être de n’importe qui, un dixième est un mouvement. Sa valeur p demande si un si grand écart viendrait alors que les langues des comptes n’auraient rien à voir avec le moment où ils publient : les langues des comptes (celles de la plupart de leurs messages sur le sujet) sont permutées, avec une graine, et p = (1 + permutations d’écart au moins égal) / (1 + permutations).

Un pont est un partage ou une citation, par un compte dont les propres mots sont surtout dans une langue, d’un message dans une autre. Un compte qui n’a rien écrit lui-même n’a pas de langue connue et n’en fait aucun.`,
  },
})

export interface Lag {
  from: First
  to: First
  lag_s: number
  p: number
}

/** From the language that moved first to each of the others, largest first. */
async function langLags(asked: Asked, spoken: First[]): Promise<Lag[]> {
  const [earliest] = [...spoken].sort((a, b) => a.q10_at - b.q10_at)
  if (!earliest) return []
  const others = spoken.filter(lang => lang !== earliest).slice(0, MOST_LAGS)
  const { draws, seed } = asked.params as { draws: number; seed: number } // this analysis' own parameters
  const lags: Lag[] = []
  for (const to of others)
    lags.push({
      from: earliest,
      to,
      lag_s: (to.q10_at - earliest.q10_at) / 1000,
      p: await lagP(asked.store, earliest.series, to.series, draws, seed),
    })
  return lags
}

function platformLags(platforms: First[]): Row[] {
  const [earliest, ...others] = [...platforms].sort((a, b) => a.q10_at - b.q10_at)
  return earliest
    ? others.map(to => ({
        by: 'platform',
        from: earliest.series,
        to: to.series,
        lag_s: (to.q10_at - earliest.q10_at) / 1000,
        p: null,
      }))
    : []
}

const first = (by: 'lang' | 'platform', f: First): Row => ({
  by,
  series: f.series,
  at: f.at,
  handle: f.handle ?? f.account_id,
  post_id: f.post_id,
  q10_at: f.q10_at,
  posts: f.posts,
})

const SHARE_WIDTHS_S = [600, 1800, 3600, 10_800, 21_600, 86_400, 604_800]

async function share(asked: Asked, coverage: { from: number; to: number }, spoken: First[]): Promise<Row[]> {
  const bin_s = SHARE_WIDTHS_S.find(width => (coverage.to - coverage.from) / (width * 1000) <= 150) ?? 604_800
  const named = new Set(spoken.map(lang => lang.series))
  const rows = await asked.store.rows<{ at: number; series: string; posts: number; share: number }>(SHARE, {
    bin_s,
  })
  return rows.filter(row => named.has(row.series)).map(row => ({ by: 'lang', bin_s, ...row }))
}

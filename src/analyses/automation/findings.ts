import type { EvidenceRef, FindingCoverage } from '../../model/finding.ts'
import { languageNamer } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { type Found, somePosts } from '../find.ts'
import type { Teller } from '../sentence.ts'
import type { Carried, CarriedLang } from './carried.ts'
import type { Sheet } from './sheets.ts'
import { CAREFUL, coarseTimes, NOT_A_VERDICT, TRANSFER } from './words.ts'

/** At most so many of as many genuine accounts are in the strong band; bench/automation.ts measures it. */
export const GENUINE_STRONG = 0.01
/** Accounts whose posts stand behind a number. */
const SHOWN = 12

const sum = (rows: readonly Carried[], of: 'accounts' | 'posts' | 'early_300s') =>
  rows.reduce((total, row) => total + row[of], 0)
const NAMED = ['strong', 'some', 'weak', 'none']
const judged = (bands: readonly Carried[]) => bands.filter(({ band }) => NAMED.includes(band))
const band = (bands: readonly Carried[], name: string) => bands.find(one => one.band === name)

/** The posts on the subject, and those of the accounts with the strongest signals. */
function evidence(
  bands: readonly Carried[],
  sheets: readonly Sheet[],
  kinds?: readonly string[],
): EvidenceRef[] {
  const strong = sheets.filter(sheet => sheet.band === 'strong' && sheet.about_posts > 0).slice(0, SHOWN)
  const own = strong.map(({ platform, account_id, about_posts }) =>
    somePosts({ about: true, platform, account_id }, about_posts),
  )
  const all =
    kinds === undefined
      ? somePosts({ about: true }, sum(bands, 'posts'))
      : somePosts(
          { about: true, kinds },
          bands.reduce((n, { reposts }) => n + reposts, 0),
        )
  return [...own, all]
}

export function bandsFinding(
  asked: Asked,
  bands: readonly Carried[],
  sheets: readonly Sheet[],
  coverage: FindingCoverage,
): Found {
  const known = sum(judged(bands), 'accounts')
  const strong = band(bands, 'strong')
  const posts = sum(bands, 'posts')
  const share = (strong?.posts ?? 0) / posts
  const expected = Math.ceil(known * GENUINE_STRONG)
  const unjudged = bands.filter(one => !NAMED.includes(one.band)).reduce((n, one) => n + one.posts, 0) / posts
  const accounts = strong?.accounts ?? 0
  return {
    slot: 'bands',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(known, 'account', 'accounts')} on the subject with enough data, ${t.n(accounts)} ${t.plural(accounts, 'shows', 'show')} strong signs of automation; of as many genuine accounts up to ${t.n(expected)} would. ${accounts === 1 ? 'It' : 'They'} made ${t.percent(share)} of the posts; accounts without enough data made ${t.percent(unjudged)}.`,
      fr: t =>
        t.say`Des ${t.counted(known, 'compte', 'comptes')} sur le sujet ayant assez de données, ${t.n(accounts)} ${t.plural(accounts, 'porte', 'portent')} des signes forts d’automatisation ; autant de comptes authentiques en compteraient jusqu’à ${t.n(expected)}. ${accounts === 1 ? 'Il a' : 'Ils ont'} fait ${t.percent(share)} des messages ; les comptes sans assez de données en ont fait ${t.percent(unjudged)}.`,
    },
    numbers: {
      accounts: sum(bands, 'accounts'),
      judged: known,
      strong_accounts: accounts,
      some_accounts: band(bands, 'some')?.accounts ?? 0,
      weak_accounts: band(bands, 'weak')?.accounts ?? 0,
      expected_strong: expected,
      posts,
      strong_posts_share: share,
      unjudged_posts_share: unjudged,
    },
    evidence: evidence(bands, sheets),
    coverage,
    caveats: [NOT_A_VERDICT, CAREFUL, TRANSFER, ...coarseTimes(asked)],
  }
}

/** Null where no original of a repost was captured early enough to tell. */
export function earlyFinding(
  bands: readonly Carried[],
  sheets: readonly Sheet[],
  coverage: FindingCoverage,
): Found | null {
  const early = sum(bands, 'early_300s')
  if (early === 0) return null
  const strong = band(bands, 'strong')
  const [ofEarly, ofAll] = [(strong?.early_300s ?? 0) / early, (strong?.posts ?? 0) / sum(bands, 'posts')]
  const unjudged = bands.filter(one => !NAMED.includes(one.band)).reduce((n, one) => n + one.early_300s, 0)
  return {
    slot: 'early-reposts',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(early, 'repost', 'reposts')} within five minutes of the original, accounts with strong signs of automation made ${t.percent(ofEarly)}, against ${t.percent(ofAll)} of all posts; ${t.percent(unjudged / early)} are by accounts without enough data.`,
      fr: t =>
        t.say`Des ${t.counted(early, 'relais', 'relais')} en cinq minutes au plus après l’original, les comptes aux signes forts d’automatisation ont fait ${t.percent(ofEarly)}, contre ${t.percent(ofAll)} de tous les messages ; ${t.percent(unjudged / early)} sont de comptes sans assez de données.`,
    },
    numbers: {
      early_reposts: early,
      strong_early_share: ofEarly,
      strong_posts_share: ofAll,
      unjudged_posts_share: unjudged / early,
    },
    evidence: evidence(bands, sheets, ['repost']),
    coverage,
    caveats: [
      {
        en: 'Reposts whose original was not captured are left out.',
        fr: 'Les relais dont l’original n’a pas été capturé sont laissés de côté.',
      },
      NOT_A_VERDICT,
    ],
  }
}

const name = (t: Teller, lang: string) => {
  const written = languageNamer(t.lang)(lang)
  return t.lang === 'fr' ? written.toLocaleLowerCase('fr') : written
}

/** Who carried it into a language: its first tenth of posts, by band. */
export function languageFinding(rows: readonly CarriedLang[], coverage: FindingCoverage): Found | null {
  const [any] = rows
  if (!any) return null
  const posts = rows.reduce((n, row) => n + row.first_posts, 0)
  const strong = rows.find(row => row.band === 'strong')
  const unjudged = rows.filter(row => !NAMED.includes(row.band)).reduce((n, row) => n + row.first_posts, 0)
  const share = (strong?.first_posts ?? 0) / posts
  return {
    slot: `first-tenth-${any.lang}`,
    tell: {
      en: t =>
        t.say`Of the first tenth of the posts in ${name(t, any.lang)} (${t.n(posts)}), accounts with strong signs of automation made ${t.percent(share)}, against ${t.percent(strong?.share ?? 0)} of all posts in ${name(t, any.lang)}; ${t.percent(unjudged / posts)} are by accounts without enough data.`,
      fr: t =>
        t.say`Du premier dixième des messages en ${name(t, any.lang)} (${t.n(posts)}), les comptes aux signes forts d’automatisation ont fait ${t.percent(share)}, contre ${t.percent(strong?.share ?? 0)} de tous les messages en ${name(t, any.lang)} ; ${t.percent(unjudged / posts)} sont de comptes sans assez de données.`,
    },
    numbers: {
      posts,
      strong_posts_share: share,
      unjudged_posts_share: unjudged / posts,
      tenth_at: any.tenth_at,
    },
    evidence: [somePosts({ about: true, lang: any.lang, to: any.tenth_at }, posts)],
    coverage,
    caveats: [NOT_A_VERDICT],
  }
}

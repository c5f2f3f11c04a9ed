import type { EvidenceRef, FindingCoverage } from '../../model/finding.ts'
import { languageNamer } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { type Found, somePosts } from '../find.ts'
import type { Teller } from '../sentence.ts'
import { CAREFUL } from './care.ts'
import type { Carried, CarriedLang } from './carried.ts'
import type { Verdict } from './score.ts'
import type { Sheet } from './sheets.ts'
import { coarseTimes, NOT_A_VERDICT, TRANSFER } from './words.ts'

/** At most these shares of genuine accounts are in the strong band, and in “some”; bench/automation.ts measures them. */
export const GENUINE = { strong: 0.01, some: 0.04 } as const
/** Accounts whose posts stand behind a number. */
const SHOWN = 12

type Counted = 'accounts' | 'posts' | 'reposts' | 'early_300s'
const JUDGED = ['strong', 'some', 'weak', 'none']
/** Bands with signs enough to be spoken of. */
const MARKED = ['strong', 'some']

const sumOf = (rows: readonly Carried[], of: Counted, bands?: readonly string[]) =>
  rows.reduce((sum, row) => sum + (bands === undefined || bands.includes(row.band) ? row[of] : 0), 0)
/** The shares of marked accounts, and of those that no band is told of. */
const sharesOf = (rows: readonly Carried[], of: Counted) => ({
  marked: sumOf(rows, of, MARKED) / sumOf(rows, of),
  unjudged: 1 - sumOf(rows, of, JUDGED) / sumOf(rows, of),
})

/** The posts on the subject, and those of the accounts with the strongest signals. */
function evidence(
  bands: readonly Carried[],
  sheets: readonly Sheet[],
  kinds?: readonly string[],
): EvidenceRef[] {
  const marked = sheets
    .filter(sheet => MARKED.includes(sheet.band ?? '') && sheet.about_posts > 0)
    .slice(0, SHOWN)
  const own = marked.map(({ platform, account_id, about_posts }) =>
    somePosts({ about: true, platform, account_id }, about_posts),
  )
  const all =
    kinds === undefined
      ? somePosts({ about: true }, sumOf(bands, 'posts'))
      : somePosts({ about: true, kinds }, sumOf(bands, 'reposts'))
  return [...own, all]
}

export function bandsFinding(
  asked: Asked,
  bands: readonly Carried[],
  sheets: readonly Sheet[],
  coverage: FindingCoverage,
): Found {
  const judged = sumOf(bands, 'accounts', JUDGED)
  const [strong, some] = [sumOf(bands, 'accounts', ['strong']), sumOf(bands, 'accounts', ['some'])]
  const expected = { strong: Math.ceil(judged * GENUINE.strong), some: Math.ceil(judged * GENUINE.some) }
  const { marked, unjudged } = sharesOf(bands, 'posts')
  return {
    slot: 'bands',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(judged, 'account', 'accounts')} on the subject with enough data, ${t.n(strong)} ${t.plural(strong, 'shows', 'show')} strong signs of automation and ${t.n(some)} some; of as many genuine accounts up to ${t.n(expected.strong)} and ${t.n(expected.some)} would. Together they made ${t.percent(marked)} of the posts; accounts without enough data made ${t.percent(unjudged)}.`,
      fr: t =>
        t.say`Des ${t.counted(judged, 'compte', 'comptes')} sur le sujet ayant assez de données, ${t.n(strong)} ${t.plural(strong, 'porte', 'portent')} des signes forts d’automatisation et ${t.n(some)} des signes nets ; autant de comptes authentiques en compteraient jusqu’à ${t.n(expected.strong)} et ${t.n(expected.some)}. Ensemble, ils ont fait ${t.percent(marked)} des messages ; les comptes sans assez de données en ont fait ${t.percent(unjudged)}.`,
    },
    numbers: {
      accounts: sumOf(bands, 'accounts'),
      judged,
      strong_accounts: strong,
      some_accounts: some,
      weak_accounts: sumOf(bands, 'accounts', ['weak']),
      expected_strong: expected.strong,
      expected_some: expected.some,
      posts: sumOf(bands, 'posts'),
      marked_posts_share: marked,
      unjudged_posts_share: unjudged,
    },
    evidence: evidence(bands, sheets),
    coverage,
    caveats: [NOT_A_VERDICT, CAREFUL, TRANSFER, ...coarseTimes(asked)],
  }
}

/** For a case of profiles without posts on the subject: how many show signs, and no post to rest it on. */
export function profilesFinding(
  asked: Asked,
  verdicts: readonly Verdict[],
  coverage: FindingCoverage,
): Found {
  const count = (...bands: string[]) => verdicts.filter(({ band }) => bands.includes(band ?? '')).length
  const judged = count(...JUDGED)
  const [strong, some] = [count('strong'), count('some')]
  const expected = { strong: Math.ceil(judged * GENUINE.strong), some: Math.ceil(judged * GENUINE.some) }
  return {
    slot: 'profiles',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(judged, 'account', 'accounts')} with enough data, ${t.n(strong)} ${t.plural(strong, 'shows', 'show')} strong signs of automation and ${t.n(some)} some; of as many genuine accounts up to ${t.n(expected.strong)} and ${t.n(expected.some)} would. None of their posts on the subject was captured.`,
      fr: t =>
        t.say`Des ${t.counted(judged, 'compte', 'comptes')} ayant assez de données, ${t.n(strong)} ${t.plural(strong, 'porte', 'portent')} des signes forts d’automatisation et ${t.n(some)} des signes nets ; autant de comptes authentiques en compteraient jusqu’à ${t.n(expected.strong)} et ${t.n(expected.some)}. Aucun de leurs messages sur le sujet n’a été capturé.`,
    },
    numbers: {
      accounts: verdicts.length,
      judged,
      strong_accounts: strong,
      some_accounts: some,
      weak_accounts: count('weak'),
      expected_strong: expected.strong,
      expected_some: expected.some,
    },
    evidence: [],
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
  const early = sumOf(bands, 'early_300s')
  if (early === 0) return null
  const { marked, unjudged } = sharesOf(bands, 'early_300s')
  const ofAll = sharesOf(bands, 'posts').marked
  return {
    slot: 'early-reposts',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(early, 'repost', 'reposts')} within five minutes of the original, accounts with some or strong signs of automation made ${t.percent(marked)}, against ${t.percent(ofAll)} of all posts; ${t.percent(unjudged)} are by accounts without enough data.`,
      fr: t =>
        t.say`Des ${t.counted(early, 'relais', 'relais')} en cinq minutes au plus après l’original, les comptes aux signes nets ou forts d’automatisation ont fait ${t.percent(marked)}, contre ${t.percent(ofAll)} de tous les messages ; ${t.percent(unjudged)} sont de comptes sans assez de données.`,
    },
    numbers: {
      early_reposts: early,
      marked_early_share: marked,
      marked_posts_share: ofAll,
      unjudged_posts_share: unjudged,
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
  const sum = (of: 'posts' | 'first_posts', bands?: readonly string[]) =>
    rows.reduce((n, row) => n + (bands === undefined || bands.includes(row.band) ? row[of] : 0), 0)
  const posts = sum('first_posts')
  const marked = sum('first_posts', MARKED) / posts
  const ofAll = sum('posts', MARKED) / sum('posts')
  const unjudged = 1 - sum('first_posts', JUDGED) / posts
  return {
    slot: `first-tenth-${any.lang}`,
    tell: {
      en: t =>
        t.say`Of the first tenth of the posts in ${name(t, any.lang)} (${t.n(posts)}), accounts with some or strong signs of automation made ${t.percent(marked)}, against ${t.percent(ofAll)} of all posts in ${name(t, any.lang)}; ${t.percent(unjudged)} are by accounts without enough data.`,
      fr: t =>
        t.say`Du premier dixième des messages en ${name(t, any.lang)} (${t.n(posts)}), les comptes aux signes nets ou forts d’automatisation ont fait ${t.percent(marked)}, contre ${t.percent(ofAll)} de tous les messages en ${name(t, any.lang)} ; ${t.percent(unjudged)} sont de comptes sans assez de données.`,
    },
    numbers: {
      posts,
      marked_posts_share: marked,
      unjudged_posts_share: unjudged,
      tenth_at: any.tenth_at,
    },
    evidence: [somePosts({ about: true, lang: any.lang, to: any.tenth_at }, posts)],
    coverage,
    caveats: [NOT_A_VERDICT],
  }
}

import type { FindingCoverage } from '../../model/finding.ts'
import { languageNamer } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { type Found, onePost, somePosts } from '../find.ts'
import { accountName, inZone, subjectName } from '../scope.ts'
import type { Teller } from '../sentence.ts'
import type { First, Lag } from './crossings.ts'

const name = (t: Teller, lang: string) => {
  const written = languageNamer(t.lang)(lang)
  return t.lang === 'fr' ? written.toLocaleLowerCase('fr') : written
}

export function shareFinding(langs: First[], known: number, coverage: FindingCoverage): Found {
  const top = langs.slice(0, 3)
  const list = (t: Teller, and: string) =>
    top
      .map(
        lang =>
          t.say`${t.percent(lang.posts / known)} ${t.lang === 'fr' ? 'en ' : 'in '}${name(t, lang.series)}`,
      )
      .reduce((all, one, at) => (at === top.length - 1 ? t.say`${all}${and}${one}` : t.say`${all}, ${one}`))
  return {
    slot: 'languages',
    tell: {
      en: t =>
        t.say`Of the ${t.counted(known, 'post', 'posts')} whose language is known, ${list(t, ' and ')}.`,
      fr: t =>
        t.say`Des ${t.counted(known, 'message', 'messages')} dont la langue est connue, ${list(t, ' et ')}.`,
    },
    numbers: { posts_known: known, languages: langs.length, top_share: (top[0]?.posts ?? 0) / known },
    evidence: top.map(lang => somePosts({ about: true, lang: lang.series }, lang.posts)),
    coverage,
  }
}

export function lagFinding(
  asked: Asked,
  { from, to, lag_s, p }: Lag,
  coverage: FindingCoverage,
  order: number,
): Found {
  const first_lag_s = (to.at - from.at) / 1000
  const subject = subjectName(asked)
  const by = accountName({ handle: to.handle, account_id: to.account_id, platform: to.platform })
  return {
    slot: `lang-${from.series}-${to.series}`,
    tell: {
      en: t =>
        t.say`${name(t, from.series)} came first: a tenth of the ${t.counted(from.posts, 'post', 'posts')} in ${name(t, from.series)}${subject ? ` about ${t.name(subject)}` : ''} were out by ${t.dateTime(from.q10_at)}${inZone(t)}, a tenth of the ${t.n(to.posts)} in ${name(t, to.series)} ${t.span(lag_s)} later. The first captured post in ${name(t, to.series)}${by ? `, by ${t.name(by)},` : ''} came ${first_lag_s >= 0 ? t.say`${t.span(first_lag_s)} after` : t.say`${t.span(-first_lag_s)} before`} the first in ${name(t, from.series)}.`,
      fr: t =>
        t.say`D’abord en ${name(t, from.series)} : un dixième des ${t.counted(from.posts, 'message', 'messages')} en ${name(t, from.series)}${subject ? ` sur ${t.name(subject)}` : ''} était publié le ${t.dateTime(from.q10_at)}${inZone(t)}, un dixième des ${t.n(to.posts)} en ${name(t, to.series)} ${t.span(lag_s)} plus tard. Le premier message capturé en ${name(t, to.series)}${by ? `, par ${t.name(by)},` : ''} est venu ${first_lag_s >= 0 ? t.say`${t.span(first_lag_s)} après` : t.say`${t.span(-first_lag_s)} avant`} le premier en ${name(t, from.series)}.`,
    },
    numbers: {
      lag_s,
      p,
      first_lag_s,
      from_q10_at: from.q10_at,
      to_q10_at: to.q10_at,
      from_first_at: from.at,
      to_first_at: to.at,
      from_posts: from.posts,
      to_posts: to.posts,
    },
    about: { posts: [`${from.platform}:${from.post_id}`, `${to.platform}:${to.post_id}`] },
    evidence: [
      onePost(from),
      onePost(to),
      somePosts({ about: true, lang: from.series, to: from.q10_at }, from.by_tenth),
      somePosts({ about: true, lang: to.series, to: to.q10_at }, to.by_tenth),
    ],
    coverage,
    caveats: [
      p < 0.05
        ? {
            en: `A lag this large came up in ${percentText(p)} of permutations of the accounts’ languages.`,
            fr: `Un écart si grand est apparu dans ${percentText(p)} des permutations des langues des comptes.`,
          }
        : {
            en: `Such a lag is not surprising: it came up in ${percentText(p)} of permutations of the accounts’ languages.`,
            fr: `Un tel écart n’a rien de surprenant : il est apparu dans ${percentText(p)} des permutations des langues des comptes.`,
          },
      {
        en: 'A language is not a country: accounts write in languages that are not their own, and detection errs on short texts.',
        fr: 'Une langue n’est pas un pays : des comptes écrivent dans des langues qui ne sont pas les leurs, et la détection se trompe sur les textes courts.',
      },
    ],
    // A language of few posts, or a lag that chance would give, is told in its section only.
    ...(order === 0 && p < 0.05 && to.posts >= coverage.posts * 0.05 ? { story: 35 } : {}),
  }
}

const percentText = (p: number) => `${(p * 100).toFixed(p < 0.01 ? 1 : 0)} %`

interface Bridge {
  from: string
  to: string
  posts: number
  accounts: number
}

export function bridgeFinding(
  widest: Bridge,
  bridges: Bridge[],
  bilingual: number,
  coverage: FindingCoverage,
): Found {
  const posts = bridges.reduce((sum, bridge) => sum + bridge.posts, 0)
  return {
    slot: 'bridges',
    tell: {
      en: t =>
        t.say`${t.n(posts)} reposts and quotes carried posts across languages; the largest share, ${t.n(widest.posts)} by ${t.counted(widest.accounts, 'account', 'accounts')}, went from ${name(t, widest.from)} to accounts writing in ${name(t, widest.to)}. ${t.n(bilingual)} ${t.plural(bilingual, 'account', 'accounts')} wrote in two languages or more.`,
      fr: t =>
        t.say`${t.n(posts)} partages et citations ont porté des messages d’une langue à l’autre ; la plus grande part, ${t.n(widest.posts)} par ${t.counted(widest.accounts, 'compte', 'comptes')}, est allée de messages en ${name(t, widest.from)} vers des comptes qui écrivent en ${name(t, widest.to)}. ${t.n(bilingual)} ${t.plural(bilingual, 'compte a', 'comptes ont')} écrit en deux langues ou plus.`,
    },
    numbers: {
      bridging_posts: posts,
      widest_posts: widest.posts,
      widest_accounts: widest.accounts,
      bilingual_accounts: bilingual,
    },
    evidence: [
      somePosts(
        { about: true, kinds: ['repost', 'quote'], parent_lang: widest.from, own_lang: widest.to },
        widest.posts,
      ),
    ],
    coverage,
    caveats: [
      {
        en: 'Only accounts with words of their own have a language here, and only captured originals can be told to be in another one.',
        fr: 'Seuls les comptes qui ont écrit eux-mêmes ont ici une langue, et seuls les originaux capturés peuvent être dits dans une autre.',
      },
    ],
  }
}

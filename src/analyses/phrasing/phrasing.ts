import type { Finding, Row, Text } from '../../model/finding.ts'
import { formatter } from '../../words/format.ts'
import { type Asked, defineAnalysis, notApplicable, nothingFound, type Outcome } from '../analysis.ts'
import { finder } from '../find.ts'
import { forgetNearText, type NearTextGroups, nearTextGroups, postsWithWords } from '../near-text-groups.ts'
import { keepRows } from '../rows.ts'
import { aboutCoverage } from '../scope.ts'
import { findCredits } from './credits.ts'
import { groupFinding, overallFinding, titlesFinding, trackerFinding } from './findings.ts'
import { method } from './method.ts'
import { numbers } from './numbers.ts'
import { findPageQuotes } from './page-quotes.ts'
import { sharedLinks, sharedTrackers, stuffedTitles } from './pages.ts'
import { findRows, type Group, KEPT, largestGroups, type Member, membersOf, totalsOf } from './rows.ts'
import { variantsOf, whatIsShared } from './variants.ts'

/** Groups in the table; those whose variants are shown; those and the ids that are told as findings. */
const LISTED = 100
const SHOWN = 12
const TOLD = 5
const IDS_TOLD = 3
const MEMBERS = 2_000
/** Posts of a group in the picture. */
const DRAWN = 200

/** What was said by several in the same words, over all platforms and sites? */
export const phrasing = defineAnalysis({
  id: 'phrasing',
  version: 1,
  question: { en: 'Who said it in the same words?', fr: 'Qui l’a dit dans les mêmes mots ?' },
  params: {
    least_accounts: {
      default: 3,
      help: {
        en: 'Accounts or sites that must share a text for it to be told as a finding of its own',
        fr: 'Comptes ou sites qui doivent partager un texte pour qu’il soit un constat à lui seul',
      },
    },
    most_posts: {
      default: 1_500_000,
      help: {
        en: 'More posts are not compared: each takes about a kilobyte of memory',
        fr: 'Au-delà, les messages ne sont pas comparés : chacun prend environ un kilo-octet de mémoire',
      },
    },
  },
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store } = asked
    const words = await postsWithWords(store, asked.params.most_posts)
    if (words > asked.params.most_posts) return notApplicable(tooMany(words, asked.params.most_posts))
    try {
      const compared = await nearTextGroups(store, asked.about)
      if (compared.posts === 0)
        return nothingFound({
          en: 'No captured post on the subject has words of its own.',
          fr: 'Aucun message capturé sur le sujet n’a ses propres mots.',
        })
      return await answer(asked, asked.params.least_accounts, compared)
    } finally {
      await store.run('DROP TABLE IF EXISTS near_text_credit; DROP TABLE IF EXISTS phrasing_row')
      await forgetNearText(store)
    }
  },
  method,
})

/** Half of what cannot be compared whole would hide the other half. */
function tooMany(words: number, most: number): Text {
  const [en, fr] = (['en', 'fr'] as const).map(lang => {
    const { number } = formatter(lang, 'UTC')
    return [number(words), number(most)]
  })
  return {
    en: `${en?.[0]} posts have words of their own, more than the ${en?.[1]} that are compared at once (--phrasing-most_posts); name a subject with --about`,
    fr: `${fr?.[0]} messages ont leurs propres mots, plus que les ${fr?.[1]} comparés à la fois (--phrasing-most_posts) ; précisez un sujet avec --about`,
  }
}

async function answer(asked: Asked, least: number, compared: NearTextGroups): Promise<Outcome> {
  const { store, about } = asked
  await findCredits(store)
  await findPageQuotes(store)
  await findRows(store)
  const totals = await totalsOf(store)
  const groups = await largestGroups(store, LISTED)
  const members = new Map<Group, Member[]>()
  for (const group of groups.slice(0, SHOWN)) {
    const some = await membersOf(store, group.head, MEMBERS)
    members.set({ ...group, said: whatIsShared(group, some) }, some)
  }
  const trackers = await sharedTrackers(store)
  const links = await sharedLinks(store, about)
  const titles = await stuffedTitles(store, about)
  const findings = await told(asked, least, { compared, totals, members, trackers, titles })
  if (findings.length === 0)
    return nothingFound({
      en: 'No two captured posts on the subject say the same in nearly the same words.',
      fr: 'Aucun message capturé sur le sujet ne dit presque mot pour mot ce que dit un autre.',
    })
  return {
    status: 'found',
    rows: await keepRows(store, 'phrasing', KEPT),
    findings,
    figures: {
      groups: [...members.keys(), ...groups.slice(SHOWN)].map(
        ({ head: _, text: __, said, ...group }): Row => ({ ...group, text: said.slice(0, 280) }),
      ),
      variants: [...members].flatMap(([group, all]) => variantsOf(group, all)),
      spread: [...members].flatMap(([group, all]) => spreadOf(group, all)),
      trackers: trackers.map(
        ({ names, ...tracker }): Row => ({ ...tracker, names: names.slice(0, 50).join(', ') }),
      ),
      links: links.map((link): Row => ({ ...link })),
      titles: titles.stuffed.slice(0, LISTED).map(
        ({ site, title, at, said, post_id }): Row => ({
          site,
          title: title.slice(0, 280),
          at,
          said,
          post_id,
        }),
      ),
    },
  }
}

type Answers = {
  compared: NearTextGroups
  totals: Awaited<ReturnType<typeof totalsOf>>
  members: ReadonlyMap<Group, Member[]>
  trackers: Awaited<ReturnType<typeof sharedTrackers>>
  titles: Awaited<ReturnType<typeof stuffedTitles>>
}

async function told(asked: Asked, least: number, answers: Answers): Promise<Finding[]> {
  const { compared, totals, members, trackers, titles } = answers
  const find = finder('phrasing', asked)
  const coverage = await aboutCoverage(asked)
  const findings: Finding[] = []
  if (totals.groups > 0) {
    const { posts } = await asked.store.row<{ posts: number }>(
      `SELECT count(*) AS posts FROM about_post WHERE kind IN ('post', 'quote', 'reply', 'page')`,
    )
    const groups = [...members.keys()]
    const all = { posts, groups, members: [...members.values()].flatMap(some => some.slice(0, 20)) }
    findings.push(find(overallFinding(asked, compared, totals, all, coverage)))
  }
  const shared = [...members].filter(([{ accounts }]) => accounts >= least).slice(0, TOLD)
  for (const [order, [group, some]] of shared.entries())
    findings.push(find(groupFinding(group, some, coverage, order === 0)))
  for (const tracker of trackers.slice(0, IDS_TOLD))
    findings.push(find(trackerFinding(asked, tracker, coverage)))
  if (titles.stuffed.length > 0)
    findings.push(find(titlesFinding(asked, titles.titled, titles.stuffed, coverage)))
  return findings
}

/** A group's posts in time, for the picture: of many, evenly spaced ones and the last. */
function spreadOf(group: Group, members: readonly Member[]): Row[] {
  const step = Math.max(1, Math.ceil(members.length / DRAWN))
  return members.flatMap(({ at, platform, kind }, n) =>
    n % step === 0 || n === members.length - 1 ? [{ group: group.group, at, n: n + 1, platform, kind }] : [],
  )
}

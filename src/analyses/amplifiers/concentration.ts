import type { Finding, Row, Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, somePosts } from '../find.ts'
import { about, aboutCoverage, caveat } from '../scope.ts'
import { gini, giniInterval, levels } from './gini.ts'

/** Share of the posts made by the most active `share` of accounts, rounded up to a whole account. */
export function topShare(falling: readonly number[], share: number): number {
  const all = falling.reduce((sum, posts) => sum + posts, 0)
  const top = falling.slice(0, headcount(falling.length, share)).reduce((sum, posts) => sum + posts, 0)
  return all === 0 ? 0 : top / all
}

/** The accounts that make up a share of all: 1 % of 150 is two. A hair of rounding is not an account. */
export const headcount = (accounts: number, share: number) => Math.ceil(accounts * share - 1e-9)

/** Cumulative share of posts at each hundredth of the accounts, the busiest first. */
export function lorenz(falling: readonly number[]): Row[] {
  const all = falling.reduce((sum, posts) => sum + posts, 0)
  const points = new Map<number, number>([[0, 0]])
  let posts = 0
  let counted = 0
  for (let percent = 1; percent <= 100; percent++) {
    const head = headcount(falling.length, percent / 100)
    for (; counted < head; counted++) posts += falling[counted] ?? 0
    points.set(head, posts)
  }
  return [...points].map(([head, sum]) => ({ accounts_share: head / falling.length, posts_share: sum / all }))
}

/** How few accounts made how many of the posts; `falling` are the posts of each that posted, the busiest first. */
export async function concentrationFinding(
  asked: Asked,
  falling: readonly number[],
  nameless: number,
  unsaid: Text[],
): Promise<Finding> {
  const posts = falling.reduce((sum, n) => sum + n, 0)
  const made = levels(falling)
  const [low, high] = giniInterval(made, 'amplifiers/gini')
  const coefficient = gini(made)
  const [one, five, ten] = [topShare(falling, 0.01), topShare(falling, 0.05), topShare(falling, 0.1)]
  const find = finder('amplifiers', asked)
  return find({
    slot: 'concentration',
    tell: {
      en: t =>
        t.say`Of ${t.counted(posts, 'post', 'posts')}${about(t, asked)} by ${t.counted(falling.length, 'account', 'accounts')}, the busiest 1% made ${t.percent(one, 1)}, the busiest 5% ${t.percent(five, 1)} and the busiest 10% ${t.percent(ten, 1)} (Gini ${t.n(coefficient, 2)}, 95% interval ${t.n(low, 2)} to ${t.n(high, 2)}).`,
      fr: t =>
        t.say`Sur ${t.counted(posts, 'message', 'messages')}${about(t, asked)} de ${t.counted(falling.length, 'compte', 'comptes')}, le 1 % le plus actif en a fait ${t.percent(one, 1)}, les 5 % ${t.percent(five, 1)} et les 10 % ${t.percent(ten, 1)} (Gini ${t.n(coefficient, 2)}, intervalle à 95 % de ${t.n(low, 2)} à ${t.n(high, 2)}).`,
    },
    numbers: {
      top_1pct_share: one,
      top_5pct_share: five,
      top_10pct_share: ten,
      gini: coefficient,
      gini_low: low,
      gini_high: high,
      accounts: falling.length,
      posts,
    },
    evidence: [somePosts({ about: true }, posts + nameless)],
    coverage: await aboutCoverage(asked),
    caveats: [
      {
        en: 'Few accounts make most posts on most subjects; concentration alone does not show a push. Accounts without a captured post are not counted, and one person may hold several.',
        fr: 'Sur la plupart des sujets, peu de comptes font la plupart des messages ; la concentration seule ne montre pas qu’on a poussé. Les comptes sans message capturé ne sont pas comptés, et une personne peut en tenir plusieurs.',
      },
      ...(falling.length < 100
        ? [
            caveat(asked, {
              en: t =>
                t.say`With ${t.counted(falling.length, 'account', 'accounts')}, 1% is less than one: the single busiest account stands for it.`,
              fr: t =>
                t.say`Avec ${t.counted(falling.length, 'compte', 'comptes')}, 1 % fait moins d’un compte : le plus actif en tient lieu.`,
            }),
          ]
        : []),
      ...leftOut(asked, nameless),
      ...unsaid,
    ],
    // Of a handful of accounts, one per cent means nothing worth telling.
    ...(falling.length >= 20 ? { story: 50 } : {}),
  })
}

/** Posts that name no account are counted for none, and the reader is told how many. */
export function leftOut(asked: Asked, nameless: number) {
  if (nameless === 0) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`${t.n(nameless)} ${t.plural(nameless, 'post states no account and is', 'posts state no account and are')} left out.`,
      fr: t =>
        t.say`${t.n(nameless)} ${t.plural(nameless, 'message sans compte indiqué est laissé', 'messages sans compte indiqué sont laissés')} de côté.`,
    }),
  ]
}

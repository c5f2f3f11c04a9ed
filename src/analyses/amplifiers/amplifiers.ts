import type { Finding } from '../../model/finding.ts'
import { type Asked, defineAnalysis, notApplicable, nothingFound, type Outcome } from '../analysis.ts'
import { keepRows } from '../rows.ts'
import {
  type Account,
  ALL_ACCOUNTS,
  accountWithMost,
  findAccounts,
  forgetAccounts,
  leadingAccounts,
  postsByAccount,
  reference,
  repostsMade,
  type Totals,
  totalsOf,
} from './accounts.ts'
import { audienceFinding } from './audience.ts'
import { busiestFinding } from './busiest.ts'
import { concentrationFinding, lorenz } from './concentration.ts'
import { numbers } from './numbers.ts'
import { noTop, topFinding } from './top.ts'
import { type Traffic, traffic, trafficFinding } from './traffic.ts'

/** Accounts in the figure: those most passed on, and the busiest if they are not among these. */
const MOST_PASSED_ON = 50
const BUSIEST = 14

/** Which accounts carried the subject, and did few of them make much of the traffic? */
export const amplifiers = defineAnalysis({
  id: 'amplifiers',
  version: 1,
  question: { en: 'Who passed it on, and was it pushed?', fr: 'Qui l’a relayé, et l’a-t-on poussé ?' },
  params: {},
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store } = asked
    const totals = await totalsOf(store)
    if (totals.length === 0)
      return nothingFound({
        en: 'No captured post is on the subject.',
        fr: 'Aucun message capturé ne porte sur le sujet.',
      })
    await findAccounts(store)
    try {
      return await answer(asked, totals)
    } finally {
      await forgetAccounts(store)
    }
  },
  method: {
    en: `For each account on the subject: its captured posts (of any kind) and how many of these are reposts; the captured reposts of its posts, also of posts that were not themselves captured; its followers, the most stated with its posts on the subject, else the most seen in the case; its h-index, the largest h such that h of its posts were reposted at least h times each; and the most posts in any closed 12 hours. Posts × followers is an upper bound on deliveries to followers, never a number of readers.

Concentration: accounts that posted, over all platforms, sorted by posts; the busiest 1, 5 and 10 % are rounded up to whole accounts. The Gini coefficient is 0 when all posted alike and tends to 1 when one account made everything; its 95 % interval is the percentile bootstrap's, 1,000 seeded resamples of accounts.

Coefficient of traffic manipulation (Ben Nimmo 2019, Measuring Traffic Manipulation on Twitter, Oxford Internet Institute): R/10 + F + U, where R is the percentage of posts that are reposts, F the percentage of posts by the 50 most active accounts, and U posts per account, on the platform with the most posts that state an account. Published yardstick: up to 12 ordinary, up to 60 pushed. F tends to 100 when accounts are few: under 1,000 posts or 500 accounts, or where the case names no subject whose traffic it could be, the value is shown without a reading.

Where reposts do not state whose posts they pass on, nobody can be named as passed on most, and nobody is. Posts that state no account are left out, and counted.`,
    fr: `Pour chaque compte sur le sujet : ses messages capturés (de tout genre) et combien sont des relais ; les relais capturés de ses messages, même de messages non capturés eux-mêmes ; ses abonnés, le plus grand nombre indiqué avec ses messages sur le sujet, sinon le plus grand vu dans le relevé ; son indice h, le plus grand h tel que h de ses messages ont été relayés au moins h fois chacun ; et le plus de messages en 12 heures, bornes comprises. Messages × abonnés borne par le haut les remises aux abonnés ; ce n’est jamais un nombre de lecteurs.

Concentration : les comptes qui ont posté, toutes plateformes ensemble, rangés par messages ; les 1, 5 et 10 % les plus actifs sont arrondis au compte supérieur. Le coefficient de Gini est nul quand tous ont posté autant et tend vers 1 quand un seul compte a tout fait ; son intervalle à 95 % est celui du bootstrap par percentiles, 1 000 rééchantillonnages des comptes à graine fixe.

Coefficient de manipulation du trafic (Ben Nimmo 2019, Measuring Traffic Manipulation on Twitter, Oxford Internet Institute) : R/10 + F + U, où R est le pourcentage de messages qui sont des relais, F celui des messages des 50 comptes les plus actifs, et U les messages par compte, sur la plateforme qui a le plus de messages à compte indiqué. Étalon publié : jusqu’à 12 ordinaire, jusqu’à 60 poussé. F tend vers 100 quand les comptes sont peu nombreux : sous 1 000 messages ou 500 comptes, ou si le relevé n’a pas de sujet dont ce serait le trafic, la valeur est montrée sans lecture.

Là où les relais n’indiquent pas de qui ils reprennent le message, nul ne peut être dit le plus relayé, et nul ne l’est. Les messages sans compte indiqué sont laissés de côté, et comptés.`,
  },
})

async function answer(asked: Asked, totals: readonly Totals[]): Promise<Outcome> {
  const { store } = asked
  const falling = await postsByAccount(store)
  if (falling.length === 0)
    return notApplicable({
      en: 'no post on the subject states its account',
      fr: 'aucun message sur le sujet n’indique son compte',
    })
  const main = mainOf(totals)
  const leading = await leadingAccounts(store, MOST_PASSED_ON, BUSIEST)
  const there = traffic(await postsByAccount(store, main.platform), await repostsMade(store, main.platform))
  return {
    status: 'found',
    rows: await keepRows(store, 'amplifiers', ALL_ACCOUNTS),
    findings: await findings(asked, leading[0], falling, there, totals, main),
    figures: { accounts: leading, lorenz: lorenz(falling), ctm: [{ ...there }] },
  }
}

async function findings(
  asked: Asked,
  top: Account | undefined,
  falling: readonly number[],
  there: Traffic,
  totals: readonly Totals[],
  main: Totals,
): Promise<Finding[]> {
  const found: Finding[] = []
  const unsaid = noTop(asked, totals)
  const credited =
    top && top.reposts_received > 0 ? totals.find(({ platform }) => platform === top.platform) : undefined
  if (top && credited) found.push(await topFinding(asked, top, credited))
  const busiest = await accountWithMost(asked.store, 'peak_12h')
  if (busiest && busiest.peak_12h > 1) found.push(await busiestFinding(asked, busiest))
  const audience = await accountWithMost(asked.store, 'followers')
  const isTop = credited && top && audience && reference(audience) === reference(top)
  if (audience && audience.followers !== null && !isTop)
    found.push(await audienceFinding(asked, audience, audience.followers, unsaid))
  const nameless = totals.reduce((sum, platform) => sum + platform.nameless, 0)
  if (falling.length > 1) found.push(await concentrationFinding(asked, falling, nameless, unsaid))
  found.push(await trafficFinding(asked, there, main))
  return found
}

/** The platform with the most posts that state an account. */
function mainOf(totals: readonly Totals[]): Totals {
  return totals.reduce((main, one) => (one.posts - one.nameless > main.posts - main.nameless ? one : main))
}
